/** The original beside the text: each paragraph at the height of its counterpart, and what differs marked in both. */

import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

import { afterChanges } from "./after_changes.js";
import { find } from "./dom.js";
import { rangeOf } from "./text_places.js";

/** @typedef {import("@tiptap/core").Editor} Editor */
/** @typedef {{ from: number, to: number, dom: HTMLElement }} Block */

/** How long a pause is after which both are compared anew, in milliseconds. */
const PAUSE = 1500;
/** Where both stand side by side: as in the style sheet. */
const WIDE = matchMedia("(min-width: 64rem)");
/** What the page's style sheet calls what differs. */
const DIFFERS = "differs";
/** What the editor keeps for the pane: the `spaces` before blocks, in pixels by their places, and what differs. */
/** @typedef {{ spaces: Map<number, number>, shown: DecorationSet, differing: { from: number, to: number }[] }} Kept */
/** @type {PluginKey<Kept>} */
const KEY = new PluginKey("beside");
/** @type {Kept} */
const NOTHING = { spaces: new Map(), shown: DecorationSet.empty, differing: [] };

/**
 * @param {HTMLFormElement} form
 * @param {Editor} editor
 * @param {() => void} write brings the text's field up to date
 */
export function standBeside(form, editor, write) {
  const pane = form.querySelector("[data-beside]");
  if (pane instanceof HTMLDetailsElement) new Beside(form, pane, editor, write);
}

class Beside {
  #timer = 0;
  /** @type {AbortController | null} the request under way */
  #asking = null;
  /** What the pairs were last shown as. */
  #html = "";

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLDetailsElement} pane
   * @param {Editor} editor
   * @param {() => void} write
   */
  constructor(form, pane, editor, write) {
    this.form = form;
    this.pane = pane;
    this.editor = editor;
    this.write = write;
    this.pairs = find(pane, "[data-pairs]");
    editor.registerPlugin(plugin());
    const fit = () => (pane.open = WIDE.matches);
    WIDE.addEventListener("change", fit);
    fit();
    for (const name of ["input", "change"]) form.addEventListener(name, (event) => this.#wait(event));
    const observer = new ResizeObserver(() => this.#align());
    for (const each of [this.pairs, editor.view.dom]) observer.observe(each);
    this.#findDiffering();
    afterChanges(editor, () => {
      this.#mark();
      this.#align();
      this.#follow();
    });
    pane.addEventListener("toggle", () => this.#follow());
  }

  /** @param {Event} event */
  #wait(event) {
    if (this.pane.contains(/** @type {Node} */ (event.target))) return;
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#timer = window.setTimeout(() => void this.#ask(), PAUSE);
  }

  async #ask() {
    const asking = (this.#asking = new AbortController());
    this.write();
    const data = new FormData(this.form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    try {
      const address = this.pane.dataset.beside ?? "";
      const answer = await fetch(address, { method: "POST", body: data, redirect: "manual", signal: asking.signal });
      if (answer.ok) this.#show(await answer.text(), asking.signal);
    } catch {
      // Aborted, or no way to the server: what stands here stays until the next change.
    }
  }

  /**
   * @param {string} html
   * @param {AbortSignal} asked
   */
  #show(html, asked) {
    if (asked.aborted) return;
    const focused = document.activeElement;
    if (this.pairs.contains(focused)) {
      focused?.addEventListener("blur", () => setTimeout(() => this.#show(html, asked)), { once: true });
      return;
    }
    if (html !== this.#html) {
      this.#html = html;
      this.pairs.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    }
    this.#findDiffering();
    this.#mark();
    this.#align();
    this.#follow();
  }

  /** Find in the text what the original has otherwise. */
  #findDiffering() {
    const differing = [...this.pairs.querySelectorAll("[data-differs]")].flatMap((each) => {
      const { block, words = "", occurrence } = /** @type {HTMLElement} */ (each).dataset;
      return rangeOf(this.editor, { block: Number(block), words, occurrence: Number(occurrence) }) ?? [];
    });
    this.#keep({ differing });
  }

  /** Mark it, without an element in the text: browsers would go on writing in the mark's looks where it was deleted. */
  #mark() {
    if (!("highlights" in CSS)) return;
    const { view } = this.editor;
    const ranges = this.#kept.differing.map(({ from, to }) => {
      const [start, end] = [view.domAtPos(from, 1), view.domAtPos(to, -1)];
      const range = new Range();
      range.setStart(start.node, start.offset);
      range.setEnd(end.node, end.offset);
      return range;
    });
    CSS.highlights.set(DIFFERS, new Highlight(...ranges));
  }

  /** Put each pair at one height: the higher one moves down. */
  #align() {
    const { spaces } = this.#kept;
    const sections = [...this.pairs.querySelectorAll("[data-pair]")].map((each) => /** @type {HTMLElement} */ (each));
    for (const section of sections) section.style.marginTop = "";
    /** @type {Map<number, number>} */
    const wanted = new Map();
    const blocks = this.#blocks;
    if (WIDE.matches && this.pane.open) {
      const tops = sections.map((section) => section.getBoundingClientRect().top);
      let before = 0;
      const places = blocks.map(({ dom }, place) => dom.getBoundingClientRect().top - (before += spaces.get(place) ?? 0));
      let [left, right] = [0, 0];
      sections.forEach((section, number) => {
        const place = Number(section.dataset.place ?? -1);
        const top = places[place];
        if (top === undefined) return;
        const lead = Math.round(tops[number] + left - top - right);
        if (lead < 0) section.style.marginTop = `${-lead}px`;
        if (lead > 0) wanted.set(place, lead);
        left += Math.max(0, -lead);
        right += Math.max(0, lead);
      });
    }
    if (String([...wanted]) === String([...spaces])) return;
    const shown = [...wanted].map(([place, space]) => {
      const { from, to, dom } = blocks[place];
      const margin = Number.parseFloat(getComputedStyle(dom).marginTop) - (spaces.get(place) ?? 0);
      return Decoration.node(from, to, { style: `margin-top: ${margin + space}px` });
    });
    this.#keep({ spaces: wanted, shown: DecorationSet.create(this.editor.state.doc, shown) });
  }

  /** Show which pair the cursor is in; on a small window, bring it into the pane. */
  #follow() {
    const { from } = this.editor.state.selection;
    const place = this.#blocks.findIndex((block) => block.from <= from && from < block.to);
    for (const each of this.pairs.querySelectorAll("[data-pair]")) {
      const section = /** @type {HTMLElement} */ (each);
      const isCurrent = place >= 0 && section.dataset.place === String(place);
      section.classList.toggle("is-current", isCurrent);
      if (isCurrent && !WIDE.matches && this.pane.open) {
        this.pane.scrollTop += section.getBoundingClientRect().top - this.pane.getBoundingClientRect().top - find(this.pane, "summary").offsetHeight;
      }
    }
  }

  /** The text's outermost blocks as the server counts them: without empty paragraphs. @returns {Block[]} */
  get #blocks() {
    /** @type {Block[]} */
    const found = [];
    this.editor.state.doc.forEach((node, offset) => {
      if (node.type.name === "paragraph" && !node.textContent.trim()) return;
      const dom = this.editor.view.nodeDOM(offset);
      if (dom instanceof HTMLElement) found.push({ from: offset, to: offset + node.nodeSize, dom });
    });
    return found;
  }

  get #kept() {
    return /** @type {Kept} */ (KEY.getState(this.editor.state));
  }

  /** @param {Partial<Kept>} changed */
  #keep(changed) {
    this.editor.view.dispatch(this.editor.state.tr.setMeta(KEY, changed));
  }
}

/** @returns {Plugin<Kept>} */
function plugin() {
  return new Plugin({
    key: KEY,
    state: {
      init: () => NOTHING,
      apply: (tr, { spaces, shown, differing }) => ({
        spaces,
        shown: shown.map(tr.mapping, tr.doc),
        differing: differing
          .map(({ from, to }) => ({ from: tr.mapping.map(from, 1), to: tr.mapping.map(to, -1) }))
          .filter(({ from, to }) => from < to),
        ...tr.getMeta(KEY),
      }),
    },
    props: { decorations: (state) => KEY.getState(state)?.shown },
  });
}
