/** The place of a picture between two paragraphs: a figure that names the picture's key, and nothing else. */

import { Node } from "@tiptap/core";
import { closeHistory } from "@tiptap/pm/history";
import { NodeSelection, Plugin } from "@tiptap/pm/state";

import { pictureFigure } from "./picture_figure.js";

/** @typedef {import("./picture_strip.js").PictureStrip} PictureStrip */
/** @typedef {import("@tiptap/core").Editor} Editor */
/** @typedef {import("@tiptap/pm/state").EditorState} EditorState */
/** @typedef {import("@tiptap/pm/state").Transaction} Transaction */

const NAME = "picturePlace";

/**
 * @param {PictureStrip} strip
 * @returns {Node}
 */
export function picturePlace(strip) {
  return Node.create({
    name: NAME,
    // In no group: the document alone takes it, so that it never stands in a quote, a list or a cell.
    atom: true,
    draggable: true,
    addAttributes: () => ({
      key: {
        default: "",
        parseHTML: (figure) => figure.dataset.picture ?? "",
        renderHTML: ({ key }) => ({ "data-picture": key }),
      },
      // In one row with the picture before it.
      beside: {
        default: false,
        parseHTML: (figure) => figure.hasAttribute("data-beside"),
        renderHTML: ({ beside }) => (beside ? { "data-beside": "" } : {}),
      },
    }),
    parseHTML: () => [{ tag: "figure[data-picture]" }],
    renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes],
    addNodeView: () => (view) => pictureFigure(strip, view),
    addKeyboardShortcuts: () => ({ Tab: ({ editor }) => goToCaption(editor) }),
    addProseMirrorPlugins: () => [
      new Plugin({
        appendTransaction: (transactions, _before, state) =>
          transactions.some(({ docChanged }) => docChanged) ? withoutStrays(strip, state) : null,
      }),
    ],
  });
}

/**
 * @param {Editor} editor
 * @returns {string[]} the keys of the pictures in the text, in its order
 */
export function placedKeys(editor) {
  /** @type {string[]} */
  const keys = [];
  editor.state.doc.forEach((node) => node.type.name === NAME && keys.push(node.attrs.key));
  return keys;
}

/**
 * Put a picture into the text behind the block with the caret, or take it out where it is there already.
 *
 * @param {Editor} editor
 * @param {string} key
 * @param {boolean} atEnd behind everything: nobody has put the caret anywhere yet
 * @returns {boolean} whether it stands in the text now
 */
export function togglePlace(editor, key, atEnd) {
  const { doc, selection, schema } = editor.state;
  const tr = closeHistory(editor.state.tr);
  const there = positionOf(editor, key);
  if (there !== null) {
    editor.view.dispatch(tr.delete(there, there + 1));
    return false;
  }
  let position = atEnd ? doc.content.size : selection.$to.depth ? selection.$to.after(1) : selection.to;
  const before = doc.resolve(position).nodeBefore;
  // Above an empty paragraph, which waits for more words.
  if (before?.isTextblock && !before.content.size) position -= before.nodeSize;
  tr.insert(position, schema.nodes[NAME].create({ key }));
  tr.setSelection(NodeSelection.create(tr.doc, position));
  editor.view.dispatch(tr);
  return true;
}

/**
 * @param {Editor} editor
 * @returns {boolean} whether a picture was selected, whose caption has the focus now
 */
function goToCaption({ state, view }) {
  const { selection } = state;
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== NAME) return false;
  const figure = /** @type {HTMLElement} */ (view.nodeDOM(selection.from));
  figure.querySelector("textarea")?.focus();
  return true;
}

/**
 * A picture stands in the text once, and only a picture of this article: copies, and what comes from another article,
 * are taken out again.
 *
 * @param {PictureStrip} strip
 * @param {EditorState} state
 * @returns {Transaction | null}
 */
function withoutStrays(strip, state) {
  const keys = new Set([...strip.rows.map((row) => row.key), ...strip.awaited]);
  /** @type {number[]} */
  const strays = [];
  state.doc.forEach((node, position) => {
    if (node.type.name === NAME && !keys.delete(node.attrs.key)) strays.push(position);
  });
  const { tr } = state;
  for (const position of strays.reverse()) tr.delete(position, position + 1);
  return strays.length ? tr : null;
}

/**
 * @param {Editor} editor
 * @param {string} key
 * @returns {number | null}
 */
function positionOf(editor, key) {
  /** @type {number | null} */
  let found = null;
  editor.state.doc.forEach((node, position) => {
    if (node.type.name === NAME && node.attrs.key === key) found = position;
  });
  return found;
}
