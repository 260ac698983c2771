/** Bringing what stands around the text up to date, without holding up who types. */

/**
 * Call `show` now, and after changes of the text or of what is selected: when they have been painted, and once for all
 * that came until then.
 *
 * @param {import("@tiptap/core").Editor} editor
 * @param {() => void} show
 */
export function afterChanges(editor, show) {
  let isWaiting = false;
  editor.on("transaction", () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() =>
      setTimeout(() => {
        isWaiting = false;
        show();
      }),
    );
  });
  show();
}
