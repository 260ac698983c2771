/** The pictures of the article: their order, their numbers, taking one out and back. */

import { announce } from "./announcements.js";
import { find } from "./dom.js";
import { PictureRow } from "./picture_row.js";
import { gettext } from "./texts.js";

/** Told to the form whenever a row came, went, moved or changed its words. */
export const PICTURES_CHANGED = "pictures-changed";

export class PictureStrip {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.list = find(form, "[data-picture-list]");
    /** @type {(key: string) => void} */
    this.onPlace = () => {};
    /** @type {(file: File, key: string) => void} */
    this.onPasted = () => {};
    /** The keys of pictures that have a place in the text and no row yet. @type {Set<string>} */
    this.awaited = new Set();
    this.#sortByPosition();
    this.list.addEventListener("click", (event) => this.#click(event));
    this.list.addEventListener("input", () => this.changed());
    find(form, '[name="pictures_numbered"]').addEventListener("change", () => this.changed());
  }

  /** @returns {PictureRow[]} */
  get rows() {
    return [...this.list.children].map((item) => new PictureRow(/** @type {HTMLElement} */ (item)));
  }

  /** @returns {PictureRow[]} the rows that will still be there after saving */
  get kept() {
    return this.rows.filter((row) => !row.isRemoved);
  }

  /**
   * @param {string} key
   * @returns {PictureRow | undefined}
   */
  row(key) {
    return this.rows.find((row) => row.key === key && !row.isRemoved);
  }

  /**
   * Take in a row that the server has made.
   *
   * @param {HTMLElement} item
   * @param {Element | null} before the row in front of which it goes; at the end without one
   */
  add(item, before) {
    this.list.insertBefore(item, before);
    this.changed();
  }

  /**
   * Have a picture sent for which there is a place in the text already.
   *
   * @param {File} file
   * @param {string} key
   */
  await(file, key) {
    this.awaited.add(key);
    this.onPasted(file, key);
  }

  /** Write the order into the fields and let everybody know. */
  changed() {
    this.rows.forEach((row, place) => (row.field("position").value = String(place + 1)));
    this.form.dispatchEvent(new CustomEvent(PICTURES_CHANGED));
  }

  /**
   * Number the pictures as the page will: those in the text first, in its order, then the others in theirs.
   *
   * @param {string[]} placed the keys in the text, in order
   */
  number(placed) {
    const numbered = find(this.form, '[name="pictures_numbered"]').matches(":checked");
    const rest = new Map(this.kept.map((row) => [row.key, row]));
    const order = placed.flatMap((key) => rest.get(key) ?? []);
    for (const row of this.rows) {
      row.number = "";
      row.isPlaced = placed.includes(row.key);
    }
    for (const row of order) rest.delete(row.key);
    order.push(...rest.values());
    if (!numbered) return;
    order.filter((row) => row.isShown).forEach((row, place) => (row.number = gettext("Picture %(number)s", { number: place + 1 })));
  }

  /**
   * Say where a row stands now.
   *
   * @param {PictureRow} row
   */
  announcePlace(row) {
    const place = this.kept.findIndex((other) => other.item === row.item) + 1;
    announce(gettext("%(picture)s: now at place %(place)s of %(all)s.", { picture: row.name, place, all: this.kept.length }));
  }

  /** A form that came back with problems has its rows in the order of their names, not of their places. */
  #sortByPosition() {
    const place = (/** @type {PictureRow} */ row) => Number(row.field("position").value || Infinity);
    const sorted = this.rows.sort((one, other) => place(one) - place(other) || 0);
    this.list.append(...sorted.map((row) => row.item));
  }

  /** @param {Event} event */
  #click(event) {
    const button = /** @type {Element} */ (event.target).closest("button");
    const item = /** @type {HTMLElement | null} */ (button?.closest("[data-picture-row]") ?? null);
    if (!button || !item) return;
    const row = new PictureRow(item);
    if (button.dataset.move) this.#move(row, button);
    else if (button.matches("[data-place]")) this.onPlace(row.key);
    else if (button.matches("[data-remove]")) this.#setRemoved(row, true);
    else if (button.matches("[data-undo]")) this.#setRemoved(row, false);
  }

  /**
   * @param {PictureRow} row
   * @param {HTMLButtonElement} button
   */
  #move(row, button) {
    const kept = this.kept.map((other) => other.item);
    const step = button.dataset.move === "up" ? -1 : 1;
    const neighbour = kept[kept.indexOf(row.item) + step];
    if (!neighbour) {
      const picture = row.name;
      announce(
        step < 0 ? gettext("%(picture)s is already first.", { picture }) : gettext("%(picture)s is already last.", { picture }),
      );
      return;
    }
    // Moving the neighbour, not the row, keeps the focus where it is.
    if (step < 0) row.item.after(neighbour);
    else row.item.before(neighbour);
    this.changed();
    this.announcePlace(row);
    row.item.scrollIntoView({ block: "nearest" });
  }

  /**
   * @param {PictureRow} row
   * @param {boolean} removed
   */
  #setRemoved(row, removed) {
    const picture = row.name;
    row.field("remove").checked = removed;
    this.changed();
    find(row.item, removed ? "[data-undo]" : "[data-remove]").focus();
    announce(
      removed
        ? gettext("%(picture)s will be removed when you save.", { picture })
        : gettext("%(picture)s stays.", { picture: row.name }),
    );
  }
}
