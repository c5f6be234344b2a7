// The database's files in the browser's private file system (OPFS): three synchronous access handles, opened before
// SQLite asks for anything. Works in a dedicated worker, without any special header.

/** @typedef {import('./engine-host.js').HostFiles} HostFiles */

const folder_name = 'rehearsal';
export const file_names = ['rehearsal.db', 'rehearsal.db-journal', 'rehearsal.db-wal'];

/** Why there is no lasting storage. `busy`: it is there, but somebody else has it open. */
export class OpfsRefused extends Error {
  /** @param {string} reason @param {boolean} busy */
  constructor(reason, busy) {
    super(reason);
    this.busy = busy;
  }
}

/** Null, or why this worker cannot have lasting storage at all. @returns {string | null} */
export function opfs_missing() {
  if (!isSecureContext) return 'The page came over plain http, and browsers keep data only for pages from https or localhost.';
  if (!navigator.storage?.getDirectory) return 'This browser, or this kind of window, offers no file storage to pages.';
  if (typeof FileSystemSyncAccessHandle === 'undefined') return 'This browser is too old to write files at once.';
  if (!navigator.locks) return 'This browser cannot keep two tabs from writing at the same time.';
  return null;
}

/** Names of errors that pass: another worker, perhaps one that has just ended, still has the handles. */
const passing = new Set(['NoModificationAllowedError', 'InvalidStateError']);

/** @param {number} ms */
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** All at once: each is a way to the browser's own process and back. @returns {Promise<FileSystemSyncAccessHandle[]>} */
async function open_handles() {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(folder_name, { create: true });
  const opened = await Promise.allSettled(file_names.map(async (name) => {
    const file = await folder.getFileHandle(name, { create: true });
    return file.createSyncAccessHandle();
  }));
  const handles = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const refused = opened.find((one) => one.status === 'rejected');
  if (!refused) return handles;
  for (const handle of handles) handle.close();
  throw refused.reason;
}

/**
 * Opens the files, trying again while somebody else has them. Throws OpfsRefused.
 * @param {number} [patience] in milliseconds
 */
export async function open_opfs_pool(patience = 10_000) {
  const begin = performance.now();
  for (let wait = 20; ; wait = Math.min(wait * 2, 500)) {
    try {
      return new OpfsPool(await open_handles());
    } catch (error) {
      const { name, message } = /** @type {DOMException} */ (error);
      const busy = passing.has(name);
      if (!busy || performance.now() - begin + wait > patience) throw new OpfsRefused(`${name}: ${message}`, busy);
    }
    await pause(wait);
  }
}

/** Whether there is a database, be it one that cannot be opened now. */
export async function holds_data() {
  // Private windows have no place for it.
  const root = await navigator.storage.getDirectory().catch(() => null);
  if (!root) return false;
  try {
    const folder = await root.getDirectoryHandle(folder_name);
    return (await (await folder.getFileHandle(file_names[0])).getFile()).size > 0;
  } catch (error) {
    return /** @type {Error} */ (error).name !== 'NotFoundError';
  }
}

/** @implements {HostFiles} */
export class OpfsPool {
  /** @param {FileSystemSyncAccessHandle[]} handles */
  constructor(handles) {
    this.handles_ = handles;
  }

  /** @param {number} slot @param {Uint8Array} bytes @param {number} offset */
  read(slot, bytes, offset) {
    return this.handles_[slot].read(bytes, { at: offset });
  }
  /** @param {number} slot @param {Uint8Array} bytes @param {number} offset */
  write(slot, bytes, offset) {
    return this.handles_[slot].write(bytes, { at: offset });
  }
  /** @param {number} slot @param {number} size */
  truncate(slot, size) {
    this.handles_[slot].truncate(size);
  }
  /** @param {number} slot */
  size(slot) {
    return this.handles_[slot].getSize();
  }
  /** @param {number} slot */
  flush(slot) {
    this.handles_[slot].flush();
  }
  close() {
    for (const handle of this.handles_) handle.close();
  }

  /** What the files hold, the empty ones left out. */
  contents() {
    return file_names.flatMap((name, slot) => {
      const bytes = new Uint8Array(this.size(slot));
      this.read(slot, bytes, 0);
      return bytes.length ? [{ name, bytes }] : [];
    });
  }

  /** Forgets everything. */
  empty() {
    for (const slot of file_names.keys()) {
      this.truncate(slot, 0);
      this.flush(slot);
    }
  }
}
