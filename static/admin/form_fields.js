/** What a form holds, as the server keeps it in a draft. */

/** Fields by name, in the form's order; a box that is not ticked has no value. @typedef {[string, string | null][]} Fields */

/** What belongs to the page and not to what was typed. */
const OF_THE_PAGE = new Set(["csrf_token", "draft", "draft_sequence", "beside_version", "then"]);

/**
 * @param {HTMLFormElement} form
 * @returns {Fields}
 */
export function fieldsOf(form) {
  /** @type {Fields} */
  const fields = [];
  for (const control of form.elements) {
    if (!(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement)) continue;
    if (!control.name || control.type === "file" || OF_THE_PAGE.has(control.name)) continue;
    const isTickable = control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type);
    fields.push([control.name, isTickable && !control.checked ? null : control.value]);
  }
  return fields;
}

/**
 * @param {HTMLFormElement} form
 * @returns {boolean} whether a field holds something else than the page came with
 */
export function isTouched(form) {
  return [...form.elements].some((control) => {
    if (control instanceof HTMLSelectElement) {
      // Where the page chooses none, the browser chooses the first.
      const first = [...control.options].findIndex((option) => option.defaultSelected);
      return control.selectedIndex !== Math.max(first, 0);
    }
    if (control instanceof HTMLTextAreaElement) return control.value !== control.defaultValue;
    if (!(control instanceof HTMLInputElement) || control.type === "file" || OF_THE_PAGE.has(control.name)) return false;
    return control.value !== control.defaultValue || control.checked !== control.defaultChecked;
  });
}
