/** What the editor does with what is pasted or dropped: clean it, or take its words alone. */

import { Fragment, Slice } from "@tiptap/pm/model";

import { transformPastedHTML } from "./paste.js";
import { PastedPictures } from "./paste_pictures.js";
import { isTangled } from "./paste_source.js";
import { gettext } from "./texts.js";

/** @typedef {import("@tiptap/pm/view").EditorView} EditorView */
/** @typedef {import("@tiptap/pm/model").ResolvedPos} ResolvedPos */
/** @typedef {import("./picture_strip.js").PictureStrip} PictureStrip */
/** @typedef {import("./editor_tools.js").Say} Say */

/** The longest HTML that is cleaned, in characters, without its pictures: a tab must not stand still for long. */
const MAX_HTML = 3_000_000;
/** The longest text that an article takes (`app/articles/body.py`), in characters. */
const MAX_TEXT = 1_000_000;

/**
 * @param {PictureStrip} strip
 * @param {Say} say
 * @param {() => boolean} isPlain whether the writer wants the words alone
 * @returns {import("@tiptap/pm/view").EditorProps}
 */
export function pasting(strip, say, isPlain) {
  /** The pictures beside the HTML. @type {File[]} */
  let beside = [];
  let pictures = new PastedPictures();
  let html = "";

  /**
   * @param {EditorView} view
   * @param {DataTransfer | null} data
   * @returns {boolean} whether nothing is left for the editor to do
   */
  const take = (view, data) => {
    const text = data?.getData("text/plain") ?? "";
    pictures = new PastedPictures();
    html = pictures.setAside(data?.getData("text/html") ?? "");
    beside = [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));
    say("");
    const pasteWords = { label: gettext("Paste its words alone"), act: () => view.pasteText(text) };
    if (text.length > MAX_TEXT) say(gettext("What you pasted is longer than an article may be. Paste a part of it."));
    else if (!isPlain() && (html.length > MAX_HTML || isTangled(html))) {
      say(gettext("What you pasted has too much formatting to be cleaned."), text ? pasteWords : undefined);
    } else return false;
    return true;
  };

  return {
    handleDOMEvents: {
      paste: (view, event) => {
        const isTaken = take(view, event.clipboardData);
        const text = event.clipboardData?.getData("text/plain");
        if (!isTaken && text && isPlain()) view.pasteText(text, event);
        else if (!isTaken) return false;
        event.preventDefault();
        return true;
      },
      drop: (view, event) => {
        // What is moved within the text stays as it is.
        if (view.dragging || !take(view, event.dataTransfer)) return false;
        event.preventDefault();
        return true;
      },
    },
    transformPastedHTML: () => {
      const clean = transformPastedHTML(html, (page) => pictures.match(page, beside));
      if (pictures.words) say(pictures.words);
      for (const [key, file] of pictures.files) strip.await(file, key);
      return clean;
    },
    clipboardTextParser: sliceOfText,
  };
}

/**
 * Make paragraphs of plain text: parted by empty lines if it has any, and then a single line break stays one; otherwise
 * each line is a paragraph.
 *
 * @param {string} text
 * @param {ResolvedPos} context where it goes
 * @returns {Slice}
 */
function sliceOfText(text, context) {
  const { schema } = context.doc.type;
  const lines = text.replace(/\r\n?/g, "\n").trim();
  const blocks = lines.split(/\n[^\S\n]*\n\s*/);
  const paragraphs = (blocks.length > 1 ? blocks : lines.split("\n")).map((block) => {
    const content = block.split("\n").flatMap((line, place) => [
      ...(place ? [schema.node("hardBreak")] : []),
      ...(line ? [schema.text(line, context.marks())] : []),
    ]);
    return schema.node("paragraph", null, content);
  });
  return Slice.maxOpen(Fragment.from(paragraphs));
}
