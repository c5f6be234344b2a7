// Debian's Chromium, driven by playwright-core: each test gets a browser of its own with an empty profile on the disk, so
// that what OPFS keeps is really kept, and nothing of another test is there.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../../../', import.meta.url));
export const screenshots = join(root, 'build/screenshots');

// Without the background flags Chromium calls its maker's hosts, which a closed network refuses over and over.
export const browser_flags = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** Milliseconds until something that does not come is missed: more than anything takes on a machine that builds meanwhile. */
export const patience = 60_000;

/** A folder for a profile: beside the build, since what is under /tmp may be memory. */
export function new_profile() {
  const folder = join(root, 'build/e2e');
  mkdirSync(folder, { recursive: true });
  return mkdtempSync(join(folder, 'profile-'));
}

/**
 * Starts the browser; it ends with the test. Errors of the page fail the test.
 * @param {{after: (what: () => Promise<void>) => void}} test
 * @param {{profile?: string, flags?: string[], viewport?: {width: number, height: number}, expect_errors?: boolean} &
 *   Pick<import('playwright-core').BrowserContextOptions, 'reducedMotion' | 'colorScheme' | 'deviceScaleFactor' | 'forcedColors' | 'contrast' | 'timezoneId' | 'isMobile' | 'hasTouch'>} [options]
 */
export async function open_browser(test, options = {}) {
  const { profile, flags: more = [], viewport = { width: 1280, height: 800 }, expect_errors = false, ...rest } = options;
  const folder = profile ?? new_profile();
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    chromiumSandbox: false,
    args: [...browser_flags, ...more],
    viewport,
    locale: 'en-GB',
    ...rest,
  });
  context.setDefaultTimeout(patience);
  // A dialog of the system's would wait for somebody who is not there: like the browsers that have none.
  await context.addInitScript(() => void delete (/** @type {any} */ (globalThis).showSaveFilePicker));
  /** @type {string[]} */
  const errors = [];
  context.on('weberror', (error) => errors.push(String(error.error().stack ?? error.error())));
  context.on('console', (message) => {
    // An index of snapshots may be missing; the browser says so, and the page says it in words.
    if (/\/(snapshots|shared)\/index\.json$/.test(message.location().url)) return;
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  let open = true;
  const close = async () => {
    if (!open) return;
    open = false;
    await context.close();
    if (!profile) rmSync(folder, { recursive: true, force: true });
  };
  test.after(async () => {
    await close();
    if (!expect_errors && errors.length) throw new Error(`the page said errors:\n${errors.join('\n')}`);
  });
  return { context, errors, folder, close };
}

/** Saves what the page shows; run.mjs names the folder. @param {import('playwright-core').Page} page @param {string} name */
export async function picture(page, name) {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}.png`) });
}
