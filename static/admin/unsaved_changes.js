/** Says that there are unsaved changes, and warns before they are lost. */

import { find } from "./dom.js";
import { PICTURES_CHANGED } from "./picture_strip.js";

/** @typedef {import("./submission.js").Submission} Submission */
/** @typedef {import("./uploads.js").Uploads} Uploads */

/** How long to wait for the next keystroke before looking, in milliseconds. */
const PAUSE = 400;

export class UnsavedChanges {
  /**
   * @param {HTMLFormElement} form
   * @param {Uploads} uploads
   * @param {Submission} submission
   */
  constructor(form, uploads, submission) {
    this.form = form;
    this.rowsAtFirst = rowKeys(form);
    // A form that came back with problems holds what is not stored anywhere.
    this.neverSaved = form.querySelector("[data-problems]") !== null;
    window.addEventListener("beforeunload", (event) => {
      if (!submission.isSent && (uploads.pending || this.exist)) event.preventDefault();
    });

    const status = find(form, "[data-status]");
    const atFirst = status.textContent;
    let timer = 0;
    const look = () => {
      if (submission.holdsStatus) return;
      const words = this.exist ? "Unsaved changes" : atFirst;
      if (status.textContent !== words) status.textContent = words;
    };
    for (const name of ["input", "change", PICTURES_CHANGED]) {
      form.addEventListener(name, () => {
        clearTimeout(timer);
        timer = window.setTimeout(look, PAUSE);
      });
    }
  }

  /** Whether the form holds something else than the page came with. */
  get exist() {
    return this.neverSaved || rowKeys(this.form) !== this.rowsAtFirst || [...this.form.elements].some(isChanged);
  }
}

/**
 * @param {HTMLFormElement} form
 * @returns {string} which pictures the form has, in any order
 */
function rowKeys(form) {
  const keys = [...form.querySelectorAll("[data-picture-row] [name$='-key']")];
  return keys.map((field) => /** @type {HTMLInputElement} */ (field).value).sort().join();
}

/**
 * @param {Element} control
 * @returns {boolean} whether it holds something else than it came with
 */
function isChanged(control) {
  if (control instanceof HTMLSelectElement) {
    const chosen = [...control.options].findIndex((option) => option.defaultSelected);
    return control.name !== "" && control.selectedIndex !== Math.max(chosen, 0);
  }
  if (control instanceof HTMLTextAreaElement) return control.name !== "" && control.value !== control.defaultValue;
  if (!(control instanceof HTMLInputElement) || !control.name) return false;
  if (control.type === "checkbox") return control.checked !== control.defaultChecked;
  return control.value !== control.defaultValue;
}
