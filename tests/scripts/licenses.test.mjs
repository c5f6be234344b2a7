// Whatever ships has its license on the page. What ships is read off the build, not off the list that makes the page.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';

import { license_page, shipped } from '../../scripts/lib/licenses.mjs';

const page = await license_page();

test('each license is there with words of its own', () => {
  const lower = page.toLowerCase();
  for (const words of ['omar cornut', 'sean barrett', 'evan pezent', 'author disclaims copyright', 'niels lohmann', 'the inter project authors',
    'the jetbrains mono project authors', 'lucide', 'the emscripten authors', 'rich felker', 'apache license v2.0 with llvm exceptions']) {
    assert.ok(lower.includes(words), `expected "${words}" on the page of licenses`);
  }
});

test('every folder of fetched sources is named', () => {
  /** @type {Record<string, string[]>} */
  const names = { fonts: ['Inter', 'JetBrains Mono', 'Lucide'], imgui: ['Dear ImGui'], implot: ['ImPlot'], json: ['JSON for Modern C++'], sqlite: ['SQLite'] };
  for (const folder of readdirSync('.cache/deps')) {
    assert.ok(names[folder], `.cache/deps/${folder} is new: name it in scripts/lib/licenses.mjs and here`);
    for (const name of names[folder]) assert.ok(shipped.some((one) => one.name === name), name);
  }
  const fonts = readdirSync('.cache/deps/fonts').filter((name) => name.endsWith('.ttf'));
  for (const font of fonts) assert.match(font, /^(Inter|JetBrainsMono|lucide)/, `whose font is ${font}?`);
});

test('what is fetched from npm for shipping is no more than the list knows', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  assert.deepEqual(Object.keys(dependencies).sort(), ['@expo-google-fonts/inter', '@expo-google-fonts/jetbrains-mono', 'better-sqlite3', 'lucide-static']);
});
