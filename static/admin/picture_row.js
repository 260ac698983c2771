/** One row of the pictures: what it says, read from its fields, which are what the form sends. */

import { find } from "./dom.js";
import { gettext } from "./texts.js";

/** @typedef {"key" | "picture_id" | "position" | "caption" | "credit" | "alternative_text" | "remove" | "file"} FieldName */

export class PictureRow {
  /** @param {HTMLElement} item */
  constructor(item) {
    this.item = item;
  }

  /**
   * @param {FieldName} name
   * @returns {HTMLInputElement}
   */
  field(name) {
    return find(this.item, `[name$="-${name}"]`);
  }

  get key() {
    return this.field("key").value;
  }

  /** The number that tells this row's fields from those of the others: `pictures-3-caption` has 3. */
  get index() {
    return Number(this.field("key").name.split("-")[1]);
  }

  get hasFile() {
    return this.field("picture_id").value !== "";
  }

  /** Whether visitors see it once the article is public. */
  get isShown() {
    return this.hasFile && this.item.dataset.withheld === undefined;
  }

  get isRemoved() {
    return this.field("remove").checked;
  }

  get fileName() {
    return find(this.item, "[data-file-name]").textContent ?? "";
  }

  /** "Picture 2", or nothing where it has no number. */
  get number() {
    return find(this.item, "[data-number]").textContent ?? "";
  }

  /** @param {string} text */
  set number(text) {
    find(this.item, "[data-number]").textContent = text;
  }

  /** What to call the picture when speaking of it. */
  get name() {
    const { number, fileName } = this;
    return number && fileName ? gettext("%(number)s, %(file)s", { number, file: fileName }) : number || fileName;
  }

  /** The picture itself, or nothing while the file is missing. */
  get image() {
    return this.item.querySelector("img");
  }

  /** @param {boolean} placed whether the picture stands in the text */
  set isPlaced(placed) {
    const button = find(this.item, "[data-place]");
    button.textContent = placed ? gettext("Take out of text") : gettext("Place in text");
    button.title = placed ? "" : gettext("Goes where the cursor is in the text");
    find(this.item, "[data-placed]").hidden = !placed;
  }
}
