/** Lets spelling, fonts, voices and suggestions follow the language that the article is written in. */

/**
 * @param {HTMLSelectElement} select
 * @param {HTMLElement[]} fields
 * @param {Iterable<HTMLElement>} suggested fields with a list of suggestions for each language
 */
export function followLanguage(select, fields, suggested) {
  const follow = () => {
    for (const field of fields) field.lang = select.value;
    for (const field of suggested) field.setAttribute("list", `${field.dataset.suggested}-${select.value}`);
  };
  select.addEventListener("change", follow);
  follow();
}
