/** The line below the toolbar in which a link's address is written. */

import { element } from "./dom.js";
import { LINK_SCHEMES, asAddress } from "./link_address.js";
import { gettext } from "./texts.js";

/** @typedef {import("@tiptap/core").Editor} Editor */

/**
 * @param {Editor} editor
 * @returns {{ panel: HTMLElement, open: () => void }}
 */
export function createLinkPanel(editor) {
  const input = element("input", { id: "link-address", inputMode: "url", autocomplete: "off", spellcheck: false });
  const problem = element("span", { class: "error", id: "link-problem", role: "status" });
  input.setAttribute("aria-describedby", problem.id);
  const button = (/** @type {string} */ label, /** @type {() => void} */ act) => {
    const made = element("button", { type: "button", class: "quiet" }, label);
    made.addEventListener("click", act);
    return made;
  };
  const remove = button(gettext("Remove link"), () => {
    editor.chain().focus().extendMarkRange("link").unsetMark("link").run();
    close();
  });
  const panel = element(
    "div",
    { class: "panel", role: "group", "aria-label": gettext("Link"), hidden: true },
    element("label", { htmlFor: input.id }, gettext("Link to")),
    input,
    button(gettext("Set link"), apply),
    remove,
    button(gettext("Cancel"), () => close()),
    problem,
  );

  function open() {
    const href = editor.getAttributes("link").href ?? "";
    input.value = href;
    remove.hidden = !href;
    problem.textContent = "";
    panel.hidden = false;
    input.select();
    input.focus();
  }

  function close() {
    panel.hidden = true;
    editor.commands.focus();
  }

  function apply() {
    const href = asAddress(input.value.trim());
    if (!LINK_SCHEMES.test(href)) {
      problem.textContent = gettext("Give an address such as example.com/page or name@example.com.");
      input.focus();
      return;
    }
    const chain = editor.chain().focus().extendMarkRange("link");
    // Without words to set it on, the address itself is the words.
    if (editor.state.selection.empty && !editor.isActive("link")) {
      chain.insertContent({ type: "text", text: input.value.trim(), marks: [{ type: "link", attrs: { href } }] });
    } else chain.setMark("link", { href });
    chain.run();
    close();
  }

  panel.addEventListener("keydown", (event) => {
    // While an input method composes, these keys are its own; Safari tells by the key code alone.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target === input) apply();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return { panel, open };
}
