// Writes a zip archive: what a browser cannot put into a folder leaves as one file.
import { in_slices } from './slices.js';

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 (IEEE), as zip and PNG have it. @param {Uint8Array} bytes @param {number} [before] that of what stands before them */
export function crc32(bytes, before = 0) {
  let value = ~before;
  for (const byte of bytes) value = (value >>> 8) ^ table[(value ^ byte) & 255];
  return (value ^ 0xffffffff) >>> 0;
}

/** @param {Uint8Array} bytes @returns {Promise<Uint8Array | null>} null where the browser does not deflate */
async function deflated(bytes) {
  let stream;
  try {
    stream = new CompressionStream('deflate-raw');
  } catch {
    return null;
  }
  const body = new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(body).arrayBuffer());
}

/** Numbers as zip writes them, the lowest byte first: each with how many bytes it takes. @param {[number, 2 | 4][]} fields */
function header(fields) {
  const bytes = [];
  for (const [value, size] of fields) for (let at = 0; at < size; at += 1) bytes.push((value >>> (8 * at)) & 255);
  return Uint8Array.from(bytes);
}

/** MS-DOS date and time, in UTC: the same moment gives the same archive everywhere. @param {Date} when @returns {[number, 4]} */
const dos_time = (when) => [
  ((Math.max(0, when.getUTCFullYear() - 1980) << 25) | ((when.getUTCMonth() + 1) << 21) | (when.getUTCDate() << 16) |
    (when.getUTCHours() << 11) | (when.getUTCMinutes() << 5) | (when.getUTCSeconds() >> 1)) >>> 0, 4];

const utf8_names = 0x0800;
const most = 0xffffffff;

/**
 * @param {{path: string, bytes: Uint8Array}[]} files paths with "/" between folders
 * @param {Date} when each file's time
 * @returns {Promise<Blob>}
 */
export async function zip(files, when) {
  /** @type {Uint8Array[]} */
  const parts = [];
  /** @type {Uint8Array[]} */
  const directory = [];
  let offset = 0;
  for (const { path, bytes } of files) {
    const name = new TextEncoder().encode(path);
    const small = await deflated(bytes);
    const packed = small && small.length < bytes.length ? small : bytes;
    const method = packed === bytes ? 0 : 8;
    let sum = 0;
    await in_slices(bytes, (part) => (sum = crc32(part, sum)));
    /** @type {[number, 2 | 4][]} */
    const common = [[20, 2], [utf8_names, 2], [method, 2], dos_time(when), [sum, 4], [packed.length, 4], [bytes.length, 4],
      [name.length, 2], [0, 2]];
    const local = header([[0x04034b50, 4], ...common]);
    directory.push(header([[0x02014b50, 4], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]]), name);
    parts.push(local, name, packed);
    offset += local.length + name.length + packed.length;
    if (offset > most) throw new RangeError('Expected less than 4 GiB for one archive. Publish into a folder, or fewer snapshots.');
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = header([[0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [size, 4], [offset, 4], [0, 2]]);
  return new Blob(/** @type {Uint8Array<ArrayBuffer>[]} */ ([...parts, ...directory, end]), { type: 'application/zip' });
}
