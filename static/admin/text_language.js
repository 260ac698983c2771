/** Lets spelling, fonts and voices follow the language that the article is written in. */

/**
 * @param {HTMLSelectElement} select
 * @param {HTMLElement[]} fields
 */
export function followLanguage(select, fields) {
  const follow = () => fields.forEach((field) => (field.lang = select.value));
  select.addEventListener("change", follow);
  follow();
}
