/**
 * Makes clean HTML of what is pasted from Word, WPS, LibreOffice, Google Docs or any page: paragraphs, headings, lists,
 * tables, links, bold, italic, raised and lowered text, and nothing else. The words stay, and stay apart.
 *
 * Documents that Word writes are read as its own description of them says: "Microsoft Office HTML and XML Reference"
 * (`mso-list`, `mso-element`, conditional comments).
 */

import { unwrapLoneParagraphs } from "./markup.js";
import { inlineContent, lineBreak, marksWithin, pieceOfText } from "./paste_inline.js";
import { isFakeListItem, listsFrom, readFakeListItem } from "./paste_lists.js";
import { parsed, styleOf } from "./paste_source.js";

/** @typedef {import("./paste_inline.js").Marks} Marks */
/** @typedef {import("./paste_inline.js").Piece} Piece */
/** @typedef {import("./paste_lists.js").ListEntry} ListEntry */

const HEADINGS = "h1, h2, h3, h4, h5, h6";
const LISTS = "ul, ol, menu, dir";
const BLOCKS = `${HEADINGS}, ${LISTS}, p, div, table, blockquote, pre, hr, li, dl, dt, dd, section, article, header,
  footer, main, aside, nav, address, center, figure, figcaption, form, fieldset, tr, td, th`;
const UNWANTED = `head, style, script, title, meta, link, template, noscript, xml, img, picture, svg, math, video, audio,
  object, embed, iframe, canvas, map, button, input, select, textarea, del, .Apple-interchange-newline,
  .MsoCommentReference, .msocomanchor`;

/**
 * @param {string} html
 * @returns {string}
 */
export function transformPastedHTML(html) {
  // The editor's own, with a note in it of where the cut went through.
  if (html.includes("data-pm-slice")) return html;
  const page = parsed(html);
  const root = document.createElement("div");
  root.append(...arranged(new Reader(page).blocks(page.body, {})));
  unwrapLoneParagraphs(root);
  return root.innerHTML;
}

/**
 * @param {string} html
 * @returns {number} how many pictures the paste would have brought
 */
export function picturesIn(html) {
  return html.match(/<img\b/gi)?.length ?? 0;
}

class Reader {
  /** @param {Document} page */
  constructor(page) {
    // The page's own title is the only heading of the first level.
    this.lift = page.querySelector("h1") ? 1 : 0;
  }

  /**
   * Return the blocks of a container, in order.
   *
   * @param {Element} container
   * @param {Marks} marks what its words are set in already
   * @returns {(Element | ListEntry)[]}
   */
  blocks(container, marks) {
    /** @type {(Element | ListEntry)[]} */
    const blocks = [];
    /** @type {Piece[]} */
    let pieces = [];
    const endParagraph = () => {
      blocks.push(...paragraphs(pieces));
      pieces = [];
    };
    for (const node of container.childNodes) {
      if (node instanceof Text) {
        pieces.push(pieceOfText(node.data, marks));
      } else if (node instanceof Element && !isUnwanted(node)) {
        if (node.localName === "br") pieces.push(lineBreak);
        else if (node.matches(BLOCKS) || node.querySelector(BLOCKS)) {
          endParagraph();
          blocks.push(...this.#block(node, marksWithin(node, marks)));
        } else pieces.push(...this.#inline(node, marksWithin(node, marks)));
      }
    }
    endParagraph();
    return blocks;
  }

  /**
   * @param {Element} element
   * @param {Marks} marks
   * @returns {(Element | ListEntry)[]}
   */
  #block(element, marks) {
    if (element.localName === "hr") return [document.createElement("hr")];
    if (element instanceof HTMLTableElement) return this.#table(element);
    if (element.matches(LISTS)) return this.#list(element, 1);
    if (isFakeListItem(element)) {
      const entry = readFakeListItem(element);
      return [{ ...entry, blocks: arranged(this.blocks(element, marks)) }];
    }
    if (element.matches("blockquote")) return wrapped("blockquote", arranged(this.blocks(element, marks)));
    if (element.matches(HEADINGS) && !element.querySelector(BLOCKS)) {
      const level = Math.min(Math.max(Number(element.localName[1]) + this.lift, 2), 4);
      // A heading is bold by itself.
      const pieces = this.#inline(element, { ...marks, strong: false });
      const plain = pieces.map((piece) => ({ ...piece, marks: { ...piece.marks, strong: false } }));
      return wrapped(`h${level}`, inlineContent(plain));
    }
    return this.blocks(element, marks);
  }

  /**
   * @param {Element} element
   * @param {Marks} marks
   * @returns {Piece[]}
   */
  #inline(element, marks) {
    return [...element.childNodes].flatMap((node) => {
      if (node instanceof Text) return [pieceOfText(node.data, marks)];
      if (!(node instanceof Element) || isUnwanted(node)) return [];
      return node.localName === "br" ? [lineBreak] : this.#inline(node, marksWithin(node, marks));
    });
  }

  /**
   * @param {Element} list
   * @param {number} level
   * @returns {ListEntry[]}
   */
  #list(list, level) {
    const ordered = list.localName === "ol";
    let start = Number(list.getAttribute("start")) || 1;
    return [...list.children].flatMap((child) => {
      // Google Docs and LibreOffice put a list into a list, not into its item; some put it into an item of its own.
      if (child.matches(LISTS)) return this.#list(child, level + 1);
      if (isUnwanted(child)) return [];
      const only = child.children.length === 1 ? child.children[0] : null;
      if (only?.matches(LISTS) && !ownText(child)) return this.#list(only, level + 1);
      const blocks = arranged(this.blocks(child, marksWithin(child, {})));
      // Word in the browser makes a list of every item, and says how deep it stands.
      const said = Number(child.getAttribute("data-aria-level")) || level;
      return blocks.length ? [{ level: said, ordered, start: start++, blocks }] : [];
    });
  }

  /**
   * @param {HTMLTableElement} table
   * @returns {Element[]}
   */
  #table(table) {
    const body = document.createElement("tbody");
    for (const row of table.rows) {
      const made = document.createElement("tr");
      for (const cell of row.cells) made.append(this.#cell(cell));
      // Word ends tables with merged cells by a row without height that only measures the columns.
      const measures = row.getAttribute("height") === "0" && !made.textContent?.trim();
      if (made.cells.length && !measures) body.append(made);
    }
    if (!body.rows.length) return [];
    const made = document.createElement("table");
    const caption = table.caption?.textContent?.trim();
    if (caption) made.createCaption().textContent = caption.replace(/\s+/g, " ");
    made.append(body);
    return [made];
  }

  /**
   * @param {HTMLTableCellElement} cell
   * @returns {Element}
   */
  #cell(cell) {
    const made = document.createElement(cell.localName);
    for (const name of ["colspan", "rowspan"]) {
      const span = Number(cell.getAttribute(name));
      if (span > 1) made.setAttribute(name, String(span));
    }
    made.append(...arranged(this.blocks(cell, {})));
    return made;
  }
}

/**
 * @param {Element} element
 * @returns {boolean}
 */
function isUnwanted(element) {
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
function ownText(element) {
  return [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== "");
}

/**
 * Two line breaks and more end a paragraph.
 *
 * @param {Piece[]} pieces
 * @returns {Element[]}
 */
function paragraphs(pieces) {
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
function wrapped(name, content) {
  if (!content.length) return [];
  const made = document.createElement(name);
  made.append(...content);
  return [made];
}

/**
 * @param {(Element | ListEntry)[]} blocks
 * @returns {Element[]} the blocks, with runs of list entries made into lists
 */
function arranged(blocks) {
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
