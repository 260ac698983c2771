/** Links: an address and nothing else, only of the schemes that the server takes. */

import { InputRule, Mark } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";

import { LINK_SCHEMES, asAddress } from "./link_address.js";

/** An address that has just been typed, with what ends the sentence and the space behind it. */
const TYPED = /(?:^|\s)((?:https?:\/\/|www\.)\S*[\p{L}\p{N}/])([.,;:!?)]*) $/iu;
const ALONE = /^\s*((?:https?:\/\/|www\.)\S+)\s*$/i;

export const Link = Mark.create({
  name: "link",
  // Outside of bold and the like, which then need not be cut at its ends.
  priority: 1000,
  keepOnSplit: false,
  // What is typed behind a link is not part of it.
  inclusive: false,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [{ tag: "a[href]", getAttrs: (link) => LINK_SCHEMES.test(link.getAttribute("href") ?? "") && null }],
  renderHTML: ({ HTMLAttributes }) => ["a", HTMLAttributes, 0],
  addInputRules() {
    const handler = (/** @type {Parameters<InputRule["handler"]>[0]} */ { state, range, match }) => {
      const { tr } = state;
      const from = range.from + match[0].indexOf(match[1]);
      // What an input method has composed is in the text already, its space too.
      if (range.to - range.from < match[0].length) tr.insertText(" ", range.to);
      tr.addMark(from, from + match[1].length, this.type.create({ href: asAddress(match[1]) }));
      tr.removeStoredMark(this.type);
    };
    return [new InputRule({ find: TYPED, handler })];
  },
  addProseMirrorPlugins() {
    const { editor } = this;
    // An address that is pasted onto words is where they lead to.
    const handlePaste = (/** @type {unknown} */ _view, /** @type {ClipboardEvent} */ event) => {
      const address = ALONE.exec(event.clipboardData?.getData("text/plain") ?? "")?.[1];
      if (!address || editor.state.selection.empty) return false;
      return editor.commands.setMark("link", { href: asAddress(address) });
    };
    return [new Plugin({ props: { handlePaste } })];
  },
});
