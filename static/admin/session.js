/** Whether the server would take the form now, asked before it is sent: a form sent in vain would be lost. */

import { element } from "./dom.js";

/**
 * Fetch the form's page anew and take over its token, which changes when somebody signs in again.
 *
 * @param {HTMLFormElement} form
 * @returns {Promise<(Node | string)[]>} nothing, or what keeps the form from being sent, in words for the editor
 */
export async function problemWithSending(form) {
  /** @type {Response} */
  let answer;
  try {
    answer = await fetch(form.action, { redirect: "manual", cache: "no-store" });
  } catch {
    return ["The server cannot be reached. Nothing is lost: your text is still here. Try again in a moment."];
  }
  if (answer.type === "opaqueredirect") {
    const link = element("a", { href: form.dataset.signIn, target: "_blank", rel: "noopener" }, "Sign in in another tab");
    return ["You are no longer signed in. ", link, ", then save again: your text is still here."];
  }
  if (!answer.ok) {
    return [`The server cannot save just now (${answer.status}). Your text is still here. Try again in a moment.`];
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = /** @type {HTMLInputElement | null} */ (page.querySelector('[name="csrf_token"]'));
  const token = /** @type {HTMLInputElement} */ (form.elements.namedItem("csrf_token"));
  if (fresh) token.value = fresh.value;
  return [];
}
