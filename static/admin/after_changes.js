/** Bringing what stands around the text up to date, without holding up who types. */

/** @typedef {import("@tiptap/core").Editor} Editor */

/** How long to wait for the next change, in milliseconds. */
const PAUSE = 100;
/** @type {WeakMap<Editor, (() => void)[]>} */
const everybody = new WeakMap();

/**
 * Call `show` now, and in each pause after changes of the text or of what is selected.
 *
 * @param {Editor} editor
 * @param {() => void} show
 */
export function afterChanges(editor, show) {
  show();
  const others = everybody.get(editor);
  if (others) {
    others.push(show);
    return;
  }
  const all = [show];
  everybody.set(editor, all);
  let timer = 0;
  editor.on("transaction", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => all.forEach((each) => each()), PAUSE);
  });
}
