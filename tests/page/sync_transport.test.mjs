// What the page does with a host and with the engine's decisions, which are written down here: no host is asked twice by
// mistake, none that was not named, and what fails can be gone on with.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import test from 'node:test';

import { createSync } from '../../web/sync-transport.js';

const page = 'https://page.example/some/path/#/data';
const state = { state: 'of the engine' };
const refused = { do: 'refuse', state, problem: { code: 'x', what: 'It was refused.', advice: '', again: true } };

/** A host on localhost. @param {import('node:test').TestContext} t @param {import('node:http').RequestListener} act */
async function open_host(t, act) {
  /** @type {string[]} */
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    act(request, response);
  });
  await new Promise((done) => server.listen(0, 'localhost', () => done(null)));
  t.after(() => server.close());
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { address: `http://localhost:${port}/`, asked };
}

/** Answers each message by the next of `steps`; an Error is thrown. @param {any[]} steps */
function scripted(steps) {
  /** @type {any[]} */
  const messages = [];
  return {
    messages,
    async decide(/** @type {object} */ message) {
      messages.push(message);
      const step = steps.shift();
      if (step instanceof Error) throw step;
      return step;
    },
  };
}
/** @param {string} address @param {object} [more] */
const ask = (address, more) => ({ do: 'ask', address, cache: 'no-cache', from: 0, state, ...more });
const done = { do: 'done', address: 'x', name: 'n', generation: 1, heads: [] };

/** @param {ReturnType<typeof scripted>} engine @param {Partial<Parameters<typeof createSync>[0]>} [more] */
const sync_of = ({ decide }, more) => createSync({ decide, address: page, probe: async () => 'unreachable', is_online: () => true, ...more });

test('a host that leads to another is not followed: nobody has named that one', async (t) => {
  const elsewhere = await open_host(t, (_, response) => void response.end('{}'));
  for (const location of [`${elsewhere.address}index.json`, '/other.json']) {
    const host = await open_host(t, (_, response) => void response.writeHead(302, { location }).end());
    const engine = scripted([ask(`${host.address}index.json`), refused]);
    // Node shows where it leads; browsers do not, and call the answer so.
    const as_browsers_do = async (/** @type {any} */ address, /** @type {any} */ options) => {
      const response = await fetch(address, options);
      return response.status === 302 ? /** @type {any} */ ({ type: 'opaqueredirect', body: null }) : response;
    };
    const found = await sync_of(engine, { ask: as_browsers_do }).openIndex(host.address);
    assert.equal(found.ok, false);
    assert.deepEqual(host.asked, ['/index.json']);
    assert.deepEqual(engine.messages[1], { state, failed: { why: 'led_elsewhere', bytes: 0 } });
  }
  assert.deepEqual(elsewhere.asked, []);
});

test('a host without an answer is looked at by the probe, the page’s own is not', async () => {
  for (const [address, whys] of /** @type {[string, string[]][]} */ ([
    ['https://host.example/index.json', ['not_shared']], ['https://page.example/index.json', ['unreachable']],
  ])) {
    const engine = scripted([ask(address), refused]);
    await sync_of(engine, { ask: () => Promise.reject(new TypeError('Failed to fetch')), probe: async () => 'not_shared' }).openIndex(address);
    assert.deepEqual(engine.messages.slice(1).map(({ failed }) => failed.why), whys);
  }
});

test('the engine says which cache may answer', async (t) => {
  const host = await open_host(t, (_, response) => void response.end('{}'));
  /** @type {string[]} */
  const caches = [];
  const seen = (/** @type {any} */ address, /** @type {any} */ options) => (caches.push(options.cache), fetch(address, options));
  for (const cache of ['no-cache', 'default', 'reload']) {
    const engine = scripted([ask(`${host.address}index.json`, { cache }), { do: 'read', from: 0, total: null, most: 10, state }, done]);
    assert.equal((await sync_of(engine, { ask: seen }).openIndex(host.address)).ok, true);
  }
  assert.deepEqual(caches, ['no-cache', 'default', 'reload']);
});

test('where the engine fails that is said, and the retry goes on with what has come', async (t) => {
  const body = '{"an": "index"}';
  const host = await open_host(t, (_, response) => void response.end(body));
  const broken = new Error('It is busy.');
  const read = { do: 'read', from: 0, total: null, most: 100, state };
  const engine = scripted([broken, ask(`${host.address}index.json`), broken, ask(`${host.address}index.json`), read, broken, done]);
  /** @type {any} */
  let found = await sync_of(engine).openIndex(host.address);
  const times = [];
  for (; !found.ok; found = await found.again()) {
    assert.equal(found.problem.what, 'The engine could not say how to go on: It is busy.');
    assert.match(found.problem.advice, /^Nothing was changed\. Try again/);
    times.push(host.asked.length);
  }
  assert.deepEqual(times, [0, 1, 2], 'at the beginning, at the head, at the end');
  assert.equal(host.asked.length, 2, 'a body that has come is not asked for again');
  assert.equal(engine.messages.at(-1).end.text, body);
  assert.deepEqual(engine.messages[1], engine.messages[0]);
  assert.deepEqual(engine.messages[3], { state }, 'a body that was not read is gone: it is asked for anew');
});

test('the page is known by its place alone, however long the rest of its address', async () => {
  const engine = scripted([{ do: 'refuse', problem: { code: 'address', what: '', advice: '', again: false } }]);
  const found = await sync_of(engine, { address: `https://page.example/x/?a=${'b'.repeat(3000)}#/open?from=y` }).openIndex('');
  assert.equal(engine.messages[0].page, 'https://page.example/x/');
  assert.equal(found.ok, false);
  assert.equal('again' in found, false);
});
