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
/** @typedef {{states: {kind: string, reason?: string}[], answers: Record<number, string>, events: any[], engine: any}} Seen */

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
    const seen = { states: [], answers: {}, events: [], engine: null };
    Object.assign(window, { seen });
    seen.engine = connectEngine({
      worker: new URL('/engine-worker.js', location.href),
      storage: wanted,
      onAnswer: (/** @type {number} */ n, /** @type {Uint8Array} */ bytes) => {
        if (seen.answers[n]) throw new Error(`request ${n} was answered twice`);
        seen.answers[n] = text(bytes);
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
/** @param {Page} page @param {any} request */
export async function send(page, request) {
  count += 1;
  await page.evaluate(([n, body]) => {
    /** @type {any} */ (window).seen.engine.send(n, new TextEncoder().encode(body));
  }, /** @type {const} */ ([count, write_json({ id: count, ...request })]));
  return count;
}
/** @param {Page} page @param {number} n */
export const answer = async (page, n) => parse_json(await wait_for(`the answer ${n}`, async () => (await seen(page)).answers[n]));
/** @param {Page} page @param {any} request */
export const ask = async (page, request) => answer(page, await send(page, request));
