// The rooms of docs/architecture.md, proved: no file includes or imports what its room may not know.
// node scripts/lib/check-boundaries.mjs [FOLDER]: prints each forbidden include and exits with 1 if there is one.
import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, extname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { files_below } from './compressed.mjs';

const below_workflow = ['core', 'store', 'forms', 'domain'];
const rooms_of_src = [...below_workflow, 'workflow', 'catalog', 'snapshot', 'sync', 'api'];

/**
 * A room: the folder, the other rooms it may include, and the families of system headers beyond the standard library's.
 * The first row whose folder holds a file is the file's.
 * @type {{folder: string, rooms: string[], headers?: string[]}[]}
 */
const table = [
  { folder: 'src/core', rooms: ['core'], headers: ['json', 'system'] },
  { folder: 'src/store', rooms: ['core', 'store'], headers: ['sqlite', 'system'] },
  { folder: 'src/forms', rooms: ['core', 'forms'] },
  { folder: 'src/sync', rooms: ['core', 'sync'] },
  { folder: 'src/domain', rooms: ['core', 'store', 'domain'] },
  { folder: 'src/workflow', rooms: [...below_workflow, 'workflow'] },
  { folder: 'src/catalog', rooms: [...below_workflow, 'workflow', 'catalog'] },
  { folder: 'src/snapshot', rooms: ['core', 'store', 'domain', 'snapshot'] },
  { folder: 'src/api', rooms: rooms_of_src },
  // The two hosts of the engine hand it its files.
  { folder: 'src/door', rooms: ['core', 'store', 'api', 'door'], headers: ['system'] },
  { folder: 'web/engine', rooms: ['core', 'store', 'api', 'engine'], headers: ['emscripten'] },
  { folder: 'shell/ui', rooms: ['core', 'shell/ui'], headers: ['imgui'] },
  { folder: 'shell/app', rooms: ['core', 'shell/app'] },
  { folder: 'shell/views', rooms: ['core', 'shell/ui', 'shell/app', 'shell/views'] },
  { folder: 'shell', rooms: ['core', 'shell/ui', 'shell/app', 'shell/views', 'shell'], headers: ['imgui', 'emscripten'] },
];

/** Which family a system header belongs to; what matches none is the standard library's. @type {[RegExp, string][]} */
const families = [
  [/^sqlite3/, 'sqlite'],
  [/^nlohmann\//, 'json'],
  [/^(imgui|implot|backends\/imgui|imstb)/, 'imgui'],
  [/^(emscripten|GLES|EGL)/, 'emscripten'],
  [/^(sys\/|unistd\.h|fcntl\.h|dirent\.h|pthread\.h|signal\.h|dlfcn\.h)/, 'system'],
];
// Heavy in WebAssembly, or missing in one of the two standard libraries (docs/architecture.md).
const banned = /^(iostream|regex|format|ranges|coroutine|source_location|expected|random|thread|future|filesystem)$/;

/** @param {string} path */
const row_of = (path) => table.find((row) => path.startsWith(`${row.folder}/`));

/** The room that an include's path names: "core" of "core/json.h", "shell/ui" of "shell/ui/text.h". @param {string} path */
function room_of(path) {
  const parts = path.split('/');
  if (parts[0] !== 'shell') return parts[0];
  return parts.length > 2 ? `shell/${parts[1]}` : 'shell';
}

/** @param {string} path @param {string} text @param {string} root @returns {string[]} what is wrong, a line each */
function complaints_of_cpp(path, text, root) {
  const row = row_of(path);
  if (!row) return [];
  const found = [];
  for (const [, line, bracket, name] of numbered(text, /^\s*#\s*include\s*([<"])([^>"]+)[>"]/)) {
    const at = `${path}:${line}: `;
    const family = families.find(([pattern]) => pattern.test(name))?.[1];
    if (family) {
      if (!row.headers?.includes(family)) found.push(`${at}${row.folder} may not know <${name}>`);
    } else if (bracket === '<') {
      if (banned.test(name)) found.push(`${at}<${name}> is not used in this project`);
    } else if (!name.includes('/')) {
      // A neighbour by its bare name would hide which room it is of.
      if (existsSync(join(root, dirname(path), name))) found.push(`${at}name the room: "${name}" is included without it`);
    } else if (!row.rooms.includes(room_of(name))) {
      found.push(`${at}${row.folder} may not know ${room_of(name)} ("${name}")`);
    }
  }
  for (const [, line, , word] of numbered(text, /()\b(random_device|system_clock|gettimeofday|localtime|getrandom)\b/)) {
    if (row.folder !== 'src/core' && !row.headers?.includes('emscripten')) {
      found.push(`${path}:${line}: ${word}: time and chance come in through src/core/clock.h and ids.h only`);
    }
  }
  for (const [, line, , made] of numbered(text, /()\b(Transaction \w+\([^)]*\)|transaction_?\.emplace\([^)]*\))/)) {
    if (!path.startsWith('src/') || made.includes('Durable::')) continue;
    found.push(`${path}:${line}: ${made}: say what it makes durable (src/store/kill_points.h), so that a test dies there`);
  }
  return found;
}

/** @param {string} path @param {string} text @returns {string[]} */
function complaints_of_js(path, text) {
  const found = [];
  for (const [, line, , name] of numbered(text, /\b(from|import)\s*\(?\s*['"]([^'"]+)['"]/)) {
    const target = posix.normalize(posix.join(posix.dirname(path), name));
    if (!name.startsWith('.') || !target.startsWith('web/')) {
      found.push(`${path}:${line}: the page imports only files of web/, found '${name}'`);
    }
  }
  return found;
}

/** @param {string} text @param {RegExp} pattern @returns {Generator<[string, number, string, string]>} */
function* numbered(text, pattern) {
  let line = 0;
  for (const one of text.split('\n')) {
    line += 1;
    const match = pattern.exec(one.replace(/\/\/.*$/, ''));
    if (match) yield [match[0], line, match[1], match[2]];
  }
}

/** @param {string} root @returns {Promise<string[]>} */
export async function check_boundaries(root) {
  const found = [];
  for (const folder of ['src', 'shell', 'web']) {
    if (!existsSync(join(root, folder))) continue;
    for (const file of await files_below(join(root, folder))) {
      const path = relative(root, file);
      const kind = extname(file);
      if (kind === '.cpp' || kind === '.h') found.push(...complaints_of_cpp(path, await readFile(file, 'utf8'), root));
      if (kind === '.js' || kind === '.mjs') found.push(...complaints_of_js(path, await readFile(file, 'utf8')));
    }
  }
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = await check_boundaries(process.argv[2] ?? '.');
  for (const one of found) console.error(one);
  console.log(found.length ? `${found.length} forbidden` : 'every include is one that its room may know');
  process.exitCode = found.length ? 1 : 0;
}
