/** Keeps every change: at once in this browser's journal, soon on the server; and says where it is, in words. */

import { announce } from "./announcements.js";
import { element, find } from "./dom.js";
import { sendDraft } from "./draft_request.js";
import { fieldsOf } from "./form_fields.js";
import * as journal from "./journal.js";
import { PICTURES_CHANGED } from "./picture_strip.js";
import { gettext, language } from "./texts.js";

/** @typedef {import("./draft_request.js").DraftAnswer} DraftAnswer */

/** Milliseconds. A change is on the server within three seconds, and in the journal within one. */
const SEND_AFTER = 2000;
const LATEST_NOTE = 800;
/** Up to this time a change is noted while its key is handled; what takes longer waits until it can be seen. */
const NOT_FELT = 5;
/** How long to wait before the server is tried again, for the first time and at most. */
const RETRY = [2000, 15_000];

export class Keeping {
  /** Which change was noted last; it tells the server what is newer. */
  #sequence = 0;
  /** The change that the journal has, and the one that the server has. */
  #inJournal = 0;
  #onServer = 0;
  /** What the form held at the last noted change. @type {import("./form_fields.js").Fields} */
  #fields = [];
  /** The same as text; and what the page came with, if that is stored. */
  #last;
  #stored = "";
  /** How long it took to note, in milliseconds. */
  #cost = 0;
  #journalFails = false;
  /** Why the server has not taken the last change. */
  #problem = "";
  #signedOut = false;
  #noteTimer = 0;
  #sendTimer = 0;
  #retry = RETRY[0];
  /** @type {Promise<DraftAnswer> | null} */
  #sending = null;
  /** What the words say. @type {string | undefined} */
  #said;
  #signIn = element("button", { type: "button", class: "quiet" }, gettext("Sign in again"));
  /** @type {(answer: DraftAnswer) => void} told each answer of the server */
  onAnswer = () => {};
  /** @type {() => void} asked for by the button beside the words */
  onSignIn = () => {};

  /**
   * @param {HTMLFormElement} form
   * @param {() => void} flush brings the fields up to date
   * @param {boolean} wasTouched whether something was typed before the script had come
   */
  constructor(form, flush, wasTouched) {
    this.form = form;
    this.flush = flush;
    this.words = find(form, "[data-kept]");
    this.#signIn.addEventListener("click", () => this.onSignIn());
    journal.prepareJournal();
    flush();
    this.#last = this.#stored = JSON.stringify(fieldsOf(form));
    for (const name of ["input", "change", PICTURES_CHANGED]) form.addEventListener(name, () => this.#changed());
    form.addEventListener("submit", () => this.note(), { capture: true });
    window.addEventListener("online", () => this.#send());
    document.addEventListener("visibilitychange", () => document.hidden && this.note());
    window.addEventListener("pagehide", () => this.note());
    if (wasTouched || form.dataset.unsaved !== undefined) {
      // That, and what came back with problems or was taken from a draft, is stored nowhere yet.
      this.#last = this.#stored = "";
      this.note();
    }
  }

  /** The draft's key. */
  get key() {
    return field(this.form, "draft").value;
  }

  get article() {
    return Number(this.form.dataset.article) || null;
  }

  get version() {
    return Number(field(this.form, "version").value);
  }

  /** Whether there is something that the server does not have. */
  get isPending() {
    this.note();
    return !this.#isStored && this.#sequence > this.#onServer;
  }

  /** Whether the form holds again what the page came with. */
  get #isStored() {
    return this.#last === this.#stored;
  }

  /** Note what the form holds now, if it is something else than was noted last. */
  note() {
    clearTimeout(this.#noteTimer);
    this.#noteTimer = 0;
    const start = performance.now();
    this.flush();
    const fields = fieldsOf(this.form);
    const text = JSON.stringify(fields);
    if (text !== this.#last) {
      this.#last = text;
      // "Saved" is true no more.
      if (!this.#sequence && this.form.dataset.unsaved === undefined) find(this.form, "[data-status]").replaceChildren();
      const sequence = this.#next();
      this.#fields = fields;
      void this.#write(sequence);
      this.#sendTimer ||= window.setTimeout(() => this.#send(), SEND_AFTER);
      this.#say();
    }
    this.#cost = performance.now() - start;
  }

  /** Send what is not on the server yet, at once. @returns {Promise<DraftAnswer>} */
  async sendNow() {
    this.note();
    // One under way may have left with an older change.
    if (this.#sending) await this.#sending;
    return this.#send();
  }

  #changed() {
    if (this.#noteTimer) return;
    if (this.#cost < NOT_FELT) this.note();
    // A long text is noted so seldom that writing it down never takes more than a tenth of the time.
    else {
      this.#noteTimer = window.setTimeout(() => this.note(), Math.min(10 * this.#cost, LATEST_NOTE));
      this.#say();
    }
  }

  /** The number of a change: the time, so that it grows from one page to the next, and always larger than the last. */
  #next() {
    const shown = field(this.form, "draft_sequence");
    this.#sequence = Math.max(this.#sequence + 1, Number(shown.value) + 1, Date.now());
    shown.value = String(this.#sequence);
    return this.#sequence;
  }

  /** @param {number} sequence */
  async #write(sequence) {
    const { key, article, version } = this;
    const user = String(this.form.dataset.user);
    try {
      await journal.keep({ key, user, article, version, sequence, fields: this.#fields });
      this.#inJournal = Math.max(this.#inJournal, sequence);
      this.#journalFails = false;
    } catch {
      this.#journalFails = true;
    }
    this.#say();
  }

  /** @returns {Promise<DraftAnswer>} */
  #send() {
    clearTimeout(this.#sendTimer);
    this.#sendTimer = 0;
    this.#sending ??= this.#sendOnce().finally(() => (this.#sending = null));
    return this.#sending;
  }

  async #sendOnce() {
    const { key, article, version } = this;
    const sequence = this.#sequence;
    const isNews = sequence > this.#onServer;
    const news = isNews ? { fields: this.#fields, stored: this.#isStored } : {};
    const answer = await sendDraft(this.form, { key, article, version, sequence, ...news });
    this.#signedOut = answer.signedOut;
    if (answer.problem !== this.#problem && answer.problem) announce(gettext("Not kept on the server: %(problem)s.", { problem: answer.problem }));
    this.#problem = answer.problem;
    if (answer.news) {
      if (isNews) this.#onServer = sequence;
      this.#retry = RETRY[0];
    } else {
      this.#retry = Math.min(2 * this.#retry, RETRY[1]);
    }
    if (this.#sequence > this.#onServer) {
      this.#sendTimer ||= window.setTimeout(() => this.#send(), answer.news ? SEND_AFTER : this.#retry);
    }
    this.#say();
    this.onAnswer(answer);
    return answer;
  }

  /** The time now, in the newsroom's zone like all times of the desk. */
  #time() {
    const { zone: timeZone } = this.form.dataset;
    return new Date().toLocaleTimeString(language(), { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  }

  #say() {
    if (!this.#sequence) return;
    // A change that waits to be noted is in neither place yet.
    const isNoted = !this.#noteTimer;
    const [onServer, inJournal] = [this.#onServer, this.#inJournal].map((kept) => isNoted && kept === this.#sequence);
    const problem = this.#problem;
    const isLost = this.#journalFails && problem !== "";
    let words = gettext("Not saved yet.");
    if (isNoted && this.#isStored) words = "";
    else if (onServer) words = gettext("Not saved yet. Kept on the server at %(time)s.", { time: this.#time() });
    else if (isLost) {
      words = gettext("Not kept anywhere: this browser has no room, and %(problem)s. Copy your text before you leave.", { problem });
    } else if (problem) words = gettext("Not saved yet. Kept in this browser alone: %(problem)s.", { problem });
    else if (inJournal) words = gettext("Not saved yet. Kept in this browser.");
    if (this.#said === words) return;
    this.#said = words;
    const asks = this.#signedOut && !this.#isStored && this.#onServer < this.#sequence;
    this.words.classList.toggle("error", isLost || asks);
    this.words.replaceChildren(words, ...(asks ? [" ", this.#signIn] : []));
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {HTMLInputElement}
 */
function field(form, name) {
  return find(form, `[name="${name}"]`);
}
