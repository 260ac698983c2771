/** Changing the order of the pictures with a mouse, a pen or a finger. */

import { PictureRow } from "./picture_row.js";

/** @typedef {import("./picture_strip.js").PictureStrip} PictureStrip */

/** Within this many pixels of the window's edge the page scrolls along. */
const EDGE = 72;
const PIXELS_PER_FRAME = 14;

/** @param {PictureStrip} strip */
export function letRowsBeDragged(strip) {
  strip.list.addEventListener("pointerdown", (event) => {
    const handle = /** @type {Element} */ (event.target).closest("[data-handle]");
    const item = /** @type {HTMLElement | null} */ (handle?.closest("[data-picture-row]") ?? null);
    if (!handle || !item || event.button !== 0) return;
    event.preventDefault();
    drag(strip, item, handle, event);
  });
}

/**
 * @param {PictureStrip} strip
 * @param {HTMLElement} item
 * @param {Element} handle
 * @param {PointerEvent} start
 */
function drag(strip, item, handle, start) {
  const origin = item.nextElementSibling;
  const ended = new AbortController();
  let y = start.clientY;
  let frame = 0;
  item.classList.add("is-dragged");
  // Rows without their fields: the whole list comes within reach, and the one that is held stays under the pointer.
  strip.list.classList.add("is-ordering");
  window.scrollBy(0, middle(item) - y);
  handle.setPointerCapture(start.pointerId);

  const follow = () => {
    frame = requestAnimationFrame(follow);
    if (y === start.clientY) return;
    const edge = y < EDGE ? -1 : y > window.innerHeight - EDGE ? 1 : 0;
    if (edge) window.scrollBy(0, edge * PIXELS_PER_FRAME);
    step(strip.list, item, y);
  };
  const end = () => {
    ended.abort();
    cancelAnimationFrame(frame);
    item.classList.remove("is-dragged");
    const { top } = item.getBoundingClientRect();
    strip.list.classList.remove("is-ordering");
    window.scrollBy(0, item.getBoundingClientRect().top - top);
    strip.changed();
  };

  const { signal } = ended;
  handle.addEventListener("pointermove", (event) => (y = /** @type {PointerEvent} */ (event).clientY), { signal });
  handle.addEventListener(
    "pointerup",
    () => {
      end();
      if (item.nextElementSibling !== origin) strip.announcePlace(new PictureRow(item));
    },
    { signal },
  );
  const giveUp = () => {
    strip.list.insertBefore(item, origin);
    end();
  };
  handle.addEventListener("pointercancel", giveUp, { signal });
  window.addEventListener("keydown", (event) => event.key === "Escape" && giveUp(), { signal });
  frame = requestAnimationFrame(follow);
}

/**
 * Let the row change places with a neighbour whose middle the pointer has passed.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement} item
 * @param {number} y
 */
function step(list, item, y) {
  const before = item.previousElementSibling;
  const after = item.nextElementSibling;
  // Moving the neighbour keeps the pointer captured by the handle, which an element that moves would lose.
  if (before && y < middle(before)) list.insertBefore(before, after);
  else if (after && y > middle(after)) list.insertBefore(after, item);
}

/**
 * @param {Element} item
 * @returns {number}
 */
function middle(item) {
  const box = item.getBoundingClientRect();
  return box.top + box.height / 2;
}
