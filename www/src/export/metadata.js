// What a caller may say about the article.

/**
 * An address that may stand in a link; anything but http(s) is left out.
 *
 * @param {string | undefined} address
 * @returns {string | undefined}
 */
export function httpUrl(address) {
  const url = address !== undefined && URL.canParse(address) ? new URL(address) : undefined;
  // A serialised address has no space, quotation mark or angle bracket outside its fragment.
  return url && /^https?:$/u.test(url.protocol) ? url.href.replace(/[<>"'\s]/gu, encodeURIComponent) : undefined;
}
