/** Says to a screen reader what others see happen. */

import { element } from "./dom.js";

const region = element("div", { class: "unseen", role: "status" });

/** Add the region in which announcements are made; it must be on the page before the first one. */
export function prepareAnnouncements() {
  document.body.append(region);
}

/**
 * @param {string} text
 */
export function announce(text) {
  // A text equal to the last one would not be read again.
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}
