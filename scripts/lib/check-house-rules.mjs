// What must not stand in a file of the repository: addresses of package registries, paths of one machine, words that say
// that something is unfinished. Long files are pointed at, not refused.
// node scripts/lib/check-house-rules.mjs [FOLDER]: a git work tree; files that are not committed yet are looked at too.
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const binary = new Set(['.png', '.ttf', '.wasm', '.woff2', '.ico', '.gz', '.br', '.db']);
const code = new Set(['.cpp', '.h', '.js', '.mjs', '.sh', '.css', '.cmake']);
const longest = 400;

// Written in pieces, so that this file keeps the rules too.
const registries = ['npm', 'pypi', 'pythonhosted', 'crates', 'goproxy', 'maven', 'deb(ian)?\\.'].join('|');
const machine_folders = ['work', 'root', 'home', 'farm', 'Users'].join('|');
const unfinished = ['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].join('|');
const unfinished_phrases = ['not ' + 'implemented', 'for ' + 'now'].join('|');

/** @type {{pattern: RegExp, what: string}[]} */
const rules = [
  { pattern: new RegExp(`https?://[^ "')]*(${registries})`, 'i'), what: "a package registry's address: packages are named, hosts are not" },
  { pattern: new RegExp(`(^|[^A-Za-z0-9_.}/])/(${machine_folders})/`), what: 'a path of one machine: write it relative to the repository' },
  { pattern: new RegExp(`\\b(${unfinished})\\b`), what: 'says that something is unfinished: finish it, or write an issue' },
  { pattern: new RegExp(`\\b(${unfinished_phrases})\\b`, 'i'), what: 'says that something is unfinished: finish it, or write an issue' },
];

/** @param {string} path @param {string} text @returns {string[]} */
export function complaints(path, text) {
  const found = [];
  for (const [index, line] of text.split('\n').entries()) {
    for (const { pattern, what } of rules) {
      const match = pattern.exec(line);
      if (match) found.push(`${path}:${index + 1}: ${match[0].trim()}: ${what}`);
    }
  }
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = process.argv[2] ?? '.';
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' });
  const found = [];
  const long = [];
  for (const path of new Set(listed.split('\0').filter(Boolean))) {
    // Recordings are the original's words, not ours.
    if (binary.has(extname(path)) || path.includes('/recordings/')) continue;
    const text = await readFile(join(root, path), 'utf8').catch(() => '');
    found.push(...complaints(path, text));
    const lines = text.split('\n').length;
    if (code.has(extname(path)) && lines > longest) long.push(`note: ${path} has ${lines} lines: perhaps two subjects?`);
  }
  for (const one of [...long, ...found]) console.log(one);
  console.log(found.length ? `${found.length} against the rules` : 'the house rules are kept');
  process.exitCode = found.length ? 1 : 0;
}
