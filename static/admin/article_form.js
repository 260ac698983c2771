/** The form in which an article is written. Everything works without this script; with it, it works better. */

import { letWriteAlone } from "./alone.js";
import { announce, prepareAnnouncements } from "./announcements.js";
import { standBeside } from "./beside.js";
import { Checks } from "./checks.js";
import { element, find } from "./dom.js";
import { createEditor } from "./editor.js";
import { createEditorTools } from "./editor_tools.js";
import { takeDroppedFiles } from "./file_drop.js";
import { isTouched } from "./form_fields.js";
import { Keeping } from "./keeping.js";
import { letPicturesBeChosen } from "./library_panel.js";
import { watchOthers } from "./others.js";
import { letRowsBeDragged } from "./picture_dragging.js";
import { placedKeys, togglePlace } from "./picture_place.js";
import { PICTURES_CHANGED, PictureStrip } from "./picture_strip.js";
import { recover } from "./recovery.js";
import { Submission } from "./submission.js";
import { keepToOneLine, letFieldsGrow, warnNearLimit } from "./text_fields.js";
import { suggestFurtherTags } from "./tag_suggestions.js";
import { followLanguage } from "./text_language.js";
import { gettext } from "./texts.js";
import { Uploads } from "./uploads.js";
import { createWordCount } from "./word_count.js";

/**
 * @param {HTMLFormElement} form
 * @returns {() => void} puts the caret into the text
 */
function enhance(form) {
  // The editor is going to write its own words for the same text.
  const wasTouched = isTouched(form);
  prepareAnnouncements();
  const strip = new PictureStrip(form);
  const uploads = new Uploads(form, strip);
  takeDroppedFiles(form, (files) => uploads.add(files));
  letRowsBeDragged(strip);
  letPicturesBeChosen(find(form, "[data-from-library]"), (picture) => uploads.add([picture]));

  strip.onPasted = (file, key) => uploads.add([file], null, key);
  const plain = element("input", { type: "checkbox", id: "paste-plain" });
  /** @type {import("./editor_tools.js").Say} */
  const say = (...message) => tools.say(...message);
  /** @type {HTMLTextAreaElement} */
  const text = find(form, "[data-editor]");
  const { editor, write, outdate, adopt } = createEditor(text, strip, say, () => plain.checked);
  const tools = createEditorTools(editor);
  editor.view.dom.parentElement?.before(tools.tools);
  const plainly = element("label", { class: "check" }, plain, gettext("Paste without formatting"));
  editor.view.dom.parentElement?.after(element("div", { class: "text-foot" }, createWordCount(editor), plainly));

  const [title, subtitle] = ["title", "subtitle"].map(
    (name) => /** @type {HTMLTextAreaElement} */ (form.elements.namedItem(name)),
  );
  keepToOneLine(title, () => subtitle.focus());
  keepToOneLine(subtitle, () => editor.view.focus());
  warnNearLimit(title);
  warnNearLimit(subtitle);
  letFieldsGrow(form);
  /** @type {HTMLInputElement} */
  const tags = find(form, '[name="tags"]');
  suggestFurtherTags(tags);
  const suggested = [tags, find(form, '[name="translation_of"]')];
  followLanguage(find(form, '[name="language"]'), [title, subtitle, editor.view.dom], suggested);

  connect(form, strip, editor, outdate);
  letWriteAlone(form);
  const keeping = new Keeping(form, write, wasTouched);
  const submission = new Submission(form, uploads, keeping);
  warnBeforeLoss(uploads, submission, keeping);
  watchOthers(form, keeping);
  new Checks(form, editor, { write, adopt });
  standBeside(form, editor, write);
  void recover(form, keeping.key);
  uploads.takeChosen();
  form.classList.add("is-enhanced");
  return () => editor.commands.focus(text.selectionEnd ? "end" : "start");
}

/**
 * Keep text and pictures in step: the text's order numbers the pictures, the rows' words show in the text.
 *
 * @param {HTMLFormElement} form
 * @param {PictureStrip} strip
 * @param {import("@tiptap/core").Editor} editor
 * @param {() => void} outdate
 */
function connect(form, strip, editor, outdate) {
  let caretWasSet = false;
  editor.on("focus", () => (caretWasSet = true));
  strip.onPlace = (key) => {
    const placed = togglePlace(editor, key, !caretWasSet);
    caretWasSet = true;
    const picture = strip.row(key)?.name ?? "";
    announce(
      placed
        ? gettext("%(picture)s: now stands in the text.", { picture })
        : gettext("%(picture)s: follows the text again.", { picture }),
    );
  };
  // Pressed on a button, the browser would take letters out of the field that was typed into last.
  form.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const isUndo = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "z";
    if (!isUndo || event.defaultPrevented || target.isContentEditable || !target.matches("button, a, summary")) return;
    event.preventDefault();
    if (event.shiftKey) editor.commands.redo();
    else editor.commands.undo();
  });
  const renumber = () => strip.number(placedKeys(editor));
  let placed = "";
  editor.on("update", () => {
    const keys = placedKeys(editor).join();
    if (keys === placed) return;
    placed = keys;
    strip.changed();
  });
  // In the capture phase: the numbers are there when the places in the text come to show them.
  form.addEventListener(PICTURES_CHANGED, renumber, { capture: true });
  form.addEventListener(PICTURES_CHANGED, outdate, { capture: true });
  strip.changed();
}

/**
 * Warn whoever leaves the page while something is in this browser alone.
 *
 * @param {Uploads} uploads
 * @param {Submission} submission
 * @param {Keeping} keeping
 */
function warnBeforeLoss(uploads, submission, keeping) {
  window.addEventListener("beforeunload", (event) => {
    if (!submission.isSent && (uploads.pending || keeping.isPending)) event.preventDefault();
  });
}

const form = document.querySelector("form[data-article-form]");
if (form instanceof HTMLFormElement) {
  // The editor asks where the selection is, for which all that is shown would be laid out, and then once more.
  const active = /** @type {HTMLElement} */ (document.activeElement);
  form.hidden = true;
  const write = enhance(form);
  form.hidden = false;
  // Whoever writes already goes on writing.
  if (active.matches("[data-editor]")) write();
  else if (form.contains(active)) active.focus();
}
