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
