/** How long the text is, or what is selected of it: said quietly at its foot. */

import { NodeSelection } from "@tiptap/pm/state";

import { element } from "./dom.js";
import { gettext, ngettext } from "./texts.js";

/** @typedef {import("@tiptap/core").Editor} Editor */
/** @typedef {import("@tiptap/pm/model").Node} Node */
/** @typedef {{ words: number, characters: number }} Length */

/** How long to wait for the next keystroke before counting, in milliseconds. */
const PAUSE = 400;
const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.,-]*/gu;

/**
 * @param {Editor} editor
 * @returns {HTMLElement} the line that says it; counted when the writer pauses
 */
export function createWordCount(editor) {
  const line = element("p", { class: "hint word-count" });
  /** What a block holds stays the same for as long as the block does. @type {WeakMap<Node, Length>} */
  const known = new WeakMap();
  const show = () => {
    const { doc, selection } = editor.state;
    const length = { words: 0, characters: 0 };
    const isAll = selection.empty || selection instanceof NodeSelection;
    const [from, to] = isAll ? [0, doc.content.size] : [selection.from, selection.to];
    doc.nodesBetween(from, to, (node, position) => {
      if (!node.isTextblock) return;
      const [start, end] = [Math.max(from - position - 1, 0), Math.min(to - position - 1, node.content.size)];
      const isWhole = start === 0 && end === node.content.size;
      const counted = (isWhole && known.get(node)) || lengthOf(node.textBetween(start, end, "", "\n"));
      if (isWhole) known.set(node, counted);
      length.words += counted.words;
      length.characters += counted.characters;
      return false;
    });
    line.textContent = isAll ? said(length) : gettext("Selected: %(length)s", { length: said(length) });
  };
  let timer = 0;
  editor.on("transaction", () => {
    clearTimeout(timer);
    timer = window.setTimeout(show, PAUSE);
  });
  show();
  return line;
}

/**
 * Count as word processors do: a Chinese or Japanese character is a word, and so is a run of other letters and digits.
 * Characters are those of Unicode, spaces among them, line breaks not.
 *
 * @param {string} text
 * @returns {Length}
 */
function lengthOf(text) {
  let words = 0;
  const rest = text.replace(EAST_ASIAN, () => {
    words += 1;
    return " ";
  });
  words += rest.match(WORD)?.length ?? 0;
  return { words, characters: [...text.replaceAll("\n", "")].length };
}

/**
 * @param {Length} length
 * @returns {string}
 */
function said({ words, characters }) {
  return [
    ngettext("%(num)s word", "%(num)s words", words),
    ngettext("%(num)s character", "%(num)s characters", characters),
  ].join(" · ");
}
