/** The HTML that is pasted, as its program wrote it. */

const STYLE_SHEET = /<style\b[^>]*>[^]*?<\/style\s*>/gi;
const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi;
const ACTIVE_ATTRIBUTE = /(\s)(style|on\w+)(\s*=)/gi;

/**
 * Parse pasted HTML into a page of its own, in which nothing runs or loads. Styles are only looked at: under their own
 * name the browser would report each, like each event handler, as a breach of the page's security policy.
 *
 * @param {string} html
 * @returns {Document}
 */
export function parsed(html) {
  const quiet = html.replace(STYLE_SHEET, "").replace(TAG, (tag) => tag.replace(ACTIVE_ATTRIBUTE, "$1data-$2$3"));
  return new DOMParser().parseFromString(quiet, "text/html");
}

/**
 * @param {Element} element
 * @returns {Map<string, string>} what its style says: values by property, both in lower case
 */
export function styleOf(element) {
  const declarations = (element.getAttribute("data-style") ?? "").toLowerCase().split(";");
  return new Map(
    declarations.map((declaration) => {
      const [name, ...value] = declaration.split(":");
      return /** @type {const} */ ([name.trim(), value.join(":").trim()]);
    }),
  );
}
