/** The focal point of a picture: set by a click on the picture or by the arrow keys, shown in the crops that pages use. */

import { announce, prepareAnnouncements } from "./announcements.js";
import { element, find } from "./dom.js";
import { gettext, language } from "./texts.js";

/** Which way an arrow key moves the point. @type {Record<string, [number, number]>} */
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** In percent; the larger one with Shift. */
const [STEP, LARGE_STEP] = [1, 10];

/** @param {HTMLElement} frame holds the picture, and nothing else yet */
function enhance(frame) {
  prepareAnnouncements();
  const picture = /** @type {HTMLImageElement} */ (find(frame, "img"));
  /** @type {HTMLInputElement[]} */
  const inputs = [find(document, '[name="focus_x"]'), find(document, '[name="focus_y"]')];
  const mark = element("button", { type: "button", class: "focal-mark", "aria-describedby": "focal-hint" });
  frame.append(mark);
  const crops = [...document.querySelectorAll("[data-crop]")].map((crop) => {
    const image = element("img", { src: picture.src, alt: "" });
    crop.prepend(image);
    return image;
  });
  for (const hidden of document.querySelectorAll("[data-with-script]")) hidden.removeAttribute("hidden");

  /** @returns {number[]} percent from the left and from the top; the middle for what is no number */
  const point = () => inputs.map(({ value }) => (value.trim() === "" ? 50 : within(Number(value))));

  function show() {
    const [x, y] = point();
    mark.style.left = `${x}%`;
    mark.style.top = `${y}%`;
    mark.setAttribute("aria-label", gettext("Focal point: %(place)s", { place: words([x, y]) }));
    // As the pages have it: to the nearest tenth.
    const [left, top] = [x, y].map((percent) => Math.round(percent / 10) * 10);
    for (const image of crops) image.style.objectPosition = `${left}% ${top}%`;
  }

  /** @param {number[]} to */
  function move(to) {
    inputs.forEach((input, axis) => (input.value = String(within(Math.round(to[axis])))));
    show();
  }

  picture.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect();
    move([((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100]);
    mark.focus();
  });
  mark.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move(point().map((percent, axis) => percent + step[axis] * (event.shiftKey ? LARGE_STEP : STEP)));
    announce(words(point()));
  });
  for (const input of inputs) input.addEventListener("input", show);
  show();
}

/**
 * @param {number} percent
 * @returns {number}
 */
function within(percent) {
  return Math.min(100, Math.max(0, percent || 0));
}

/**
 * @param {number[]} point
 * @returns {string}
 */
function words(point) {
  const [left, top] = point.map((percent) => `${percent.toLocaleString(language())}%`);
  return gettext("%(left)s from the left, %(top)s from the top", { left, top });
}

const frame = document.querySelector("[data-focal]");
if (frame instanceof HTMLElement) enhance(frame);
