/** The panel of checks: asked for when the writer pauses, with ways to each place and mends by one press. */

import { announce } from "./announcements.js";
import { find } from "./dom.js";
import { PICTURES_CHANGED } from "./picture_strip.js";
import { blockRange, difference, nth, rangeOf, replace, select } from "./text_places.js";
import { gettext } from "./texts.js";

/** @typedef {import("@tiptap/core").Editor} Editor */

/** How long a pause is, in milliseconds. */
const PAUSE = 1500;

export class Checks {
  #timer = 0;
  /** @type {AbortController | null} the request under way */
  #asking = null;

  /**
   * @param {HTMLFormElement} form
   * @param {Editor} editor
   * @param {{ write: () => void, adopt: () => void }} text `write` brings its field up to date, `adopt` lets it count as
   *   the editor shows it
   */
  constructor(form, editor, text) {
    this.form = form;
    this.editor = editor;
    this.text = text;
    this.panel = find(form, "[data-checks]");
    this.side = /** @type {HTMLElement} */ (this.panel.closest("aside"));
    this.panel.addEventListener("click", (event) => this.#click(event));
    for (const name of ["input", "change", PICTURES_CHANGED]) form.addEventListener(name, () => this.#wait());
  }

  /** Ask once nothing has changed for a while; an answer that is under way is one to what was before. */
  #wait() {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#timer = window.setTimeout(() => void this.#ask(), PAUSE);
  }

  async #ask() {
    const asking = (this.#asking = new AbortController());
    this.text.write();
    const data = new FormData(this.form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    try {
      const address = this.panel.dataset.checks ?? "";
      const answer = await fetch(address, { method: "POST", body: data, redirect: "manual", signal: asking.signal });
      // Signed out, or out of order: saving tells of it; what stands here stays until the next change.
      if (answer.ok) this.#show(await answer.text(), asking);
    } catch {
      // Aborted, or no way to the server.
    }
  }

  /**
   * Take the new panel over, but never under the hand of somebody in a field beside it.
   *
   * @param {string} html
   * @param {AbortController} asked
   */
  #show(html, asked) {
    if (asked.signal.aborted) return;
    const focused = document.activeElement;
    const isBeside = this.side.contains(focused) && !this.panel.contains(focused);
    if (isBeside) {
      // Once it is known where the focus goes: perhaps to the next field.
      focused?.addEventListener("blur", () => setTimeout(() => this.#show(html, asked)), { once: true });
      return;
    }
    const place = this.#placeOfFocus();
    this.panel.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    if (place >= 0) this.#focus(place);
  }

  /** @param {Event} event */
  #click(event) {
    const button = /** @type {HTMLElement} */ (event.target).closest("[data-jump], [data-mend]");
    const entry = /** @type {HTMLElement | null} */ (button?.closest("[data-finding]") ?? null);
    if (!(button instanceof HTMLElement) || !entry) return;
    if (button.dataset.mend === undefined) {
      event.preventDefault();
      this.#jump(entry, find(entry, "a[data-jump]").getAttribute("href")?.slice(1) ?? "");
    } else if (this.#mend(entry, button.dataset.mend)) {
      announce(gettext("Mended: %(words)s", { words: button.dataset.mend }));
      const place = this.#placeOfFocus();
      entry.remove();
      this.#focus(place);
    } else {
      announce(gettext("The text has changed there. The checks come anew in a moment."));
      this.#wait();
    }
  }

  /**
   * @param {HTMLElement} entry
   * @param {string} id the field's
   */
  #jump(entry, id) {
    const { field, words = "", occurrence } = entry.dataset;
    if (field === "body" || id === "body") {
      const range = this.#rangeInText(entry);
      if (range) select(this.editor, range);
      else this.editor.commands.focus();
      return;
    }
    const control = document.getElementById(id);
    control?.scrollIntoView({ block: "center" });
    control?.focus();
    if (!words || !(control instanceof HTMLTextAreaElement || control instanceof HTMLInputElement)) return;
    const start = nth(control.value, words, Number(occurrence));
    if (start >= 0) control.setSelectionRange(start, start + words.length);
  }

  /**
   * @param {HTMLElement} entry
   * @param {string} mend
   * @returns {boolean} whether the words were still there
   */
  #mend(entry, mend) {
    const { field, words = "", occurrence } = entry.dataset;
    if (field === "body") {
      const range = rangeOf(this.editor, placeIn(entry));
      if (range) replace(this.editor, range, words, mend);
      // Spaces that the editor does not show, as a page does not: it is mended once its text is written as it is.
      else if (rangeOf(this.editor, { ...placeIn(entry), words: mend, occurrence: 0 })) this.text.adopt();
      else return false;
      return true;
    }
    const target = find(entry, "a[data-jump]").getAttribute("href")?.slice(1) ?? "";
    const control = /** @type {HTMLTextAreaElement} */ (document.getElementById(target));
    const from = nth(control.value, words, Number(occurrence));
    if (from < 0) return false;
    const { start, end, text } = difference(words, mend);
    control.setRangeText(text, from + start, from + end, "end");
    control.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  }

  /**
   * @param {HTMLElement} entry
   * @returns {{ from: number, to: number } | null}
   */
  #rangeInText(entry) {
    if (entry.dataset.block === undefined) return null;
    return rangeOf(this.editor, placeIn(entry)) ?? blockRange(this.editor, Number(entry.dataset.block));
  }

  get #controls() {
    return [...this.panel.querySelectorAll("[data-jump], [data-mend]")];
  }

  /** Which of the panel's controls has the focus, or -1. */
  #placeOfFocus() {
    return document.activeElement ? this.#controls.indexOf(document.activeElement) : -1;
  }

  /**
   * Give the focus to the control that is at a place now, else to the panel's heading.
   *
   * @param {number} place
   */
  #focus(place) {
    const control = this.#controls[Math.min(place, this.#controls.length - 1)];
    const heading = find(this.side, "#checks-heading");
    (control instanceof HTMLElement ? control : heading).focus({ preventScroll: true });
  }
}

/**
 * @param {HTMLElement} entry
 * @returns {import("./text_places.js").Place}
 */
function placeIn({ dataset }) {
  return { block: Number(dataset.block), words: dataset.words ?? "", occurrence: Number(dataset.occurrence) };
}
