/** One draft sent to the server. */

import { problemWithSending } from "./session.js";
import { gettext } from "./texts.js";

/** @typedef {import("./journal.js").Entry} Entry */

/**
 * @typedef {object} News what the server says
 * @property {number} done up to which change the draft is saved or left
 * @property {string[]} [others] who else has the article open
 * @property {{ who: string, at: string, mine: boolean } | null} [saved] who has saved it since the form was opened
 */

/**
 * @typedef {object} DraftAnswer
 * @property {News | null} news where the server has taken it
 * @property {string} problem otherwise why not, to be put behind a colon
 * @property {boolean} signedOut whether signing in would help
 * @property {boolean} mayPass whether the same may be taken another time, so that it is worth waiting
 */

/** What to say of an answer, by its status, where trying again does not help; the form can be saved all the same. */
const REFUSED = new Map([
  [403, gettext("you are signed in as somebody else")],
  [404, gettext("the article is gone")],
  [413, gettext("it is longer than an article can be")],
  [507, gettext("too much that you typed earlier is not saved; open what the desk’s front page lists of it, then save or leave it")],
]);
/** And where it may. */
const FAILED = new Map([
  [429, gettext("too much was sent at once")],
  [503, gettext("the server’s disk or database cannot be written just now")],
]);

/** After so many milliseconds without an answer the connection is as good as cut: longer articles on slow lines take less. */
const LONGEST = 60_000;

/**
 * Send what a form holds, or without `fields` a sign of life. Never rejects.
 *
 * @param {HTMLFormElement} form names the address and carries the token
 * @param {Omit<Entry, "user" | "fields"> & { fields?: Entry["fields"], stored?: boolean }} entry
 * @returns {Promise<DraftAnswer>}
 */
export async function sendDraft(form, entry) {
  let answer = await put(form, entry);
  // A session that has ended, or a token from before somebody signed in again.
  if (answer && [400, 401].includes(answer.status)) {
    const { words, signedOut } = await problemWithSending(form);
    if (signedOut) return failed(gettext("you are no longer signed in"), { signedOut });
    if (!words) answer = await put(form, entry);
  }
  if (!answer) return failed(gettext("the server cannot be reached"));
  if (answer.ok) return { news: await answer.json(), problem: "", signedOut: false, mayPass: true };
  const refused = REFUSED.get(answer.status);
  if (refused) return failed(refused, { mayPass: false });
  return failed(FAILED.get(answer.status) ?? gettext("the server cannot take it just now (%(status)s)", { status: answer.status }));
}

/**
 * @param {HTMLFormElement} form
 * @param {Parameters<typeof sendDraft>[1]} entry
 * @returns {Promise<Response | null>} nothing where no answer came
 */
async function put(form, { key, article, version, sequence, fields, stored }) {
  const token = /** @type {HTMLInputElement} */ (form.elements.namedItem("csrf_token"));
  try {
    return await fetch(`${form.dataset.drafts}${key}`, {
      method: "PUT",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token.value },
      body: JSON.stringify({ article, version, sequence, fields, stored }),
      signal: AbortSignal.timeout(LONGEST),
    });
  } catch {
    return null;
  }
}

/**
 * @param {string} problem
 * @param {{ signedOut?: boolean, mayPass?: boolean }} [what]
 * @returns {DraftAnswer}
 */
function failed(problem, { signedOut = false, mayPass = true } = {}) {
  return { news: null, problem, signedOut, mayPass };
}
