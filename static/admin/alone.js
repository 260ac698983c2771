/** Writing alone: title, subtitle and text with the whole window for themselves. */

import { announce } from "./announcements.js";
import { find } from "./dom.js";
import { gettext } from "./texts.js";
import { toolButton } from "./toolbar.js";

/** Kept for as long as the tab is open: saving loads the page anew, and is no reason to stop. */
const KEPT = "writing-alone";

/** @param {HTMLFormElement} form */
export function letWriteAlone(form) {
  const isAlone = () => form.classList.contains("is-alone");
  const set = (/** @type {boolean} */ alone) => {
    form.classList.toggle("is-alone", alone);
    button.textContent = alone ? gettext("Leave full screen") : gettext("Full screen");
    if (alone) sessionStorage.setItem(KEPT, "yes");
    else sessionStorage.removeItem(KEPT);
  };
  const toggle = () => {
    set(!isAlone());
    announce(isAlone() ? gettext("Full screen: the text alone. Escape leaves it.") : gettext("Full screen was left."));
  };
  const button = toolButton(gettext("Full screen"), "Shift+F", toggle);
  button.classList.add("alone-button");
  find(form, "[data-status]").before(button);

  window.addEventListener("keydown", (event) => {
    // While an input method composes, these keys are its own; Safari tells by the key code alone.
    if (event.isComposing || event.keyCode === 229) return;
    const isShortcut = event.key.toLowerCase() === "f" && event.shiftKey && (event.ctrlKey || event.metaKey);
    if (!isShortcut && !(event.key === "Escape" && isAlone())) return;
    event.preventDefault();
    toggle();
  });
  // A field that keeps the form from being sent has to be seen.
  form.addEventListener("invalid", () => set(false), true);
  set(sessionStorage.getItem(KEPT) !== null && !form.querySelector("[data-problems]"));
}
