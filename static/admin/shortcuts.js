/**
 * The keys of the desk. They are pressed alone, never while somebody types, and can be switched off (WCAG 2.2, 2.1.4).
 * Which of them open a page stands at the page's body; /admin/shortcuts lists them all.
 */

const SWITCH = "shortcuts-off";
/** How long the second key may be waited for, in milliseconds. */
const PATIENCE = 1500;
const TYPING = 'input:not([type="checkbox"], [type="radio"], [type="submit"], [type="button"]), select, textarea, [contenteditable="true"]';
const ROWS = "main .list tbody tr, main .entries li, main .shelf li";

/** Addresses by their keys. @type {Record<string, string>} */
const pages = JSON.parse(document.body.dataset.shortcuts ?? "{}");
/** The first of two keys, and when it was pressed. */
let before = { key: "", at: 0 };

/** @returns {boolean} */
function isOff() {
  try {
    return localStorage.getItem(SWITCH) !== null;
  } catch {
    return false;
  }
}

/** @returns {HTMLElement[]} what opens each row that is shown */
function rowLinks() {
  const links = [...document.querySelectorAll(ROWS)].map((row) => row.querySelector("th a, a"));
  return links.filter((link) => link instanceof HTMLElement && link.offsetParent !== null).map((link) => /** @type {HTMLElement} */ (link));
}

/**
 * @param {Element} target
 * @returns {Element | null} the row that it stands in
 */
function rowOf(target) {
  return target.closest(ROWS);
}

/**
 * @param {Element} target
 * @param {number} step
 * @returns {boolean} whether there was a row to go to
 */
function walk(target, step) {
  const links = rowLinks();
  const at = links.findIndex((link) => rowOf(link) === rowOf(target));
  const next = rowOf(target) ? links[at + step] : links[step > 0 ? 0 : links.length - 1];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return next !== undefined;
}

/**
 * @param {Element} target
 * @returns {boolean} whether the row can be chosen
 */
function choose(target) {
  const box = rowOf(target)?.querySelector('input[type="checkbox"]');
  if (!(box instanceof HTMLInputElement)) return false;
  box.click();
  return true;
}

/** @returns {boolean} whether the page has a search field */
function search() {
  const field = document.querySelector('main input[type="search"]');
  if (!(field instanceof HTMLInputElement)) return false;
  field.focus();
  field.select();
  return true;
}

/**
 * @param {string} key
 * @param {Element} target
 * @returns {boolean} whether the key has a meaning here
 */
function press(key, target) {
  switch (key) {
    case "j":
      return walk(target, 1);
    case "k":
      return walk(target, -1);
    case "ArrowDown":
      return rowOf(target) !== null && walk(target, 1);
    case "ArrowUp":
      return rowOf(target) !== null && walk(target, -1);
    case "x":
      return choose(target);
    case "/":
      return search();
  }
  return false;
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  if (!(target instanceof Element) || target.closest(TYPING) || document.querySelector("dialog[open]") || isOff()) return;
  const together = event.timeStamp - before.at < PATIENCE ? `${before.key} ${key}` : key;
  const address = pages[together] ?? pages[key];
  before = { key, at: event.timeStamp };
  if (address) location.assign(address);
  if (address || press(key, target)) event.preventDefault();
});

const box = document.querySelector("[data-shortcuts-switch] input");
if (box instanceof HTMLInputElement) {
  box.closest("[data-shortcuts-switch]")?.removeAttribute("hidden");
  box.checked = !isOff();
  box.addEventListener("change", () => {
    if (box.checked) localStorage.removeItem(SWITCH);
    else localStorage.setItem(SWITCH, "yes");
  });
}
