/** The editor of the body: it knows what the server's allow-list knows (`app/articles/body.py`), and nothing else. */

import { Editor } from "@tiptap/core";
import { Blockquote } from "@tiptap/extension-blockquote";
import { Bold } from "@tiptap/extension-bold";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading } from "@tiptap/extension-heading";
import { HorizontalRule } from "@tiptap/extension-horizontal-rule";
import { Italic } from "@tiptap/extension-italic";
import { BulletList } from "@tiptap/extension-list/bullet-list";
import { ListItem } from "@tiptap/extension-list/item";
import { ListKeymap } from "@tiptap/extension-list/keymap";
import { OrderedList } from "@tiptap/extension-list/ordered-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Subscript } from "@tiptap/extension-subscript";
import { Superscript } from "@tiptap/extension-superscript";
import { Text } from "@tiptap/extension-text";
import { Dropcursor } from "@tiptap/extensions/drop-cursor";
import { Gapcursor } from "@tiptap/extensions/gap-cursor";
import { Placeholder } from "@tiptap/extensions/placeholder";
import { TrailingNode } from "@tiptap/extensions/trailing-node";
import { UndoRedo } from "@tiptap/extensions/undo-redo";
import { DOMSerializer } from "@tiptap/pm/model";

import { find } from "./dom.js";
import { Find } from "./find.js";
import { Link } from "./link_mark.js";
import { asHtml, asStored } from "./markup.js";
import { pasting } from "./pasting.js";
import { picturePlace } from "./picture_place.js";
import { tableExtensions } from "./tables.js";
import { gettext } from "./texts.js";

/** @typedef {import("./picture_strip.js").PictureStrip} PictureStrip */

/**
 * Put an editor in the place of the body's field, which stays what the form sends.
 *
 * @param {HTMLTextAreaElement} field
 * @param {PictureStrip} strip
 * @param {import("./editor_tools.js").Say} say
 * @param {() => boolean} isPlain whether the writer wants the words alone of what is pasted
 * @returns {{ editor: Editor, write: () => void, outdate: () => void, adopt: () => void }} `write` brings the field up
 *   to date, where the text was changed or `outdate` says that it depends on something that was; `adopt` lets count what
 *   the editor makes of an untouched text
 */
export function createEditor(field, strip, say, isPlain) {
  const place = document.createElement("div");
  field.before(place);
  const editor = new Editor({
    element: place,
    content: asHtml(field.value),
    // Two spaces that are stored stay two: else an untouched paragraph would change with the next save.
    parseOptions: { preserveWhitespace: true },
    injectCSS: false,
    extensions: [
      Document.extend({ content: "(block | picturePlace)+" }),
      Paragraph,
      Text,
      Heading.configure({ levels: [2, 3, 4] }),
      Bold,
      Italic,
      Superscript,
      Subscript,
      Link,
      BulletList,
      OrderedList.extend({ addAttributes: () => ({ start: { default: 1, parseHTML: startOf } }) }),
      ListItem,
      ListKeymap,
      Blockquote,
      HardBreak,
      HorizontalRule,
      ...tableExtensions,
      picturePlace(strip),
      TrailingNode,
      Placeholder.configure({ placeholder: gettext("Write here, or paste from a document.") }),
      UndoRedo,
      Find,
      Gapcursor,
      Dropcursor.configure({ color: false, class: "drop-cursor" }),
    ],
    editorProps: {
      attributes: { id: "body-editor", class: "text", role: "textbox", "aria-multiline": "true", ...named(field) },
      ...pasting(strip, say, isPlain),
      // Room for what is pinned to the window's edges.
      scrollThreshold: { top: 160, bottom: 110, left: 0, right: 0 },
      scrollMargin: { top: 170, bottom: 120, left: 0, right: 0 },
    },
  });

  // The paragraph behind a picture or a table at the end comes with the first transaction. There is nothing to undo yet.
  editor.view.dispatch(editor.state.tr.setMeta("addToHistory", false));
  const serializer = DOMSerializer.fromSchema(editor.schema);
  const html = () => {
    const content = /** @type {DocumentFragment} */ (serializer.serializeFragment(editor.state.doc.content));
    return asStored(content, (key) => strip.row(key) !== undefined);
  };
  // What the editor makes of an untouched text is no change.
  let atFirst = field.value;
  const first = html();
  let isOutdated = false;
  const outdate = () => (isOutdated = true);
  const write = () => {
    if (!isOutdated) return;
    isOutdated = false;
    const now = html();
    field.value = now === first ? atFirst : now;
  };
  const tell = () => {
    outdate();
    // Writing a long text takes longer than a key may: whoever needs the field asks for it.
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const adopt = () => {
    atFirst = first;
    tell();
  };
  editor.on("update", tell);
  return { editor, write, outdate, adopt };
}

/**
 * @param {HTMLElement} list
 * @returns {number}
 */
function startOf(list) {
  return Number.parseInt(list.getAttribute("start") ?? "", 10) || 1;
}

/**
 * @param {HTMLTextAreaElement} field
 * @returns {Record<string, string>} the attributes that give the editor the field's name and notes
 */
function named(field) {
  const label = find(document, `label[for="${field.id}"]`);
  label.id ||= `${field.id}-label`;
  label.addEventListener("click", () => find(document, "#body-editor").focus());
  const notes = field.getAttribute("aria-describedby");
  return { "aria-labelledby": label.id, ...(notes ? { "aria-describedby": notes } : {}) };
}
