/** What stands above the text: the toolbar, and below it, in a place of their own, a link's address and a table's tools. */

import { STYLES, TABLE_COMMANDS, TEXT_COMMANDS } from "./commands.js";
import { element } from "./dom.js";
import { createLinkPanel } from "./link_panel.js";
import { createToolbar } from "./toolbar.js";

/** @typedef {import("@tiptap/core").Editor} Editor */

/**
 * @param {Editor} editor
 * @returns {{ tools: HTMLElement, say: (message: string) => void }}
 */
export function createEditorTools(editor) {
  const { panel, open } = createLinkPanel(editor);
  const bar = createToolbar(editor, "Text", TEXT_COMMANDS, [styleSelect(editor), linkButton(editor, open)]);
  const table = createToolbar(editor, "Table", TABLE_COMMANDS);
  table.classList.add("panel");
  const words = element("span");
  const away = element("button", { type: "button", class: "quiet" }, "Dismiss");
  const message = element("div", { class: "panel notice", role: "status", hidden: true }, words, away);
  away.addEventListener("click", () => {
    message.hidden = true;
    editor.commands.focus();
  });

  const show = () => {
    table.hidden = !editor.isActive("table");
  };
  editor.on("transaction", show);
  show();
  editor.view.dom.addEventListener("keydown", (event) => {
    const { key } = event;
    if (key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
      event.preventDefault();
      open();
    } else if (key === "F10" && event.altKey) {
      event.preventDefault();
      /** @type {HTMLElement | null} */ (bar.querySelector("[tabindex='0']"))?.focus();
    }
  });
  return {
    tools: element("div", { class: "editor-tools" }, bar, element("div", { class: "panels" }, panel, message, table)),
    say: (text) => {
      words.textContent = text;
      message.hidden = !text;
    },
  };
}

/**
 * @param {Editor} editor
 * @returns {HTMLSelectElement}
 */
function styleSelect(editor) {
  const select = element("select", { "aria-label": "Paragraph style" });
  select.append(...STYLES.map(({ label, level }) => element("option", { value: String(level) }, label)));
  select.addEventListener("change", () => {
    const level = /** @type {0 | 2 | 3 | 4} */ (Number(select.value));
    const chain = editor.chain().focus();
    (level ? chain.setHeading({ level }) : chain.setParagraph()).run();
  });
  const show = () => (select.value = String(editor.getAttributes("heading").level ?? 0));
  editor.on("transaction", show);
  show();
  return select;
}

/**
 * @param {Editor} editor
 * @param {() => void} open
 * @returns {HTMLButtonElement}
 */
function linkButton(editor, open) {
  const button = element("button", { type: "button", "aria-keyshortcuts": "Control+K", title: "Control+K" }, "Link");
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", open);
  const show = () => (button.ariaPressed = String(editor.isActive("link")));
  editor.on("transaction", show);
  show();
  return button;
}
