/** What an earlier page left in the journal goes to the server, which offers it where it was typed. */

import { find } from "./dom.js";
import { sendDraft } from "./draft_request.js";
import * as journal from "./journal.js";

/**
 * Send whatever this user has in the journal, and show what the server offers of it for this article.
 *
 * @param {HTMLFormElement} form
 * @param {string} own the key of this form's draft, which takes care of itself
 */
export async function recover(form, own) {
  const article = Number(form.dataset.article) || null;
  /** @type {import("./journal.js").Entry[]} */
  const entries = await journal.entriesOf(String(form.dataset.user)).catch(() => []);
  let isOffered = false;
  for (const entry of entries.filter(({ key }) => key !== own)) {
    const { news } = await sendDraft(form, entry);
    // What the server does not take stays, for another time.
    if (!news) continue;
    await journal.remove(entry).catch(() => {});
    isOffered ||= entry.article === article && news.done < entry.sequence;
  }
  if (isOffered) await showOffers(form);
}

/** @param {HTMLFormElement} form */
async function showOffers(form) {
  const answer = await fetch(form.action, { redirect: "manual", cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [shown, offered] = [document, page].map((of) => find(of, "[data-offers]"));
  // What stands there may be about to be pressed: it goes only for something else.
  if (shown.textContent !== offered.textContent) shown.replaceWith(document.adoptNode(offered));
}
