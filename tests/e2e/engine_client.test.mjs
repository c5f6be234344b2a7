// The engine in its worker, without the shell: how web/engine-client.js keeps its word over OPFS.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { open_browser } from './support/chromium.mjs';
import { answer, ask, connect, seen, send, serve_engine, state, wait_for } from './support/engine.mjs';

const limit = { timeout: 300_000 };

/** @typedef {import('playwright-core').Page} Page */

const group_product = '00000000-0000-4000-8000-000000000001';
/** @param {string} name */
const create_group = (name) => ({
  method: 'POST', path: '/api/processes/create_user_group', key: randomUUID(), body: [{ product: group_product }, { group_name: name }],
});
/** @param {Page} page */
const processes = async (page) => (await ask(page, { method: 'GET', path: '/api/rehearsal/lists/processes', query: { limit: '1000' } })).body.items;

/** Ends the page's worker as a lack of memory would. @param {Page} page */
const end_worker = (page) => page.workers()[0].evaluate(() => self.close()).catch(() => {});

test('runs on OPFS; what was stored is there after a reload, and nobody waits', limit, async (t) => {
  const address = await serve_engine(t);
  const { context } = await open_browser(t);
  const page = context.pages()[0];
  await connect(page, address);
  assert.deepEqual(await state(page, 'ready'), { kind: 'ready', storage: 'opfs' });
  const made = await ask(page, create_group('staff'));
  assert.equal(made.status, 201, JSON.stringify(made));
  await wait_for('an event', async () => (await seen(page)).events.length > 0);
  for (let i = 0; i < 5; i += 1) {
    await connect(page, address);
    await state(page, 'ready');
    assert.deepEqual((await seen(page)).states.map(({ kind }) => kind), ['starting', 'ready']);
    assert.equal((await processes(page)).length, 1);
  }
});

test('a second tab waits and goes on by itself', limit, async (t) => {
  const address = await serve_engine(t);
  const { context } = await open_browser(t);
  const [first, second] = [context.pages()[0], await context.newPage()];
  await connect(first, address);
  await ask(first, create_group('staff'));
  await connect(second, address);
  await state(second, 'waiting');
  const asked = await send(second, { method: 'GET', path: '/api/rehearsal/lists/processes' });
  await pause(500);
  assert.equal((await seen(second)).answers[asked], undefined, 'nothing is answered from an empty database');
  await first.close();
  assert.equal((await answer(second, asked)).body.items.length, 1);
  assert.deepEqual((await seen(second)).states.map(({ kind }) => kind), ['starting', 'waiting', 'ready']);
});

/** @param {Page} page */
const use_here = (page) => page.evaluate(() => /** @type {any} */ (window).seen.engine.useHere());

test('a tab takes the database over from another, there and back, and nothing is lost', limit, async (t) => {
  const address = await serve_engine(t);
  const { context } = await open_browser(t);
  const [first, second] = [context.pages()[0], await context.newPage()];
  await connect(first, address);
  await state(first, 'ready');
  await connect(second, address);
  await state(second, 'waiting');
  /** @type {{page: Page, n: number}[]} */
  const asked = [];
  const rounds = 6;
  for (let round = 0; round < rounds; round += 1) {
    const [from, to] = round % 2 ? [second, first] : [first, second];
    // Asked of a tab that is about to give way: answered there, or when it has the database again.
    for (let i = 0; i < 3; i += 1) asked.push({ page: from, n: await send(from, create_group(`group ${round} ${i}`)) });
    await use_here(to);
    await state(to, 'ready');
    await state(from, 'elsewhere');
  }
  assert.equal((await state(first, 'ready')).storage, 'opfs');
  // The last three were asked of the second tab, which goes on by itself once the first one is gone.
  const elsewhere = asked.filter(({ page }) => page === second);
  for (const { page, n } of asked.filter(({ page }) => page === first)) assert.equal((await answer(page, n)).status, 201);
  await first.close();
  await state(second, 'ready');
  for (const { page, n } of elsewhere) assert.equal((await answer(page, n)).status, 201);
  assert.equal((await processes(second)).length, asked.length, 'each happened once');
});

test('of three tabs the one that asks gets the database, though another waited longer', limit, async (t) => {
  const address = await serve_engine(t);
  const { context } = await open_browser(t);
  const pages = [context.pages()[0], await context.newPage(), await context.newPage()];
  for (const [i, page] of pages.entries()) {
    await connect(page, address);
    await state(page, i ? 'waiting' : 'ready');
  }
  await use_here(pages[2]);
  await state(pages[2], 'ready');
  await state(pages[0], 'elsewhere');
  await pages[2].close();
  await wait_for('another tab to go on', async () => (await Promise.all(pages.slice(0, 2).map(seen))).some(({ states }) => states.at(-1)?.kind === 'ready'));
});

test('a tab that does not give way is said to', limit, async (t) => {
  const address = await serve_engine(t);
  const { context } = await open_browser(t);
  const page = context.pages()[0];
  await page.goto(address);
  await page.evaluate(() => void navigator.locks.request('rehearsal-database', () => new Promise(() => {})));
  const second = await context.newPage();
  await connect(second, address);
  await state(second, 'waiting');
  await use_here(second);
  await wait_for('the reason', async () => (await seen(second)).states.at(-1)?.reason?.includes('does not answer'));
  await page.close();
  await state(second, 'ready');
});

test('in memory when asked for, two tabs at once', limit, async (t) => {
  const address = await serve_engine(t);
  const { context } = await open_browser(t);
  for (const page of [context.pages()[0], await context.newPage()]) {
    await connect(page, address, 'memory');
    const { storage, reason } = await state(page, 'ready');
    assert.equal(storage, 'memory');
    assert.ok(reason);
    assert.equal((await processes(page)).length, 0);
    await ask(page, create_group('staff'));
  }
});

test('the worker ends at random moments: everything asked is answered, and happened once', limit, async (t) => {
  const address = await serve_engine(t);
  const { context } = await open_browser(t);
  const page = context.pages()[0];
  await connect(page, address);
  await state(page, 'ready');
  /** @type {number[]} */
  const asked = [];
  const kills = process.env.REHEARSAL_SOAK ? 300 : 20;
  for (let kill = 1; kill <= kills; kill += 1) {
    for (let i = 0; i < 3; i += 1) asked.push(await send(page, create_group(`group ${kill} ${i}`)));
    await pause(Math.random() * 60);
    await end_worker(page);
    await wait_for('another worker', async () => (await seen(page)).states.filter(({ kind }) => kind === 'restarting' || kind === 'failed').length >= kill);
    // So many deaths in a row are taken for a broken engine; a person then presses *Try again*.
    if ((await seen(page)).states.at(-1)?.kind === 'failed') await page.evaluate(() => /** @type {any} */ (window).seen.engine.retry());
    await state(page, 'ready');
  }
  for (const n of asked) assert.equal((await answer(page, n)).status, 201);
  const done = await wait_for('the end of every process', async () => {
    const all = await processes(page);
    return all.every((/** @type {any} */ one) => one.last_status === 'completed') && all;
  });
  assert.equal(done.length, asked.length);
  const last = await ask(page, { method: 'GET', path: `/api/processes/${done[0].process_id}` });
  assert.deepEqual(last.body.steps.map((/** @type {any} */ step) => step.status), [...Array(7).fill('success'), 'complete']);
  t.diagnostic(`${kills} kills, ${asked.length} processes`);
});

test('an engine that dies over and over is given up, until a person says so', limit, async (t) => {
  const address = await serve_engine(t);
  const { context } = await open_browser(t, { expect_errors: true });
  const page = context.pages()[0];
  await connect(page, address);
  for (let death = 0; death < 4; death += 1) {
    await state(page, 'ready');
    await page.workers()[0].evaluate(() => void setTimeout(() => {
      throw new WebAssembly.RuntimeError('unreachable');
    }));
    await wait_for('its death', async () => (await seen(page)).states.at(-1)?.kind !== 'ready');
  }
  assert.match((await state(page, 'failed')).reason, /unreachable/);
  const asked = await send(page, create_group('staff'));
  await page.evaluate(() => /** @type {any} */ (window).seen.engine.retry());
  assert.equal((await answer(page, asked)).status, 201);
});

test('a damaged database is kept until a person lets it go', limit, async (t) => {
  const address = await serve_engine(t);
  const { context } = await open_browser(t);
  const page = context.pages()[0];
  const damage = Buffer.from('This is no database, but somebody may want it back. '.repeat(100));
  await page.goto(address);
  await page.evaluate(async (text) => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('rehearsal', { create: true });
    const writable = await (await folder.getFileHandle('rehearsal.db', { create: true })).createWritable();
    await writable.write(text);
    await writable.close();
  }, damage.toString());
  await connect(page, address);
  const { reason } = await state(page, 'damaged');
  assert.match(reason, /SQLite/);
  const asked = await send(page, create_group('staff'));
  const [download] = await Promise.all([page.waitForEvent('download'), page.evaluate(() => /** @type {any} */ (window).seen.engine.downloadRaw())]);
  assert.equal(download.suggestedFilename(), 'rehearsal.db');
  assert.deepEqual(readFileSync(/** @type {string} */ (await download.path())), damage);
  assert.equal((await seen(page)).answers[asked], undefined);
  await connect(page, address);
  await state(page, 'damaged');
  await page.evaluate(() => /** @type {any} */ (window).seen.engine.startFresh());
  await state(page, 'ready');
  assert.equal((await processes(page)).length, 0);
});

test('files that cannot be opened are not replaced by an empty database in memory', limit, async (t) => {
  const address = await serve_engine(t);
  const { context } = await open_browser(t);
  const page = context.pages()[0];
  await page.goto(address);
  // Where the folder should be is a file of somebody else's.
  await page.evaluate(async () => void (await (await navigator.storage.getDirectory()).getFileHandle('rehearsal', { create: true })));
  await connect(page, address);
  assert.match((await state(page, 'failed')).reason ?? '', /does not give the database's files/);
  await page.evaluate(async () => (await navigator.storage.getDirectory()).removeEntry('rehearsal'));
  await page.evaluate(() => /** @type {any} */ (window).seen.engine.retry());
  assert.equal((await state(page, 'ready')).storage, 'opfs');
});

test('what no worker survives is answered, and not asked for ever', limit, async (t) => {
  const address = await serve_engine(t);
  const { context } = await open_browser(t);
  const page = context.pages()[0];
  await page.addInitScript(() => {
    const Real = Worker;
    globalThis.Worker = class extends Real {
      /** @param {any} message */
      postMessage(message) {
        const kills = message.type === 'request' && new TextDecoder().decode(message.bytes).includes('poison');
        if (kills) this.terminate();
        else super.postMessage(message);
      }
    };
  });
  await connect(page, address);
  await state(page, 'ready');
  const killed = await ask(page, create_group('poison'));
  assert.equal(killed.status, 500);
  assert.match(killed.body.detail, /The engine ended 3 times while it worked on this/);
  assert.equal((await ask(page, create_group('staff'))).status, 201);
});
