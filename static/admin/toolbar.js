/** A toolbar as the ARIA Authoring Practices describe it: one stop of the Tab key, arrow keys within. */

import { afterChanges } from "./after_changes.js";
import { element } from "./dom.js";

/** @typedef {import("@tiptap/core").Editor} Editor */
/** @typedef {import("./commands.js").Command} Command */
/** @typedef {import("./commands.js").Group} Group */

const MODIFIER = /Mac|iPhone|iPad/.test(navigator.platform) ? "Meta" : "Control";

/**
 * Make a toolbar for groups of commands.
 *
 * @param {Editor} editor
 * @param {string} label
 * @param {Group[]} groups
 * @param {object} [rest]
 * @param {HTMLElement[]} [rest.first] controls that stand in front of the commands
 * @param {HTMLElement[]} [rest.last] and behind them
 * @param {() => boolean} [rest.isNeeded] says when the toolbar is to be seen
 * @returns {HTMLElement}
 */
export function createToolbar(editor, label, groups, { first = [], last = [], isNeeded = () => true } = {}) {
  const bar = element("div", { class: "toolbar", role: "toolbar", "aria-label": label });
  bar.setAttribute("aria-controls", "body-editor");
  /** @type {(() => void)[]} */
  const shows = [];
  const made = (/** @type {Command | string} */ part) => {
    if (typeof part === "string") return part;
    const { dom, show } = button(editor, part);
    shows.push(show);
    return dom;
  };
  bar.append(...first, ...groups.map((group) => element("span", { class: "group" }, ...group.map(made))), ...last);
  roam(bar, editor);
  afterChanges(editor, () => {
    bar.hidden = !isNeeded();
    // Whether each of its commands could be done takes time to find out.
    if (!bar.hidden) shows.forEach((show) => show());
  });
  return bar;
}

/**
 * Make a button of the toolbar that does something else than a command does.
 *
 * @param {string} label
 * @param {string} keys the shortcut, without the key that makes it one
 * @param {() => void} act
 * @returns {HTMLButtonElement}
 */
export function toolButton(label, keys, act) {
  const shortcut = `${MODIFIER}+${keys}`;
  const made = element("button", { type: "button", "aria-keyshortcuts": shortcut, title: shortcut }, label);
  // The selection in the text stays where it is.
  made.addEventListener("mousedown", (event) => event.preventDefault());
  made.addEventListener("click", act);
  return made;
}

/**
 * @param {Editor} editor
 * @param {Command} command
 * @returns {{ dom: HTMLButtonElement, show: () => void }} `show` brings the button up to date
 */
function button(editor, { label, name, run, active, keys }) {
  const shortcut = keys ? `${MODIFIER}+${keys}` : "";
  const made = element("button", { type: "button", title: [name, shortcut].filter(Boolean).join(" · ") }, label);
  if (name) made.ariaLabel = name;
  if (shortcut) made.setAttribute("aria-keyshortcuts", shortcut);
  // The selection in the text stays where it is.
  made.addEventListener("mousedown", (event) => event.preventDefault());
  const show = () => {
    if (active) made.ariaPressed = String(editor.isActive(active));
    made.ariaDisabled = String(!run(editor.can().chain()).run());
  };
  made.addEventListener("click", () => {
    show();
    if (made.ariaDisabled !== "true") run(editor.chain().focus()).run();
  });
  return { dom: made, show };
}

/**
 * @param {HTMLElement} bar
 * @param {Editor} editor
 */
function roam(bar, editor) {
  const stops = () => /** @type {HTMLElement[]} */ ([...bar.querySelectorAll("button, select")]);
  const setStop = (/** @type {HTMLElement} */ current) =>
    stops().forEach((stop) => (stop.tabIndex = stop === current ? 0 : -1));
  setStop(stops()[0]);
  bar.addEventListener("focusin", (event) => setStop(/** @type {HTMLElement} */ (event.target)));
  bar.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      editor.commands.focus();
    }
    const all = stops();
    const at = all.indexOf(/** @type {HTMLElement} */ (event.target));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined || event.altKey) return;
    event.preventDefault();
    all.at(to % all.length)?.focus();
  });
}
