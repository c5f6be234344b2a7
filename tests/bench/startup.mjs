// From navigation to the first frame that shows the engine's data, in Chromium on localhost: cold (an empty profile) and
// warm (the same profile again). What the page fetches until then, and what that weighs compressed.
import { rmSync } from 'node:fs';
import { extname, join } from 'node:path';

import { compressed } from '../../scripts/lib/compressed.mjs';
import { new_profile, open_browser } from '../e2e/support/chromium.mjs';
import { record } from './record.mjs';

const fonts = new Set(['.ttf', '.woff2', '.otf']);

/** Milliseconds to the mark that the page sets; it says so itself. @param {import('playwright-core').Page} page */
const interactive = (page) =>
  page.evaluate(
    () =>
      new Promise((done) => {
        /** @param {PerformanceEntryList} marks */
        const look = (marks) => marks.length && done(marks[0].startTime);
        new PerformanceObserver((list) => look(list.getEntriesByName('rehearsal-interactive'))).observe({ type: 'mark', buffered: true });
      }),
  );

/** Opens the page in a browser of its own. @template T @param {string} profile @param {(page: import('playwright-core').Page) => Promise<T>} use */
async function in_browser(profile, use) {
  const { context, close } = await open_browser({ after: () => {} }, { profile });
  try {
    return await use(context.pages()[0] ?? (await context.newPage()));
  } finally {
    await close();
  }
}

/** @param {string} address */
export async function bench_startup(address) {
  const cold = [];
  const warm = [];
  for (let round = 0; round < 5; round += 1) {
    const profile = new_profile();
    cold.push(await in_browser(profile, async (page) => {
      await page.goto(address);
      return interactive(page);
    }));
    warm.push(await in_browser(profile, async (page) => {
      await page.goto(address);
      await interactive(page);
      await page.goto('about:blank');
      await page.goto(address);
      return interactive(page);
    }));
    rmSync(profile, { recursive: true, force: true });
  }
  record({ bench: 'start, cold', samples: cold, unit: 'ms', better: 'less', note: 'empty profile' });
  record({ bench: 'start, warm', samples: warm, unit: 'ms', better: 'less', note: 'same profile, second visit' });
}

/**
 * What the first visit fetches, file by file. The engine's files are fetched by the worker: the context sees those too.
 * @param {string} address @param {string} folder
 */
export async function first_load(address, folder) {
  const profile = new_profile();
  /** @type {Set<string>} */
  const paths = new Set();
  await in_browser(profile, async (page) => {
    page.context().on('response', (response) => {
      // What the service worker fetches comes after the page is interactive, and most of it from the browser's cache.
      if (!response.request().serviceWorker()) paths.add(new URL(response.url()).pathname);
    });
    await page.goto(address);
    await interactive(page);
    await page.waitForLoadState('networkidle');
  });
  rmSync(profile, { recursive: true, force: true });
  const files = await Promise.all(
    [...paths].filter((path) => path !== '/favicon.ico').sort().map(async (path) => {
      const file = path.endsWith('/') ? 'index.html' : path.slice(1);
      const { raw, gz, br } = await compressed(join(folder, file));
      // The same name in every version.
      const name = file.replace(/^app-[0-9a-f]+\//, '');
      return { name, font: fonts.has(extname(name)), raw: raw.length, gzip: gz.length, brotli: br.length };
    }),
  );
  /** @param {typeof files} some @param {'raw' | 'gzip' | 'brotli'} kind */
  const total = (some, kind) => some.reduce((sum, file) => sum + file[kind], 0);
  return {
    files,
    with_fonts: total(files, 'brotli'),
    without_fonts: total(files.filter(({ font }) => !font), 'brotli'),
    raw: total(files, 'raw'),
    gzip: total(files, 'gzip'),
  };
}
