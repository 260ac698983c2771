/** Files dropped anywhere on the form, or pasted as nothing but a picture, are pictures to add. */

/**
 * @param {HTMLFormElement} form
 * @param {(files: File[]) => void} onFiles
 */
export function takeDroppedFiles(form, onFiles) {
  let depth = 0;
  const show = (/** @type {number} */ change) => {
    depth = change ? Math.max(0, depth + change) : 0;
    form.classList.toggle("is-dropping", depth > 0);
  };
  // In the capture phase: the text's editor would take the event for itself.
  const listen = (/** @type {string} */ name, /** @type {(event: DragEvent) => void} */ then) =>
    form.addEventListener(
      name,
      (event) => {
        const drag = /** @type {DragEvent} */ (event);
        if (!drag.dataTransfer?.types.includes("Files")) return;
        drag.preventDefault();
        drag.stopPropagation();
        then(drag);
      },
      true,
    );
  listen("dragenter", () => show(1));
  listen("dragleave", () => show(-1));
  listen("dragover", (event) => event.dataTransfer && (event.dataTransfer.dropEffect = "copy"));
  listen("drop", (event) => {
    show(0);
    onFiles([...(event.dataTransfer?.files ?? [])]);
  });

  form.addEventListener(
    "paste",
    (event) => {
      const { clipboardData } = event;
      // Word and Excel put a picture of the text beside the text: there the text is meant.
      if (!clipboardData?.files.length || clipboardData.types.some((type) => type.startsWith("text/"))) return;
      event.preventDefault();
      event.stopPropagation();
      onFiles([...clipboardData.files]);
    },
    true,
  );
}
