/**
 * Makes clean HTML of what is pasted from Word, WPS, LibreOffice, Google Docs or any page: paragraphs, headings, lists,
 * tables, links, bold, italic, raised and lowered text, and nothing else. The words stay, and stay apart.
 *
 * Documents that Word writes are read as its own description of them says: "Microsoft Office HTML and XML Reference"
 * (`mso-list`, `mso-element`, conditional comments).
 */

import { unwrapLoneParagraphs } from "./markup.js";
import { arranged, isUnwanted, ownText, paragraphs, placeOf, wrapped } from "./paste_blocks.js";
import { inlineContent, lineBreak, marksWithin, pieceOfText } from "./paste_inline.js";
import { isFakeListItem, readFakeListItem } from "./paste_lists.js";
import { parsed } from "./paste_source.js";

/** @typedef {import("./paste_inline.js").Marks} Marks */
/** @typedef {import("./paste_inline.js").Piece} Piece */
/** @typedef {import("./paste_lists.js").ListEntry} ListEntry */

const HEADINGS = "h1, h2, h3, h4, h5, h6";
const LISTS = "ul, ol, menu, dir";
const BLOCKS = `${HEADINGS}, ${LISTS}, p, div, table, blockquote, pre, hr, li, dl, dt, dd, section, article, header,
  footer, main, aside, nav, address, center, figure, figcaption, form, fieldset, details, summary, tr, td, th`;
const PICTURE = "img[data-picture]";
/** Columns of a table. One that says to have more is left as it is: filling it could take for ever. */
const MAX_COLUMNS = 100;

/**
 * @param {string} html
 * @param {(page: Document) => void} matchPictures gives pictures that come along the key of their place, as `data-picture`
 * @returns {string}
 */
export function transformPastedHTML(html, matchPictures) {
  // The editor's own, with a note in it of where the cut went through.
  if (html.includes("data-pm-slice")) return html;
  const page = parsed(html);
  matchPictures(page);
  const root = document.createElement("div");
  root.append(...arranged(new Reader(page).blocks(page.body, {})));
  unwrapLoneParagraphs(root);
  return root.innerHTML;
}

class Reader {
  /** @param {Document} page */
  constructor(page) {
    // The page's own title is the only heading of the first level.
    this.lift = page.querySelector("h1") ? 1 : 0;
    /** What has a block somewhere within it. @type {Set<Element>} */
    this.around = new Set();
    for (const block of page.querySelectorAll(BLOCKS)) {
      for (let outer = block.parentElement; outer && !this.around.has(outer); outer = outer.parentElement) {
        this.around.add(outer);
      }
    }
    // LibreOffice parts the mark of a footnote from its words by styles alone.
    for (const mark of page.querySelectorAll(".sdfootnotesym, .sdendnotesym")) mark.after(" ");
    for (const words of page.querySelectorAll("pre")) breakLines(words);
    /** Places of pictures, until what they stand in has ended: only between blocks is there room. @type {Element[]} */
    this.pictures = [];
    this.depth = 0;
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
      blocks.push(...paragraphs(pieces), ...this.#placesHere());
      pieces = [];
    };
    for (const node of container.childNodes) {
      if (node instanceof Text) {
        pieces.push(pieceOfText(node.data, marks));
      } else if (node instanceof Element && !isUnwanted(node)) {
        if (node.localName === "br") pieces.push(lineBreak);
        else if (node.matches(PICTURE)) this.pictures.push(placeOf(node));
        else if (node.matches(BLOCKS) || this.around.has(node)) {
          endParagraph();
          blocks.push(...this.#block(node, marksWithin(node, marks)), ...this.#placesHere());
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
    if (element instanceof HTMLTableElement) return this.#within(() => this.#table(element));
    if (element.matches(LISTS)) return this.#within(() => this.#list(element, 1));
    if (isFakeListItem(element)) {
      const entry = readFakeListItem(element);
      return [{ ...entry, blocks: this.#within(() => arranged(this.blocks(element, marks))) }];
    }
    if (element.matches("blockquote")) {
      return this.#within(() => wrapped("blockquote", arranged(this.blocks(element, marks))));
    }
    if (element.matches(HEADINGS) && !this.around.has(element)) {
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
      if (node.matches(PICTURE)) this.pictures.push(placeOf(node));
      return node.localName === "br" ? [lineBreak] : this.#inline(node, marksWithin(node, marks));
    });
  }

  /**
   * Read something in which no picture has a place of its own.
   *
   * @template Read
   * @param {() => Read} read
   * @returns {Read}
   */
  #within(read) {
    this.depth += 1;
    const found = read();
    this.depth -= 1;
    return found;
  }

  /** @returns {Element[]} the places of the pictures since the last, where there is room for them */
  #placesHere() {
    return this.depth ? [] : this.pictures.splice(0);
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
    fillRows(body);
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
    // Word and LibreOffice say with the row that it is a header, and not with its cells.
    const made = document.createElement(cell.parentElement?.parentElement?.localName === "thead" ? "th" : cell.localName);
    for (const name of ["colspan", "rowspan"]) {
      const span = Number(cell.getAttribute(name));
      if (span > 1) made.setAttribute(name, String(span));
    }
    made.append(...arranged(this.blocks(cell, {})));
    return made;
  }
}

/**
 * Let the lines of words that are set as they were typed stay lines.
 *
 * @param {Element} words
 */
function breakLines(words) {
  const walker = words.ownerDocument.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  for (const text of texts) {
    const [first, ...lines] = text.data.split("\n");
    text.replaceWith(first, ...lines.flatMap((line) => [words.ownerDocument.createElement("br"), line]));
  }
}

/**
 * Make the rows of a table equally long, at their ends: the editor would fill a short first row at its beginning.
 *
 * @param {HTMLTableSectionElement} body
 */
function fillRows(body) {
  /** For how many rows each column is taken still. @type {number[]} */
  let taken = [];
  /** @type {number[]} */
  const lengths = [];
  for (const row of body.rows) {
    let column = 0;
    for (const cell of row.cells) {
      while (taken[column]) column += 1;
      const end = column + cell.colSpan;
      if (end > MAX_COLUMNS) return;
      for (; column < end; column += 1) taken[column] = cell.rowSpan;
    }
    lengths.push(taken.filter(Boolean).length);
    taken = Array.from(taken, (rows = 0) => Math.max(rows - 1, 0));
  }
  const most = lengths.reduce((longest, length) => Math.max(longest, length), 0);
  [...body.rows].forEach((row, at) => {
    const last = row.cells[row.cells.length - 1].localName;
    for (let length = lengths[at]; length < most; length += 1) row.append(document.createElement(last));
  });
}
