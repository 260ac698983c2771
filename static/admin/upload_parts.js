/** A large file sent in parts: what is cut off goes on where it stopped, also when the file is chosen another time. */

import { ask } from "./form_request.js";

/** Bytes of one request: what is lost when the connection breaks. */
const PART = 2 * 1024 * 1024;
/** Seconds to wait after each failure in a row; after the last one the editor decides. */
const PAUSES = [1, 2, 4, 8, 15, 30];
/** Statuses, beside those of a server in trouble, with which it is worth asking anew how much has arrived. */
const PASSING = [0, 404, 405, 409, 429];
const NO_ROOM = 507;

/**
 * @typedef {object} Sent
 * @property {string} key by which the server knows the whole file, empty if it has not arrived
 * @property {XMLHttpRequest} request the last one
 */

/**
 * @param {HTMLFormElement} form names the address and carries the token
 * @param {File} file
 * @param {(part: number) => void} onProgress called with what has arrived, from 0 to 1
 * @returns {Promise<Sent>}
 */
export async function sendInParts(form, file, onProgress) {
  for (let failures = 0; ; failures += 1) {
    // Not kept from one round to the next: the server is asked each time what it has.
    const [begun, state] = await begin(form, file);
    let request = begun;
    let received = state?.received ?? 0;
    while (state && received < file.size) {
      const part = file.slice(received, received + PART);
      const before = received;
      request = await ask(
        form,
        "PATCH",
        `${form.dataset.parts}/${state.key}`,
        part,
        { "Content-Type": "application/partial-upload", "Upload-Offset": `${before}` },
        (sent) => onProgress((before + Math.min(sent, part.size)) / file.size),
      );
      if (request.status !== 204) break;
      received = Number(request.getResponseHeader("Upload-Offset"));
      failures = 0;
    }
    if (state && received === file.size) return { key: state.key, request };
    const { status } = request;
    const isPassing = PASSING.includes(status) || (status >= 500 && status !== NO_ROOM);
    if (!isPassing || failures >= PAUSES.length) return { key: "", request };
    await pause(PAUSES[failures]);
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {File} file
 * @returns {Promise<[XMLHttpRequest, { key: string, received: number } | null]>} the request, and what has arrived
 */
async function begin(form, file) {
  const data = new FormData();
  data.append("name", file.name);
  data.append("size", `${file.size}`);
  data.append("modified", `${file.lastModified}`);
  const request = await ask(form, "POST", form.dataset.parts ?? "", data);
  // Otherwise the sign-in page, to which the server has led the request.
  const isAnswer = request.status === 200 && request.getResponseHeader("Content-Type")?.includes("json");
  return [request, isAnswer ? JSON.parse(request.responseText) : null];
}

/**
 * Wait, but not longer than the browser is without a network.
 *
 * @param {number} seconds
 * @returns {Promise<void>}
 */
function pause(seconds) {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener("online", go);
      resolve();
    };
    const timer = setTimeout(go, 1000 * seconds);
    window.addEventListener("online", go);
  });
}
