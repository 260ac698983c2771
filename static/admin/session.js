/** Whether the server would take the form now, asked before it is sent: a form sent in vain would be lost. */

import { gettext } from "./texts.js";

/**
 * Fetch the form's page anew and take over its token, which changes when somebody signs in again.
 *
 * @param {HTMLFormElement} form
 * @returns {Promise<{ words: string, signedOut: boolean }>} no words, or what keeps the form from being sent
 */
export async function problemWithSending(form) {
  /** @type {Response} */
  let answer;
  try {
    answer = await fetch(form.action, { redirect: "manual", cache: "no-store" });
  } catch {
    const words = gettext("The server cannot be reached. Nothing is lost: your text is still here. Try again in a moment.");
    return { words, signedOut: false };
  }
  if (answer.type === "opaqueredirect") {
    return { words: gettext("You are no longer signed in. Your text is still here."), signedOut: true };
  }
  if (!answer.ok) {
    const words = gettext("The server cannot save just now (%(status)s). Your text is still here. Try again in a moment.", { status: answer.status });
    return { words, signedOut: false };
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = /** @type {HTMLInputElement | null} */ (page.querySelector('[name="csrf_token"]'));
  const token = /** @type {HTMLInputElement} */ (form.elements.namedItem("csrf_token"));
  if (fresh) token.value = fresh.value;
  return { words: "", signedOut: false };
}
