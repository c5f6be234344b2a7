// The style guide, #/gallery, in Chromium: every widget on one page, and what they did last.
import { open_browser } from './chromium.mjs';
import { site } from './site.mjs';

/**
 * @param {{after: (what: () => Promise<void>) => void}} test
 * @param {Parameters<typeof open_browser>[1] & {query?: string, hasTouch?: boolean, isMobile?: boolean}} [options]
 */
export async function open_gallery(test, { query = '', ...options } = {}) {
  const { context } = await open_browser(test, { reducedMotion: 'reduce', ...options });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${await site()}?storage=memory${query}#/gallery`);
  await page.getByRole('heading', { name: 'Gallery', exact: true }).waitFor();
  await settled(page);
  return { context, page, last: () => page.getByText(/^Last: /).first().textContent() };
}

/** The page's own counters. @param {import('playwright-core').Page} page @returns {Promise<{frames: number, writes: number, lostActions: number}>} */
export const counters = (page) =>
  page.evaluate(() => {
    const { frames, writes, lostActions } = /** @type {any} */ (globalThis).rehearsal;
    return { frames, writes, lostActions };
  });

/** Waits until no picture has been drawn for a while. @param {import('playwright-core').Page} page */
export async function settled(page, quiet = 250) {
  for (let before = -1, now = (await counters(page)).frames; before !== now;) {
    before = now;
    await page.waitForTimeout(quiet);
    now = (await counters(page)).frames;
  }
}
