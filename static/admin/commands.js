/** What the toolbars offer. */

import { gettext } from "./texts.js";

/** @typedef {import("@tiptap/core").Editor} Editor */
/** @typedef {import("@tiptap/core").ChainedCommands} Chain */

/**
 * @typedef {object} Command
 * @property {string} label
 * @property {(chain: Chain) => Chain} run
 * @property {string | [string, object]} [active] the mark or node that the button shows as switched on
 * @property {string} [name] in words, where the label is a sign
 * @property {string} [keys] the shortcut
 */

/** Commands that belong together, some with a word in front. @typedef {(Command | string)[]} Group */

/** @type {{ label: string, level: 0 | 2 | 3 | 4 }[]} */
export const STYLES = [
  { label: gettext("Paragraph"), level: 0 },
  { label: gettext("Heading"), level: 2 },
  { label: gettext("Subheading"), level: 3 },
  { label: gettext("Minor heading"), level: 4 },
];

/** Groups of commands. @type {Group[]} */
export const TEXT_COMMANDS = [
  [
    { label: gettext("Bold"), run: (chain) => chain.toggleBold(), active: "bold", keys: "B" },
    { label: gettext("Italic"), run: (chain) => chain.toggleItalic(), active: "italic", keys: "I" },
    { label: "x²", name: gettext("Superscript, x²"), run: (chain) => chain.unsetSubscript().toggleSuperscript(), active: "superscript", keys: "." },
    { label: "x₂", name: gettext("Subscript, x₂"), run: (chain) => chain.unsetSuperscript().toggleSubscript(), active: "subscript", keys: "," },
  ],
  [
    { label: gettext("Bullets"), run: (chain) => chain.toggleBulletList(), active: "bulletList", keys: "Shift+8" },
    { label: gettext("Numbers"), run: (chain) => chain.toggleOrderedList(), active: "orderedList", keys: "Shift+7" },
    { label: gettext("Quote"), run: (chain) => chain.toggleBlockquote(), active: "blockquote", keys: "Shift+B" },
  ],
  [
    { label: gettext("Table"), run: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), active: "table" },
    { label: gettext("Rule"), run: (chain) => chain.setHorizontalRule() },
  ],
  [
    { label: gettext("Undo"), run: (chain) => chain.undo(), keys: "Z" },
    { label: gettext("Redo"), run: (chain) => chain.redo(), keys: "Shift+Z" },
  ],
];

/** @type {Group[]} */
export const TABLE_COMMANDS = [
  [
    gettext("Row"),
    { label: gettext("above"), name: gettext("Add row above"), run: (chain) => chain.addRowBefore() },
    { label: gettext("below"), name: gettext("Add row below"), run: (chain) => chain.addRowAfter() },
    { label: gettext("remove"), name: gettext("Remove row"), run: (chain) => chain.deleteRow() },
  ],
  [
    gettext("Column"),
    { label: gettext("before"), name: gettext("Add column before"), run: (chain) => chain.addColumnBefore() },
    { label: gettext("after"), name: gettext("Add column after"), run: (chain) => chain.addColumnAfter() },
    { label: gettext("remove"), name: gettext("Remove column"), run: (chain) => chain.deleteColumn() },
  ],
  [
    gettext("Header"),
    { label: gettext("row"), name: gettext("Header row on or off"), run: (chain) => chain.toggleHeaderRow() },
    { label: gettext("column"), name: gettext("Header column on or off"), run: (chain) => chain.toggleHeaderColumn() },
  ],
  [
    { label: gettext("Merge or split"), name: gettext("Merge or split cells"), run: (chain) => chain.mergeOrSplit() },
    { label: gettext("Remove table"), run: (chain) => chain.deleteTable() },
  ],
];
