// The style guide, #/gallery, in Chromium: every widget on one page, and what they did last.
import { with_gallery } from './beside.mjs';
import { open_browser } from './chromium.mjs';
import { site } from './site.mjs';

/**
 * @param {{after: (what: () => Promise<void>) => void}} test
 * @param {Parameters<typeof open_browser>[1] & {query?: string}} [options]
 */
export async function open_gallery(test, { query = '', ...options } = {}) {
  const { context } = await open_browser(test, { reducedMotion: 'reduce', ...options });
  await with_gallery(context);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${await site()}?storage=memory${query}#/gallery`);
  await page.getByRole('heading', { name: 'Gallery', exact: true }).waitFor();
  // Until then a picture is due that nothing on the page tells of.
  await page.waitForFunction(() => /** @type {any} */ (globalThis).rehearsal.engineState === 'ready');
  await settled(page);
  return { context, page, last: () => page.getByText(/^Last: /).first().textContent() };
}

/** The page's own counters. @param {import('playwright-core').Page} page @returns {Promise<{frames: number, writes: number, lostActions: number}>} */
export const counters = (page) =>
  page.evaluate(() => {
    const { frames, writes, lostActions } = /** @type {any} */ (globalThis).rehearsal;
    return { frames, writes, lostActions };
  });

/**
 * Waits until the page rests: nothing is asked of the engine, and no picture is due within `quiet` milliseconds.
 * @param {import('playwright-core').Page} page
 */
export const settled = (page, quiet = 250) =>
  page.evaluate(async (ms) => {
    const { rehearsal } = /** @type {any} */ (globalThis);
    const picture = () => new Promise((drawn) => requestAnimationFrame(drawn));
    const end = performance.now() + 30_000;
    do {
      // What the driver has changed of the window is said with the browser's next picture, and drawn with the one after.
      for (let i = 0; i < 2; i += 1) await picture();
      if (performance.now() > end) throw new Error(`expected the page to rest, found ${rehearsal.waiting} requests, the next picture in ${rehearsal.restsFor} ms`);
    } while (rehearsal.waiting || rehearsal.restsFor <= ms);
  }, quiet);
