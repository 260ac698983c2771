/** What stands above the text: the toolbar, and below it, in a place of their own, what its tools need. */

import { afterChanges } from "./after_changes.js";
import { STYLES, TABLE_COMMANDS, TEXT_COMMANDS } from "./commands.js";
import { element } from "./dom.js";
import { createFindPanel } from "./find_panel.js";
import { createLinkPanel } from "./link_panel.js";
import { gettext } from "./texts.js";
import { createToolbar, toolButton } from "./toolbar.js";

/** @typedef {import("@tiptap/core").Editor} Editor */

/**
 * Shows the writer a message, or with an empty one takes the last one away; `offer` is what a button beside it does.
 *
 * @callback Say
 * @param {string} message
 * @param {{ label: string, act: () => void }} [offer]
 * @returns {void}
 */

/**
 * @param {Editor} editor
 * @returns {{ tools: HTMLElement, say: Say }}
 */
export function createEditorTools(editor) {
  const [link, find] = [createLinkPanel(editor), createFindPanel(editor)];
  const first = [styleSelect(editor), linkButton(editor, link.open)];
  const last = [toolButton(gettext("Find"), "F", find.open)];
  const bar = createToolbar(editor, gettext("Text"), TEXT_COMMANDS, { first, last });
  const table = createToolbar(editor, gettext("Table"), TABLE_COMMANDS, { isNeeded: () => editor.isActive("table") });
  table.classList.add("panel");
  const words = element("span");
  const buttons = element("span", { class: "group" });
  const message = element("div", { class: "panel notice", role: "status", hidden: true }, words, buttons);
  const button = (/** @type {string} */ label, /** @type {() => void} */ act) => {
    const made = element("button", { type: "button", class: "quiet" }, label);
    made.addEventListener("click", () => {
      message.hidden = true;
      editor.view.focus();
      act();
    });
    return made;
  };

  /** @type {Record<string, (() => void) | undefined>} */
  const shortcuts = { k: link.open, f: find.open };
  editor.view.dom.addEventListener("keydown", (event) => {
    const { key } = event;
    const open = shortcuts[key.toLowerCase()];
    if (open && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      open();
    } else if (key === "F10" && event.altKey) {
      event.preventDefault();
      /** @type {HTMLElement | null} */ (bar.querySelector("[tabindex='0']"))?.focus();
    }
  });
  return {
    tools: element("div", { class: "editor-tools" }, bar, element("div", { class: "panels" }, find.panel, link.panel, message, table)),
    say: (text, offer) => {
      words.textContent = text;
      buttons.replaceChildren(...(offer ? [button(offer.label, offer.act)] : []), button(gettext("Dismiss"), () => {}));
      message.hidden = !text;
    },
  };
}

/**
 * @param {Editor} editor
 * @returns {HTMLSelectElement}
 */
function styleSelect(editor) {
  const select = element("select", { "aria-label": gettext("Paragraph style") });
  select.append(...STYLES.map(({ label, level }) => element("option", { value: String(level) }, label)));
  select.addEventListener("change", () => {
    const level = /** @type {0 | 2 | 3 | 4} */ (Number(select.value));
    const chain = editor.chain().focus();
    (level ? chain.setHeading({ level }) : chain.setParagraph()).run();
  });
  afterChanges(editor, () => (select.value = String(editor.getAttributes("heading").level ?? 0)));
  return select;
}

/**
 * @param {Editor} editor
 * @param {() => void} open
 * @returns {HTMLButtonElement}
 */
function linkButton(editor, open) {
  const button = toolButton(gettext("Link"), "K", open);
  afterChanges(editor, () => (button.ariaPressed = String(editor.isActive("link"))));
  return button;
}
