/** The place of a picture between two paragraphs: a figure that names the picture's key, and nothing else. */

import { Node } from "@tiptap/core";
import { NodeSelection, Plugin } from "@tiptap/pm/state";

import { element } from "./dom.js";
import { PICTURES_CHANGED } from "./picture_strip.js";

/** @typedef {import("./picture_strip.js").PictureStrip} PictureStrip */
/** @typedef {import("@tiptap/core").Editor} Editor */
/** @typedef {import("@tiptap/core").NodeViewRendererProps} ViewProps */
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
    }),
    parseHTML: () => [{ tag: "figure[data-picture]" }],
    renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes],
    addNodeView: () => (view) => placeView(strip, view),
    addProseMirrorPlugins: () => [
      new Plugin({ appendTransaction: (_transactions, _before, state) => withoutStrays(strip, state) }),
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
  const { doc, selection, tr, schema } = editor.state;
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
 * A picture stands in the text once, and only a picture of this article: copies, and what comes from another article,
 * are taken out again.
 *
 * @param {PictureStrip} strip
 * @param {EditorState} state
 * @returns {Transaction | null}
 */
function withoutStrays(strip, state) {
  const keys = new Set(strip.rows.map((row) => row.key));
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

/**
 * Show the picture as its row says, for as long as it stands in the text.
 *
 * @param {PictureStrip} strip
 * @param {ViewProps} props
 * @returns {import("@tiptap/pm/view").NodeView}
 */
function placeView(strip, { node, editor, getPos }) {
  const { key } = node.attrs;
  const image = element("img", { alt: "", draggable: false });
  const number = element("b");
  const words = element("span");
  const button = (/** @type {string} */ label, /** @type {() => void} */ act) => {
    const made = element("button", { type: "button", class: "quiet" }, label);
    made.addEventListener("click", act);
    return made;
  };
  const tools = element(
    "span",
    { class: "place-tools" },
    button("Move up", () => shift(editor, getPos(), -1)),
    button("Move down", () => shift(editor, getPos(), 1)),
    button("Take out", () => strip.onPlace(key)),
  );
  const caption = element("figcaption", {}, number, " ", words);
  const dom = element("figure", { class: "place", "data-picture": key, contentEditable: "false" }, image, caption, tools);

  const show = () => {
    const row = strip.row(key);
    dom.classList.toggle("is-missing", !row);
    image.hidden = !row?.thumbnail;
    if (row?.thumbnail && image.src !== row.thumbnail) image.src = row.thumbnail;
    number.textContent = row?.number ?? "";
    words.textContent = row ? row.caption || row.fileName : "This picture was removed; its place goes when you save.";
  };
  show();
  strip.form.addEventListener(PICTURES_CHANGED, show);
  return {
    dom,
    ignoreMutation: () => true,
    stopEvent: (event) => event.target instanceof HTMLButtonElement,
    destroy: () => strip.form.removeEventListener(PICTURES_CHANGED, show),
  };
}

/**
 * Let a picture change places with the block before or after it.
 *
 * @param {Editor} editor
 * @param {number | undefined} position
 * @param {-1 | 1} step
 */
function shift(editor, position, step) {
  if (position === undefined) return;
  const { tr } = editor.state;
  const place = tr.doc.resolve(position);
  const node = place.nodeAfter;
  const neighbour = tr.doc.maybeChild(place.index() + step);
  if (!node || !neighbour) return;
  const target = step < 0 ? position - neighbour.nodeSize : position + neighbour.nodeSize;
  tr.delete(position, position + node.nodeSize).insert(target, node);
  tr.setSelection(NodeSelection.create(tr.doc, target)).scrollIntoView();
  editor.view.dispatch(tr);
}
