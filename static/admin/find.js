/** Finding and replacing words in the text; where they stand is marked for as long as somebody looks for them. */

import { Extension } from "@tiptap/core";
import { closeHistory } from "@tiptap/pm/history";
import { Plugin, PluginKey, TextSelection } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

/** @typedef {import("@tiptap/core").Editor} Editor */
/** @typedef {import("@tiptap/pm/model").Node} Node */
/** @typedef {import("@tiptap/pm/state").EditorState} EditorState */
/** @typedef {import("@tiptap/pm/state").Transaction} Transaction */
/** @typedef {{ from: number, to: number }} Match */
/** @typedef {{ words: RegExp | null, matches: Match[], marked: DecorationSet }} Search */

/** @type {PluginKey<Search>} */
const KEY = new PluginKey("find");
/** @type {Search} */
const NO_SEARCH = { words: null, matches: [], marked: DecorationSet.empty };

export const Find = Extension.create({ name: "find", addProseMirrorPlugins: () => [plugin()] });

/** @returns {Plugin<Search>} */
function plugin() {
  return new Plugin({
    key: KEY,
    state: {
      init: () => NO_SEARCH,
      apply: (tr, search) => {
        /** @type {RegExp | null | undefined} */
        const asked = tr.getMeta(KEY);
        const words = asked === undefined ? search.words : asked;
        if (asked === undefined && (!tr.docChanged || !words)) return search;
        if (!words) return NO_SEARCH;
        const matches = matchesIn(tr.doc, words);
        const marked = matches.map(({ from, to }) => Decoration.inline(from, to, { class: "found" }));
        return { words, matches, marked: DecorationSet.create(tr.doc, marked) };
      },
    },
    props: {
      decorations: (state) => {
        const { matches, marked } = searchOf(state);
        const match = matches[current(state) - 1];
        return match ? marked.add(state.doc, [Decoration.inline(match.from, match.to, { class: "is-current" })]) : marked;
      },
    },
  });
}

/**
 * Mark every place where `text` stands; without it, none.
 *
 * @param {Editor} editor
 * @param {string} text
 * @param {boolean} matchCase
 */
export function lookFor(editor, text, matchCase) {
  // Any space will do for a space: who looks for words does not see which one parts them.
  const source = text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s/g, "\\s");
  const words = text ? new RegExp(source, matchCase ? "gu" : "giu") : null;
  editor.view.dispatch(editor.state.tr.setMeta(KEY, words));
}

/**
 * @param {EditorState} state
 * @returns {number} at how many places the words stand
 */
export function count(state) {
  return searchOf(state).matches.length;
}

/**
 * @param {EditorState} state
 * @returns {number} which of the places is selected, from 1; 0 if none is
 */
export function current(state) {
  const { from, to } = state.selection;
  return searchOf(state).matches.findIndex((match) => match.from === from && match.to === to) + 1;
}

/**
 * Select the next place in a direction, beyond the end the first one again.
 *
 * @param {Editor} editor
 * @param {1 | -1} direction
 * @param {number} [from] where to begin; without it, behind or before what is selected
 */
export function goToMatch(editor, direction, from) {
  const { state, view } = editor;
  const { matches } = searchOf(state);
  const { selection } = state;
  const match =
    direction > 0
      ? matches.find((each) => each.from >= (from ?? selection.to)) ?? matches[0]
      : matches.filter((each) => each.to <= (from ?? selection.from)).at(-1) ?? matches.at(-1);
  if (!match) return;
  view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, match.from, match.to)));
  view.dom.querySelector(".is-current")?.scrollIntoView({ block: "nearest" });
}

/**
 * Replace the selected place and go on to the next; if none is selected, just go there.
 *
 * @param {Editor} editor
 * @param {string} text
 */
export function replaceMatch(editor, text) {
  const match = searchOf(editor.state).matches[current(editor.state) - 1];
  if (match) editor.view.dispatch(replace(editor.state.tr, match, text));
  goToMatch(editor, 1, match && match.from + text.length);
}

/**
 * Replace all places; one step back undoes it.
 *
 * @param {Editor} editor
 * @param {string} text
 * @returns {number} how many there were
 */
export function replaceAllMatches(editor, text) {
  const { matches } = searchOf(editor.state);
  const tr = closeHistory(editor.state.tr);
  for (const match of [...matches].reverse()) replace(tr, match, text);
  if (matches.length) editor.view.dispatch(tr);
  return matches.length;
}

/**
 * @param {Transaction} tr
 * @param {Match} match
 * @param {string} text it is set in what the first of the replaced words is set in
 * @returns {Transaction}
 */
function replace(tr, { from, to }, text) {
  // Without a text, inserting one would take out the paragraph too of which nothing is left.
  return text ? tr.insertText(text, from, to) : tr.delete(from, to);
}

/**
 * @param {EditorState} state
 * @returns {Search}
 */
function searchOf(state) {
  return KEY.getState(state) ?? NO_SEARCH;
}

/**
 * @param {Node} doc
 * @param {RegExp} words
 * @returns {Match[]} in order; none reaches from one block into another
 */
function matchesIn(doc, words) {
  /** @type {Match[]} */
  const matches = [];
  doc.descendants((node, position) => {
    if (!node.isTextblock) return;
    // A line break is one character long, in the document and here.
    for (const { 0: { length }, index } of node.textBetween(0, node.content.size, "", "\n").matchAll(words)) {
      matches.push({ from: position + 1 + index, to: position + 1 + index + length });
    }
    return false;
  });
  return matches;
}
