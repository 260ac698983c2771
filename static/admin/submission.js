/** Sending the form: by the keyboard too, never twice, never in vain, never before its pictures have arrived. */

import { find } from "./dom.js";
import { problemWithSending } from "./session.js";

/** @typedef {import("./uploads.js").Uploads} Uploads */

export class Submission {
  /** @type {"open" | "waiting" | "asking" | "sent"} */
  #state = "open";
  /** @type {HTMLElement | null} the button that was pressed */
  #submitter = null;
  /** How many files had failed when the save began to wait for the others. */
  #failures = 0;

  /**
   * @param {HTMLFormElement} form
   * @param {Uploads} uploads
   */
  constructor(form, uploads) {
    this.form = form;
    this.uploads = uploads;
    this.status = find(form, "[data-status]");
    form.addEventListener("submit", (event) => this.#submit(event));
    uploads.onIdle = () => this.#state === "waiting" && void this.#goOn();
    window.addEventListener("keydown", (event) => this.#save(event));
    // Coming back by the browser's button finds the page as it was left.
    window.addEventListener("pageshow", (event) => event.persisted && this.#set("open"));
  }

  /** Whether the form is leaving, so that nobody need be warned. */
  get isSent() {
    return this.#state === "sent";
  }

  /** Whether the status tells of a save: of one under way, or, until the next is tried, of one that failed. */
  get holdsStatus() {
    return this.#state !== "open" || this.status.classList.contains("error");
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    const submitter = /** @type {HTMLButtonElement | null} */ (event.submitter);
    // The preview opens beside the form, which stays as it is.
    if (submitter?.formTarget === "_blank" || this.#state === "sent") return;
    event.preventDefault();
    if (this.#state !== "open") return;
    this.#submitter = submitter;
    this.#failures = this.uploads.failures;
    if (this.uploads.pending) this.#set("waiting", "Saves as soon as the pictures have arrived.");
    else void this.#ask();
  }

  /** Ask on behalf of a save that has waited, unless a picture failed of which the editor does not know yet. */
  #goOn() {
    if (this.uploads.failures === this.#failures) return this.#ask();
    this.#set("open", "Not saved yet: a picture could not be added. Look below the pictures, then save again.");
  }

  async #ask() {
    this.#set("asking", "Saving …");
    const problem = await problemWithSending(this.form);
    if (problem.length) {
      this.#set("open", ...problem);
      return;
    }
    this.#set("sent", "Saving …");
    this.form.requestSubmit(this.#submitter);
  }

  /**
   * @param {"open" | "waiting" | "asking" | "sent"} state
   * @param {...(Node | string)} words what the status says; with "open" it is why the save failed
   */
  #set(state, ...words) {
    this.#state = state;
    this.status.replaceChildren(...words);
    this.status.classList.toggle("error", state === "open" && words.length > 0);
    this.form.classList.toggle("is-busy", state !== "open");
  }

  /** @param {KeyboardEvent} event */
  #save(event) {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    this.form.requestSubmit(find(this.form, 'button[name="then"][value="save"]'));
  }
}
