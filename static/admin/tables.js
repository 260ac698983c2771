/** Tables without sizes, with a caption kept as it was written. */

import { TableCell } from "@tiptap/extension-table/cell";
import { TableHeader } from "@tiptap/extension-table/header";
import { TableRow } from "@tiptap/extension-table/row";
import { Table } from "@tiptap/extension-table/table";

/**
 * @param {"colspan" | "rowspan"} name
 * @returns {import("@tiptap/core").Attribute}
 */
const span = (name) => ({
  default: 1,
  renderHTML: (attributes) => (attributes[name] > 1 ? { [name]: attributes[name] } : {}),
});

const spans = {
  colspan: span("colspan"),
  rowspan: span("rowspan"),
  // The commands expect it; nobody sets it.
  colwidth: { default: null, parseHTML: () => null, rendered: false },
};

const PlainTable = Table.extend({
  addAttributes() {
    return {
      caption: {
        default: "",
        parseHTML: (table) => /** @type {HTMLTableElement} */ (table).caption?.textContent?.trim() ?? "",
        rendered: false,
      },
    };
  },

  parseHTML() {
    return [{ tag: "table" }, { tag: "caption", ignore: true }];
  },

  renderHTML({ node }) {
    const { caption } = node.attrs;
    if (!caption) return ["table", ["tbody", 0]];
    return ["table", ["caption", { contenteditable: "false" }, caption], ["tbody", 0]];
  },

  // Without the extension's own view, which sets the widths of columns.
  addNodeView: () => null,
});

export const tableExtensions = [
  PlainTable,
  TableRow,
  TableCell.extend({ addAttributes: () => spans }),
  TableHeader.extend({ addAttributes: () => spans }),
];
