// Files as a static host sends them: gzip at 9 and brotli at 11, kept in build/compressed by the content's hash, since
// brotli at 11 takes seconds. With a folder as argument it compresses what is below it.
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const kept = fileURLToPath(new URL('../../build/compressed/', import.meta.url));
const worth_it = new Set(['.css', '.html', '.js', '.json', '.mjs', '.svg', '.ttf', '.txt', '.wasm', '.webmanifest']);

/** What is being read or made: a site may hold the same bytes twice. @type {Map<string, Promise<Buffer>>} */
const under_way = new Map();

/** @param {string} name @param {() => Promise<Buffer>} make */
function once(name, make) {
  const found = under_way.get(name) ?? kept_or_made(name, make);
  under_way.set(name, found);
  return found.finally(() => under_way.delete(name));
}

/** @param {string} name @param {() => Promise<Buffer>} make */
async function kept_or_made(name, make) {
  const path = join(kept, name);
  try {
    return await readFile(path);
  } catch {
    const made = await make();
    await mkdir(kept, { recursive: true });
    await writeFile(`${path}.${process.pid}`, made);
    await rename(`${path}.${process.pid}`, path);
    return made;
  }
}

/** The file's bytes, plain and compressed. @param {string} path */
export async function compressed(path) {
  const raw = await readFile(path);
  const hash = createHash('sha256').update(raw).digest('hex');
  const [gz, br] = await Promise.all([
    once(`${hash}.gz`, () => promisify(gzip)(raw, { level: 9 })),
    once(`${hash}.br`, () =>
      promisify(brotliCompress)(raw, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
      })),
  ]);
  return { raw, gz, br };
}

/** @param {string} folder @returns {Promise<string[]>} paths of all files below it */
export async function files_below(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? files_below(path) : [path];
    }),
  );
  return found.flat().sort();
}

/** Writes .br and .gz beside each file that gets smaller. @param {string} folder */
export async function compress_below(folder) {
  const paths = (await files_below(folder)).filter((path) => worth_it.has(extname(path)));
  await Promise.all(
    paths.map(async (path) => {
      const { raw, gz, br } = await compressed(path);
      if (gz.length < raw.length) await writeFile(`${path}.gz`, gz);
      if (br.length < raw.length) await writeFile(`${path}.br`, br);
    }),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await compress_below(process.argv[2]);
