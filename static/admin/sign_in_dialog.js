/** Signing in again in place, when the session has ended while somebody was writing. */

import { element } from "./dom.js";
import { gettext } from "./texts.js";

/**
 * Ask for the password, and sign in without leaving the page.
 *
 * @param {HTMLFormElement} form names the sign-in page, and who was signed in
 * @returns {Promise<boolean>} whether somebody is signed in now
 */
export function signInAgain(form) {
  const email = element("input", { type: "email", id: "again-email", required: true, autocomplete: "username" });
  const password = element("input", { type: "password", id: "again-password", required: true, autocomplete: "current-password" });
  const problem = element("p", { class: "error", role: "alert" });
  const cancel = element("button", { type: "button", class: "quiet" }, gettext("Not now"));
  const inner = element(
    "form",
    {},
    element("h2", { id: "again-heading" }, gettext("Sign in again")),
    element("p", {}, gettext("Your session has ended. What you typed is kept in this browser; signed in, you go on where you were.")),
    element("div", { class: "field" }, element("label", { htmlFor: email.id }, gettext("Email")), email),
    element("div", { class: "field" }, element("label", { htmlFor: password.id }, gettext("Password")), password),
    problem,
    element("div", { class: "actions" }, element("button", { class: "primary" }, gettext("Sign in")), cancel),
  );
  const dialog = element("dialog", { class: "dialog", "aria-labelledby": "again-heading" }, inner);
  email.value = form.dataset.email ?? "";
  document.body.append(dialog);
  dialog.showModal();
  (email.value ? password : email).focus();
  return new Promise((resolve) => {
    let isSignedIn = false;
    inner.addEventListener("submit", async (event) => {
      event.preventDefault();
      problem.textContent = await signIn(String(form.dataset.signIn), email.value, password.value);
      isSignedIn = !problem.textContent;
      if (isSignedIn) dialog.close();
      else password.select();
    });
    cancel.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(isSignedIn);
    });
  });
}

/**
 * @param {string} address
 * @param {string} email
 * @param {string} password
 * @returns {Promise<string>} nothing, or why it was refused
 */
async function signIn(address, email, password) {
  try {
    const page = await fetch(address, { redirect: "manual", cache: "no-store" });
    // Somebody who is signed in already is led on.
    if (page.type === "opaqueredirect") return "";
    const document = new DOMParser().parseFromString(await page.text(), "text/html");
    const token = /** @type {HTMLInputElement | null} */ (document.querySelector('[name="csrf_token"]'));
    const body = new URLSearchParams({ email, password, csrf_token: token?.value ?? "" });
    const answer = await fetch(address, { method: "POST", body, redirect: "manual" });
    if (answer.type === "opaqueredirect") return "";
    if (answer.status === 429) return gettext("Too many attempts. Wait a minute, then try again.");
    return answer.ok ? gettext("E-mail address or password is wrong.") : gettext("The server cannot sign you in just now (%(status)s).", { status: answer.status });
  } catch {
    return gettext("The server cannot be reached. Try again in a moment.");
  }
}
