// The texts of the mirror lie on the drawn ones, to the pixel: what is found, selected or typed stands where it is seen.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { picture } from './support/chromium.mjs';
import { open_gallery, settled } from './support/gallery.mjs';
import { ink } from './support/ink.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** Shows the mirror's texts and hides the canvas, or the other way round. @param {Page} page @param {boolean} shown */
const show_mirror = (page, shown) =>
  page.evaluate((on) => {
    /** @type {HTMLElement} */ (document.getElementById('canvas')).style.visibility = on ? 'hidden' : '';
    for (const el of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('#mirror .t, #mirror button, #mirror a, #mirror input'))) {
      el.style.color = on ? '#000' : '';
    }
  }, shown);

const samples = /** @type {[string, (page: Page) => import('playwright-core').Locator][]} */ ([
  ['page title', (page) => page.getByRole('heading', { name: 'Gallery', exact: true })],
  ['section title', (page) => page.getByRole('heading', { name: 'Buttons' })],
  ['a line of a paragraph', (page) => page.getByText('Rehearsal is the Workflow Orchestrator')],
  ['kerned', (page) => page.getByText('AVATAR To Type')],
  ['small', (page) => page.getByText('As it stands on the badge.')],
  ['monospaced', (page) => page.getByText('7a4b0c05', { exact: true })],
  ['navigation', (page) => page.getByRole('link', { name: 'Subscriptions', exact: true }).first()],
  ['button', (page) => page.getByRole('button', { name: 'Cancel' })],
  ['right to left', (page) => page.getByText('\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645 123')],
  ['Devanagari and Thai', (page) => page.getByText('\u0928\u092e\u0938\u094d\u0924\u0947')],
  ['Chinese, Japanese, Korean', (page) => page.getByText('\u65e5\u672c\u8a9e')],
  ['a family, a flag and a face', (page) => page.getByText('and \u{1F1F3}')],
  ['Greek and Cyrillic', (page) => page.getByText('\u03ba\u03cc\u03c3\u03bc\u03b5')],
]);

for (const scale of [1, 1.5, 3]) {
  test(`drawn and mirrored text agree within a pixel at ${scale}x`, async (t) => {
    const { page } = await open_gallery(t, { deviceScaleFactor: scale });
    for (const [what, find] of samples) {
      const target = find(page);
      await target.scrollIntoViewIfNeeded();
      await settled(page);
      const box = await target.boundingBox();
      assert.ok(box, what);
      // A little more than the element, on whole pixels; of a link with an icon only the words.
      const padding = await target.evaluate((el) => parseFloat(getComputedStyle(el).paddingLeft));
      const clip = { x: Math.floor(box.x + padding) - 2, y: Math.floor(box.y), width: Math.ceil(box.width - padding) + 4, height: Math.ceil(box.height) };
      const drawn = await ink(page, clip);
      await show_mirror(page, true);
      const mirrored = await ink(page, clip);
      await show_mirror(page, false);
      assert.ok(drawn.right > drawn.left && mirrored.right > mirrored.left, `${what}: there is ink in both`);
      for (const side of /** @type {const} */ (['left', 'right', 'top', 'bottom'])) {
        assert.ok(Math.abs(drawn[side] - mirrored[side]) <= Math.max(1, scale), `${what}, ${side}: drawn at ${drawn[side]}, mirrored at ${mirrored[side]}`);
      }
    }
  });

  test(`to fill a field moves no letter at ${scale}x`, async (t) => {
    const { page } = await open_gallery(t, { deviceScaleFactor: scale });
    for (const name of ['User name', 'Any name']) {
      const field = page.getByRole('textbox', { name, exact: true });
      // Letters whose tops and feet are straight: no doubt where their ink begins.
      if (name === 'User name') await field.fill('HEIzzH');
      await page.getByRole('heading', { name: 'Fields' }).click();
      await field.scrollIntoViewIfNeeded();
      await settled(page);
      const box = await field.boundingBox();
      assert.ok(box);
      const clip = { x: box.x + 4, y: box.y + 6, width: 120, height: box.height - 12 };
      const before = await ink(page, clip);
      await field.focus();
      await field.evaluate((el) => { el.style.caretColor = 'transparent'; });
      await settled(page);
      const after = await ink(page, clip);
      for (const side of /** @type {const} */ (['left', 'right', 'top', 'bottom'])) {
        assert.ok(Math.abs(before[side] - after[side]) <= Math.max(1, scale / 2), `${name}, ${side}: ${before[side]} before, ${after[side]} while it is filled in`);
      }
    }
  });
}

test('every script is shown with the letters that it has', async (t) => {
  const { page } = await open_gallery(t, { deviceScaleFactor: 2 });
  const part = page.getByRole('region', { name: 'Every script' });
  await part.scrollIntoViewIfNeeded();
  await settled(page);
  await picture(page, 'scripts');
  // What no font has is drawn as a box, the same one for every letter: then two letters are of one width.
  const widths = await page.evaluate(() => {
    const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
    pen.font = '40px Inter, system-ui, sans-serif';
    return ['\u0928\u092e', '\u0e32\u0e29', '\u{1F600}\u6f22', '\u05d9\u05e9', '\u0627\u0645'].map((pair) => {
      const [a, b] = [...pair].map((one) => {
        pen.clearRect(0, 0, 300, 150);
        pen.fillText(one, 10, 60);
        return pen.getImageData(0, 0, 80, 100).data.join();
      });
      return a !== b;
    });
  });
  assert.deepEqual(widths, [true, true, true, true, true]);
  assert.equal(await page.evaluate(() => {
    // A family is one sign, not three beside each other.
    const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
    pen.font = '40px Inter, system-ui, sans-serif';
    return pen.measureText('\u{1F468}\u200d\u{1F469}\u200d\u{1F467}').width < 1.5 * pen.measureText('\u{1F468}').width;
  }), true);
});

test('the browser finds, selects and copies what is drawn', async (t) => {
  const { page, context } = await open_gallery(t);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const found = await page.evaluate(() => /** @type {any} */ (window).find('screen readers as it stands'));
  assert.equal(found, true);
  assert.equal(await page.evaluate(() => String(getSelection())), 'screen readers as it stands');
  await page.keyboard.press('Control+C');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'screen readers as it stands');

  const facts = page.getByText('User Group Staff', { exact: true }).first();
  const box = await facts.boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + 1, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 1, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  assert.equal(await page.evaluate(() => String(getSelection()).trim()), 'User Group Staff');
});

test('what is found out of sight is scrolled to', async (t) => {
  const { page } = await open_gallery(t);
  await page.evaluate(() => /** @type {any} */ (window).find('No subscriptions yet'));
  await settled(page);
  const box = await page.getByRole('heading', { name: 'No subscriptions yet' }).boundingBox();
  assert.ok(box && box.y > 40 && box.y < 800, `it stands at ${box?.y}`);
});

test('a paragraph is copied without the breaks that the width made', async (t) => {
  const { page, context } = await open_gallery(t, { viewport: { width: 800, height: 800 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(() => {
    const paragraph = [...document.querySelectorAll('#mirror p')].find((p) => p.textContent?.startsWith('Rehearsal is'));
    getSelection()?.selectAllChildren(/** @type {Element} */ (paragraph));
  });
  await page.keyboard.press('Control+C');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied.trim(), /^Rehearsal is the Workflow Orchestrator in one browser tab\. Everything .* as it stands\.$/);
});
