/** The two ends of the body's HTML: as the field holds it, and as the editor's document gives it. */

/** What the server takes for HTML; anything else it takes for plain text (`app/articles/body.py`). */
const TAG = /<[a-zA-Z/!][^>]*>/;

/**
 * Return the field's value as HTML: plain text becomes paragraphs, parted by empty lines.
 *
 * @param {string} text
 * @returns {string}
 */
export function asHtml(text) {
  if (TAG.test(text)) return text;
  const words = document.createElement("div");
  words.textContent = text.trim();
  return words.innerHTML
    .split(/\n\s*\n/)
    .filter((block) => block.trim())
    .map((block) => `<p>${block.trim().replace(/\n/g, "<br>")}</p>`)
    .join("");
}

/**
 * Return the document as the field is to hold it: one block a line, nothing empty, no picture that is not there.
 *
 * @param {DocumentFragment} content
 * @param {(key: string) => boolean} hasPicture
 * @returns {string}
 */
export function asStored(content, hasPicture) {
  for (const figure of content.querySelectorAll("figure")) {
    if (!hasPicture(figure.dataset.picture ?? "")) figure.remove();
  }
  unwrapLoneParagraphs(content);
  for (const block of content.querySelectorAll("p, h2, h3, h4, li, blockquote")) {
    if (!block.textContent?.trim()) block.remove();
  }
  for (const list of content.querySelectorAll("ul, ol")) if (!list.childElementCount) list.remove();
  for (const table of content.querySelectorAll("table")) headTable(table);
  return [...content.children].map((block) => block.outerHTML).join("\n");
}

/**
 * Take the paragraph out of cells and list items that hold one and at most a list behind it.
 *
 * @param {ParentNode} root
 */
export function unwrapLoneParagraphs(root) {
  for (const paragraph of root.querySelectorAll("li > p:first-child, td > p:only-child, th > p:only-child")) {
    const rest = [...(paragraph.parentElement?.children ?? [])].slice(1);
    if (rest.every((sibling) => sibling.matches("ul, ol"))) paragraph.replaceWith(...paragraph.childNodes);
  }
}

/**
 * Put leading rows of nothing but headers into the table's head, and say which way each header points.
 *
 * @param {HTMLTableElement} table
 */
function headTable(table) {
  table.caption?.removeAttribute("contenteditable");
  const rows = [...table.rows];
  const isHead = (/** @type {HTMLTableRowElement} */ row) => [...row.cells].every((cell) => cell.localName === "th");
  const ends = rows.findIndex((row) => !isHead(row));
  const leading = rows.slice(0, ends < 0 ? rows.length : ends);
  // A table of headers alone has no head: there is nothing that it would be the head of.
  const heads = leading.length < rows.length ? leading : [];
  if (heads.length) table.createTHead().append(...heads);
  for (const cell of table.querySelectorAll("th")) cell.scope = cell.closest("thead") ? "col" : "row";
}
