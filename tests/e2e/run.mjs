// Runs the browser tests, one after the other: node tests/e2e/run.mjs [WORD...] takes the files whose name holds a word.
import { readdirSync, rmSync } from 'node:fs';
import { after } from 'node:test';

import { screenshots } from './support/chromium.mjs';
import { close_site } from './support/site.mjs';

const words = process.argv.slice(2);
const here = new URL('./', import.meta.url);
/** @param {string} name */
const wanted = (name) => !words.length || words.some((word) => name.includes(word));
const files = readdirSync(here).filter((name) => name.endsWith('.test.mjs') && wanted(name));
if (!files.length) {
  console.error(`Failed: no file of tests/e2e has ${words.join(' or ')} in its name.`);
  process.exit(1);
}
if (!words.length) rmSync(screenshots, { recursive: true, force: true });
for (const file of files.sort()) {
  // Tests that have begun by then would hold up the end for ever.
  await import(new URL(file, here).href).catch((error) => {
    console.error(`Failed: ${file} could not be read.`, error);
    process.exit(1);
  });
}
after(close_site);
