// The service worker over caches that are the origin's: two pages below different paths of one host keep what is theirs.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import vm from 'node:vm';

const text = readFileSync(new URL('../../web/service-worker.js', import.meta.url), 'utf8');
/** @param {string} what */
const sha256 = (what) => createHash('sha256').update(what).digest('hex');

/** What all workers of one origin share: caches, and the locks that tabs hold. */
function open_origin() {
  /** @type {Map<string, Map<string, Response>>} */
  const stores = new Map();
  const caches = {
    keys: async () => [...stores.keys()],
    has: async (/** @type {string} */ name) => stores.has(name),
    delete: async (/** @type {string} */ name) => stores.delete(name),
    async open(/** @type {string} */ name) {
      const store = stores.get(name) ?? new Map();
      stores.set(name, store);
      return {
        put: async (/** @type {string} */ address, /** @type {Response} */ response) => void store.set(address, response),
        match: async (/** @type {string} */ address) => store.get(address)?.clone(),
        matchAll: async () => [...store.values()],
      };
    },
  };
  return { caches, online: true };
}

/**
 * A worker of the page at `scope`, whose host has these files.
 * @param {ReturnType<typeof open_origin>} origin @param {string} scope @param {Record<string, string>} site
 */
function open_worker(origin, scope, site) {
  /** @type {Record<string, (event: any) => void>} */
  const listeners = {};
  const folder = Object.keys(site).join().match(/app-[0-9a-f]+/)?.[0];
  const files = Object.fromEntries(Object.entries(site).map(([path, what]) => [path, sha256(what)]));
  const self = {
    rehearsal: { folder, files },
    registration: { scope },
    clients: { matchAll: async () => [], claim: async () => {} },
    addEventListener: (/** @type {string} */ kind, /** @type {(event: any) => void} */ listener) => (listeners[kind] = listener),
  };
  const locks = { request: (/** @type {string} */ _, /** @type {() => unknown} */ act) => act(), query: async () => ({ held: [] }) };
  async function fetched(/** @type {any} */ asked) {
    if (!origin.online) throw new TypeError('Failed to fetch');
    const path = String(asked.url ?? asked).slice(scope.length);
    return path in site ? new Response(site[path]) : new Response('', { status: 404 });
  }
  vm.runInContext(text, vm.createContext({ self, caches: origin.caches, crypto, URL, Response, navigator: { locks }, fetch: fetched }));
  return {
    async visit() {
      for (const kind of ['install', 'activate']) {
        /** @type {unknown[]} */
        const under_way = [];
        listeners[kind]({ waitUntil: (/** @type {unknown} */ one) => under_way.push(one) });
        await Promise.all(under_way);
      }
    },
    /** @param {string} path */
    async get(path) {
      /** @type {Promise<Response> | undefined} */
      let answer;
      listeners.fetch({ request: { url: scope + path, method: 'GET', mode: 'navigate' }, respondWith: (/** @type {any} */ one) => (answer = one) });
      return (await answer)?.text().catch(() => null);
    },
  };
}

const ours = { '': 'our page', 'app-00000000000000aa/main.js': 'our script' };
const theirs = { '': 'their page', 'app-00000000000000bb/main.js': 'their script' };
for (const [what, site, paths] of /** @type {[string, Record<string, string>, [string, string]][]} */ ([
  ['another version', theirs, ['/rehearsal/', '/lesson/']], ['the same version', ours, ['/rehearsal/', '/lesson/']],
  ['another version below it', theirs, ['/', '/preview/']], ['another version above it', theirs, ['/preview/', '/']],
])) {
  test(`a page is there without its host after ${what} was visited at another path of it`, async () => {
    const origin = open_origin();
    const first = open_worker(origin, `https://host.example${paths[0]}`, ours);
    await first.visit();
    const second = open_worker(origin, `https://host.example${paths[1]}`, site);
    await second.visit();
    origin.online = false;
    for (const [path, said] of Object.entries(ours)) assert.equal(await first.get(path).catch(String), said);
    for (const [path, said] of Object.entries(site)) assert.equal(await second.get(path).catch(String), said);
  });
}

test('of its own path a page keeps the newest version only, when no tab runs another', async () => {
  const origin = open_origin();
  for (const site of [ours, theirs]) await open_worker(origin, 'https://host.example/x/', site).visit();
  const names = await origin.caches.keys();
  assert.equal(names.length, 1);
  assert.match(names[0], /app-00000000000000bb$/);
});
