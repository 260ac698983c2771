/** The blocks of a page that is pasted: which of them are wanted, and what is made of them. */

import { inlineContent, lineBreak } from "./paste_inline.js";
import { listsFrom } from "./paste_lists.js";
import { styleOf } from "./paste_source.js";

/** @typedef {import("./paste_inline.js").Piece} Piece */
/** @typedef {import("./paste_lists.js").ListEntry} ListEntry */

const UNWANTED = `head, style, script, title, meta, link, template, noscript, xml, svg, math, video, audio,
  object, embed, iframe, canvas, map, button, input, select, textarea, del, .Apple-interchange-newline,
  .MsoCommentReference, .msocomanchor`;

/**
 * @param {Element} image
 * @returns {Element}
 */
export function placeOf(image) {
  const figure = document.createElement("figure");
  figure.setAttribute("data-picture", image.getAttribute("data-picture") ?? "");
  return figure;
}

/**
 * @param {Element} element
 * @returns {boolean}
 */
export function isUnwanted(element) {
  if (element.matches(UNWANTED)) return true;
  const style = styleOf(element);
  return (
    style.get("display") === "none" ||
    style.get("mso-hide") === "all" ||
    style.get("mso-element") === "comment-list" ||
    // A page break; a break of the line has no style.
    (element.localName === "br" && style.has("page-break-before"))
  );
}

/**
 * @param {Element} element
 * @returns {boolean}
 */
export function ownText(element) {
  return [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== "");
}

/**
 * Two line breaks and more end a paragraph.
 *
 * @param {Piece[]} pieces
 * @returns {Element[]}
 */
export function paragraphs(pieces) {
  /** @type {Piece[][]} */
  const found = [[]];
  pieces
    // White space between two breaks does not part them.
    .filter((piece, place) => piece.text.trim() || pieces[place - 1] !== lineBreak || piece === lineBreak)
    .forEach((piece, place, all) => {
      const isBreak = piece === lineBreak;
      if (isBreak && (all[place + 1] === lineBreak || all[place - 1] === lineBreak)) {
        if (found.at(-1)?.length) found.push([]);
      } else found.at(-1)?.push(piece);
    });
  return found.flatMap((part) => wrapped("p", inlineContent(part)));
}

/**
 * @param {string} name
 * @param {Node[]} content
 * @returns {Element[]} the content in an element, or nothing for nothing
 */
export function wrapped(name, content) {
  if (!content.length) return [];
  const made = document.createElement(name);
  made.append(...content);
  return [made];
}

/**
 * @param {(Element | ListEntry)[]} blocks
 * @returns {Element[]} the blocks, with runs of list entries made into lists
 */
export function arranged(blocks) {
  /** @type {Element[]} */
  const made = [];
  /** @type {ListEntry[]} */
  let entries = [];
  for (const block of [...blocks, null]) {
    if (block && !(block instanceof Element)) {
      entries.push(block);
      continue;
    }
    made.push(...listsFrom(entries));
    entries = [];
    if (block) made.push(block);
  }
  return made;
}
