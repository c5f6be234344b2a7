// Every control of every view: it has a name, the keyboard reaches it, and Enter or Space does there what a press of the
// mouse does; axe finds nothing; nothing is wider than the window, down to 320 px (a window of 1280 px at 400 %).
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { create_group, create_user, open_form, user_title } from './story.mjs';
import { axe_on } from './support/axe.mjs';
import { open_browser, picture } from './support/chromium.mjs';
import { settled } from './support/gallery.mjs';
import { chromium_person } from './support/person.mjs';
import { site } from './support/site.mjs';
import { addresses, check_view } from './support/views.mjs';

const limit = { timeout: 600_000 };
/**
 * Presses each control twice, by keyboard and by mouse, and hears of both before the page does.
 * @param {import('playwright-core').Page} page @param {string} where
 */
async function press_all(page, where) {
  await page.evaluate(() => {
    const heard = /** @type {any} */ (globalThis);
    heard.pressed = [];
    heard.hear ??= addEventListener('click', (event) => {
      if (!heard.pressed) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const el = event.target instanceof Element ? event.target.closest('a,button') : null;
      heard.pressed.push(el?.getAttribute('data-walked') ?? 'nothing');
    }, true);
    const root = document.querySelector('#mirror dialog[open]') ?? document.getElementById('mirror');
    [...root?.querySelectorAll('a,button') ?? []].forEach((el, i) => el.setAttribute('data-walked', String(i)));
  });
  const all = /** @type {import('playwright-core').ElementHandle<Element>[]} */ (await page.locator('#mirror [data-walked]').elementHandles());
  for (const one of all) {
    const at = await one.evaluate((el) => ({ number: el.getAttribute('data-walked'), words: (el.getAttribute('aria-label') ?? el.textContent ?? '').slice(0, 40),
      off: el.getAttribute('aria-disabled') === 'true', skip: el.textContent === 'Skip to content' || !el.isConnected }));
    if (at.skip) continue;
    await one.evaluate((el) => /** @type {HTMLElement} */ (el).focus());
    await page.keyboard.press('Enter');
    await one.evaluate((el) => el.scrollIntoView({ block: 'center' }));
    const box = await one.boundingBox();
    assert.ok(box, `${where}: ${at.words} has no place`);
    await page.mouse.click(box.x + Math.min(box.width / 2, 60), box.y + box.height / 2);
    const heard = await page.evaluate(() => /** @type {any} */ (globalThis).pressed.splice(0));
    assert.deepEqual(heard, [at.number, at.number], `${where}: ${at.words}`);
  }
  await page.evaluate(() => {
    /** @type {any} */ (globalThis).pressed = null;
    for (const el of document.querySelectorAll('[data-walked]')) el.removeAttribute('data-walked');
  });
  await page.mouse.move(2, 2);
}

const looks = /** @type {const} */ ([
  { name: 'wide, light', width: 1280, height: 800, colorScheme: 'light', presses: true },
  { name: '320 px, dark', width: 320, height: 640, colorScheme: 'dark', presses: false },
  { name: 'at 400 %', width: 320, height: 200, colorScheme: 'light', presses: false },
  { name: '768 px', width: 768, height: 800, colorScheme: 'light', presses: false },
]);
for (const { name: look, width, height, colorScheme, presses } of looks) {
  test(`every control of every view, ${look}`, limit, async (t) => {
    const { context } = await open_browser(t, { viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
    const page = context.pages()[0];
    const person = chromium_person(page, 'mouse');
    const axe = await axe_on(page);
    let walked = 0;
    /** @param {string} where */
    const walk = async (where) => {
      await settled(page);
      walked += await check_view(page, axe, where);
      await picture(page, `walk-${where.replaceAll(' ', '-')}-${width}${height < 480 ? '-low' : ''}`);
      if (presses) await press_all(page, where);
    };
    const address = `${await site()}?storage=memory`;
    await person.go(address);
    await person.see('heading', 'Welcome to Rehearsal');
    await walk('welcome');
    await page.goto(`${address}#/new`);
    if (presses) {
      await create_group(person);
      await walk('process');
      await open_form(person, 'User internal');
      await walk('form');
      await person.press('button', 'Start workflow');
      await person.read('There is a problem');
      await walk('form with errors');
      await create_user(person);
      await page.goto(`${address}#/subscriptions`);
      await person.press('link', user_title);
      await person.see('heading', user_title);
      await walk('subscription');
    } else {
      for (const product of ['User Group', 'User internal']) {
        await page.goto(`${address}#/new`);
        await person.press('link', product);
        await person.see('button', 'Start workflow');
        await walk(`form of ${product}`);
        if (product === 'User Group') await person.type('Group name', 'staff');
        if (product === 'User Group') await person.press('button', 'Start workflow');
        // Who points at a note keeps it.
        await page.mouse.move(2, 2);
      }
      await page.goto(`${address}#/processes`);
      await person.press('link', 'Create user group');
      await person.see('heading', 'Create user group');
      await person.press('button', 'Expand all');
      await walk('process');
      await page.goto(`${address}#/subscriptions`);
      await person.press('link', 'User group staff');
      await person.see('heading', 'User group staff');
      await walk('subscription');
    }
    for (const [where, hash] of Object.entries(addresses)) {
      await page.goto(`${address}${hash}`);
      await page.getByRole('heading', { level: 1 }).or(page.getByRole('heading', { level: 2 })).first().waitFor();
      await walk(where);
    }
    await page.keyboard.press('Control+k');
    await person.see('dialog', 'Find or do anything');
    await walk('palette');
    await page.keyboard.press('Escape');
    await page.goto(`${address}#/`);
    await settled(page);
    await page.keyboard.press('?');
    await person.see('dialog', 'Keyboard shortcuts');
    await walk('shortcuts');
    t.diagnostic(`${walked} controls`);
  });
}

test('colours that the system forces are the page\u2019s, and more contrast is more', limit, async (t) => {
  const { context } = await open_browser(t, { reducedMotion: 'reduce', forcedColors: 'active', colorScheme: 'dark' });
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(`${await site()}?storage=memory`);
  await create_group(person);
  await settled(page);
  await picture(page, 'forced-process');
  /** @param {number} x @param {number} y the colour of a point of the canvas, as the page shows it */
  const at = async (x, y) => {
    const png = await page.screenshot({ clip: { x, y, width: 1, height: 1 } });
    return page.evaluate(async (bytes) => {
      const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(1, 1);
      const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
      pen.drawImage(image, 0, 0);
      return `rgb(${[...pen.getImageData(0, 0, 1, 1).data].slice(0, 3).join(', ')})`;
    }, [...png]);
  };
  const canvas = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'Canvas';
    return getComputedStyle(probe).color;
  });
  assert.equal(await at(1270, 790), canvas);
  await page.emulateMedia({ forcedColors: 'none', contrast: 'more', colorScheme: 'light' });
  await settled(page);
  await picture(page, 'contrast-process');
  assert.notEqual(await at(1270, 790), canvas);
});
