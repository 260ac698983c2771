/** The addresses that a link may have. */

/** What the server takes (`app/articles/body.py`). */
export const LINK_SCHEMES = /^(?:https?:\/\/|mailto:|tel:)/i;

/**
 * @param {string} text
 * @returns {string} what was typed, with the scheme that was left out
 */
export function asAddress(text) {
  const hasScheme = /^[a-z][a-z0-9+.-]*:/i.test(text);
  const hasPort = /^[^/]+:\d+(?:\/|$)/.test(text);
  if (hasScheme && !hasPort) return text;
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`;
  return /^[^\s/]+\.[^\s/]+/.test(text) ? `https://${text}` : text;
}
