// Every view in every look: two sizes, three pixel ratios, light, dark and the system's own colours. Each two of these come
// together in some look; `scripts/test --soak` goes through all of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { create_group, create_user, user_title } from './story.mjs';
import { axe_on } from './support/axe.mjs';
import { open_browser, picture } from './support/chromium.mjs';
import { settled } from './support/gallery.mjs';
import { chromium_person } from './support/person.mjs';
import { site } from './support/site.mjs';
import { addresses, check_view } from './support/views.mjs';

const limit = { timeout: 600_000 };
const sizes = [{ width: 1280, height: 800 }, { width: 360, height: 740 }];
const ratios = [1, 1.5, 3];
const colours = /** @type {const} */ (['light', 'dark', 'forced']);

const looks = sizes.flatMap((viewport, size) => ratios.flatMap((ratio, r) => colours.map((colour, c) => ({ viewport, ratio, colour, in_pairs: size === (r + c) % 2 }))));

/** How bright a bare corner of what is drawn is, from 0 to 255. @param {import('playwright-core').Page} page */
async function brightness(page) {
  const { width, height } = /** @type {{width: number, height: number}} */ (page.viewportSize());
  const png = await page.screenshot({ clip: { x: width - 2, y: height - 2, width: 1, height: 1 } });
  return page.evaluate(async (bytes) => {
    const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
    const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(1, 1).getContext('2d'));
    pen.drawImage(image, 0, 0);
    const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
    return (red + green + blue) / 3;
  }, [...png]);
}

for (const { viewport, ratio, colour, in_pairs } of looks) {
  if (!in_pairs && !process.env.REHEARSAL_SOAK) continue;
  const look = `${viewport.width} px, ${ratio} x, ${colour}`;
  test(`every view: ${look}`, limit, async (t) => {
    const { context } = await open_browser(t, {
      viewport,
      deviceScaleFactor: ratio,
      colorScheme: colour === 'light' ? 'light' : 'dark',
      forcedColors: colour === 'forced' ? 'active' : 'none',
      reducedMotion: 'reduce',
    });
    const page = context.pages()[0];
    const person = chromium_person(page, 'mouse');
    const axe = await axe_on(page);
    /** @param {string} where */
    const look_at = async (where) => {
      await settled(page);
      await check_view(page, axe, `${where}, ${look}`);
      // As many points as the screen has: nothing that is drawn is stretched.
      const drawn = await page.evaluate(() => {
        const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('canvas'));
        const { width, height } = canvas.getBoundingClientRect();
        return [canvas.width - Math.round(width * devicePixelRatio), canvas.height - Math.round(height * devicePixelRatio), canvas.width >= innerWidth * devicePixelRatio - 1];
      });
      assert.deepEqual(drawn, [0, 0, true], `${where}, ${look}`);
      const bright = await brightness(page);
      if (colour !== 'forced') assert.equal(bright > 127, colour === 'light', `${where}, ${look}: ${bright}`);
      await picture(page, `look-${where.replaceAll(' ', '-')}-${viewport.width}-${ratio}-${colour}`);
    };
    const address = `${await site()}?storage=memory`;
    await person.go(address);
    await create_group(person);
    await create_user(person);
    await look_at('process');
    await page.goto(`${address}#/subscriptions`);
    await person.press('link', user_title);
    await person.see('heading', user_title);
    await look_at('subscription');
    for (const [where, hash] of Object.entries(addresses)) {
      await page.goto(`${address}${hash}`);
      await page.getByRole('heading', { level: 1 }).or(page.getByRole('heading', { level: 2 })).first().waitFor();
      await look_at(where);
    }
  });
}
