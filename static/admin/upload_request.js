/** One picture sent to the server, or named to it by its number in the library. */

import { ask } from "./form_request.js";
import { gettext, language } from "./texts.js";
import { sendInParts } from "./upload_parts.js";

/** Bytes above which a file is worth going on with after it was cut off. */
const LARGE = 1024 * 1024;

/**
 * @typedef {object} Answer
 * @property {HTMLElement | null} row the picture's row for the form, where the server took it
 * @property {string} problem otherwise why not, in words for the editor
 * @property {boolean} mayPass whether the same file may be taken another time
 */

/** What to say where the answer has no words for the editor, by its status; 0 is no answer at all. */
const PROBLEMS = new Map([
  [0, gettext("The connection broke off.")],
  [400, gettext("The server did not accept this page any more. Save the article, then add the file again.")],
  [401, gettext("You are no longer signed in. Sign in in another tab, then try again.")],
  [403, gettext("You may not add pictures.")],
  [413, gettext("The file is too large for the server.")],
  [429, gettext("Too many files at once. Wait a little, then try again.")],
  [507, gettext("There is no room left on the server.")],
]);

/**
 * A picture of the library.
 *
 * @typedef {object} LibraryPicture
 * @property {string} name
 * @property {string} number
 */

/**
 * Send one file, or the number of a picture. Never rejects.
 *
 * @param {HTMLFormElement} form names the address and carries the token
 * @param {File | LibraryPicture} file
 * @param {number} index the number that the row's fields are to have
 * @param {(part: number) => void} onProgress called with what has been sent, from 0 to 1
 * @returns {Promise<Answer>}
 */
export async function send(form, file, index, onProgress) {
  const data = new FormData();
  if (!(file instanceof File)) {
    data.append("picture_id", file.number);
  } else if (file.size > Number(form.dataset.maxBytes)) {
    const limit = (Number(form.dataset.maxBytes) / 2 ** 20).toLocaleString(language());
    const problem = gettext("It is larger than %(limit)s MiB. Save it with a lower quality or fewer pixels.", { limit });
    return { row: null, problem, mayPass: false };
  } else if (file.size > LARGE) {
    const { key, request } = await sendInParts(form, file, onProgress);
    if (!key) return understood(request);
    data.append("upload", key);
    data.append("name", file.name);
  } else {
    data.append("file", file, file.name);
  }
  const address = `${form.dataset.upload}?index=${index}`;
  return understood(await ask(form, "POST", address, data, {}, (sent, total) => onProgress(sent / total)));
}

/**
 * @param {XMLHttpRequest} request
 * @returns {Answer}
 */
function understood(request) {
  let { status } = request;
  if (status === 200) {
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const row = /** @type {HTMLElement | null} */ (page.querySelector("[data-picture-row]"));
    if (row) return { row: document.adoptNode(row), problem: "", mayPass: false };
    // The sign-in page, to which the server has led the request.
    status = 401;
  }
  const inWords = request.getResponseHeader("Content-Type")?.startsWith("text/plain");
  const problem = (inWords && request.responseText.trim()) || PROBLEMS.get(status);
  return {
    row: null,
    problem: problem || gettext("The server could not take it just now (%(status)s). Try again.", { status }),
    mayPass: [0, 400, 401, 409, 429].includes(status) || status >= 500,
  };
}
