/** Warns before changes are lost. */

/**
 * @param {HTMLFormElement} form
 * @param {() => boolean} isBusy whether files are still on their way
 * @param {() => boolean} isSent whether the changes are on their way themselves
 */
export function warnOfUnsavedChanges(form, isBusy, isSent) {
  const rowsAtFirst = rowKeys(form);
  // A form that came back with problems holds what is not stored anywhere.
  const neverSaved = form.querySelector("[data-problems]") !== null;
  window.addEventListener("beforeunload", (event) => {
    if (isSent()) return;
    const changed = neverSaved || isBusy() || rowKeys(form) !== rowsAtFirst || [...form.elements].some(isChanged);
    if (changed) event.preventDefault();
  });
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
 * @returns {boolean} whether it holds something else than the page came with
 */
function isChanged(control) {
  if (control instanceof HTMLSelectElement) {
    const chosen = [...control.options].findIndex((option) => option.defaultSelected);
    return control.selectedIndex !== Math.max(chosen, 0);
  }
  if (control instanceof HTMLTextAreaElement) return control.name !== "" && control.value !== control.defaultValue;
  if (!(control instanceof HTMLInputElement) || !control.name) return false;
  if (control.type === "checkbox") return control.checked !== control.defaultChecked;
  return control.value !== control.defaultValue;
}
