// An import that ends in its middle: nothing of it is there, the page says so, and the person does it again.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Maker } from '../../scripts/lib/examples.mjs';
import { create_group } from './story.mjs';
import { open_browser, picture } from './support/chromium.mjs';
import { hold } from './support/held_engine.mjs';
import { chromium_person } from './support/person.mjs';
import { site } from './support/site.mjs';

const limit = { timeout: 300_000 };
const groups = 600;

const folder = mkdtempSync(join(tmpdir(), 'rehearsal-large-'));
const large = join(folder, 'large.json');
after(() => rmSync(folder, { recursive: true }));
// It takes many turns, and is made by the same engine.
before(async () => {
  const part = (/** @type {string} */ name) => fileURLToPath(new URL(`../../build/web/parts/${name}`, import.meta.url));
  const maker = await Maker.open(part('engine.js'), part('engine.wasm'), 7);
  for (let i = 0; i < groups; i += 1) maker.group(`group ${i}`);
  writeFileSync(large, maker.snapshot());
});

/**
 * A page with a group of its own that stands in the middle of taking the snapshot: some of it is written already.
 * @param {import('node:test').TestContext} t
 */
async function in_the_middle(t) {
  const { context } = await open_browser(t);
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(await site());
  await create_group(person, 'mine');
  await person.press('link', 'Data');
  const chooser = page.waitForEvent('filechooser');
  await person.press('button', 'Choose a file…');
  await (await chooser).setFiles(large);
  await person.read(`${groups} subscriptions added`);
  // Of three parts the last one is written; the first two check and keep.
  const { worker, until_held } = await hold(page, 0.8);
  await person.press('button', 'Import');
  await until_held();
  await person.read('Taking the snapshot');
  const bar = await page.getByRole('progressbar', { name: 'Taking the snapshot' }).elementHandle();
  // The picture follows what the engine has said.
  await page.waitForFunction((element) => Number(element?.getAttribute('aria-valuenow')) >= 80, bar);
  assert.ok(Number(await bar?.getAttribute('aria-valuenow')) < 100, 'it stands before its end');
  return { context, page, person, worker };
}

/** @typedef {import('./support/person.mjs').Person} Person */

/** @param {Person} person */
async function sees_only_its_own(person) {
  await person.press('link', 'Subscriptions');
  await person.see('link', 'User group mine');
  await person.read('1 subscription');
  await person.miss('link', 'User group group 0');
}

/** @param {import('playwright-core').Page} page @param {Person} person */
async function does_it_again(page, person) {
  await person.press('link', 'Data');
  await person.read('It was not taken');
  await person.read('The engine was started anew before this was done, and nothing was changed. Do it again.');
  await picture(page, 'import-cut-short');
  await person.press('button', 'Import');
  await person.read('The snapshot is in.');
  await person.press('link', 'Subscriptions');
  await person.read(`${groups + 1} subscriptions`);
}

test('the worker dies in the middle of an import', limit, async (t) => {
  const { page, person, worker } = await in_the_middle(t);
  // The banner stands only until the next worker is ready, so it is watched for before the death.
  const said = person.read('The engine stopped and is being started again.');
  await worker.evaluate(() => self.close());
  await said;
  await person.read('It was not taken');
  await sees_only_its_own(person);
  await does_it_again(page, person);
});

test('another tab goes on in the middle of an import', limit, async (t) => {
  const { context, page, person } = await in_the_middle(t);
  const second = chromium_person(await context.newPage(), 'mouse');
  await second.go(await site());
  await second.press('button', 'Use it here');
  await second.see('link', 'New subscription');
  await person.see('heading', 'Rehearsal went on in another tab');
  await sees_only_its_own(second);
  await person.press('button', 'Use it here');
  await second.see('heading', 'Rehearsal went on in another tab');
  await sees_only_its_own(person);
  await does_it_again(page, person);
});
