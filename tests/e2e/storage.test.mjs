// Where the data lies, and what becomes of it: without OPFS, with a second tab, when the worker dies, when the database
// is damaged or newer than this version.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';

import { create_group, group_title, open_form } from './story.mjs';
import { open_browser, picture } from './support/chromium.mjs';
import { chromium_person } from './support/person.mjs';
import { site } from './support/site.mjs';

const limit = { timeout: 300_000 };

/** Waits for the start page, with an engine behind it. @param {import('./support/person.mjs').Person} person */
const is_open = (person) => person.see('link', 'New subscription');

test('over plain http, where browsers keep nothing, it runs in memory and says why', limit, async (t) => {
  const { context } = await open_browser(t, { flags: ['--host-resolver-rules=MAP rehearsal.test localhost'] });
  const person = chromium_person(context.pages()[0], 'mouse');
  await person.go((await site()).replace('localhost', 'rehearsal.test'));
  await person.read('Everything is kept in memory and is gone when this tab closes: the page came over plain http');
  await create_group(person);
  await person.picture('in-memory');
});

test('a second tab waits, and goes on by itself when the first one closes', limit, async (t) => {
  const { context } = await open_browser(t);
  const first = context.pages()[0];
  await chromium_person(first, 'mouse').go(await site());
  await create_group(chromium_person(first, 'mouse'));
  const second = await context.newPage();
  const person = chromium_person(second, 'mouse');
  await person.go(await site());
  await person.see('heading', 'Rehearsal is open in another tab');
  await picture(second, 'second-tab-waits');
  assert.equal(await second.getByText(group_title).count(), 0);
  await first.close();
  await is_open(person);
  await person.press('link', 'Subscriptions');
  await person.see('link', group_title);
});

test('a second tab goes on where it is asked to, and the first keeps what was begun', limit, async (t) => {
  const { context } = await open_browser(t);
  const first = chromium_person(context.pages()[0], 'mouse');
  await first.go(await site());
  await create_group(first);
  await open_form(first, 'User internal');
  await first.type('User name', 'half a na');
  const page = await context.newPage();
  const second = chromium_person(page, 'mouse');
  await second.go(await site());
  await second.press('button', 'Use it here');
  await is_open(second);
  await second.press('link', 'Subscriptions');
  await second.see('link', group_title);
  await first.see('heading', 'Rehearsal went on in another tab');
  await picture(context.pages()[0], 'went-on-elsewhere');
  await create_group(second, 'made elsewhere');
  await first.press('button', 'Use it here');
  await second.see('heading', 'Rehearsal went on in another tab');
  assert.equal(await first.value('textbox', 'User name'), 'half a na');
  await first.choose('User group', 'User group made elsewhere');
});

test('when the worker dies the page says so, starts it again, and what was asked is answered', limit, async (t) => {
  const { context } = await open_browser(t);
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(await site());
  await open_form(person, 'User Group');
  await person.type('Group name', 'staff');
  // The banner stands only until the next worker is ready, so it is watched for before the death.
  const said = person.read('The engine stopped and is being started again.');
  const [worker] = page.workers();
  await worker.evaluate(() => self.close());
  await person.press('button', 'Start workflow');
  await said;
  await person.see('heading', 'Create user group');
  await person.read('8 of 8 done');
  // The process's page has such a link as well: the list must be there first.
  await person.press('link', 'Subscriptions');
  await person.see('heading', 'Subscriptions');
  await person.see('link', group_title);
  assert.equal(await page.getByRole('link', { name: group_title, exact: true }).count(), 1, 'it happened once');
});

test('a trap in the worker ends in a new worker too', { ...limit }, async (t) => {
  const { context, errors } = await open_browser(t, { expect_errors: true });
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(await site());
  await create_group(person);
  const said = person.read('The engine stopped and is being started again.');
  const [worker] = page.workers();
  await worker.evaluate(() => void setTimeout(() => {
    throw new WebAssembly.RuntimeError('unreachable');
  }));
  await said;
  await person.press('link', 'Subscriptions');
  await person.see('link', group_title);
  assert.deepEqual(errors.filter((one) => !one.includes('unreachable')), []);
});

/**
 * Changes the database file of a closed Rehearsal, from another page of the same origin.
 * @param {import('playwright-core').Page} page @param {string} change (bytes: Uint8Array) => void, as text @returns {Promise<number[]>} what stands there now
 */
async function edit_database(page, change) {
  await page.goto(`${await site()}licenses.html`);
  return page.evaluate(async (text) => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('rehearsal');
    // The worker of the page that was left may still be closing its files: writing is refused until it has.
    for (;;) {
      try {
        const log = await folder.getFileHandle('rehearsal.db-wal');
        const handle = await folder.getFileHandle('rehearsal.db');
        const writable = await handle.createWritable({ keepExistingData: true });
        if ((await log.getFile()).size !== 0) throw new Error('expected an empty write-ahead log after a clean end');
        const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
        (0, eval)(`(${text})`)(bytes);
        await writable.write(bytes);
        await writable.close();
        return [...bytes];
      } catch (error) {
        if (/** @type {DOMException} */ (error).name !== 'NoModificationAllowedError') throw error;
        await new Promise((done) => setTimeout(done, 20));
      }
    }
  }, change);
}

/**
 * The page that is shown instead of the application: it offers the raw file and a fresh start.
 * @param {import('node:test').TestContext} t @param {string} title @param {string} change @param {string} name
 */
async function blocked_story(t, title, change, name) {
  const { context } = await open_browser(t);
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(await site());
  await create_group(person);
  const bytes = await edit_database(page, change);
  await person.go(await site());
  await person.see('heading', title);
  await person.picture(name);

  const download = page.waitForEvent('download');
  await person.press('button', 'Download the data');
  const saved = await readFile(await (await download).path());
  assert.deepEqual([...saved], bytes, 'the file as it lies there');

  await person.press('button', 'Start afresh…');
  await person.press('button', 'Keep the data');
  await person.see('heading', title);
  await person.press('button', 'Start afresh…');
  await person.press('button', 'Delete and start afresh');
  await is_open(person);
  await create_group(person, 'second life');
  await person.press('link', 'Subscriptions');
  await person.see('link', 'User group second life');
  await person.miss('link', group_title);
}

test('a damaged database: a clear page, the raw file, a fresh start', limit, (t) =>
  blocked_story(t, 'The stored data is damaged', '(bytes) => bytes.fill(0x5a, 0, 4096)', 'damaged'));

/** Puts `to` wherever `from` stands; both have the same length. @param {string} from @param {string} to */
const replaced = (from, to) => `(bytes) => {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  for (let at = text.indexOf('${from}'); at >= 0; at = text.indexOf('${from}', at + 1))
    for (let i = 0; i < ${from.length}; i += 1) bytes[at + i] = '${to}'.charCodeAt(i);
}`;

test('a database that SQLite finds sound and the engine cannot read: the same', limit, (t) =>
  blocked_story(t, 'The stored data is damaged', replaced('products_workflows', 'products_workflowz'), 'damaged-inside'));

// The header's user version stands at byte 60, in four bytes, the highest first.
test('a database of a newer version: a clear page, the raw file, a fresh start', limit, (t) =>
  blocked_story(t, 'The stored data is from a newer version', '(bytes) => bytes.set([0, 0, 0x27, 0x0f], 60)', 'newer'));
