/** Finds in the editor's document the words that a check has found, and puts others in their place. */

import { TextSelection } from "@tiptap/pm/state";

/** @typedef {import("@tiptap/core").Editor} Editor */
/** @typedef {import("@tiptap/pm/model").Node} Node */

/**
 * @typedef {object} Place
 * @property {number} block counts, from 0, the blocks that have words, as the server does (`checks/reading.py`)
 * @property {string} words
 * @property {number} occurrence which of their like in the block, from 0
 */

/** @typedef {{ from: number, to: number }} Range */

/**
 * Return where the words stand in the document; nothing if they do not any more.
 *
 * @param {Editor} editor
 * @param {Place} place
 * @returns {Range | null}
 */
export function rangeOf(editor, place) {
  const found = blockAt(editor.state.doc, place.block);
  if (!found) return null;
  const start = nth(found.text, place.words, place.occurrence);
  return start < 0 ? null : { from: found.start + start, to: found.start + start + place.words.length };
}

/**
 * Return the range of the whole block.
 *
 * @param {Editor} editor
 * @param {number} block
 * @returns {Range | null}
 */
export function blockRange(editor, block) {
  const found = blockAt(editor.state.doc, block);
  return found && { from: found.start, to: found.start + found.text.length };
}

/**
 * @param {Editor} editor
 * @param {Range} range
 */
export function select(editor, { from, to }) {
  const { tr, doc } = editor.state;
  editor.view.dispatch(tr.setSelection(TextSelection.create(doc, from, to)).scrollIntoView());
  editor.view.focus();
}

/**
 * Replace what differs between the words and their mend, in one step that can be undone; bold and links stay.
 *
 * @param {Editor} editor
 * @param {Range} range
 * @param {string} words
 * @param {string} mend
 */
export function replace(editor, { from }, words, mend) {
  const { start, end, text } = difference(words, mend);
  const { tr } = editor.state;
  editor.view.dispatch(text ? tr.insertText(text, from + start, from + end) : tr.delete(from + start, from + end));
}

/**
 * Return which part of `words` is another one in `mend`, and what it is there.
 *
 * @param {string} words
 * @param {string} mend
 * @returns {{ start: number, end: number, text: string }}
 */
export function difference(words, mend) {
  const shorter = Math.min(words.length, mend.length);
  let start = 0;
  while (start < shorter && words[start] === mend[start]) start += 1;
  let rest = 0;
  while (rest < shorter - start && words.at(-1 - rest) === mend.at(-1 - rest)) rest += 1;
  return { start, end: words.length - rest, text: mend.slice(start, mend.length - rest) };
}

/**
 * Return where the n-th (from 0) of these words begins in a text, or -1.
 *
 * @param {string} text
 * @param {string} words
 * @param {number} occurrence
 */
export function nth(text, words, occurrence) {
  let position = text.indexOf(words);
  for (let left = occurrence; left && position >= 0; left -= 1) position = text.indexOf(words, position + 1);
  return position;
}

/**
 * @param {Node} doc
 * @param {number} block
 * @returns {{ start: number, text: string } | null} its words, and where they begin
 */
function blockAt(doc, block) {
  let left = block;
  /** @type {{ start: number, text: string } | null} */
  let found = null;
  doc.descendants((node, position) => {
    if (found || !node.isTextblock) return !found;
    // Every inline node but text is one position long, as a line break is one character.
    const text = node.textBetween(0, node.content.size, "\n", "\n");
    if (text.trim() && left-- === 0) found = { start: position + 1, text };
    return false;
  });
  return found;
}
