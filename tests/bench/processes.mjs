// Processes of create_user per second in the browser, through the engine's worker and its door as the page uses it, in
// memory and on OPFS. The page itself is not loaded: only engine-client.js, on another page of the same origin.
import { rmSync } from 'node:fs';

import { new_profile, open_browser } from '../e2e/support/chromium.mjs';
import { record } from './record.mjs';

/**
 * Runs in the page. Keeps `flying` processes under way until `count` have completed; returns processes per second.
 * @param {{folder: string, storage: string, count: number, flying: number}} what @returns {Promise<number>}
 */
async function create_users({ folder, storage, count, flying }) {
  const { connectEngine } = await import(new URL(`${folder}/engine-client.js`, location.href).href);
  const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];
  /** @type {Map<number, (answer: any) => void>} */
  const unanswered = new Map();
  /** @type {Map<string, () => void>} */
  const unfinished = new Map();
  /** @type {Set<string>} */
  const finished = new Set();
  let last = 0;
  let ready = () => {};
  /** @type {Promise<void>} */
  const is_ready = new Promise((done) => (ready = done));
  const engine = connectEngine({
    worker: new URL(`${folder}/engine-worker.js`, location.href),
    storage,
    onAnswer(/** @type {number} */ number, /** @type {Uint8Array} */ bytes) {
      unanswered.get(number)?.(JSON.parse(decoder.decode(bytes)));
      unanswered.delete(number);
    },
    onEvent(/** @type {Uint8Array} */ bytes) {
      const { event } = JSON.parse(decoder.decode(bytes));
      if (event.name !== 'process' || event.value.status !== 'completed') return;
      finished.add(event.value.id);
      unfinished.get(event.value.id)?.();
      unfinished.delete(event.value.id);
    },
    onState(/** @type {{kind: string}} */ { kind }) {
      if (kind === 'ready') ready();
    },
  });
  await is_ready;
  /** @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>} */
  const ask = (method, path, body) =>
    new Promise((done) => {
      last += 1;
      unanswered.set(last, done);
      engine.send(last, encoder.encode(JSON.stringify({ id: last, method, path, body, key: method === 'GET' ? undefined : crypto.randomUUID() })));
    });
  /** @param {string} workflow @param {unknown[]} body @returns {Promise<void>} */
  async function run(workflow, body) {
    const { status, body: said } = await ask('POST', `/api/processes/${workflow}`, body);
    if (status !== 201) throw new Error(`${workflow}: ${status} ${JSON.stringify(said)}`);
    if (!finished.has(said.id)) await new Promise((done) => unfinished.set(said.id, () => done(null)));
  }
  const products = (await ask('GET', '/api/products')).body;
  /** @param {string} name */
  const product = (name) => products.find((/** @type {{name: string}} */ one) => one.name === name).product_id;
  await run('create_user_group', [{ product: product('User Group') }, { group_name: 'staff' }]);
  const first = (await ask('POST', '/api/processes/create_user', [{ product: product('User internal') }])).body;
  const [group] = Object.values(first.form.$defs ?? {}).find((one) => one.enum).enum;
  let started = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: flying }, async () => {
      while (started < count) {
        started += 1;
        await run('create_user', [{ product: product('User internal') }, { username: `user ${started}`, age: 33, user_group_ids: [group] }]);
      }
    }),
  );
  return (count / (performance.now() - start)) * 1000;
}

/** @param {string} address @param {string} folder that of the page's version */
export async function bench_processes(address, folder) {
  for (const storage of ['memory', 'opfs']) {
    for (const flying of [1, 16]) {
      const samples = [];
      for (let round = 0; round < 3; round += 1) {
        const profile = new_profile();
        const { context, close } = await open_browser({ after: () => {} }, { profile });
        const page = context.pages()[0] ?? (await context.newPage());
        await page.goto(`${address}licenses.html`);
        samples.push(await page.evaluate(create_users, { folder, storage, count: flying === 1 ? 100 : 400, flying }));
        await close();
        rmSync(profile, { recursive: true, force: true });
      }
      record({ bench: `create-user, browser, ${storage}, ${flying} at a time`, samples, unit: '1/s', better: 'more' });
    }
  }
}
