/** The pictures in what is pasted: those that come along are sent and keep their places, the others are told of. */

import { gettext, language, ngettext } from "./texts.js";

const TAKEN = /^data:image\/(jpeg|png|gif|webp);base64,/i;
const INLINE = /(\ssrc\s*=\s*)(["'])(data:image\/[^"']*)\2/gi;
/** Pictures are written as text, in which three bytes take four characters; so long may one be. */
const MAX_LENGTH = 28_000_000;
/** What is no larger, in pixels, only tells somebody that the page was opened. */
const BEACON = 2;

/**
 * Why a picture was left out, with what to say of so many; of what lies on a server, the server's name is the reason.
 *
 * @type {Map<string, (number: string) => string>}
 */
const REASONS = new Map([
  ["kind", (number) => gettext("%(number)s of a kind that is not taken", { number })],
  ["size", (number) => gettext("%(number)s larger than 20 MB", { number })],
  ["damage", (number) => gettext("%(number)s damaged", { number })],
  ["", (number) => gettext("%(number)s on the computer where it was written", { number })],
]);

export class PastedPictures {
  /** The addresses that hold a picture themselves. @type {string[]} */
  #inline = [];
  /** How many were left out, by the reason. @type {Map<string, number>} */
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
      else this.#leaveOut(hostOf(source));
    });
  }

  /** What to tell the writer of pictures that were left out, or nothing. */
  get words() {
    if (!this.#leftOut.size) return "";
    const parts = [...this.#leftOut].map(([why, count]) => {
      const number = count.toLocaleString(language());
      return REASONS.get(why)?.(number) ?? gettext("%(number)s at %(host)s", { number, host: why });
    });
    const reasons = parts.reduce((before, part) => gettext("%(before)s, %(part)s", { before, part }));
    const all = [...this.#leftOut.values()].reduce((sum, number) => sum + number);
    return all === 1
      ? gettext("One picture was left out of what you pasted: %(reasons)s. Add pictures below the text, as files.", { reasons })
      : ngettext(
          "%(num)s picture was left out of what you pasted: %(reasons)s. Add pictures below the text, as files.",
          "%(num)s pictures were left out of what you pasted: %(reasons)s. Add pictures below the text, as files.",
          all,
          { reasons },
        );
  }

  /**
   * @param {HTMLImageElement} image
   * @param {string} address
   */
  #takeInline(image, address) {
    const kind = TAKEN.exec(address)?.[1].toLowerCase();
    if (!kind) return this.#leaveOut("kind");
    if (address.length > MAX_LENGTH) return this.#leaveOut("size");
    let content;
    try {
      content = atob(address.slice(address.indexOf(",") + 1));
    } catch {
      return this.#leaveOut("damage");
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

  /** @param {string} why */
  #leaveOut(why) {
    this.#leftOut.set(why, (this.#leftOut.get(why) ?? 0) + 1);
  }
}

/**
 * @param {string} source
 * @returns {string} the server of a picture that the browser may not fetch, or nothing
 */
function hostOf(source) {
  return /^(?:https?:)?\/\/([^/?#\s]{1,60})/i.exec(source)?.[1] ?? "";
}
