// A list of 100,000 rows, which only its engine knows whole: rows come as they are scrolled to; and cells, selected and copied.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { create_group } from './story.mjs';
import { open_browser, picture } from './support/chromium.mjs';
import { settled } from './support/gallery.mjs';
import { chromium_person } from './support/person.mjs';
import { site } from './support/site.mjs';

const limit = { timeout: 300_000 };
const all = 100_000;

/**
 * In the page, before its scripts: the engine's worker answers as ever, but has many subscriptions.
 * @param {number} count
 */
function have_many(count) {
  const Real = Worker;
  const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];
  /** @param {number} n */
  const row = (n) => ({ subscription_id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, description: `Subscription ${n}`, status: 'active', insync: n % 3 > 0,
    start_date: 1795463990 - n, product: { name: 'User Group' }, customer_id: '' });
  globalThis.Worker = class extends Real {
    /** @param {any} message @param {any} [moved] */
    postMessage(message, moved) {
      if (message.type === 'request') {
        const request = JSON.parse(decoder.decode(message.bytes));
        if (request.path === '/api/rehearsal/lists/subscriptions') {
          const from = Number(request.query?.after ?? 0), size = Number(request.query?.limit ?? 100);
          const items = Array.from({ length: Math.max(0, Math.min(size, count - from)) }, (_, i) => row(from + i));
          /** @type {any} */ (globalThis).parts = (/** @type {any} */ (globalThis).parts ?? 0) + 1;
          const bytes = encoder.encode(JSON.stringify({ id: request.id, status: 200, headers: {}, body: { items, total: count, next: null }, as_of: 1 }));
          setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data: { type: 'answer', n: message.n, bytes, blobs: [] } })), 5);
          return;
        }
      }
      super.postMessage(message, moved ?? []);
    }
  };
}

test('100,000 rows: by wheel, by key and by search, and few of them are read', limit, async (t) => {
  const { context } = await open_browser(t, { reducedMotion: 'reduce' });
  await context.addInitScript(have_many, all);
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(`${await site()}?storage=memory#/subscriptions`);
  const grid = page.getByRole('grid', { name: 'Subscriptions' });
  await grid.getByRole('link', { name: 'Subscription 0', exact: true }).waitFor();
  assert.equal(await grid.getAttribute('aria-rowcount'), String(all + 1));
  await page.mouse.move(700, 500);
  await page.mouse.wheel(0, 400_000);
  await settled(page);
  const seen = Number((await grid.getByRole('link').nth(6).textContent())?.replace('Subscription ', ''));
  assert.ok(seen > 9_000 && seen < 11_000, `row ${seen} is in sight`);
  await picture(page, 'list-100000');
  await grid.getByRole('link').nth(8).focus();
  await page.keyboard.press('End');
  await settled(page);
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), `Subscription ${all - 1}`);
  await picture(page, 'list-100000-end');
  await page.keyboard.press('ArrowUp');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), `Subscription ${all - 2}`);
  assert.ok((await grid.getByRole('row').count()) < 60);
  assert.ok(await page.evaluate(() => /** @type {any} */ (globalThis).parts) < 20, 'what was scrolled past was not read');
  // Frames while it is scrolled: what the program does of them.
  /** @type {number[]} */
  const times = [];
  for (let i = 0; i < 20; i += 1) {
    await page.mouse.wheel(0, -3_000);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    times.push(await page.evaluate(() => /** @type {any} */ (globalThis).rehearsal.layoutTime));
  }
  times.sort((a, b) => a - b);
  t.diagnostic(`a frame of scrolling takes ${times[10]?.toFixed(1)} ms, at most ${times[19]?.toFixed(1)} ms`);
});

test('who comes back to a list is where they were, and arrows reach every link of a row', limit, async (t) => {
  const { context } = await open_browser(t, { reducedMotion: 'reduce' });
  await context.addInitScript(have_many, 1000);
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(`${await site()}?storage=memory`);
  await create_group(person, 'alpha');
  await page.goto(`${await site()}?storage=memory#/subscriptions`);
  const grid = page.getByRole('grid', { name: 'Subscriptions' });
  await grid.getByRole('link', { name: 'Subscription 0', exact: true }).waitFor();
  await page.mouse.move(700, 500);
  await page.mouse.wheel(0, 8_000);
  await settled(page);
  const scrolled = () => page.locator('main').evaluate((main) => main.scrollTop);
  const before = await scrolled();
  assert.ok(before > 7_000, `scrolled to ${before}`);
  await grid.getByRole('link').nth(8).click();
  await page.waitForURL(/subscriptions\/0000/);
  await settled(page);
  await page.goBack();
  await grid.getByRole('link').nth(8).waitFor();
  await settled(page);
  assert.equal(await scrolled(), before);
  await page.goto(`${await site()}?storage=memory#/processes`);
  const processes = page.getByRole('grid', { name: 'Processes' });
  await create_group(person, 'bravo');
  await page.goto(`${await site()}?storage=memory#/processes`);
  const of_process = processes.getByRole('link', { name: 'Create user group' }).first();
  await of_process.waitFor();
  await of_process.focus();
  const named = () => page.evaluate(() => document.activeElement?.textContent);
  await page.keyboard.press('ArrowRight');
  assert.equal(await named(), 'User group bravo');
  await page.keyboard.press('ArrowLeft');
  assert.match(String(await named()), /Create user group/);
});

test('cells are selected by mouse and by keyboard, and copied as lines with tabs', limit, async (t) => {
  const { context } = await open_browser(t, { reducedMotion: 'reduce' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(`${await site()}?storage=memory`);
  for (const name of ['alpha', 'bravo', 'charlie']) await create_group(person, name);
  await page.goto(`${await site()}?storage=memory#/subscriptions?sort=description%2Casc`);
  const grid = page.getByRole('grid', { name: 'Subscriptions' });
  await grid.getByRole('link', { name: 'User group alpha' }).waitFor();
  await settled(page);
  const cell = async (/** @type {number} */ row, /** @type {number} */ column) => {
    const box = await grid.getByRole('row').nth(row + 1).getByRole('gridcell').nth(column).boundingBox();
    assert.ok(box);
    return { x: box.x + box.width - 12, y: box.y + box.height / 2 };
  };
  const [from, to] = [await cell(0, 0), await cell(1, 1)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  await settled(page);
  assert.equal(await grid.locator('[aria-selected=true]').count(), 4);
  assert.match(await person.where(), /^#\/subscriptions/, 'the end of it presses nothing');
  await picture(page, 'cells');
  await page.keyboard.press('Control+c');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'User group alpha\tactive\nUser group bravo\tactive');
  await page.mouse.click(1000, 60);
  await settled(page);
  assert.equal(await grid.locator('[aria-selected=true]').count(), 0, 'a press elsewhere ends it');
  await grid.getByRole('link', { name: 'User group bravo' }).focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Control+c');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'User group bravo\tactive\nUser group charlie\tactive');
  await page.keyboard.press('Escape');
  await settled(page);
  assert.equal(await grid.locator('[aria-selected=true]').count(), 0);
  // Keys that come faster than pictures mean the row that has the focus by now.
  const copied = await grid.getByRole('link', { name: 'User group alpha' }).evaluate((link) => {
    link.focus();
    for (const key of ['ArrowLeft', 'ArrowDown', 'ArrowRight'])
      link.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey: true, bubbles: true, cancelable: true }));
    const clipboardData = new DataTransfer();
    link.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
    return clipboardData.getData('text/plain');
  });
  assert.equal(copied, 'User group alpha\tactive\nUser group bravo\tactive');
});
