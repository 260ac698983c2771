/** A request on behalf of a form, whose sending can be watched, as `fetch` cannot. */

/** Milliseconds without any progress after which a connection counts as broken. */
const STALLED = 60_000;

/**
 * Send a request with the form's token, and return it once it has ended, however it has. Never rejects.
 *
 * @param {HTMLFormElement} form
 * @param {string} method
 * @param {string} address
 * @param {XMLHttpRequestBodyInit} body
 * @param {Record<string, string>} [headers]
 * @param {(sent: number, total: number) => void} [onProgress] called with bytes
 * @returns {Promise<XMLHttpRequest>}
 */
export function ask(form, method, address, body, headers = {}, onProgress = () => {}) {
  const request = new XMLHttpRequest();
  const token = /** @type {HTMLInputElement} */ (form.elements.namedItem("csrf_token"));
  request.open(method, address);
  for (const [name, value] of Object.entries({ "X-CSRFToken": token.value, ...headers })) {
    request.setRequestHeader(name, value);
  }
  const giveUp = () => request.abort();
  let stalled = setTimeout(giveUp, STALLED);
  request.upload.addEventListener("progress", (event) => {
    clearTimeout(stalled);
    stalled = setTimeout(giveUp, STALLED);
    if (event.total) onProgress(event.loaded, event.total);
  });
  // From here on the server is at work, for as long as it needs.
  request.upload.addEventListener("load", () => clearTimeout(stalled));
  return new Promise((resolve) => {
    request.addEventListener("loadend", () => {
      clearTimeout(stalled);
      resolve(request);
    });
    request.send(body);
  });
}
