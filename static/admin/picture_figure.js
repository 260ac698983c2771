/** A picture in the text, as large as the page shows it there, with its caption to write in. */

import { closeHistory } from "@tiptap/pm/history";
import { NodeSelection, Selection } from "@tiptap/pm/state";

import { element } from "./dom.js";
import { PICTURES_CHANGED } from "./picture_strip.js";
import { gettext, language } from "./texts.js";

/** @typedef {import("./picture_row.js").PictureRow} PictureRow */
/** @typedef {import("./picture_strip.js").PictureStrip} PictureStrip */
/** @typedef {import("@tiptap/core").Editor} Editor */
/** @typedef {import("@tiptap/core").NodeViewRendererProps} ViewProps */

const NOT_YET = gettext("This picture is on its way.");
const REMOVED = gettext("This picture was removed; its place goes when you save.");

/**
 * Show the picture as its row says, for as long as it stands in the text. The caption is the row's: what is written in
 * one of the two places stands in the other.
 *
 * @param {PictureStrip} strip
 * @param {ViewProps} props
 * @returns {import("@tiptap/pm/view").NodeView}
 */
export function pictureFigure(strip, { node, editor, getPos }) {
  const { key, beside } = node.attrs;
  const image = element("img", { alt: "", draggable: false });
  // The text around them may be in another language than the desk.
  const lang = language();
  const number = element("b", { lang });
  const words = element("span", { lang });
  const field = element("textarea", { rows: 1, maxLength: 2000 });
  const button = (/** @type {string} */ label, /** @type {() => void} */ act) => {
    const made = element("button", { type: "button", class: "quiet" }, label);
    made.addEventListener("click", act);
    return made;
  };
  const row = button(beside ? gettext("Put below") : gettext("Put beside the one before"), () => setBeside(editor, getPos(), !beside));
  row.classList.add("beside-button");
  const tools = element(
    "span",
    { class: "place-tools", lang },
    button(gettext("Move up"), () => shift(editor, getPos(), -1)),
    button(gettext("Move down"), () => shift(editor, getPos(), 1)),
    row,
    button(gettext("Take out"), () => {
      strip.onPlace(key);
      editor.view.focus();
    }),
  );
  const caption = element("figcaption", {}, number, words, field);
  const dom = element("figure", { class: beside ? "place is-beside" : "place", "data-picture": key, contentEditable: "false" }, image, caption, tools);

  const show = () => {
    const row = strip.row(key);
    dom.classList.toggle("is-missing", !row);
    image.hidden = !row?.image;
    if (row?.image) showImage(image, row.image);
    number.textContent = row?.number ?? "";
    field.hidden = !row;
    if (!row) words.textContent = strip.awaited.has(key) ? NOT_YET : REMOVED;
    else {
      words.textContent = row.image ? "" : row.fileName;
      showCaption(field, row);
    }
  };
  field.addEventListener("input", () => {
    const written = strip.row(key)?.field("caption");
    if (!written) return;
    written.value = field.value;
    written.dispatchEvent(new Event("input", { bubbles: true }));
  });
  field.addEventListener("focus", () => {
    // Words within what can be dragged cannot be selected by the pointer in Firefox.
    dom.draggable = false;
    select(editor, getPos());
  });
  field.addEventListener("blur", () => (dom.draggable = true));
  field.addEventListener("keydown", (event) => {
    // While an input method composes, these keys are its own; Safari tells by the key code alone.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter") goBehind(editor, getPos());
    else if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    editor.view.focus();
  });

  // One stop of the Tab key for each control, but only of the picture that is selected: an article may have fifty.
  const setTabIndex = (/** @type {0 | -1} */ index) =>
    [field, ...tools.querySelectorAll("button")].forEach((control) => (control.tabIndex = index));
  setTabIndex(-1);
  show();
  strip.form.addEventListener(PICTURES_CHANGED, show);
  return {
    dom,
    selectNode: () => {
      dom.classList.add("is-selected");
      setTabIndex(0);
    },
    deselectNode: () => {
      dom.classList.remove("is-selected");
      setTabIndex(-1);
    },
    ignoreMutation: () => true,
    stopEvent: (event) => event.target instanceof HTMLButtonElement || event.target === field,
    destroy: () => strip.form.removeEventListener(PICTURES_CHANGED, show),
  };
}

/**
 * @param {HTMLImageElement} image
 * @param {HTMLImageElement} shown the one in the picture's row
 */
function showImage(image, shown) {
  if (image.src === shown.src) return;
  const [width, height] = ["width", "height"].map((name) => Number(shown.getAttribute(name)));
  // The room is there before the picture, which is never shown larger than it is.
  Object.assign(image, { src: shown.src, width, height });
  image.style.maxWidth = `min(100%, ${width}px)`;
}

/**
 * @param {HTMLTextAreaElement} field
 * @param {PictureRow} row
 */
function showCaption(field, row) {
  const { value, placeholder } = row.field("caption");
  // A field that is being written in has it already, and may be in the middle of a composition.
  if (field.value !== value) field.value = value;
  field.placeholder = placeholder || gettext("Write a caption");
  field.ariaLabel = gettext("Caption of %(picture)s", { picture: row.name });
}

/**
 * @param {Editor} editor
 * @param {number | undefined} position
 */
function select(editor, position) {
  const { tr, selection } = editor.state;
  if (position === undefined || (selection instanceof NodeSelection && selection.from === position)) return;
  editor.view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, position)));
}

/**
 * @param {Editor} editor
 * @param {number | undefined} position
 */
function goBehind(editor, position) {
  const { tr } = editor.state;
  if (position !== undefined) editor.view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(position + 1))));
}

/**
 * Make a picture part of a gallery with the one before it, or let it stand for itself again.
 *
 * @param {Editor} editor
 * @param {number | undefined} position
 * @param {boolean} beside
 */
function setBeside(editor, position, beside) {
  if (position === undefined) return;
  const tr = closeHistory(editor.state.tr);
  tr.setNodeAttribute(position, "beside", beside);
  editor.view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, position)));
  editor.view.focus();
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
  // What a button does is undone by itself.
  const tr = closeHistory(editor.state.tr);
  const place = tr.doc.resolve(position);
  const node = place.nodeAfter;
  const neighbour = tr.doc.maybeChild(place.index() + step);
  if (!node || !neighbour) return;
  const target = step < 0 ? position - neighbour.nodeSize : position + neighbour.nodeSize;
  tr.delete(position, position + node.nodeSize).insert(target, node);
  tr.setSelection(NodeSelection.create(tr.doc, target)).scrollIntoView();
  editor.view.dispatch(tr);
  editor.view.focus();
}
