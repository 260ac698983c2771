/** Asks whoever leaves a form with words in it that are stored nowhere; an article's form keeps them (`keeping.js`). */

import { isTouched } from "./form_fields.js";

/** The form that is on its way. @type {EventTarget | null} */
let sent = null;
document.addEventListener("submit", (event) => (sent = event.target));
window.addEventListener("beforeunload", (event) => {
  const forms = /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-asks]"));
  const isLost = [...forms].some((form) => form !== sent && (form.dataset.unsaved !== undefined || isTouched(form)));
  sent = null;
  if (isLost) event.preventDefault();
});
