/** Sends pictures to the server as soon as they are chosen, two at a time, and shows how far each has come. */

import { announce } from "./announcements.js";
import { element, find } from "./dom.js";
import { PictureRow } from "./picture_row.js";
import { gettext, ngettext } from "./texts.js";
import { send } from "./upload_request.js";

/** @typedef {import("./picture_strip.js").PictureStrip} PictureStrip */
/** @typedef {import("./upload_request.js").LibraryPicture} LibraryPicture */

/**
 * A file on its way.
 *
 * @typedef {object} Upload
 * @property {File | LibraryPicture} file
 * @property {PictureRow | null} slot the row that waits for this file, if it is for one
 * @property {string} key that of the place in the text that waits for it, if one does
 * @property {Element | null} item the row that it became
 * @property {HTMLElement} line what the list of uploads says of it
 */

const AT_ONCE = 2;

export class Uploads {
  /** @type {Upload[]} */
  #all = [];
  /** @type {Upload[]} */
  #waiting = [];
  /** The files on their way, and the number that the row of each will have. @type {Map<Upload, number>} */
  #sending = new Map();
  /** How many files have been refused or lost so far. */
  failures = 0;

  /**
   * @param {HTMLFormElement} form
   * @param {PictureStrip} strip
   */
  constructor(form, strip) {
    this.form = form;
    this.strip = strip;
    this.list = find(form, "[data-uploads]");
    this.most = Number(form.dataset.maxPictures);
    this.clear = element("button", { type: "button", class: "quiet", hidden: true }, gettext("Dismiss all that were not added"));
    this.clear.addEventListener("click", () => this.#dismiss(this.#failed));
    this.list.after(this.clear);
    /** @type {() => void} */
    this.onIdle = () => {};
    form.addEventListener("change", (event) => this.#chosen(/** @type {HTMLInputElement} */ (event.target)));
  }

  /** How many files are not there yet. */
  get pending() {
    return this.#waiting.length + this.#sending.size;
  }

  /** Send what was chosen before the script had come. */
  takeChosen() {
    for (const control of this.form.elements) if (control instanceof HTMLInputElement) this.#chosen(control);
  }

  /**
   * @param {Iterable<File | LibraryPicture>} files
   * @param {PictureRow | null} [slot] the row that waits for the file
   * @param {string} [key] of the place in the text that waits for it
   */
  add(files, slot = null, key = "") {
    for (const file of files) {
      const line = element("li");
      /** @type {Upload} */
      const upload = { file, slot, key, item: null, line };
      this.list.append(line);
      this.#all.push(upload);
      this.#waiting.push(upload);
      this.#say(upload, gettext("waiting"));
    }
    this.#next();
  }

  /** The files of which the list says why they were not added. */
  get #failed() {
    return this.#all.filter(({ line }) => line.isConnected && line.querySelector(".error"));
  }

  /** @param {HTMLInputElement} input */
  #chosen(input) {
    // A field may stand here and belong to another form.
    if (input.type !== "file" || input.form !== this.form || !input.files?.length) return;
    const item = /** @type {HTMLElement | null} */ (input.closest("[data-picture-row]"));
    this.add([...input.files], item && new PictureRow(item));
    // What was sent here must not be sent again with the form.
    input.value = "";
  }

  #next() {
    while (this.#sending.size < AT_ONCE && this.#waiting.length) {
      const upload = /** @type {Upload} */ (this.#waiting.shift());
      void this.#send(upload);
    }
    if (!this.pending) this.onIdle();
  }

  /** @param {Upload} upload */
  async #send(upload) {
    const index = upload.slot?.index ?? this.#freeIndex();
    if (index >= this.most) {
      this.#fail(upload, ngettext("An article takes %(num)s picture at most.", "An article takes %(num)s pictures at most.", this.most), true);
      return;
    }
    this.#sending.set(upload, index);
    const bar = element("progress", { max: 1, value: 0, "aria-label": gettext("Sending %(file)s", { file: upload.file.name }) });
    this.#say(upload, bar);
    const answer = await send(this.form, upload.file, index, (part) => (bar.value = part));
    this.#sending.delete(upload);
    // Of two files for one row, the one that was chosen last.
    if (this.#isSuperseded(upload)) upload.line.remove();
    else if (answer.row) this.#arrived(upload, answer.row);
    else this.#fail(upload, answer.problem, answer.mayPass);
    this.#next();
  }

  /** @param {Upload} upload */
  #isSuperseded(upload) {
    const later = this.#all.slice(this.#all.indexOf(upload) + 1);
    const forSameRow = later.filter(({ slot }) => slot && slot.item === upload.slot?.item);
    return forSameRow.some(({ item, line }) => item || line.isConnected);
  }

  /**
   * @param {Upload} upload
   * @param {HTMLElement} item
   */
  #arrived(upload, item) {
    upload.item = item;
    upload.line.remove();
    if (upload.key) new PictureRow(item).field("key").value = upload.key;
    this.strip.awaited.delete(upload.key);
    if (upload.slot) this.#fill(upload.slot, item);
    else this.strip.add(item, this.#successor(upload));
    announce(gettext("%(file)s was added.", { file: upload.file.name }));
  }

  /**
   * Put a file's row in the place of the one that waited for it, keeping what was written there.
   *
   * @param {PictureRow} slot
   * @param {HTMLElement} item
   */
  #fill(slot, item) {
    const filled = new PictureRow(item);
    for (const name of /** @type {const} */ (["key", "caption", "credit", "alternative_text"])) {
      filled.field(name).value = slot.field(name).value;
    }
    this.strip.add(item, slot.item);
    slot.item.remove();
    this.strip.changed();
  }

  /**
   * Files that were chosen together keep their order, whichever arrives first.
   *
   * @param {Upload} upload
   * @returns {Element | null}
   */
  #successor(upload) {
    const later = this.#all.slice(this.#all.indexOf(upload) + 1);
    return later.find((other) => other.item?.isConnected && !other.slot)?.item ?? null;
  }

  /**
   * @param {Upload} upload
   * @param {string} problem
   * @param {boolean} mayPass
   */
  #fail(upload, problem, mayPass) {
    const again = element("button", { type: "button", class: "quiet", hidden: !mayPass }, gettext("Try again"));
    const away = element("button", { type: "button", class: "quiet" }, gettext("Dismiss"));
    again.addEventListener("click", () => {
      this.#waiting.push(upload);
      this.#say(upload, gettext("waiting"));
      this.#next();
    });
    away.addEventListener("click", () => this.#dismiss([upload]));
    this.failures += 1;
    // The server's words begin with the file's name.
    const { name } = upload.file;
    const words = problem.includes(name) ? problem : gettext("“%(file)s”: %(problem)s", { file: name, problem });
    upload.line.replaceChildren(element("span", { class: "error" }, words), again, away);
    this.#offerToClear();
    announce(gettext("Not added: %(words)s", { words }));
  }

  /** @param {Upload[]} uploads */
  #dismiss(uploads) {
    for (const { line } of uploads) line.remove();
    const awaited = uploads.filter(({ key }) => this.strip.awaited.delete(key));
    if (awaited.length) this.strip.changed();
    this.#offerToClear();
    find(this.form, "[data-files]").focus();
  }

  #offerToClear() {
    this.clear.hidden = this.#failed.length < 2;
  }

  /**
   * @param {Upload} upload
   * @param {Node | string} what how far it has come
   */
  #say(upload, what) {
    upload.line.replaceChildren(element("span", {}, upload.file.name), what);
    this.#offerToClear();
  }

  #freeIndex() {
    const used = new Set([...this.strip.rows.map((row) => row.index), ...this.#sending.values()]);
    // Behind the highest: the server reads rows that have no place in the order of their numbers.
    const next = Math.max(-1, ...used) + 1;
    if (next < this.most) return next;
    for (let index = 0; index < this.most; index += 1) if (!used.has(index)) return index;
    return this.most;
  }
}
