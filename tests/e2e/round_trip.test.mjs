// Whatever a life was like, its export comes back the same: lives by chance, in the engine of the page, on OPFS.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';

import { open_browser } from './support/chromium.mjs';
import { ask, connect, job_of, serve_engine, state } from './support/engine.mjs';
import { content_of } from './support/snapshots.mjs';

/** @typedef {import('playwright-core').Page} Page */

const products = { group: '00000000-0000-4000-8000-000000000001', user: ['00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000003'] };
const lives = process.env.REHEARSAL_SOAK ? 40 : 8;

/** A small generator of its own, so that a seed means the same everywhere. @param {number} seed */
function dice(seed) {
  let at = seed * 0x9e3779b9;
  const below = (/** @type {number} */ n) => {
    at = (Math.imul(at ^ (at >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
    return ((at ^ (at >>> 13)) >>> 0) % n;
  };
  const parts = ['a', 'é', '👩‍🚀', "'", '"', '\\', '0', ' x', 'ש', 'x/y~z', '</p>', '日本'];
  /** @template T @param {T[]} list @returns {T} */
  const one_of = (list) => list[below(list.length)];
  return { below, one_of, text: () => `t${Array.from({ length: below(6) }, () => one_of(parts)).join('')}` };
}

/** Some forty requests of a person: some are refused, some fail and stay so. @param {Page} page @param {number} seed */
async function live(page, seed) {
  const { below, one_of, text } = dice(seed);
  const start = async (/** @type {string} */ workflow, /** @type {any[]} */ body) => {
    const { status, body: said } = await ask(page, { method: 'POST', path: `/api/processes/${workflow}`, key: randomUUID(), query: { reporter: text() }, body });
    return status === 201 ? said.id : undefined;
  };
  /** @type {Record<'group' | 'user', string[]>} */
  const made = { group: [], user: [] };
  const make = async (/** @type {'group' | 'user'} */ kind, /** @type {any[]} */ pages) => {
    const id = await start(kind === 'group' ? 'create_user_group' : 'create_user', pages);
    if (!id) return;
    const { body } = await ask(page, { method: 'GET', path: `/api/processes/${id}` });
    if (body.current_state?.subscription_id) made[kind].push(body.current_state.subscription_id);
  };
  const user = () => ({ username: text(), age: one_of([null, 17, 99]), user_group_ids: [one_of(made.group)] });
  const begin = async (/** @type {string} */ workflow, /** @type {'group' | 'user'} */ kind, /** @type {any} */ second = {}) =>
    made[kind].length ? start(workflow, [{ subscription_id: one_of(made[kind]) }, second]) : undefined;
  const record = async () => {
    const { body } = await ask(page, { method: 'GET', path: '/api/rehearsal/systems' });
    const all = Object.entries(body).flatMap(([system, records]) => (Array.isArray(records) ? records.map(({ id }) => `${system}/${id}`) : []));
    return all.length ? one_of(all) : undefined;
  };
  const acts = [
    () => make('group', [{ product: products.group }, { group_name: text() }]),
    () => make('user', [{ product: one_of(products.user) }, user()]),
    () => make('user', [{ product: one_of(products.user) }, user()]),
    () => begin('modify_user', 'user', user()),
    () => begin('modify_user_group', 'group', { group_name: text() }),
    () => begin('modify_note', one_of(['user', 'group']), { note: text() }),
    () => begin('validate_user', 'user'),
    () => begin('reconcile_user', 'user'),
    () => begin('terminate_user', 'user'),
    () => begin('terminate_user_group', 'group'),
    async () => {
      const id = await record();
      if (id) await ask(page, { method: 'DELETE', path: `/api/rehearsal/systems/${id}` });
    },
    () => ask(page, { method: 'PUT', path: '/api/rehearsal/faults', body: below(2) ? [{ step: one_of(['Provision user', 'Initialize subscription']), kind: 'fail', message: text(), times: 1 }] : [] }),
    () => ask(page, { method: 'PATCH', path: `/api/products/${products.group}`, body: { description: text() } }),
  ];
  await acts[0]();
  for (let i = 0; i < 40; i += 1) await one_of(acts)();
  await ask(page, { method: 'PUT', path: '/api/rehearsal/faults', body: [] });
}

test('what any life leaves comes back as the same bytes after starting over', { timeout: 300_000 }, async (t) => {
  const address = await serve_engine(t);
  const { context } = await open_browser(t);
  const page = context.pages()[0];
  await connect(page, address);
  await state(page, 'ready');
  const exported = () => job_of(page, { method: 'GET', path: '/api/rehearsal/snapshot' });
  const take = (/** @type {string} */ file) =>
    job_of(page, { method: 'POST', path: '/api/rehearsal/snapshot', key: randomUUID(), body: { mode: 'replace', snapshot: { $blob: 0 } } }, file);
  const rows = (/** @type {string} */ kind) => ask(page, { method: 'GET', path: `/api/rehearsal/lists/${kind}`, query: { limit: '1000' } });
  const nothing = await exported();
  /** @type {Set<string>} */
  const statuses = new Set();
  for (let seed = 1; seed <= lives; seed += 1) {
    await live(page, seed);
    for (const { last_status } of (await rows('processes')).body.items) statuses.add(last_status);
    const [subscriptions, processes] = [await rows('subscriptions'), await rows('processes')];
    const file = await exported();
    await take(nothing);
    assert.equal((await rows('subscriptions')).body.items.length, 0, `life ${seed}: started over`);
    await take(file);
    assert.equal(content_of(await exported()), content_of(file), `life ${seed}`);
    assert.deepEqual([(await rows('subscriptions')).body.items, (await rows('processes')).body.items], [subscriptions.body.items, processes.body.items], `life ${seed}: the lists`);
    // As after a reload: what was written is what is read.
    if (seed % 4 === 0) {
      await connect(page, address);
      await state(page, 'ready');
      assert.equal(content_of(await exported()), content_of(file), `life ${seed}, after a reload`);
    }
    await take(nothing);
  }
  for (const status of ['completed', 'failed']) assert.ok(statuses.has(status), `no life had a process that ${status}: ${[...statuses]}`);
});
