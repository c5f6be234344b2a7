// The engine in its worker, without the shell: how web/engine-client.js keeps its word over OPFS.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { serve } from '../../scripts/lib/serve.mjs';
import { open_browser } from './support/chromium.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const built = join(root, 'build/web/parts');
const limit = { timeout: 180_000 };

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{states: {kind: string, reason?: string}[], answers: Record<number, any>, events: any[], engine: any}} Seen */

/** A server with the engine's files only. @param {import('node:test').TestContext} t */
async function serve_engine(t) {
  const folder = join(root, 'build/web/engine-site');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of ['engine-client.js', 'engine-worker.js', 'engine-host.js', 'opfs-pool.js']) symlinkSync(join(root, 'web', name), join(folder, name));
  for (const name of ['engine.js', 'engine.wasm']) symlinkSync(join(built, name), join(folder, name));
  symlinkSync(join(root, 'tests/e2e/vfs/index.html'), join(folder, 'index.html'));
  const server = await serve({ root: folder });
  t.after(server.close);
  return server.address;
}

/** Opens a page and connects the engine in it. @param {Page} page @param {string} address */
async function connect(page, address, storage = 'opfs') {
  await page.goto(address);
  await page.evaluate(async (wanted) => {
    const client = '/engine-client.js';
    const { connectEngine } = await import(client);
    /** @param {Uint8Array} bytes */
    const text = (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    /** @type {Seen} */
    const seen = { states: [], answers: {}, events: [], engine: null };
    Object.assign(window, { seen });
    seen.engine = connectEngine({
      worker: new URL('/engine-worker.js', location.href),
      storage: wanted,
      onAnswer: (/** @type {number} */ n, /** @type {Uint8Array} */ bytes) => {
        if (seen.answers[n]) throw new Error(`request ${n} was answered twice`);
        seen.answers[n] = JSON.parse(text(bytes));
      },
      onEvent: (/** @type {Uint8Array} */ bytes) => seen.events.push(JSON.parse(text(bytes))),
      onState: (/** @type {any} */ state) => seen.states.push(state),
    });
  }, storage);
}

/** @param {Page} page @returns {Promise<Seen>} */
const seen = (page) => page.evaluate(() => ({ .../** @type {any} */ (window).seen, engine: null }));

/** @param {string} what @param {() => Promise<any>} look what is not undefined or false */
async function wait_for(what, look) {
  for (const until = Date.now() + 60_000; Date.now() < until; await pause(20)) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
  }
  throw new Error(`Expected ${what} within 60 s.`);
}

/** The state as it is now, once it is of this kind. @param {Page} page @param {string} kind */
const state = (page, kind) =>
  wait_for(`the state ${kind}`, async () => {
    const last = (await seen(page)).states.at(-1);
    return last?.kind === kind && last;
  });

let count = 0;
/** @param {Page} page @param {any} request */
async function send(page, request) {
  count += 1;
  await page.evaluate(([n, body]) => {
    /** @type {any} */ (window).seen.engine.send(n, new TextEncoder().encode(JSON.stringify({ id: n, ...body })));
  }, /** @type {const} */ ([count, request]));
  return count;
}
/** @param {Page} page @param {number} n */
const answer = (page, n) => wait_for(`the answer ${n}`, async () => (await seen(page)).answers[n]);
/** @param {Page} page @param {any} request */
const ask = async (page, request) => answer(page, await send(page, request));

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

assert.ok(existsSync(join(built, 'engine.wasm')), 'build/web/parts holds no engine: cmake --build --preset web');
