// What ships that others wrote, and their licenses in their own words: one page beside the application.
// node scripts/lib/licenses.mjs FOLDER writes FOLDER/licenses.html from the dependencies' own files.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const deps = fileURLToPath(new URL('../../.cache/deps/', import.meta.url));
const emscripten = '/usr/share/doc/emscripten/copyright';

/** @param {string} path @returns {Promise<string>} */
async function text_of(path) {
  return readFile(path, 'utf8').catch(() => {
    throw new Error(`expected a license in ${path}, found no file; fetch the dependencies with scripts/lib/dependencies build`);
  });
}

/** The part of a text that a pattern's first group catches. @param {string} path @param {RegExp} pattern */
async function part_of(path, pattern) {
  const match = pattern.exec(await text_of(path));
  if (!match) throw new Error(`expected the license in ${path} to match ${pattern}; look at the file and mend scripts/lib/licenses.mjs`);
  return match[1];
}

/** Paragraphs of a Debian copyright file that begin so. @param {string} path @param {RegExp[]} wanted */
async function paragraphs_of(path, wanted) {
  const all = (await text_of(path)).split(/\n\s*\n/);
  const found = wanted.map((pattern) => all.find((one) => pattern.test(one)));
  const missing = wanted.filter((_, index) => !found[index]);
  if (missing.length) throw new Error(`expected paragraphs that match ${missing.join(', ')} in ${path}`);
  return found.join('\n\n');
}

/** @type {{name: string, what: string, license: string, text: () => Promise<string>}[]} */
export const shipped = [
  { name: 'Dear ImGui', what: 'draws the page', license: 'MIT', text: () => text_of(join(deps, 'imgui/LICENSE.txt')) },
  { name: 'stb_truetype, stb_rect_pack, stb_textedit', what: 'inside of Dear ImGui', license: 'MIT',
    text: () => part_of(join(deps, 'imgui/imstb_truetype.h'), /(ALTERNATIVE A - MIT License[\s\S]*?)-{20}/) },
  { name: 'ImPlot', what: 'draws charts', license: 'MIT', text: () => text_of(join(deps, 'implot/LICENSE')) },
  { name: 'SQLite', what: 'keeps the data', license: 'public domain',
    text: () => part_of(join(deps, 'sqlite/sqlite3.h'), /\/\*\n([\s\S]*?)\n\*{20}/) },
  { name: 'JSON for Modern C++', what: 'reads and writes JSON', license: 'MIT', text: () => text_of(join(deps, 'json/copyright')) },
  { name: 'Inter', what: 'the typeface of texts', license: 'SIL Open Font License 1.1', text: () => text_of(join(deps, 'fonts/LICENSE-inter')) },
  { name: 'JetBrains Mono', what: 'the typeface of values', license: 'SIL Open Font License 1.1',
    text: () => text_of(join(deps, 'fonts/LICENSE-jetbrains-mono')) },
  { name: 'Lucide', what: 'the icons', license: 'ISC', text: () => text_of(join(deps, 'fonts/LICENSE-lucide')) },
  { name: 'Emscripten', what: 'the JavaScript around WebAssembly', license: 'MIT',
    text: () => paragraphs_of(emscripten, [/^Files:\s+\*\n/, /^License: Expat\n/]) },
  { name: 'musl', what: 'the C library in WebAssembly', license: 'MIT',
    text: () => text_of('/usr/share/emscripten/system/lib/libc/musl/COPYRIGHT') },
  { name: 'libc++, libc++abi, libunwind, compiler-rt', what: 'the C++ library in WebAssembly', license: 'Apache 2.0 with LLVM exception',
    text: () => paragraphs_of(emscripten, [/^Files:\s+system\/lib\/libcxx\/\*/, /^Files:\s+system\/lib\/libunwind\/\*/, /^Files:\s+system\/lib\/compiler-rt\/\*/]) },
];

/** @param {string} text */
const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

export async function license_page() {
  const parts = await Promise.all(
    shipped.map(async ({ name, what, license, text }) =>
      `<h2>${escaped(name)}</h2>\n<p>${escaped(`${what}: ${license}`)}</p>\n<pre>${escaped((await text()).trim())}</pre>\n`),
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Licenses · Rehearsal</title>
<link rel="icon" href="icon.svg" type="image/svg+xml">
<style>
  /* The application's colours (shell/ui/theme.cpp), without its typefaces: this page is read once. */
  :root { color-scheme: light dark; font: 14px/20px Inter, system-ui, sans-serif; --page: #fafbfc; --surface: #fff; --border: #e2e6eb; --text: #1a212b; --muted: #566170; --link: #0067ad; }
  @media (prefers-color-scheme: dark) { :root { --page: #0d1117; --surface: #141a22; --border: #232c38; --text: #e7ecf2; --muted: #9aa7b6; --link: #5bb3ee; } }
  body { max-width: 44rem; margin: 32px auto; padding: 0 16px; background: var(--page); color: var(--text); }
  h1 { font-size: 20px; line-height: 28px; margin: 0 0 8px; }
  h2 { font-size: 16px; line-height: 24px; margin: 32px 0 0; }
  p { margin: 0 0 8px; color: var(--muted); }
  a { color: var(--link); }
  pre { font: 12px/16px "JetBrains Mono", ui-monospace, monospace; margin: 0; padding: 16px; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--surface); border: 1px solid var(--border); border-radius: 8px; }
</style>
<h1>What others wrote</h1>
<p>Rehearsal ships these; each stands here with its license, in its makers' words. <a href="./">Back to Rehearsal</a></p>
${parts.join('')}</html>
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2];
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'licenses.html'), await license_page());
}
