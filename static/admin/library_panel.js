/** The library within the form: a panel in which pictures are searched for and added to the article. */

import { element, find } from "./dom.js";
import { gettext } from "./texts.js";

/** @typedef {import("./upload_request.js").LibraryPicture} LibraryPicture */

/** How long to wait for the next keystroke before searching, in milliseconds. */
const PAUSE = 300;

/**
 * Put a button for the panel in the place of what does the same without script.
 *
 * @param {HTMLElement} place holds the link to the library
 * @param {(picture: LibraryPicture) => void} add
 */
export function letPicturesBeChosen(place, add) {
  const address = /** @type {HTMLAnchorElement} */ (find(place, "a")).href;
  const words = element("input", { type: "search", id: "library-words", autocomplete: "off" });
  const found = element("div", { class: "library-found" });
  // In the panel: while it is open, nothing is heard from outside of it.
  const status = element("p", { class: "unseen", role: "status" });
  const close = element("button", { type: "button", class: "quiet" }, gettext("Close"));
  const panel = element(
    "dialog",
    { class: "library", "aria-labelledby": "library-heading" },
    element(
      "div",
      { class: "library-head" },
      element("h2", { id: "library-heading" }, gettext("Add from the library")),
      close,
      element("div", { class: "field" }, element("label", { htmlFor: words.id }, gettext("Search the library")), words),
    ),
    found,
    status,
  );
  // Outside of the form: Enter in the search must not save the article.
  document.body.append(panel);

  let timer = 0;
  let asked = 0;
  /** @param {string} from the address of a page of the library */
  async function show(from) {
    clearTimeout(timer);
    const question = (asked += 1);
    const answer = await pageOf(from);
    // Meanwhile something else may have been searched for.
    if (question !== asked) return;
    found.replaceChildren(...(typeof answer === "string" ? [element("p", { class: "status" }, answer)] : answer));
    found.scrollTop = 0;
    status.textContent = found.querySelector(".pager p, .status, .empty")?.textContent?.trim() ?? "";
  }
  const search = () => show(`${address}?${new URLSearchParams({ q: words.value })}`);

  words.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(search, PAUSE);
  });
  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter") void search();
  });
  close.addEventListener("click", () => panel.close());
  found.addEventListener("click", (event) => {
    const pressed = /** @type {Element} */ (event.target).closest("a, button");
    if (pressed instanceof HTMLAnchorElement) {
      event.preventDefault();
      void show(pressed.href);
    } else if (pressed instanceof HTMLButtonElement) {
      const entry = /** @type {HTMLElement} */ (pressed.closest("[data-library-picture]"));
      const picture = pressed.textContent ?? "";
      add({ name: picture, number: entry.dataset.libraryPicture ?? "" });
      entry.querySelector("[data-chosen]")?.remove();
      entry.append(element("p", { "data-chosen": "" }, gettext("Chosen")));
      status.textContent = gettext("%(picture)s is chosen.", { picture });
    }
  });

  const open = element("button", { type: "button", class: "quiet" }, gettext("Add from the library"));
  open.addEventListener("click", () => {
    panel.showModal();
    words.focus();
    void search();
  });
  place.append(open);
}

/**
 * Fetch a page of the library, and make buttons of the links to its pictures.
 *
 * @param {string} address
 * @returns {Promise<Element[] | string>} what it shows, or in words why there is nothing
 */
async function pageOf(address) {
  /** @type {Response} */
  let answer;
  try {
    answer = await fetch(address, { redirect: "manual", cache: "no-store" });
  } catch {
    return gettext("The server cannot be reached. Try again in a moment.");
  }
  if (answer.type === "opaqueredirect") return gettext("You are no longer signed in. Sign in in another tab, then search again.");
  if (!answer.ok) return gettext("The library cannot be shown just now (%(status)s). Try again in a moment.", { status: answer.status });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const link of page.querySelectorAll("[data-library-picture] a")) {
    link.replaceWith(element("button", { type: "button" }, link.textContent ?? ""));
  }
  // The links in an empty library lead away from the article.
  for (const link of page.querySelectorAll(".empty a")) link.remove();
  return [...page.querySelectorAll(".shelf, .pager, .empty")].map((part) => document.adoptNode(part));
}
