// Makes the site of its parts: everything that the page loads goes into a folder whose name is a hash of the whole, so
// that no cache on the way can ever mix two versions; what people and systems address by name stays at the root.
// node scripts/lib/assemble.mjs PARTS SITE [LIST]
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import { bundled } from './bundle.mjs';
import { files_below } from './compressed.mjs';
import { as_shipped } from './ship.mjs';

export const folder_pattern = /^app-[0-9a-f]{16}$/;
// Made here, from these parts.
const page_name = 'index.html';
const worker_part = 'service-worker.js';
const preloads_here = '<!-- preloads -->';
export const worker_name = 'sw.js';

/** Addressed from outside of the page. @param {string} path */
const is_at_root = (path) => /^(licenses\.html|manifest\.webmanifest|icon[^/]*\.(svg|png))$/.test(path);

/** @param {string | Uint8Array} what */
const sha256 = (what) => createHash('sha256').update(what).digest('hex');

/**
 * Asks for everything that the start needs at once: otherwise each file is only known when the one before it has come.
 * @param {Map<string, Uint8Array>} bytes @param {string[]} scripts that main.js imports
 */
function preloads(bytes, scripts) {
  const modules = scripts.map((path) => `<link rel="modulepreload" href="app/${path}">`);
  const fonts = [...bytes.keys()].filter((path) => path.endsWith('.ttf'));
  const fetched = fonts.map((path) => `<link rel="preload" href="app/${path}" as="fetch" crossorigin>`);
  return [...modules, ...fetched].join('\n');
}

/** Removes the files of a folder that are not among these: what a source that is gone had left. @param {string} parts @param {Set<string>} named */
async function remove_others(parts, named) {
  for (const path of await files_below(parts)) {
    if (!named.has(relative(parts, path).split(sep).join('/'))) await rm(path);
  }
}

/**
 * @param {string} parts the folder of what was built
 * @param {string} site the folder to make; what stands there from another version is removed
 * @returns {Promise<{folder: string, files: Record<string, string>}>} this version's folder, and each file's SHA-256
 */
export async function assemble(parts, site) {
  const paths = (await files_below(parts)).map((path) => relative(parts, path).split(sep).join('/'));
  const built = new Map(await Promise.all(paths.map(async (path) => /** @type {const} */ ([path, await readFile(join(parts, path))]))));
  for (const needed of [page_name, worker_part]) {
    if (!built.has(needed)) throw new Error(`expected ${needed} in ${parts}, found none; build it with scripts/run`);
  }
  const { parts: bytes, at_start } = await bundled(built);
  /** @type {Map<string, Uint8Array>} */
  const shipped = new Map();
  for (const [path, whole] of bytes) shipped.set(path, await as_shipped(path, whole));
  const folder = `app-${sha256([...shipped].map(([path, what]) => `${path} ${sha256(what)}\n`).join('')).slice(0, 16)}`;

  const template = String(bytes.get(page_name));
  if (!template.includes(preloads_here)) throw new Error(`expected ${preloads_here} in ${page_name}, found none; put it in its head`);
  const page = template.replace(preloads_here, () => preloads(bytes, at_start)).replaceAll('"app/', `"${folder}/`);
  /** @type {Record<string, string>} */
  const files = {};
  /** @type {[string, Uint8Array][]} */
  const copies = [];
  for (const [path, what] of shipped) {
    if (path === page_name || path === worker_part) continue;
    const name = is_at_root(path) ? path : `${folder}/${path}`;
    files[name] = sha256(what);
    copies.push([name, what]);
  }
  // The page goes by the folder's own address: some hosts lead index.html there.
  files[''] = sha256(page);

  for (const old of await readdir(site).catch(() => [])) {
    if (folder_pattern.test(old) && old !== folder) await rm(join(site, old), { recursive: true });
  }
  for (const [name, what] of copies) {
    await mkdir(dirname(join(site, name)), { recursive: true });
    await writeFile(join(site, name), what);
  }
  await writeFile(join(site, page_name), page);
  const version = `self.rehearsal = ${JSON.stringify({ folder, files }, null, 1)};\n`;
  await writeFile(join(site, worker_name), version + shipped.get(worker_part));
  return { folder, files };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [parts, site, list] = process.argv.slice(2);
  if (list) await remove_others(parts, new Set((await readFile(list, 'utf8')).split('\n')));
  await assemble(parts, site);
}
