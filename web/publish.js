// Publishes snapshots: an index and the objects that it names, into a folder that the person chooses or as one archive to
// unpack on any static host (docs/static-backend.md). What the index says is decided by the engine.
//
import { give as hand_over } from './hand-over.js';
import { write_into } from './save.js';
import { sha256 } from './sha256.js';
import { zip } from './zip.js';

/** @typedef {import('./sync-transport.js').Problem} Problem */
/**
 * @typedef {object} Publication
 * @property {(message: object) => Promise<any>} decide one message to POST /api/rehearsal/sync, its answer's body back
 * @property {string} name of the collection
 * @property {{title: string, about: string, author: string, time: string, file: Blob}[]} snapshots `time` in ISO 8601
 */
/** @typedef {{path: string, bytes: Uint8Array<ArrayBuffer>}} PublishedFile */

const index_name = 'index.json';

/**
 * The files in the order in which they must be written: a reader never finds an index that names what is not there.
 * @param {Publication} publication @param {Blob | null} present the index that is there already
 * @returns {Promise<{ok: true, heads: number, files: PublishedFile[]} | {ok: false, problem: Problem}>}
 */
async function prepare({ decide, name, snapshots }, present) {
  const objects = await Promise.all(snapshots.map(async ({ file, ...about }) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return { about: { ...about, digest: await sha256(bytes) }, bytes };
  }));
  const before = present && { text: await present.text(), sha256: await sha256(new Uint8Array(await present.arrayBuffer())) };
  const step = await decide({ publish: { name, present: before, snapshots: objects.map(({ about }) => about) } });
  if (step.do !== 'write') return { ok: false, problem: step.problem };
  const files = objects.map(({ about, bytes }) => ({ path: `objects/${about.digest}.json`, bytes }));
  const heads = JSON.parse(step.index).heads.length;
  return { ok: true, heads, files: [...files, { path: index_name, bytes: new TextEncoder().encode(step.index) }] };
}

/** @param {Publication} publication @returns {Promise<{ok: true, heads: number, archive: Blob} | {ok: false, problem: Problem}>} */
export async function publishAsZip(publication) {
  const made = await prepare(publication, null);
  if (!made.ok) return made;
  const when = new Date(Math.max(...publication.snapshots.map(({ time }) => Date.parse(time))));
  return { ok: true, heads: made.heads, archive: await zip(made.files, when) };
}

/**
 * Adds to what the folder holds: objects that are there stay, the index is replaced last.
 * @param {Publication} publication @param {FileSystemDirectoryHandle} folder
 * @returns {Promise<{ok: true, heads: number} | {ok: false, problem: Problem}>}
 */
export async function publishIntoFolder(publication, folder) {
  try {
    const made = await prepare(publication, await existing(folder, index_name));
    if (!made.ok) return made;
    for (const { path, bytes } of made.files) await write(folder, path, bytes);
    return { ok: true, heads: made.heads };
  } catch (error) {
    const { name, message } = /** @type {DOMException} */ (error);
    const what = `The folder "${folder.name}" could not be written: ${message} (${name}).`;
    return { ok: false, problem: { code: 'folder', what, advice: 'Its index is as it was. Choose another folder, or publish as an archive.', again: true } };
  }
}

/**
 * Into the folder that was chosen, or as an archive. Gives what the application is to be told of it.
 * @param {object} how
 * @param {'folder' | 'archive'} how.into
 * @param {string} how.name of the collection
 * @param {string} how.title
 * @param {string} how.about
 * @param {string} how.author
 * @param {Blob} how.file
 * @param {(message: object) => Promise<any>} how.decide
 * @param {FileSystemDirectoryHandle} [how.folder]
 * @param {() => ReturnType<typeof import('./save.js').ask_for_place>} how.take_place
 */
export async function give({ into, name, title, about, author, file, decide, folder, take_place }) {
  const publication = { decide, name, snapshots: [{ title, about, author, time: new Date().toISOString(), file }] };
  const made = into === 'folder' && folder ? { ...(await publishIntoFolder(publication, folder)), archive: null } : await publishAsZip(publication);
  if (!made.ok) return { event: 'refused', words: `${made.problem.what} ${made.problem.advice}` };
  const saved = made.archive && await hand_over({ file: made.archive, name: 'snapshots.zip', take_place });
  if (saved?.event === 'refused') return saved;
  const as = `${made.heads} ${made.heads === 1 ? 'snapshot' : 'snapshots'} in ${saved?.name ?? folder?.name}`;
  return { event: 'published', as, link: `${location.origin}${location.pathname}#/open?from=` };
}

/** @param {FileSystemDirectoryHandle} folder @param {string} name */
async function existing(folder, name) {
  try {
    return await (await folder.getFileHandle(name)).getFile();
  } catch (error) {
    if (/** @type {DOMException} */ (error).name === 'NotFoundError') return null;
    throw error;
  }
}

/** @param {FileSystemDirectoryHandle} folder @param {string} path @param {Uint8Array<ArrayBuffer>} bytes */
async function write(folder, path, bytes) {
  const names = path.split('/');
  const name = names.pop() ?? '';
  for (const one of names) folder = await folder.getDirectoryHandle(one, { create: true });
  await write_into(await folder.getFileHandle(name, { create: true }), new Blob([bytes]));
}
