// Versions of the page to serve one after the other: what was built, packaged, and the same with something changed.
import { appendFileSync, cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { assemble, folder_pattern } from '../../../scripts/lib/assemble.mjs';
import { make_package } from '../../../scripts/lib/package.mjs';

const build = fileURLToPath(new URL('../../../build/', import.meta.url));

/** @param {string} name @returns {string} an empty folder that ends up below build/ */
function empty_folder(name) {
  const folder = join(build, 'e2e', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** The folder that the page of a site loads everything from. @param {string} site */
export function app_folder(site) {
  const found = readdirSync(site).filter((name) => folder_pattern.test(name));
  if (found.length !== 1) throw new Error(`expected one folder of a version in ${site}, found ${found.length}`);
  return found[0];
}

/** dist/ as scripts/run --package makes it; beside it, in parts/, the modules one by one, for tests that call them. */
export async function packaged() {
  const dist = join(build, 'e2e', 'dist');
  await make_package(join(build, 'web/site'), dist);
  cpSync(join(build, 'web/parts'), join(dist, 'parts'), { recursive: true });
  return dist;
}

/**
 * The next version: `changed` are files of web/ that have another content, `twins` such that are there twice.
 * @param {string} name @param {{changed?: string[], twins?: string[]}} [how]
 */
export async function next_version(name, { changed = ['main.js', 'engine-worker.js'], twins = [] } = {}) {
  const parts = empty_folder(`${name}-parts`);
  cpSync(join(build, 'web/parts'), parts, { recursive: true });
  for (const path of changed) appendFileSync(join(parts, path), `\nself.version_of_a_test = '${name}';\n`);
  for (const path of twins) cpSync(join(parts, path), join(parts, `twin-of-${path}`));
  const site = empty_folder(name);
  await assemble(parts, site);
  return site;
}

/** Waits until the version that the host shows is kept, and rules. @param {import('playwright-core').Page} page */
export const is_kept = (page) =>
  page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => new Promise((done) => {
    const look = () => active?.state === 'activated' && done(null);
    active?.addEventListener('statechange', look);
    look();
  })));

/** The folders that everything in this page came from. @param {import('playwright-core').Page} page @returns {Promise<string[]>} */
export const loaded_from = (page) =>
  page.evaluate(() => {
    const names = [...document.querySelectorAll('script[src], link[href]'), ...performance.getEntriesByType('resource')].map((one) =>
      one instanceof PerformanceEntry ? one.name : one.getAttribute('src') ?? one.getAttribute('href') ?? '');
    return [...new Set(names.flatMap((name) => /app-[0-9a-f]+/.exec(name) ?? []))];
  });

/** The versions that the browser keeps. @param {import('playwright-core').Page} page */
export const kept_versions = (page) =>
  page.evaluate(async () => (await caches.keys()).flatMap((name) => /app-[0-9a-f]+/.exec(name) ?? []));

/**
 * Has the browser look for a new version, and waits until that has come to its end. Gives what became of it: "waits",
 * "refused" or "nothing new".
 * @param {import('playwright-core').Page} page @returns {Promise<string>}
 */
export const look_for_update = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    if (registration.waiting) return 'waits';
    await registration.update();
    const made = registration.installing;
    if (!made) return registration.waiting ? 'waits' : 'nothing new';
    await new Promise((done) => made.addEventListener('statechange', done, { once: true }));
    return made.state === 'installed' ? 'waits' : 'refused';
  });

/** Empties the browser's ordinary cache, so that only what the service worker keeps is left. @param {import('playwright-core').Page} page */
export async function forget_http_cache(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.clearBrowserCache');
  await devtools.detach();
}
