// A new version on the host: announced, taken on the person's word or when all tabs are closed, whole or not at all, and
// never mixed with the old one.
import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { serve } from '../../scripts/lib/serve.mjs';
import { create_group, group_title, open_form } from './story.mjs';
import { open_browser } from './support/chromium.mjs';
import { wait_for } from './support/engine.mjs';
import { open_nginx } from './support/nginx.mjs';
import { chromium_person } from './support/person.mjs';
import { app_folder, forget_http_cache, is_kept, kept_versions, loaded_from, look_for_update, next_version, packaged } from './support/versions.mjs';

const limit = { timeout: 60_000 };
const path = '/some/path/';
const old_site = await packaged();
const new_site = await next_version('next');
const third_site = await next_version('third', { twins: ['style.css'] });
const [old_app, new_app, third_app] = [old_site, new_site, third_site].map(app_folder);
const use_it = 'Use the new version';

/**
 * A person in the old version, which is kept; the host shows `next` by then.
 * @param {import('node:test').TestContext} t @param {string} next @param {boolean} [expect_errors]
 */
async function with_next(t, next, expect_errors = false) {
  const host = await open_nginx(t, { folder: old_site, path });
  const { context } = await open_browser(t, { expect_errors });
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(host.address);
  await create_group(person);
  await is_kept(page);
  host.show(next);
  return { host, context, page, person };
}

/** Has the engine's worker die, so that the page fetches it again; gives where the new one came from. @param {import('playwright-core').Page} page */
async function restart_engine(page) {
  const [worker] = page.workers();
  const next = page.waitForEvent('worker');
  await worker.evaluate(() => self.close()).catch(() => {});
  return (await next).url();
}

test('a new version is announced, and taken on the person’s word', limit, async (t) => {
  const { page, person } = await with_next(t, new_site);
  await person.reload();
  await person.see('button', use_it);
  await person.reload();
  await person.see('button', use_it);
  assert.deepEqual(await loaded_from(page), [old_app], 'a reload alone changes nothing');
  await person.read('A new version of Rehearsal is ready.');
  await person.picture('update-ready');
  await person.press('link', 'Subscriptions');
  await person.see('link', group_title);
  await person.press('button', use_it);
  await page.locator(`script[src^="${new_app}"][src$="main.js"]`).waitFor({ state: 'attached' });
  await person.see('link', group_title);
  assert.deepEqual(await loaded_from(page), [new_app]);
  await person.miss('button', use_it);
});

test('what was typed and not sent is there again in the new version', limit, async (t) => {
  const { page, person } = await with_next(t, new_site);
  assert.equal(await look_for_update(page), 'waits');
  await open_form(person, 'User Group');
  await person.type('Group name', 'half a na');
  page.on('dialog', (question) => assert.fail(`asked: ${question.type()}`));
  await page.getByRole('button', { name: use_it }).click({ noWaitAfter: true });
  await page.locator(`script[src^="${new_app}"][src$="main.js"]`).waitFor({ state: 'attached' });
  await person.read('Your draft is here again');
  assert.equal(await person.value('textbox', 'Group name'), 'half a na');
  assert.deepEqual(await loaded_from(page), [new_app]);
});

test('a tab that goes on with the old version gets nothing of the new one, and the other way round', limit, async (t) => {
  const { host, context, page, person } = await with_next(t, new_site);
  const other = await context.newPage();
  const waiting = chromium_person(other, 'mouse');
  // In memory: it needs no other tab's database, and stays usable.
  await waiting.go(`${host.address}?storage=memory`);
  await waiting.see('link', 'New subscription');
  assert.equal(await look_for_update(page), 'waits');
  await person.press('button', use_it);
  await page.locator(`script[src^="${new_app}"][src$="main.js"]`).waitFor({ state: 'attached' });
  await person.see('link', 'New subscription');

  await waiting.read('what is in memory is lost.');
  await forget_http_cache(page);
  assert.ok((await restart_engine(other)).includes(`/${old_app}/`));
  await create_group(waiting, 'made by the old engine');
  assert.ok((await restart_engine(page)).includes(`/${new_app}/`));
  await create_group(person, 'made by the new engine');
  assert.deepEqual(await loaded_from(other), [old_app]);
  assert.deepEqual(await loaded_from(page), [new_app]);

  await waiting.press('button', use_it);
  await other.locator(`script[src^="${new_app}"][src$="main.js"]`).waitFor({ state: 'attached' });
});

test('a tab that goes on while two versions come has its files; what no tab runs goes', limit, async (t) => {
  const { host, context, page, person } = await with_next(t, new_site);
  const other = await context.newPage();
  const staying = chromium_person(other, 'mouse');
  await staying.go(`${host.address}?storage=memory`);
  await staying.see('link', 'New subscription');
  for (const [site, app] of [[new_site, new_app], [third_site, third_app]]) {
    host.show(site);
    assert.equal(await look_for_update(page), 'waits');
    await person.press('button', use_it);
    await page.locator(`script[src^="${app}"][src$="main.js"]`).waitFor({ state: 'attached' });
    await person.see('link', 'New subscription');
    await is_kept(page);
  }
  await forget_http_cache(page);
  assert.ok(!existsSync(join(third_site, old_app)), 'the host has them no more');
  assert.ok((await restart_engine(other)).includes(`/${old_app}/`));
  assert.equal(await other.evaluate((app) => import(new URL(`${app}/publish.js`, location.href).href).then(() => true), old_app), true);
  await create_group(staying, 'made by the first engine');
  const kept = async () => (await kept_versions(page)).sort().join();
  await wait_for('the second version to go, which no tab runs', async () => (await kept()) === [old_app, third_app].sort().join());
  await other.close();
  await person.reload();
  await wait_for('the first to go with its tab', async () => (await kept()) === third_app);
});

test('after the new version is taken in the only tab, the old one does not stay', limit, async (t) => {
  const { page, person } = await with_next(t, new_site);
  assert.equal(await look_for_update(page), 'waits');
  await person.press('button', use_it);
  await page.locator(`script[src^="${new_app}"][src$="main.js"]`).waitFor({ state: 'attached' });
  await person.see('link', 'New subscription');
  await wait_for('the old version to go', async () => (await kept_versions(page)).join() === new_app);
});

test('when all tabs are closed the new version is simply there, and the old one is gone', limit, async (t) => {
  // A page that is left at once may still have asked for its icon.
  const { host, context, page } = await with_next(t, new_site, true);
  assert.equal(await look_for_update(page), 'waits');
  assert.deepEqual((await kept_versions(page)).sort(), [old_app, new_app].sort());
  const next = await context.newPage();
  await page.close();
  // The browser changes over shortly after the last tab is gone; until then a new one would be given the old page.
  for (let tries = 0; ; tries += 1) {
    await next.goto(host.address);
    if ((await loaded_from(next))[0] === new_app) break;
    assert.ok(tries < 20, 'the old version is still given');
    await next.goto('about:blank');
  }
  const person = chromium_person(next, 'mouse');
  await person.press('link', 'Subscriptions');
  await person.see('link', group_title);
  await wait_for('the old version to go', async () => (await kept_versions(next)).join() === new_app);
});

test('a version with a damaged or a missing file is not taken; the old one goes on, and the mended one is', limit, async (t) => {
  const damaged = `${new_site}-damaged`;
  rmSync(damaged, { recursive: true, force: true });
  cpSync(new_site, damaged, { recursive: true });
  const file = join(damaged, new_app, 'main.js');
  const bytes = readFileSync(file);
  bytes[1000] ^= 1;
  writeFileSync(file, bytes);
  const { host, page, person } = await with_next(t, damaged, true);
  assert.equal(await look_for_update(page), 'refused', 'one bit is wrong');
  truncateSync(file, 1_000);
  assert.equal(await look_for_update(page), 'refused', 'it is cut off');
  rmSync(file);
  assert.equal(await look_for_update(page), 'refused', 'it is missing');
  assert.deepEqual(await kept_versions(page), [old_app], 'nothing of it is kept');
  await forget_http_cache(page);
  await host.stop();
  await person.reload();
  await person.press('link', 'Subscriptions');
  await person.see('link', group_title);
  assert.deepEqual(await loaded_from(page), [old_app]);
  await host.start();
  host.show(new_site);
  assert.equal(await look_for_update(page), 'waits');
  await person.see('button', use_it);
});

test('an update fetches only what has changed', limit, async (t) => {
  const { host, page, context } = await with_next(t, new_site);
  /** @type {string[]} */
  const fetched = [];
  context.on('request', (request) => void fetched.push(request.url().slice(host.address.length)));
  assert.equal(await look_for_update(page), 'waits');
  const named = fetched.filter((name) => name.startsWith('app-'));
  assert.deepEqual(named.sort(), [`${new_app}/engine-worker.js`, `${new_app}/main.js`]);
});

test('on the server of scripts/run a reload shows what was built last', limit, async (t) => {
  const built = await next_version('built');
  const before = app_folder(built);
  const server = await serve({ root: built, fresh: true });
  t.after(server.close);
  const { context } = await open_browser(t);
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(server.address);
  await is_kept(page);
  rmSync(join(built, before), { recursive: true });
  cpSync(new_site, built, { recursive: true });
  const other = await context.newPage();
  await other.goto(`${server.address}?storage=memory`);
  await chromium_person(other, 'mouse').see('link', 'New subscription');
  assert.deepEqual(await loaded_from(other), [new_app]);
  // The tab that was open before is told.
  await person.see('button', use_it);
  await person.reload();
  await person.see('link', 'New subscription');
  assert.deepEqual(await loaded_from(page), [new_app]);
});
