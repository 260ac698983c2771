/**
 * The script's own words in the language of the desk. Each language has a bundle of its own, built with the part of its
 * catalogue that the scripts use; the keys are the English texts, as in gettext.
 */

import catalogue from "catalogue";

/** @type {Record<string, string | string[]>} */
const texts = catalogue;

/**
 * @param {string} text in English, a literal, so that it is found for the catalogue
 * @param {Record<string, string | number>} [values] what stands for each `%(name)s`
 * @returns {string}
 */
export function gettext(text, values = {}) {
  return filled(String(texts[text] ?? text), values);
}

/**
 * Of words that other languages have several for.
 *
 * @param {string} context where they stand
 * @param {string} text
 * @returns {string}
 */
export function pgettext(context, text) {
  return String(texts[`${context}\u0004${text}`] ?? text);
}

/**
 * @param {string} one
 * @param {string} more
 * @param {number} number `%(num)s` in both texts
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function ngettext(one, more, number, values = {}) {
  const forms = texts[one];
  // Chinese has one form; a language with more than two needs the rule of its catalogue.
  const text = Array.isArray(forms) ? forms[Math.min(number === 1 ? 0 : 1, forms.length - 1)] : number === 1 ? one : more;
  return filled(text, { num: number.toLocaleString(language()), ...values });
}

/** @returns {string} the language of the page, for numbers and times */
export function language() {
  return document.documentElement.lang;
}

/**
 * @param {string} text
 * @param {Record<string, string | number>} values
 * @returns {string}
 */
function filled(text, values) {
  return text.replace(/%\((\w+)\)s/g, (place, name) => String(values[name] ?? place));
}
