/** What the toolbars offer. */

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
  { label: "Paragraph", level: 0 },
  { label: "Heading", level: 2 },
  { label: "Subheading", level: 3 },
  { label: "Minor heading", level: 4 },
];

/** Groups of commands. @type {Group[]} */
export const TEXT_COMMANDS = [
  [
    { label: "Bold", run: (chain) => chain.toggleBold(), active: "bold", keys: "B" },
    { label: "Italic", run: (chain) => chain.toggleItalic(), active: "italic", keys: "I" },
    { label: "x²", name: "Superscript, x²", run: (chain) => chain.unsetSubscript().toggleSuperscript(), active: "superscript", keys: "." },
    { label: "x₂", name: "Subscript, x₂", run: (chain) => chain.unsetSuperscript().toggleSubscript(), active: "subscript", keys: "," },
  ],
  [
    { label: "Bullets", run: (chain) => chain.toggleBulletList(), active: "bulletList", keys: "Shift+8" },
    { label: "Numbers", run: (chain) => chain.toggleOrderedList(), active: "orderedList", keys: "Shift+7" },
    { label: "Quote", run: (chain) => chain.toggleBlockquote(), active: "blockquote", keys: "Shift+B" },
  ],
  [
    { label: "Table", run: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), active: "table" },
    { label: "Rule", run: (chain) => chain.setHorizontalRule() },
  ],
  [
    { label: "Undo", run: (chain) => chain.undo(), keys: "Z" },
    { label: "Redo", run: (chain) => chain.redo(), keys: "Shift+Z" },
  ],
];

/** @type {Group[]} */
export const TABLE_COMMANDS = [
  [
    "Row",
    { label: "above", name: "Add row above", run: (chain) => chain.addRowBefore() },
    { label: "below", name: "Add row below", run: (chain) => chain.addRowAfter() },
    { label: "remove", name: "Remove row", run: (chain) => chain.deleteRow() },
  ],
  [
    "Column",
    { label: "before", name: "Add column before", run: (chain) => chain.addColumnBefore() },
    { label: "after", name: "Add column after", run: (chain) => chain.addColumnAfter() },
    { label: "remove", name: "Remove column", run: (chain) => chain.deleteColumn() },
  ],
  [
    "Header",
    { label: "row", name: "Header row on or off", run: (chain) => chain.toggleHeaderRow() },
    { label: "column", name: "Header column on or off", run: (chain) => chain.toggleHeaderColumn() },
  ],
  [
    { label: "Merge or split", name: "Merge or split cells", run: (chain) => chain.mergeOrSplit() },
    { label: "Remove table", run: (chain) => chain.deleteTable() },
  ],
];
