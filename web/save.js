// Files that the page gives to the person: where they choose in the browser's dialog, or as a download.

/** @typedef {FileSystemFileHandle} Place */

/**
 * Asks where a file shall be, which browsers let a page do only while the person's press is fresh: before what is in it is
 * made. Gives null when they chose nowhere, and undefined where the browser has no such dialog: then it is a download.
 * @param {string} name
 * @returns {Promise<Place | null | undefined>}
 */
export async function ask_for_place(name) {
  const choose = /** @type {any} */ (globalThis).showSaveFilePicker;
  if (!choose) return undefined;
  try {
    return await choose({ suggestedName: name });
  } catch (error) {
    return /** @type {DOMException} */ (error).name === 'AbortError' ? null : undefined;
  }
}

/**
 * The browser writes beside the file and puts it in its place when it is whole. Throws a DOMException.
 * @param {Blob} blob @param {Place} place
 */
export async function write_into(place, blob) {
  const stream = await place.createWritable();
  try {
    await stream.write(blob);
    await stream.close();
  } catch (error) {
    await stream.abort().catch(() => {});
    throw error;
  }
}

/** Nothing comes to the place that was chosen: the empty file that the browser's dialog made there goes. @param {Place} place */
export async function leave(place) {
  try {
    const { size } = await place.getFile();
    // Not every browser has it.
    if (size === 0) await /** @type {{remove?: () => Promise<void>}} */ (place).remove?.();
  } catch {
    // It is gone already, or not ours to remove.
  }
}

/** As a download. @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
