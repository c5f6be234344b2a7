// After one visit the page works without its host, from a root and from a sub-path; it can be installed; and what it may
// load is said in the page. Debian's nginx serves dist/.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { create_group, create_user, user_title } from './story.mjs';
import { new_profile, open_browser } from './support/chromium.mjs';
import { open_nginx } from './support/nginx.mjs';
import { chromium_person } from './support/person.mjs';
import { choose_file, content_of, export_all } from './support/snapshots.mjs';
import { app_folder, forget_http_cache, is_kept, packaged } from './support/versions.mjs';

const limit = { timeout: 60_000 };
const dist = await packaged();

/** A page that was visited once, whose host then ended: the main job is done in it. @param {import('node:test').TestContext} t @param {string} path */
async function main_job_without_host(t, path) {
  const host = await open_nginx(t, { folder: dist, path });
  const { context, errors } = await open_browser(t, { expect_errors: true });
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(host.address);
  await is_kept(page);
  await forget_http_cache(page);
  await host.stop();
  await assert.rejects(fetch(host.address));
  await person.reload();
  await create_group(person);
  await create_user(person);
  return { host, context, errors, page, person };
}

for (const path of ['/', '/some/path/']) {
  test(`without its host, from ${path}: a user group and a user are created`, limit, async (t) => {
    const { host, context, errors, page } = await main_job_without_host(t, path);
    // The address that a colleague sent, opened in another tab while nothing answers.
    const other = await context.newPage();
    await page.close();
    const again = chromium_person(other, 'mouse');
    await again.go(`${host.address}index.html#/subscriptions`);
    await again.see('link', user_title);
    const opened = context.waitForEvent('page');
    await again.press('link', 'Licenses');
    await chromium_person(await opened, 'mouse').see('heading', 'What others wrote');
    // The only thing missed is the look for a newer version.
    assert.deepEqual(errors.filter((one) => !one.includes('sw.js')), []);
  });
}

test('without its host, from /some/path/: all leaves as a file, and comes back from it the same', limit, async (t) => {
  const { page, person } = await main_job_without_host(t, '/some/path/');
  const before = await export_all(page, person);

  await person.press('button', 'Start over…');
  await person.press('button', 'Erase and start over');
  await person.read('Everything begins anew.');
  await person.press('link', 'Subscriptions');
  await person.see('heading', 'Nothing here yet');
  const empty = await export_all(page, person);
  assert.notEqual(content_of(empty.text), content_of(before.text));

  await choose_file(page, person, before.path);
  await person.read('2 subscriptions added');
  await person.press('radio', 'Replace all of it by the snapshot');
  await person.press('button', 'Replace everything');
  await person.read('The snapshot is in.');
  const after = await export_all(page, person);
  assert.equal(content_of(after.text), content_of(before.text));
  await person.press('link', 'Subscriptions');
  await person.press('link', user_title);
  await person.see('heading', user_title);
});

test('a browser that is started anew without a network has the page and the data', limit, async (t) => {
  const host = await open_nginx(t, { folder: dist });
  const profile = new_profile();
  const first = await open_browser(t, { profile });
  const page = first.context.pages()[0];
  await chromium_person(page, 'mouse').go(host.address);
  await create_group(chromium_person(page, 'mouse'));
  await is_kept(page);
  await forget_http_cache(page);
  await first.close();
  await host.stop();
  const second = await open_browser(t, { profile, expect_errors: true });
  const person = chromium_person(second.context.pages()[0], 'mouse');
  await person.go(`${host.address}#/subscriptions`);
  await person.see('link', 'User group staff');
});

test('it can be installed, and opens files of its kind', limit, async (t) => {
  const host = await open_nginx(t, { folder: dist, path: '/some/path/' });
  const { context } = await open_browser(t);
  const page = context.pages()[0];
  await page.goto(host.address);
  await is_kept(page);
  const devtools = await context.newCDPSession(page);
  const { errors, data, url } = await devtools.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  assert.equal(url, `${host.address}manifest.webmanifest`);
  const manifest = JSON.parse(data ?? '');
  assert.deepEqual(manifest.file_handlers[0].accept, { 'application/json': ['.json'] });
  assert.deepEqual((await devtools.send('Page.getInstallabilityErrors')).installabilityErrors, []);
  for (const { src, sizes } of manifest.icons) {
    const size = await page.evaluate(async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, new URL(src, host.address).href);
    if (sizes !== 'any') assert.equal(size, sizes, src);
  }
});

test('the page runs no script but its own, and asks only https and this machine', limit, async (t) => {
  const host = await open_nginx(t, { folder: dist });
  const { context } = await open_browser(t, { expect_errors: true });
  const page = context.pages()[0];
  await page.goto(host.address);
  await page.getByRole('link', { name: 'New subscription' }).first().waitFor();
  const refused = await page.evaluate(async () => {
    /** @type {string[]} */
    const found = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => found.push(`${effectiveDirective} ${blockedURI}`));
    const script = document.createElement('script');
    script.textContent = 'globalThis.inlineRan = true';
    document.head.append(script);
    // Text as code; what a driver evaluates itself would be let through.
    setTimeout('globalThis.textRan = true');
    await fetch('http://elsewhere.example/x').catch(() => {});
    // Nobody listens there, but it may be asked.
    await fetch('http://localhost:9/').catch(() => {});
    // Each is said in a task of its own.
    for (const end = performance.now() + 10_000; found.length < 3 && performance.now() < end;) await new Promise((done) => setTimeout(done, 10));
    return { found: found.sort(), ran: 'inlineRan' in globalThis || 'textRan' in globalThis };
  });
  assert.deepEqual(refused, { found: ['connect-src http://elsewhere.example/x', 'script-src eval', 'script-src-elem inline'], ran: false });
});

for (const [path, block] of [['/', 'a block that has a location'], ['/some/path/', 'a location with an alias']]) {
  test(`nginx at ${path}, with the settings that dist/ carries in ${block}, sends what is packed and lets caches keep what has a hash`, limit, async (t) => {
    const host = await open_nginx(t, { folder: dist, path });
    const app = app_folder(dist);
    const wasm = await fetch(`${host.address}${app}/engine.wasm`, { headers: { 'accept-encoding': 'gzip' } });
    assert.equal(wasm.headers.get('content-type'), 'application/wasm');
    assert.equal(wasm.headers.get('content-encoding'), 'gzip');
    assert.match(wasm.headers.get('cache-control') ?? '', /immutable/);
    for (const name of ['', 'sw.js', 'manifest.webmanifest']) {
      assert.equal((await fetch(`${host.address}${name}`)).headers.get('cache-control'), 'no-cache', name);
    }
    // Other pages may open what is published beside this one.
    const index = await fetch(`${host.address}snapshots/index.json`);
    assert.equal(index.headers.get('cache-control'), 'no-cache');
    const { heads } = await index.json();
    const object = await fetch(`${host.address}snapshots/${heads[0].file}`);
    assert.match(object.headers.get('cache-control') ?? '', /immutable/);
    // They see that one is not there, too; caches do not keep that.
    const missing = await fetch(`${host.address}snapshots/objects/${'0'.repeat(64)}.json`);
    assert.equal(missing.status, 404);
    assert.equal(missing.headers.get('cache-control'), null);
    for (const { headers } of [index, object, missing]) assert.equal(headers.get('access-control-allow-origin'), '*');
    assert.equal(wasm.headers.get('access-control-allow-origin'), null);
  });
}

test('the settings for other hosts name the folder of this version, and no other', () => {
  const headers = readFileSync(join(dist, '_headers'), 'utf8');
  assert.ok(headers.includes(`\n/${app_folder(dist)}/*\n  Cache-Control: public, max-age=31536000, immutable\n`));
  assert.ok(!headers.includes('\n/app/'));
  assert.match(readFileSync(join(dist, '.htaccess'), 'utf8'), /AddType application\/wasm \.wasm/);
});
