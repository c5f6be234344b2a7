// Gives a file to the person: where they chose, or as a download.
import { leave, save, write_into } from './save.js';

/**
 * What the application is to be told of it.
 * @param {object} how
 * @param {Blob} how.file
 * @param {string} how.name
 * @param {() => ReturnType<typeof import('./save.js').ask_for_place>} how.take_place
 * @returns {Promise<{event: 'saved', name: string} | {event: 'refused', words: string}>}
 */
export async function give({ file, name, take_place }) {
  const chosen = await take_place();
  if (chosen === null) return { event: 'refused', words: 'No place was chosen, and nothing was saved.' };
  if (!chosen) {
    save(file, name);
    return { event: 'saved', name };
  }
  try {
    await write_into(chosen, file);
    return { event: 'saved', name: chosen.name };
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    await leave(chosen);
    return { event: 'refused', words: `${chosen.name} could not be written: ${message} Choose another place.` };
  }
}
