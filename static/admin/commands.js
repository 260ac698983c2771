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

/** @type {{ label: string, level: 0 | 2 | 3 | 4 }[]} */
export const STYLES = [
  { label: "Paragraph", level: 0 },
  { label: "Heading", level: 2 },
  { label: "Subheading", level: 3 },
  { label: "Minor heading", level: 4 },
];

/** @type {Command[][]} */
export const TEXT_COMMANDS = [
  [
    { label: "Bold", run: (chain) => chain.toggleBold(), active: "bold", keys: "B" },
    { label: "Italic", run: (chain) => chain.toggleItalic(), active: "italic", keys: "I" },
    { label: "x²", name: "Superscript", run: (chain) => chain.unsetSubscript().toggleSuperscript(), active: "superscript", keys: "." },
    { label: "x₂", name: "Subscript", run: (chain) => chain.unsetSuperscript().toggleSubscript(), active: "subscript", keys: "," },
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

/** @type {Command[][]} */
export const TABLE_COMMANDS = [
  [
    { label: "Row above", run: (chain) => chain.addRowBefore() },
    { label: "Row below", run: (chain) => chain.addRowAfter() },
    { label: "Remove row", run: (chain) => chain.deleteRow() },
  ],
  [
    { label: "Column before", run: (chain) => chain.addColumnBefore() },
    { label: "Column after", run: (chain) => chain.addColumnAfter() },
    { label: "Remove column", run: (chain) => chain.deleteColumn() },
  ],
  [
    { label: "Header row", run: (chain) => chain.toggleHeaderRow() },
    { label: "Header column", run: (chain) => chain.toggleHeaderColumn() },
    { label: "Merge or split cells", run: (chain) => chain.mergeOrSplit() },
    { label: "Remove table", run: (chain) => chain.deleteTable() },
  ],
];
