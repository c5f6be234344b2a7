// A person at the Data page: all leaves as a file, and a file comes in.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/** @typedef {import('./person.mjs').Person} Person */
/** @typedef {import('playwright-core').Page} Page */

/** What *Export* saves. @param {Page} page @param {Person} person */
export async function export_all(page, person) {
  await person.press('link', 'Data');
  const download = page.waitForEvent('download');
  await person.press('button', 'Export');
  const saved = await download;
  assert.match(saved.suggestedFilename(), /^rehearsal-\d{4}-\d\d-\d\d-[0-9a-f]{8}\.json$/);
  return { path: await saved.path(), text: readFileSync(await saved.path(), 'utf8') };
}

/** All but when and by whom it was made. @param {string} text */
export const content_of = (text) => text.slice(text.indexOf('"digest"'));

/** @param {Page} page @param {Person} person @param {string} path */
export async function choose_file(page, person, path) {
  await person.press('link', 'Data');
  const chooser = page.waitForEvent('filechooser');
  await person.press('button', 'Choose a file…');
  await (await chooser).setFiles(path);
}
