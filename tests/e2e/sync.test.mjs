// The static backend in Chromium, with the engine's own decisions: what is published is found and opened, from beside the
// page and from another host; and each way in which a host or a network fails is told in words and can be tried again.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';

import { open_browser } from './support/chromium.mjs';
import { open_nginx } from './support/nginx.mjs';
import { breaking, drip, open_odd_host } from './support/odd_host.mjs';
import { packaged } from './support/versions.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('../../web/sync-transport.js').Problem} Problem */

const limit = { timeout: 60_000 };
const dist = await packaged();
const snapshot = Buffer.from(JSON.stringify({ format: 'rehearsal-snapshot', version: 1, content: 'x'.repeat(200_000) }));
/** @param {string | Buffer} bytes */
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const digest = sha256(snapshot);
const object = `objects/${digest}.json`;
const head = { title: 'A small organisation', about: '', time: '2026-11-23T19:30:00Z', author: 'Ann', digest, file: object };
const index = JSON.stringify({ format: 'rehearsal-index', version: 1, name: 'Lessons', generation: 1, parent: null, heads: [head] });

/** Opens the page and puts `sync`, `publish` and `folder` (a directory like one that a person chooses) into it. @param {Page} page @param {string} address */
async function with_sync(page, address) {
  await page.goto(`${address}?storage=memory`);
  await page.evaluate(async (folder) => {
    /** @param {string} name */
    const load = (name) => import(new URL(`${folder}/${name}`, location.href).href);
    const [{ EngineHost }, { default: create }, transport, publish] =
      await Promise.all(['engine-host.js', 'engine.js', 'sync-transport.js', 'publish.js'].map(load));
    const engine = await EngineHost.start(create, await WebAssembly.compileStreaming(fetch(`${folder}/engine.wasm`)), null);
    engine.open({ storage: 'memory' });
    /** @param {object} body */
    const decide = async (body) => {
      const request = JSON.stringify({ id: 1, method: 'POST', path: '/api/rehearsal/sync', body });
      const answer = JSON.parse(new TextDecoder().decode(engine.request(new TextEncoder().encode(request))));
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
      return answer.body;
    };
    const root = await navigator.storage.getDirectory();
    const chosen = await root.getDirectoryHandle('published', { create: true });
    Object.assign(globalThis, { decide, publish, folder: chosen, sync: transport.createSync({ decide }) });
  }, 'parts');
}

/** @param {Page} page @param {string} address @returns {Promise<{ok: boolean, heads?: any[], address?: string, problem?: Problem, again: boolean}>} */
const open_index = (page, address) =>
  page.evaluate(async (named) => {
    const outcome = await (/** @type {any} */ (globalThis).sync.openIndex(named));
    return { ...outcome, again: !!outcome.again };
  }, address);

/** Opens the index at `address` and the snapshot that it names; `tries` times where the first fails. @param {Page} page @param {string} address */
const open_snapshot = (page, address, tries = 1) =>
  page.evaluate(async ({ named, times }) => {
    const { sync } = /** @type {any} */ (globalThis);
    const found = await sync.openIndex(named);
    if (!found.ok) return { ok: false, problem: found.problem, sizes: [], problems: [] };
    /** @type {any[]} */
    const sizes = [];
    const problems = [];
    const onProgress = (/** @type {any} */ progress) => sizes.push(progress);
    let got = await sync.openSnapshot(found.address, found.heads[0], { onProgress });
    for (let n = 1; n < times && !got.ok; n += 1) {
      problems.push(got.problem.code);
      got = await got.again();
    }
    return { ok: got.ok, problem: got.problem, text: got.ok ? await got.file.text() : '', sizes, problems };
  }, { named: address, times: tries });

/** @param {import('node:test').TestContext} t @param {Record<string, import('./support/odd_host.mjs').Place>} places */
async function with_host(t, places) {
  const host = await open_odd_host(t, { '/index.json': { body: index }, [`/${object}`]: { body: snapshot }, ...places });
  const { context } = await open_browser(t, { expect_errors: true });
  const page = context.pages()[0];
  const page_host = await open_nginx(t, { folder: dist, path: '/some/path/' });
  await with_sync(page, page_host.address);
  return { host, page, context };
}

test('what lies beside the page is found; where nothing lies, that is said', limit, async (t) => {
  // The examples that a packed page has would be found, too.
  const [folder, bare] = [`${dist}-with-snapshots`, `${dist}-without-snapshots`];
  for (const copy of [folder, bare]) {
    rmSync(copy, { recursive: true, force: true });
    cpSync(dist, copy, { recursive: true });
    rmSync(join(copy, 'snapshots'), { recursive: true });
  }
  mkdirSync(join(folder, 'snapshots/objects'), { recursive: true });
  writeFileSync(join(folder, 'snapshots/index.json'), index);
  writeFileSync(join(folder, 'snapshots', object), snapshot);
  const host = await open_nginx(t, { folder, path: '/some/path/' });
  const { context } = await open_browser(t, { expect_errors: true });
  const page = context.pages()[0];
  await with_sync(page, host.address);
  const got = await open_snapshot(page, '');
  assert.ok(got.ok, got.problem?.what);
  assert.equal(got.text, String(snapshot));
  assert.deepEqual(got.sizes[0], { bytes: 0, total: snapshot.length });
  assert.deepEqual(got.sizes.at(-1), { bytes: snapshot.length, total: snapshot.length });
  host.show(bare);
  const none = await open_index(page, '');
  assert.equal(none.problem?.code, 'nothing_beside');
  // Of another origin, with the settings that dist/ carries: what is missing there is told as missing.
  const other = await open_nginx(t, { folder: bare, path: '/their/path/' });
  const missing = await open_index(page, `${other.address}snapshots/`);
  assert.equal(missing.problem?.code, 'not_found', missing.problem?.what);
  await host.stop();
  assert.equal((await open_index(page, '')).problem?.code, 'unreachable');
});

test('publish into a folder, serve it from another host, open it there; publish again', limit, async (t) => {
  const { page } = await with_host(t, {});
  /** @param {string} title @param {string} text */
  const publish = (title, text) =>
    page.evaluate(async ({ name, bytes }) => {
      const { publish: by, decide, folder } = /** @type {any} */ (globalThis);
      const snapshots = [{ title: name, about: 'For the first lesson', author: 'Ann', time: '2026-11-23T19:30:00Z', file: new Blob([bytes]) }];
      const made = await by.publishIntoFolder({ decide, name: 'Lessons', snapshots }, folder);
      /** @type {Record<string, string>} */
      const files = {};
      const walk = async (/** @type {any} */ at, /** @type {string} */ path) => {
        for await (const [entry, handle] of at.entries()) {
          if (handle.kind === 'directory') await walk(handle, `${path}${entry}/`);
          else files[path + entry] = await (await handle.getFile()).text();
        }
      };
      await walk(folder, '');
      return { made, files };
    }, { name: title, bytes: text });
  const folder = `${dist}-published`;
  rmSync(folder, { recursive: true, force: true });
  const host = await open_nginx(t, { folder: dist, path: '/lessons/snapshots/' });
  /** @param {Record<string, string>} files */
  const serve_them = (files) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    host.show(folder);
  };
  const first = await publish('One', String(snapshot));
  assert.deepEqual(first.made, { ok: true, heads: 1 });
  serve_them(first.files);
  const got = await open_snapshot(page, host.address);
  assert.ok(got.ok, got.problem?.what);
  assert.equal(got.text, String(snapshot));
  const second = await publish('Two', '{"two": 2}');
  assert.deepEqual(second.made, { ok: true, heads: 2 });
  assert.equal(JSON.parse(second.files['index.json']).parent, sha256(first.files['index.json']));
  serve_them(second.files);
  const found = await open_index(page, `${host.address}index.json`);
  assert.deepEqual(found.heads?.map(({ title }) => title), ['Two', 'One']);
});

test('publish as an archive', limit, async (t) => {
  const { page } = await with_host(t, {});
  const bytes = await page.evaluate(async (text) => {
    const { publish, decide } = /** @type {any} */ (globalThis);
    const snapshots = [{ title: 'One', about: '', author: 'Ann', time: '2026-11-23T19:30:00Z', file: new Blob([text]) }];
    const made = await publish.publishAsZip({ decide, name: 'Lessons', snapshots });
    return [...new Uint8Array(await made.archive.arrayBuffer())];
  }, String(snapshot));
  const archive = Buffer.from(bytes);
  assert.equal(archive.readUInt32LE(0), 0x04034b50);
  assert.ok(archive.includes(object) && archive.includes('index.json'));
  assert.ok(archive.length < snapshot.length / 10, 'compressed by the browser');
});

test('each failure of a host has its words, and can be tried again where that helps', limit, async (t) => {
  const secret = Buffer.from('{"is": "not for this page"}');
  const { host, page } = await with_host(t, {
    '/page/index.json': { body: '<!doctype html><p>Sign in', type: 'text/html' },
    '/disguised/index.json': { body: '\n<!doctype html><p>Sign in' },
    '/private/index.json': { body: secret, shared: false },
    '/forbidden/index.json': { body: 'no', status: 403 },
    '/busy/index.json': { body: 'later', status: 503 },
    '/broken/index.json': { body: '{"format": "rehearsal-index", "version": 1' },
    '/newer/index.json': { body: '{"format": "rehearsal-index", "version": 2}' },
    '/elsewhere/index.json': { act: (_, response) => void response.writeHead(302, { location: `${host_elsewhere.address}/index.json` }).end() },
    '/private-elsewhere/index.json': { shared: false, act: (_, response) => void response.writeHead(302, { location: `${host_elsewhere.address}/index.json` }).end() },
    '/moved/index.json': { act: (_, response) => void response.writeHead(302, { location: '/index.json' }).end() },
  });
  const host_elsewhere = await open_odd_host(t, { '/index.json': { body: index } });
  for (const [path, code, again, words] of /** @type {[string, string, boolean, RegExp][]} */ ([
    ['/page/', 'web_page', true, /is a web page and not JSON/], ['/disguised/', 'web_page', true, /is a web page and not JSON/],
    ['/missing/', 'not_found', true, /is not there \(status 404\)/], ['/forbidden/', 'forbidden', true, /the host gives it to some only/],
    ['/busy/', 'busy', true, /the host is busy/], ['/broken/', 'index_invalid', true, /cannot be used\. The index ends in the middle\./],
    ['/newer/', 'index_newer', true, /of version 2, and this Rehearsal knows version 1 only/],
    ['/private/', 'not_shared', true, /is there, but does not let this page read/],
    ['/elsewhere/', 'led_elsewhere', false, /leads to another address, which was not asked\./],
    ['/private-elsewhere/', 'led_elsewhere', false, /leads to another address, which was not asked\./],
    ['/moved/', 'led_elsewhere', false, /leads to another address, which was not asked\./],
  ])) {
    const found = await open_index(page, host.address + path);
    assert.equal(found.problem?.code, code, path);
    assert.equal(found.again, again, path);
    assert.match(found.problem?.what ?? '', words);
    assert.match(found.problem?.advice ?? '', /^Nothing was changed\. ./);
  }
  assert.deepEqual(host_elsewhere.asked, [], 'nobody has named it');
  assert.ok(host.asked.every(({ path }) => path !== '/index.json'), 'nor this place');
  const refused = await open_index(page, `${host.address}/private/`);
  assert.match(refused.problem?.advice ?? '', /Access-Control-Allow-Origin: \*/);
  assert.equal((await open_index(page, 'http://elsewhere.example/')).problem?.code, 'address');
  assert.equal((await open_index(page, 'no address')).problem?.code, 'address');
  await host.close();
  const gone = await open_index(page, host.address);
  assert.equal(gone.problem?.code, 'unreachable');
  assert.match(gone.problem?.what ?? '', /localhost:\d+ cannot be reached\./);
  assert.equal(await page.locator('iframe').count(), 0, 'what looked whether a host is there is gone');
});

test('without a network that is said, and the retry goes on', limit, async (t) => {
  const { host, page, context } = await with_host(t, {});
  await page.evaluate(async (address) => {
    const { sync } = /** @type {any} */ (globalThis);
    Object.assign(globalThis, { found: await sync.openIndex(address) });
  }, host.address);
  await context.setOffline(true);
  const problem = await page.evaluate(async () => {
    const page_globals = /** @type {any} */ (globalThis);
    page_globals.got = await page_globals.sync.openSnapshot(page_globals.found.address, page_globals.found.heads[0]);
    return page_globals.got.problem;
  });
  assert.equal(problem.code, 'offline');
  assert.equal(problem.what, 'There is no network.');
  assert.match(problem.advice, /Connect to it first\./);
  await context.setOffline(false);
  assert.equal(await page.evaluate(async () => (await (/** @type {any} */ (globalThis).got.again())).ok), true);
});

test('a snapshot that is not what the index names is not taken, and the retry passes by what caches keep', limit, async (t) => {
  const { host, page } = await with_host(t, {});
  const damaged = Buffer.concat([snapshot, Buffer.from(' ')]);
  const bodies = [damaged, damaged, snapshot];
  const asked = () => host.asked.filter(({ path }) => path === `/${object}`).length;
  // As hosts send it with the settings that dist/ carries.
  host.places[`/${object}`] = {
    act(_, response) {
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'public, max-age=31536000, immutable' });
      response.end(bodies[asked() - 1]);
    },
  };
  const wrong = await open_snapshot(page, host.address);
  assert.equal(wrong.problem?.code, 'wrong_digest');
  assert.match(wrong.problem?.what ?? '', new RegExp(sha256(damaged)));
  assert.equal(asked(), 1);
  const got = await open_snapshot(page, host.address, 3);
  assert.deepEqual(got.problems, ['wrong_digest', 'wrong_digest'], 'the cache gave the first, the host the second');
  assert.ok(got.ok, got.problem?.what);
  assert.equal(got.text, String(snapshot));
  assert.equal(asked(), 3);
});

for (const ranges of [true, false]) {
  test(`a snapshot that breaks off ${ranges ? 'goes on where it stopped' : 'begins again where the host has no ranges'}`, limit, async (t) => {
    const { host, page } = await with_host(t, {});
    host.places[`/${object}`] = { act: breaking(snapshot, ranges) };
    const got = await open_snapshot(page, host.address, 2);
    assert.deepEqual(got.problems, ['broken_off']);
    assert.ok(got.ok, got.problem?.what);
    assert.equal(got.text, String(snapshot));
    const asked = host.asked.filter(({ path }) => path === `/${object}`).map(({ range }) => range);
    assert.equal(asked.length, 2);
    assert.match(asked[1] ?? '', /^bytes=[1-9]\d*-$/);
  });
}

test('a slow drip shows its progress and can be stopped', limit, async (t) => {
  const { host, page } = await with_host(t, {});
  /** @type {(() => void) | undefined} */
  let go_on;
  host.places[`/${object}`] = { act: drip(snapshot, 50_000, () => new Promise((done) => (go_on = () => done(null)))) };
  const outcome = page.evaluate(async (address) => {
    const { sync } = /** @type {any} */ (globalThis);
    const found = await sync.openIndex(address);
    const stop = new AbortController();
    Object.assign(globalThis, { stop, seen: [] });
    const got = await sync.openSnapshot(found.address, found.heads[0], {
      signal: stop.signal, onProgress: (/** @type {any} */ progress) => /** @type {any} */ (globalThis).seen.push(progress),
    });
    return { code: got.problem?.code, advice: got.problem?.advice };
  }, host.address);
  /** @param {number} bytes */
  const until = (bytes) => page.waitForFunction((least) => /** @type {any} */ (globalThis).seen?.at(-1)?.bytes >= least, bytes);
  await until(50_000);
  go_on?.();
  await until(100_000);
  assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).seen.at(-1).total), snapshot.length);
  await page.evaluate(() => /** @type {any} */ (globalThis).stop.abort());
  const { code, advice } = await outcome;
  assert.equal(code, 'stopped');
  assert.match(advice, /goes on after the 97\.6 KiB/);
});

test('a file of 1 GB is refused by its size before it is read, and by counting where it says none', limit, async (t) => {
  const { host, page } = await with_host(t, {});
  let sent = 0;
  /** @param {Record<string, string | number>} headers @param {string} path */
  const endless = (headers, path) => {
    host.places[path] = {
      act: (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', ...headers });
        const piece = Buffer.alloc(1024 * 1024, ' ');
        sent = 0;
        const more = () => {
          while (!response.destroyed && sent < 1e9) {
            sent += piece.length;
            if (!response.write(piece)) return void response.once('drain', more);
          }
          response.end();
        };
        more();
      },
    };
  };
  endless({ 'content-length': 1e9 }, `/${object}`);
  const got = await open_snapshot(page, host.address);
  assert.equal(got.problem?.code, 'too_large');
  assert.match(got.problem?.what ?? '', /is too large: 953\.6 MiB, and at most 256\.0 MiB are read/);
  assert.deepEqual(got.sizes, [], 'nothing of it was read');
  endless({}, '/index.json');
  const counted = await open_index(page, host.address);
  assert.equal(counted.problem?.code, 'too_large');
  assert.ok(sent < 100e6, `${sent} bytes were sent before it was refused`);
});

test('what was not named is not asked for', limit, async (t) => {
  const { host, page } = await with_host(t, {});
  const other = await open_odd_host(t, { [`/${object}`]: { body: snapshot } });
  const said = await page.evaluate(async ({ elsewhere, one }) => {
    const { sync } = /** @type {any} */ (globalThis);
    return sync.openSnapshot(`${elsewhere}/index.json`, one);
  }, { elsewhere: other.address, one: head });
  assert.equal(said.ok, false);
  assert.equal(said.problem.code, 'address');
  assert.deepEqual(other.asked, []);
  assert.deepEqual(host.asked, []);
});
