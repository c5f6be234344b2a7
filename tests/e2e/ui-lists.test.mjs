// A list of 100,000 rows, which only its engine knows whole: rows come as they are scrolled to; and cells, selected and copied.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { create_group } from './story.mjs';
import { open_browser, picture } from './support/chromium.mjs';
import { settled } from './support/gallery.mjs';
import { have_many } from './support/many_rows.mjs';
import { chromium_person } from './support/person.mjs';
import { site } from './support/site.mjs';

const limit = { timeout: 300_000 };
const all = 100_000;

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

/** What is on the clipboard once it begins with `start`. @param {import('playwright-core').Page} page @param {string} start */
async function copied_as(page, start) {
  for (;;) {
    const text = await page.evaluate(() => navigator.clipboard.readText());
    if (text.startsWith(start)) return text;
    await settled(page);
  }
}

test('many rows are copied whole, those that were not here yet too, and what is too much is said', limit, async (t) => {
  const { context } = await open_browser(t, { reducedMotion: 'reduce' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await context.addInitScript(have_many, 1500);
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(`${await site()}?storage=memory#/subscriptions`);
  const first = page.getByRole('grid', { name: 'Subscriptions' }).getByRole('link', { name: 'Subscription 0', exact: true });
  await first.focus();
  await page.keyboard.press('Shift+End');
  await page.evaluate(() => navigator.clipboard.writeText('nothing yet'));
  const begin = Date.now();
  await page.keyboard.press('Control+c');
  const lines = (await copied_as(page, 'Subscription 0\t')).split('\n');
  t.diagnostic(`1,500 rows are copied in ${Date.now() - begin} ms`);
  assert.deepEqual(lines.map((line) => line.split('\t')[0]), Array.from({ length: 1500 }, (_, n) => `Subscription ${n}`));
  assert.ok(lines.every((line) => line.split('\t').length === 6));
  await settled(page);
  assert.ok((await page.getByRole('row').count()) < 60, 'only what is in sight stands there again');

  const more = await context.newPage();
  await more.addInitScript(have_many, 10_000);
  await more.goto(`${await site()}?storage=memory#/subscriptions?cells=101.1.9000.2`);
  await more.getByRole('link', { name: 'Subscription 0', exact: true }).waitFor();
  await more.keyboard.press('Control+c');
  await more.getByText('Copied: the first 2000 of 8900 rows.').first().waitFor();
  assert.equal((await copied_as(more, 'Subscription 100\tactive\n')).split('\n').length, 2000);
});
