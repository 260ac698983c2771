/** What a style attribute says. Read from its text: the page's security policy keeps it from being applied. */

/**
 * @param {Element} element
 * @returns {Map<string, string>} values by property, both in lower case
 */
export function styleOf(element) {
  const declarations = (element.getAttribute("style") ?? "").toLowerCase().split(";");
  return new Map(
    declarations.map((declaration) => {
      const [name, ...value] = declaration.split(":");
      return /** @type {const} */ ([name.trim(), value.join(":").trim()]);
    }),
  );
}
