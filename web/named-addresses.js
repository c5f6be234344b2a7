// What the page may ask of other hosts: only what a person has named. The page's Content-Security-Policy must be wide,
// since hosts are named at run time; this is the narrow part.

/** @param {string} text @returns {URL | null} */
export function parsed(text) {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** The folder of an address: all up to the last slash of its path. @param {URL} url */
const folder_of = (url) => url.origin + url.pathname.slice(0, url.pathname.lastIndexOf('/') + 1);

/**
 * Whether the page may ask for `address`: it is of the page's own host, or lies in a folder that a person has named; by
 * https, or plainly on this very machine.
 * @param {string} address @param {Iterable<string>} named addresses of indexes @param {string} page
 */
export function may_ask(address, named, page) {
  const url = parsed(address);
  if (!url || url.username || url.password) return false;
  const own = new URL(page).origin;
  if (url.origin === own && /^https?:$/.test(url.protocol)) return true;
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && url.hostname === 'localhost')) return false;
  // What is encoded once more could be read as a way upwards by the host.
  if (/%2e|%2f|%5c/i.test(url.pathname)) return false;
  return [...named].some((one) => {
    const index = parsed(one);
    return index !== null && folder_of(url).startsWith(folder_of(index));
  });
}
