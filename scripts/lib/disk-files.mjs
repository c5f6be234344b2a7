// A database's three files on a disk, as Module.files of engine.wasm, under Node. Node has no lock on files: who runs
// it sees to it that nobody else has the database open.
import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, openSync, readSync, statSync, unlinkSync, writeSync, constants } from 'node:fs';

/** @param {string} path @returns {import('../../web/engine-host.js').HostFiles} */
export function open_disk_files(path) {
  const paths = ['', '-journal', '-wal'].map((suffix) => path + suffix);
  const files = paths.map((each) => openSync(each, constants.O_RDWR | constants.O_CREAT, 0o644));
  return {
    read: (slot, bytes, offset) => {
      let done = 0;
      while (done < bytes.length) {
        const got = readSync(files[slot], bytes, done, bytes.length - done, offset + done);
        if (got === 0) break;
        done += got;
      }
      return done;
    },
    write: (slot, bytes, offset) => {
      let done = 0;
      while (done < bytes.length) done += writeSync(files[slot], bytes, done, bytes.length - done, offset + done);
      return done;
    },
    truncate: (slot, size) => ftruncateSync(files[slot], size),
    size: (slot) => fstatSync(files[slot]).size,
    flush: (slot) => fdatasyncSync(files[slot]),
    close: () => {
      files.forEach(closeSync);
      for (const each of paths.slice(1)) if (statSync(each).size === 0) unlinkSync(each);
    },
  };
}
