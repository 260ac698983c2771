/** The lines below the toolbar in which words are looked for and replaced. */

import { announce } from "./announcements.js";
import { element } from "./dom.js";
import { count, current, goToMatch, lookFor, replaceAllMatches, replaceMatch } from "./find.js";
import { gettext, language, ngettext, pgettext } from "./texts.js";

/** @typedef {import("@tiptap/core").Editor} Editor */

/**
 * @param {Editor} editor
 * @returns {{ panel: HTMLElement, open: () => void }}
 */
export function createFindPanel(editor) {
  const field = (/** @type {string} */ id) => element("input", { id, autocomplete: "off", spellcheck: false });
  const [find, replacement] = [field("find-words"), field("find-replacement")];
  const matchCase = element("input", { type: "checkbox", id: "find-case" });
  const found = element("span", { class: "found-count", role: "status" });
  const button = (/** @type {string} */ label, /** @type {() => void} */ act) => {
    const made = element("button", { type: "button", class: "quiet" }, label);
    made.addEventListener("click", act);
    return made;
  };
  const replaceAll = () => {
    const replaced = replaceAllMatches(editor, replacement.value);
    announce(
      replaced === 1
        ? gettext("One place was replaced.")
        : ngettext("%(num)s place was replaced.", "%(num)s places were replaced.", replaced),
    );
  };
  const panel = element(
    "div",
    { class: "panel find-panel", role: "group", "aria-label": gettext("Find and replace"), hidden: true },
    element("label", { htmlFor: find.id }, gettext("Find")),
    find,
    element(
      "span",
      { class: "find-buttons" },
      button(pgettext("find", "Previous"), () => goToMatch(editor, -1)),
      button(pgettext("find", "Next"), () => goToMatch(editor, 1)),
      element("label", { class: "check" }, matchCase, gettext("Match case")),
      found,
    ),
    element("label", { htmlFor: replacement.id }, gettext("Replace with")),
    replacement,
    element(
      "span",
      { class: "find-buttons" },
      button(gettext("Replace"), () => replaceMatch(editor, replacement.value)),
      button(gettext("Replace all"), replaceAll),
      button(gettext("Close"), close),
    ),
  );

  /** Where the search began: what is typed further is looked for from there on. */
  let start = 0;
  const search = () => {
    lookFor(editor, find.value, matchCase.checked);
    goToMatch(editor, 1, start);
  };
  find.addEventListener("input", search);
  matchCase.addEventListener("change", search);
  editor.on("transaction", () => {
    if (panel.hidden) return;
    const words = find.value ? foundWords(count(editor.state), current(editor.state)) : "";
    if (found.textContent !== words) found.textContent = words;
  });
  panel.addEventListener("keydown", (event) => {
    // While an input method composes, these keys are its own; Safari tells by the key code alone.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target === find) goToMatch(editor, event.shiftKey ? -1 : 1);
    else if (event.key === "Enter" && event.target === replacement) replaceMatch(editor, replacement.value);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  function open() {
    const { from, to, $from, $to } = editor.state.selection;
    if (from < to && $from.sameParent($to)) find.value = editor.state.doc.textBetween(from, to, "", "\n").split("\n")[0];
    start = from;
    panel.hidden = false;
    search();
    find.select();
    find.focus();
  }

  function close() {
    panel.hidden = true;
    lookFor(editor, "", false);
    editor.view.focus();
  }

  return { panel, open };
}

/**
 * @param {number} all
 * @param {number} at which of them is selected, or 0
 * @returns {string}
 */
function foundWords(all, at) {
  if (!all) return gettext("Not found");
  if (!at) return ngettext("%(num)s found", "%(num)s found", all);
  const [which, of] = [at, all].map((number) => number.toLocaleString(language()));
  return gettext("%(which)s of %(of)s", { which, of });
}
