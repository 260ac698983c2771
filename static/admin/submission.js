/** Sending the form: by the keyboard too, never twice, never in vain, never before its pictures have arrived. */

import { find } from "./dom.js";
import { signInAgain } from "./sign_in_dialog.js";
import { gettext } from "./texts.js";

/** @typedef {import("./keeping.js").Keeping} Keeping */
/** @typedef {import("./uploads.js").Uploads} Uploads */

export class Submission {
  /** @type {"open" | "waiting" | "asking" | "sent"} */
  #state = "open";
  /** @type {HTMLElement | null} the button that was pressed */
  #submitter = null;
  /** How many files had failed when the save began to wait for the others. */
  #failures = 0;
  /** Whether a save waits for somebody to sign in. */
  #isInterrupted = false;

  /**
   * @param {HTMLFormElement} form
   * @param {Uploads} uploads
   * @param {Keeping} keeping
   */
  constructor(form, uploads, keeping) {
    this.form = form;
    this.uploads = uploads;
    this.keeping = keeping;
    keeping.onSignIn = () => void this.#signIn();
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

  /** @param {SubmitEvent} event */
  #submit(event) {
    const submitter = /** @type {HTMLButtonElement | null} */ (event.submitter);
    // The preview opens beside the form, which stays as it is.
    if (submitter?.formTarget === "_blank" || this.#state === "sent") return;
    event.preventDefault();
    if (this.#state !== "open") return;
    this.#submitter = submitter;
    this.#failures = this.uploads.failures;
    if (this.uploads.pending) this.#set("waiting", gettext("Saves as soon as the pictures have arrived."));
    else void this.#ask();
  }

  /** Ask on behalf of a save that has waited, unless a picture failed of which the editor does not know yet. */
  #goOn() {
    if (this.uploads.failures === this.#failures) return this.#ask();
    this.#set("open", gettext("Not saved yet: a picture could not be added. Look below the pictures, then save again."));
  }

  async #ask() {
    this.#set("asking", gettext("Saving …"));
    this.#isInterrupted = false;
    // A form sent in vain would be lost with its page: the server has what it holds before it goes.
    const { problem, signedOut, mayPass } = await this.keeping.sendNow();
    if (signedOut) {
      this.#set("open", gettext("Not saved."));
      this.#isInterrupted = true;
      void this.#signIn();
    } else if (problem && mayPass) {
      const words = gettext("Not saved: %(problem)s. Nothing is lost: your text is still here. Try again in a moment.", { problem });
      this.#set("open", words);
    } else {
      this.#set("sent", gettext("Saving …"));
      this.form.requestSubmit(this.#submitter);
    }
  }

  /** Sign in again, and go on with the save that it kept from being made. */
  async #signIn() {
    if (!(await signInAgain(this.form))) return;
    if (this.#isInterrupted) void this.#ask();
    else void this.keeping.sendNow();
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
