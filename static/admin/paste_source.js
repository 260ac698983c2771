/** The HTML that is pasted, as its program wrote it. */

// Neither goes back over what it has read, however the HTML is broken.
const TAG = /<[a-z][^"'>]*(?:(?:"[^"]*"|'[^']*')[^"'>]*)*>/giy;
const TAG_BEGINS = /<[a-z]/gi;
const ACTIVE_ATTRIBUTE = /(\s)(style|on\w+)(\s*=)/gi;

/** What ends without a tag that says so. */
const ENDS_BY_ITSELF =
  /^(?:area|base|body|br|col|colgroup|dd|dt|embed|head|hr|html|img|input|li|link|meta|option|p|source|t[dhr]|tbody|tfoot|thead|track|wbr)$/i;
/** How deeply elements may stand in each other. Browsers go no deeper, but take hours for what does. */
const MAX_DEPTH = 500;

/**
 * @param {string} html
 * @returns {boolean} whether its elements stand more deeply in each other than in any document
 */
export function isTangled(html) {
  let depth = 0;
  for (const [, end, name, rest] of html.matchAll(/<(\/?)([a-z][^\s<>/]*)([^<>]*)/gi)) {
    if (ENDS_BY_ITSELF.test(name) || rest.endsWith("/")) continue;
    depth = Math.max(depth + (end ? -1 : 1), 0);
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/**
 * Parse pasted HTML into a page of its own, in which nothing runs or loads. Styles are only looked at: under their own
 * name the browser would report each, like each event handler, as a breach of the page's security policy.
 *
 * @param {string} html
 * @returns {Document}
 */
export function parsed(html) {
  return new DOMParser().parseFromString(quietTags(withoutStyleSheets(html)), "text/html");
}

/**
 * @param {string} html
 * @returns {string}
 */
function withoutStyleSheets(html) {
  const [before, ...rest] = html.split(/<style\b/i);
  return before + rest.map((sheet) => sheet.slice(sheet.search(/<\/style\s*>|$/i))).join("");
}

/**
 * @param {string} html
 * @returns {string} the same, with styles and event handlers under a name that means nothing
 */
function quietTags(html) {
  const parts = [];
  let done = 0;
  for (const { index } of html.matchAll(TAG_BEGINS)) {
    if (index < done) continue;
    TAG.lastIndex = index;
    const tag = TAG.exec(html)?.[0];
    // A tag that does not end takes everything behind it with it.
    if (!tag) break;
    parts.push(html.slice(done, index), tag.replace(ACTIVE_ATTRIBUTE, "$1data-$2$3"));
    done = index + tag.length;
  }
  return parts.join("") + html.slice(done);
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
