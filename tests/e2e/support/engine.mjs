// The engine in its worker without the shell, in a page of its own: what is sent to it and what it says.
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { serve } from '../../../scripts/lib/serve.mjs';
import { parse_json, write_json } from '../../conformance/lib/json.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const built = join(root, 'build/web/parts');

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{states: {kind: string, reason?: string}[], answers: Record<number, string>, files: Record<number, string>, events: any[], engine: any}} Seen */

if (!existsSync(join(built, 'engine.wasm'))) throw new Error('build/web/parts holds no engine: cmake --build --preset web');

/** A server with the engine's files only. @param {import('node:test').TestContext} t */
export async function serve_engine(t) {
  const folder = join(root, 'build/web/engine-site');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of ['engine-client.js', 'engine-worker.js', 'engine-host.js', 'opfs-pool.js', 'save.js']) symlinkSync(join(root, 'web', name), join(folder, name));
  for (const name of ['engine.js', 'engine.wasm']) symlinkSync(join(built, name), join(folder, name));
  symlinkSync(join(root, 'tests/e2e/vfs/index.html'), join(folder, 'index.html'));
  const server = await serve({ root: folder });
  t.after(server.close);
  return server.address;
}

/** Opens a page and connects the engine in it. @param {Page} page @param {string} address */
export async function connect(page, address, storage = 'opfs') {
  await page.goto(address);
  await page.evaluate(async (wanted) => {
    const client = '/engine-client.js';
    const { connectEngine } = await import(client);
    /** @param {Uint8Array} bytes */
    const text = (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    /** @type {Seen} */
    const seen = { states: [], answers: {}, files: {}, events: [], engine: null };
    Object.assign(window, { seen });
    seen.engine = connectEngine({
      worker: new URL('/engine-worker.js', location.href),
      storage: wanted,
      onAnswer: (/** @type {number} */ n, /** @type {Uint8Array} */ bytes, /** @type {Uint8Array[]} */ blobs) => {
        if (seen.answers[n]) throw new Error(`request ${n} was answered twice`);
        seen.answers[n] = text(bytes);
        if (blobs.length) seen.files[n] = text(blobs[0]);
      },
      onEvent: (/** @type {Uint8Array} */ bytes) => seen.events.push(JSON.parse(text(bytes))),
      onState: (/** @type {any} */ state) => seen.states.push(state),
    });
  }, storage);
}

/** @param {Page} page @returns {Promise<Seen>} */
export const seen = (page) => page.evaluate(() => ({ .../** @type {any} */ (window).seen, engine: null }));

/** @param {string} what @param {() => Promise<any>} look what is not undefined or false */
export async function wait_for(what, look) {
  for (const until = Date.now() + 60_000; Date.now() < until; await pause(20)) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
  }
  throw new Error(`Expected ${what} within 60 s.`);
}

/** The state as it is now, once it is of this kind. @param {Page} page @param {string} kind */
export const state = (page, kind) =>
  wait_for(`the state ${kind}`, async () => {
    const last = (await seen(page)).states.at(-1);
    return last?.kind === kind && last;
  });

let count = 0;
/** @param {Page} page @param {any} request @param {string} [file] what the request names as {"$blob": 0} */
export async function send(page, request, file) {
  count += 1;
  await page.evaluate(([n, body, text]) => {
    const encoder = new TextEncoder();
    /** @type {any} */ (window).seen.engine.send(n, encoder.encode(body), text === undefined ? [] : [encoder.encode(text)]);
  }, /** @type {const} */ ([count, write_json({ id: count, ...request }), file]));
  return count;
}
/** @param {Page} page @param {number} n */
export const answer = async (page, n) =>
  parse_json(await wait_for(`the answer ${n}`, () => page.evaluate((of) => /** @type {any} */ (window).seen.answers[of], n)));
/** The file that an answer brought. @param {Page} page @param {number} n @returns {Promise<string | undefined>} */
const file_of = (page, n) => page.evaluate((of) => /** @type {any} */ (window).seen.files[of], n);
/** @param {Page} page @param {any} request */
export const ask = async (page, request) => answer(page, await send(page, request));

/**
 * What a job has made once it is done: its file, if it makes one.
 * @param {Page} page @param {any} request that begins it @param {string} [file]
 */
export async function job_of(page, request, file) {
  const begun = await answer(page, await send(page, request, file));
  if (begun.status !== 202) throw new Error(`Expected a job of ${request.method} ${request.path}, found ${write_json(begun)}`);
  return wait_for(`the end of ${request.method} ${request.path}`, async () => {
    const n = await send(page, { method: 'GET', path: `/api/rehearsal/jobs/${begun.body.job}` });
    const { body } = await answer(page, n);
    if (body.state === 'failed') throw new Error(`${request.method} ${request.path}: ${write_json(body.result)}`);
    return body.state === 'done' && ((await file_of(page, n)) ?? '');
  });
}
