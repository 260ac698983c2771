/** The words of a paragraph that is pasted, and what they are set in. */

import { LINK_SCHEMES } from "./link_address.js";
import { styleOf } from "./paste_source.js";

/**
 * @typedef {object} Marks
 * @property {string} [href]
 * @property {boolean} [strong]
 * @property {boolean} [em]
 * @property {boolean} [sup]
 * @property {boolean} [sub]
 */

/** @typedef {{ text: string, marks: Marks }} Piece */

/** Outermost first. @type {(keyof Marks)[]} */
const ORDER = ["href", "strong", "em", "sup", "sub"];
// Not \s: the wide space of Chinese text is a character like another.
const SPACES = /[ \t\r\n\f\u00a0]*[ \t\r\n\f][ \t\r\n\f\u00a0]*|\u00a0{2,}/g;

/** @type {Piece} */
export const lineBreak = Object.freeze({ text: "\n", marks: {} });

/**
 * White space is folded. A single no-break space stays between two words, where somebody may have meant it; at the edge
 * of a run of text it is one that a program has put there for an ordinary one.
 *
 * @param {string} text
 * @param {Marks} marks
 * @returns {Piece}
 */
export function pieceOfText(text, marks) {
  const folded = text.replace(/[\ufeff\u0000-\u0008]/g, "").replace(SPACES, " ");
  return { text: folded.replace(/^\u00a0|\u00a0$/g, " "), marks };
}

/**
 * @param {Element} element
 * @param {Marks} marks what its surroundings are set in
 * @returns {Marks} what its words are set in
 */
export function marksWithin(element, marks) {
  const style = styleOf(element);
  const name = element.localName;
  const found = { ...marks };
  if (name === "b" || name === "strong") found.strong = true;
  if (name === "i" || name === "em") found.em = true;
  const weight = style.get("font-weight");
  if (weight) found.strong = weight.startsWith("bold") || Number(weight) >= 600;
  const slant = style.get("font-style");
  if (slant) found.em = slant.startsWith("italic") || slant.startsWith("oblique");
  const raised = style.get("vertical-align");
  if (name === "sup" || raised === "super") Object.assign(found, { sup: true, sub: false });
  if (name === "sub" || raised === "sub") Object.assign(found, { sub: true, sup: false });
  if (name === "a") {
    const href = element.getAttribute("href")?.trim() ?? "";
    found.href = LINK_SCHEMES.test(href) ? href : undefined;
  }
  return found;
}

/**
 * @param {Piece[]} pieces
 * @returns {Node[]} the words in as few elements as they need; nothing if there are none
 */
export function inlineContent(pieces) {
  const trimmed = withoutSpaceAround(pieces);
  return trimmed.length ? written(trimmed, ORDER) : [];
}

/**
 * Fold white space across pieces, and take it away at the ends and beside line breaks.
 *
 * @param {Piece[]} pieces
 * @returns {Piece[]}
 */
function withoutSpaceAround(pieces) {
  /** @type {Piece[]} */
  const kept = [];
  for (const piece of pieces) {
    const last = kept.at(-1);
    if (piece.text === "\n") {
      if (last) last.text = last.text.replace(/ $/, "");
      kept.push({ ...piece });
      continue;
    }
    const begins = !last || last.text === "\n" || last.text.endsWith(" ");
    const text = begins ? piece.text.replace(/^ /, "") : piece.text;
    if (text) kept.push({ text, marks: piece.marks });
  }
  const isBlank = (/** @type {Piece | undefined} */ piece) => piece !== undefined && !piece.text.trim();
  while (isBlank(kept[0])) kept.shift();
  while (isBlank(kept.at(-1))) kept.pop();
  const [first, last] = [kept[0], kept.at(-1)];
  if (first) first.text = first.text.trimStart();
  if (last) last.text = last.text.trimEnd();
  return kept;
}

/**
 * @param {Piece[]} pieces
 * @param {(keyof Marks)[]} order
 * @returns {Node[]}
 */
function written(pieces, order) {
  if (!order.length) {
    return pieces.map(({ text }) => (text === "\n" ? document.createElement("br") : document.createTextNode(text)));
  }
  const [mark, ...rest] = order;
  /** @type {Node[]} */
  const nodes = [];
  for (let from = 0, to = 0; from < pieces.length; from = to) {
    const value = pieces[from].marks[mark];
    while (to < pieces.length && (pieces[to].marks[mark] || "") === (value || "")) to += 1;
    const content = written(pieces.slice(from, to), rest);
    if (!value) {
      nodes.push(...content);
      continue;
    }
    const made = document.createElement(mark === "href" ? "a" : mark);
    if (mark === "href") made.setAttribute("href", String(value));
    made.append(...content);
    nodes.push(made);
  }
  return nodes;
}
