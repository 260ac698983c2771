/** The lines above the text: they grow with their words, take no line break, and warn near their limit. */

import { announce } from "./announcements.js";
import { element } from "./dom.js";
import { ngettext } from "./texts.js";

/** From so many characters left on, the field says how many. */
const NEAR = 60;

/** @param {HTMLFormElement} form */
export function letFieldsGrow(form) {
  if (CSS.supports("field-sizing", "content")) return;
  const grow = (/** @type {HTMLTextAreaElement} */ field) => {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
  };
  form.querySelectorAll("textarea").forEach(grow);
  form.addEventListener("input", ({ target }) => target instanceof HTMLTextAreaElement && grow(target));
}

/**
 * Make a text area one line of text, however many lines that takes to show.
 *
 * @param {HTMLTextAreaElement} field
 * @param {() => void} next called when Enter is pressed: the writer is done with this field
 */
export function keepToOneLine(field, next) {
  field.addEventListener("keydown", (event) => {
    // While an input method composes, Enter takes its suggestion; Safari tells by the key code alone.
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    if (!event.ctrlKey && !event.metaKey) next();
  });
  field.addEventListener("input", () => {
    if (!field.value.includes("\n")) return;
    const caret = field.selectionStart;
    field.value = field.value.replace(/\s*\n\s*/g, " ");
    field.setSelectionRange(caret, caret);
  });
}

/** @param {HTMLTextAreaElement} field */
export function warnNearLimit(field) {
  const note = element("p", { class: "hint", hidden: true });
  field.after(note);
  const count = () => {
    const left = field.maxLength - field.value.length;
    note.hidden = left > NEAR;
    note.textContent = ngettext("%(num)s character left", "%(num)s characters left", left);
    if ([NEAR, 20, 10, 0].includes(left)) announce(note.textContent);
  };
  field.addEventListener("input", count);
  count();
}
