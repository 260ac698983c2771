/** The pictures in what is pasted: those that come along are sent and keep their places, the others are told of. */

const TAKEN = /^data:image\/(jpeg|png|gif|webp);base64,/i;
const INLINE = /(\ssrc\s*=\s*)(["'])(data:image\/[^"']*)\2/gi;
/** Pictures are written as text, in which three bytes take four characters; so long may one be. */
const MAX_LENGTH = 28_000_000;
/** What is no larger, in pixels, only tells somebody that the page was opened. */
const BEACON = 2;

export class PastedPictures {
  /** The addresses that hold a picture themselves. @type {string[]} */
  #inline = [];
  /** How many were left out, by where they lie. @type {Map<string, number>} */
  #leftOut = new Map();
  /** What comes along, by the key of its place. @type {Map<string, File>} */
  files = new Map();

  /**
   * Put a short name in the place of each picture that is written out in the HTML.
   *
   * @param {string} html
   * @returns {string}
   */
  setAside(html) {
    return html.replace(INLINE, (_whole, attribute, quote, address) => {
      return `${attribute}${quote}inline:${this.#inline.push(address) - 1}${quote}`;
    });
  }

  /**
   * Give each picture of the page that comes along the key of its place, as `data-picture`.
   *
   * @param {Document} page
   * @param {File[]} beside the pictures that were on the clipboard beside the HTML
   */
  match(page, beside) {
    /** @type {[HTMLImageElement, string][]} */
    const elsewhere = [];
    for (const image of page.querySelectorAll("img")) {
      // Whose keys they are, this page cannot know.
      delete image.dataset.picture;
      if (["width", "height"].some((name) => Number(image.getAttribute(name) ?? Infinity) <= BEACON)) continue;
      // Pages that load their pictures late have the address there, and a stand-in in its place.
      const source = image.dataset.src || (image.getAttribute("src") ?? "");
      if (source.startsWith("inline:")) this.#takeInline(image, this.#inline[Number(source.slice(7))]);
      else elsewhere.push([image, source]);
    }
    // As many as are missing: then they are those, in their order.
    const areBeside = beside.length === elsewhere.length;
    elsewhere.forEach(([image, source], place) => {
      if (areBeside) this.#take(image, beside[place]);
      else this.#leaveOut(whereabouts(source));
    });
  }

  /** What to tell the writer of pictures that were left out, or nothing. */
  get words() {
    const parts = [...this.#leftOut].map(([where, number]) => `${number} ${where}`);
    if (!parts.length) return "";
    const all = [...this.#leftOut.values()].reduce((sum, number) => sum + number);
    const pictures = all === 1 ? "One picture was" : `${all} pictures were`;
    return `${pictures} left out of what you pasted: ${parts.join(", ")}. Add pictures below the text, as files.`;
  }

  /**
   * @param {HTMLImageElement} image
   * @param {string} address
   */
  #takeInline(image, address) {
    const kind = TAKEN.exec(address)?.[1].toLowerCase();
    if (!kind) return this.#leaveOut("of a kind that is not taken");
    if (address.length > MAX_LENGTH) return this.#leaveOut("larger than 20 MB");
    let content;
    try {
      content = atob(address.slice(address.indexOf(",") + 1));
    } catch {
      return this.#leaveOut("damaged");
    }
    const bytes = new Uint8Array(content.length);
    for (let place = 0; place < content.length; place += 1) bytes[place] = content.charCodeAt(place);
    const name = `pasted-${this.files.size + 1}.${kind === "jpeg" ? "jpg" : kind}`;
    this.#take(image, new File([bytes], name, { type: `image/${kind}` }));
  }

  /**
   * @param {HTMLImageElement} image
   * @param {File} file
   */
  #take(image, file) {
    const key = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => (byte % 36).toString(36)).join("");
    image.dataset.picture = key;
    this.files.set(key, file);
  }

  /** @param {string} where */
  #leaveOut(where) {
    this.#leftOut.set(where, (this.#leftOut.get(where) ?? 0) + 1);
  }
}

/**
 * @param {string} source
 * @returns {string} where a picture lies that the browser may not fetch
 */
function whereabouts(source) {
  const host = /^(?:https?:)?\/\/([^/?#\s]{1,60})/i.exec(source)?.[1];
  return host ? `at ${host}` : "on the computer where it was written";
}
