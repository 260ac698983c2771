/** Lists that are pasted: real ones, and the paragraphs with a bullet in front that Word and WPS make of theirs. */

import { styleOf } from "./paste_source.js";

/**
 * An item of a list, before the lists are nested.
 *
 * @typedef {object} ListEntry
 * @property {number} level from 1
 * @property {boolean} ordered
 * @property {number} start the number that it would begin a list with
 * @property {Element[]} blocks
 */

// "1.", "(2)", "1.3.", "iv)", "三、" and a bare number; "o" and "·" are bullets.
const NUMBER = /^[(（]?(?:\d+\.)*(\d+|[a-z]|[ivxlc]+|[一二三四五六七八九十百]+)[.)、．）]$|^(\d+)$/i;

/**
 * @param {Element} element
 * @returns {boolean}
 */
export function isFakeListItem(element) {
  return element.localName === "p" && /\blevel\d/.test(styleOf(element).get("mso-list") ?? "");
}

/**
 * Take the bullet or number off a paragraph and return what it says.
 *
 * @param {Element} paragraph
 * @returns {Omit<ListEntry, "blocks">}
 */
export function readFakeListItem(paragraph) {
  const level = Number(/\blevel(\d)/.exec(styleOf(paragraph).get("mso-list") ?? "")?.[1] ?? 1);
  const number = NUMBER.exec(takeMarker(paragraph).replace(/[\s\u00a0]+/g, ""));
  return { level, ordered: number !== null, start: Number(number?.[1] ?? number?.[2]) || 1 };
}

/**
 * @param {Element} paragraph
 * @returns {string}
 */
function takeMarker(paragraph) {
  const marked = [...paragraph.querySelectorAll("span")].find((span) => styleOf(span).get("mso-list") === "ignore");
  if (marked) {
    marked.remove();
    return marked.textContent ?? "";
  }
  // Elsewhere it stands between two conditional comments.
  const comments = document.createTreeWalker(paragraph, NodeFilter.SHOW_COMMENT);
  while (comments.nextNode()) {
    const opening = /** @type {Comment} */ (comments.currentNode);
    if (!opening.data.includes("supportLists")) continue;
    let text = "";
    while (opening.nextSibling && !(opening.nextSibling instanceof Comment)) {
      text += opening.nextSibling.textContent;
      opening.nextSibling.remove();
    }
    return text;
  }
  return "";
}

/**
 * Nest entries by their levels.
 *
 * @param {ListEntry[]} entries
 * @returns {Element[]} the outermost lists
 */
export function listsFrom(entries) {
  /** @type {Element[]} */
  const outermost = [];
  /** The lists that are open, outermost first. @type {{ level: number, ordered: boolean, list: Element }[]} */
  const open = [];
  for (const { level, ordered, start, blocks } of entries) {
    while (open.length && /** @type {{ level: number }} */ (open.at(-1)).level > level) open.pop();
    if (open.at(-1)?.level === level && open.at(-1)?.ordered !== ordered) open.pop();
    if (open.at(-1)?.level !== level) {
      const list = document.createElement(ordered ? "ol" : "ul");
      if (ordered && start > 1) list.setAttribute("start", String(start));
      const around = open.at(-1)?.list.lastElementChild;
      if (around) around.append(list);
      else outermost.push(list);
      open.push({ level, ordered, list });
    }
    const item = document.createElement("li");
    item.append(...blocks);
    open.at(-1)?.list.append(item);
  }
  return outermost;
}
