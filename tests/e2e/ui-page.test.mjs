// The page as a whole: without WebGL, when the GPU goes away and comes back, when the window or its pixels change.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { counters, open_gallery, settled } from './support/gallery.mjs';

/** @param {import('playwright-core').Page} page */
async function work_it(page) {
  await page.getByRole('button', { name: 'Start workflow' }).click();
  await page.getByText('Last: Start workflow 1').waitFor();
  await page.getByRole('textbox', { name: 'User name' }).fill('Zo\u00eb \u65e5\u672c');
  await page.getByRole('checkbox', { name: 'I agree to what this does' }).check();
  await page.getByRole('combobox', { name: 'User group' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  assert.match(await page.getByRole('combobox', { name: 'User group' }).textContent() ?? '', /Alumni/);
  await page.getByRole('button', { name: 'Terminate\u2026' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  assert.equal(await page.getByRole('dialog').count(), 0);
  await page.getByRole('grid', { name: 'Subscriptions' }).getByRole('link').first().focus();
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'User Group Staff 1');
  assert.equal(await page.getByRole('textbox', { name: 'User name' }).inputValue(), 'Zo\u00eb \u65e5\u672c');
}

test('the plain view is the whole page', async (t) => {
  const { page } = await open_gallery(t, { query: '&plain' });
  assert.equal(await page.locator('canvas').isVisible(), false);
  await work_it(page);
  const visible = await page.getByText('There is a problem').evaluate((el) => getComputedStyle(el).color);
  assert.doesNotMatch(visible, /, 0\)$/);
});

test('without WebGL the plain view comes by itself', async (t) => {
  const { page } = await open_gallery(t, { flags: ['--disable-3d-apis'], expect_errors: true });
  assert.equal(await page.evaluate(() => document.documentElement.className), 'plain');
  await work_it(page);
});

test('the GPU may go away and come back: the same picture stands there', async (t) => {
  const { page } = await open_gallery(t);
  const before = await page.screenshot();
  await page.evaluate(() => new Promise((done) => {
    const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('canvas'));
    const lose = /** @type {WEBGL_lose_context} */ (canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context'));
    canvas.addEventListener('webglcontextlost', () => setTimeout(() => lose.restoreContext(), 300), { once: true });
    canvas.addEventListener('webglcontextrestored', () => done(null), { once: true });
    lose.loseContext();
  }));
  await settled(page);
  assert.equal(Buffer.compare(before, await page.screenshot()), 0);
});

test('the window changes its size and the layout follows, the focus stays', async (t) => {
  const { page } = await open_gallery(t);
  const name = page.getByRole('textbox', { name: 'User name' });
  await name.focus();
  await page.setViewportSize({ width: 360, height: 700 });
  await settled(page);
  assert.equal(await name.evaluate((el) => el === document.activeElement), true);
  const [canvas, box] = await page.evaluate(() => {
    const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('canvas'));
    return [[canvas.width, canvas.height], document.querySelector('#mirror nav')?.getBoundingClientRect().toJSON()];
  });
  assert.deepEqual(canvas, [360, 700]);
  assert.ok(box.top > 600, 'the navigation is at the bottom');
});

test('the browser\u2019s dark and light are followed', async (t) => {
  const { page } = await open_gallery(t, { colorScheme: 'light' });
  const light = await page.screenshot({ clip: { x: 1270, y: 400, width: 1, height: 1 } });
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await settled(page);
  const dark = await page.screenshot({ clip: { x: 1270, y: 400, width: 1, height: 1 } });
  assert.notEqual(Buffer.compare(light, dark), 0);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
});

test('what the page says of its frames is small', async (t) => {
  const { page } = await open_gallery(t);
  const before = await counters(page);
  await page.getByRole('button', { name: 'Retry step' }).hover();
  await settled(page);
  const after = await counters(page);
  assert.ok(after.writes - before.writes <= 2, `to point at a button wrote ${after.writes - before.writes} times to the DOM`);
});
