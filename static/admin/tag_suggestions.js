/** Suggests tags also behind others: a browser itself completes only the first of several names. */

const COMMAS = /[,，、]/;

/** @param {HTMLInputElement} input names parted by commas, whose `list` may change */
export function suggestFurtherTags(input) {
  /** @type {Map<HTMLDataListElement, string[]>} */
  const known = new Map();
  const suggest = () => {
    const list = /** @type {HTMLDataListElement | null} */ (input.list);
    if (!list) return;
    const names = known.get(list) ?? [...list.options].map((option) => option.value);
    known.set(list, names);
    const typed = input.value.split(COMMAS).map((name) => name.trim());
    const before = typed.slice(0, -1).filter(Boolean);
    const start = before.map((name) => `${name}, `).join("");
    if (list.dataset.start === start) return;
    list.dataset.start = start;
    const given = new Set(before.map((name) => name.toLowerCase()));
    const further = names.filter((name) => !given.has(name.toLowerCase()));
    list.replaceChildren(...further.map((name) => new Option("", start + name)));
  };
  input.addEventListener("input", suggest);
  input.addEventListener("focus", suggest);
}
