// Example snapshots for a packed page, made by the very engine that it ships, from a seed: the same bytes each time.
// They lie where the page looks by itself: snapshots/ (docs/static-backend.md).
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { EngineHost } from '../../web/engine-host.js';

const now = '2026-11-23T09:00:00Z';
const products = { group: '00000000-0000-4000-8000-000000000001', internal: '00000000-0000-4000-8000-000000000002', external: '00000000-0000-4000-8000-000000000003' };

/** An engine in memory and its door. */
export class Maker {
  /** @param {EngineHost} host */
  constructor(host) {
    this.host = host;
  }

  /** @param {string} script engine.js @param {string} program engine.wasm @param {number} seed */
  static async open(script, program, seed) {
    const { default: create } = await import(pathToFileURL(resolve(script)).href);
    const host = await EngineHost.start(create, new WebAssembly.Module(readFileSync(program)), null);
    const refused = host.open({ storage: 'memory', seed: String(seed), now });
    if (refused) throw new Error(refused.message);
    return new Maker(host);
  }

  /** @param {string} method @param {string} path @param {unknown} [body] */
  ask(method, path, body) {
    const { bytes, blobs } = this.host.exchange(new TextEncoder().encode(JSON.stringify({ id: 1, method, path, body })), []);
    while (this.host.turn() === 0) this.host.events();
    const { status, body: said } = JSON.parse(new TextDecoder().decode(bytes));
    if (status >= 300) throw new Error(`${method} ${path}: expected it to be done, found ${status} ${JSON.stringify(said)}`);
    return { said, blobs };
  }

  /** The subscription that a process makes. @param {string} workflow @param {object[]} pages @returns {string} */
  make(workflow, pages) {
    const { said } = this.ask('POST', `/api/processes/${workflow}`, pages);
    return this.ask('GET', `/api/processes/${said.id}`).said.current_state.subscription_id;
  }

  /** @param {string} group_name */
  group(group_name) {
    return this.make('create_user_group', [{ product: products.group }, { group_name }]);
  }

  /** @param {string} username @param {number | null} age @param {string} group @param {string} product */
  user(username, age, group, product = products.internal) {
    return this.make('create_user', [{ product }, { username, age, user_group_ids: [group] }]);
  }

  snapshot() {
    const { job } = this.ask('GET', '/api/rehearsal/snapshot').said;
    return this.ask('GET', `/api/rehearsal/jobs/${job}`).blobs[0];
  }
}

const examples = [
  {
    title: 'A small organisation',
    about: 'Three user groups and the eight people in them, two of them from outside.',
    /** @param {Maker} maker */
    make(maker) {
      const [staff, students, guests] = ['staff', 'students', 'guests'].map((name) => maker.group(name));
      for (const [name, age] of /** @type {[string, number][]} */ ([['ann', 41], ['bob', 36], ['carla', 52]])) maker.user(name, age, staff);
      for (const [name, age] of /** @type {[string, number][]} */ ([['dora', 22], ['emil', 24], ['fatma', 23]])) maker.user(name, age, students);
      for (const name of ['gert', 'hana']) maker.user(name, null, guests, products.external);
    },
  },
  {
    title: 'Where the lesson begins',
    about: 'One user group and no user in it yet: make the first.',
    /** @param {Maker} maker */
    make(maker) {
      maker.group('staff');
    },
  },
];

/** @param {string} dist @param {string} app the folder of dist/ with engine.wasm @param {string} parts that of engine.js, before it was bundled */
export async function add_examples(dist, app, parts) {
  const to = join(dist, 'snapshots');
  await mkdir(join(to, 'objects'), { recursive: true });
  const published = [];
  /** @type {Maker | undefined} */
  let maker;
  for (const [seed, { title, about, make }] of examples.entries()) {
    maker = await Maker.open(join(parts, 'engine.js'), join(dist, app, 'engine.wasm'), seed + 1);
    make(maker);
    const bytes = maker.snapshot();
    const digest = createHash('sha256').update(bytes).digest('hex');
    await writeFile(join(to, 'objects', `${digest}.json`), bytes);
    published.push({ title, about, author: 'Rehearsal', time: now, digest });
  }
  const { said } = /** @type {Maker} */ (maker).ask('POST', '/api/rehearsal/sync', { publish: { name: 'Examples', present: null, snapshots: published } });
  if (said.do !== 'write') throw new Error(`expected an index to write, found ${JSON.stringify(said)}`);
  await writeFile(join(to, 'index.json'), said.index);
}
