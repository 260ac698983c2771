/** Says who else has the article open, and who has saved it since this form was opened. */

import { find } from "./dom.js";
import { gettext, language, ngettext } from "./texts.js";

/**
 * @param {HTMLFormElement} form
 * @param {import("./keeping.js").Keeping} keeping
 */
export function watchOthers(form, keeping) {
  const words = find(form, "[data-others]");
  keeping.onAnswer = ({ news }) => {
    if (!news) return;
    const said = [openWords(news.others ?? []), savedWords(news.saved)].filter(Boolean).join(" ");
    if (words.textContent !== said) words.textContent = said;
  };
  if (!keeping.article) return;
  const sign = () => document.hidden || void keeping.sendNow();
  // The form is shown first.
  setTimeout(sign);
  setInterval(sign, Number(form.dataset.signEvery) * 1000);
}

/** @param {string[]} names */
function openWords(names) {
  if (!names.length) return "";
  const all = new Intl.ListFormat(language()).format(names);
  return ngettext("%(names)s has this article open too.", "%(names)s have this article open too.", names.length, { names: all });
}

/** @param {import("./draft_request.js").News["saved"]} saved */
function savedWords(saved) {
  if (!saved) return "";
  const { who, at, mine } = saved;
  return mine
    ? gettext("You saved it in another window at %(time)s: your save will be merged with that.", { time: at })
    : gettext("%(name)s saved it at %(time)s: your save will be merged with that.", { name: who, time: at });
}
