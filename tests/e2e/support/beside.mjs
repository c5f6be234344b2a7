// What is built beside the page that ships: the engine with the workflows of the recordings (conformance), the shell with
// the page of every widget (gallery). The same page, assembled with one of them in place of its own.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { assemble } from '../../../scripts/lib/assemble.mjs';

const build = fileURLToPath(new URL('../../../build/', import.meta.url));

/** @param {string} name of its folder below build/web @returns {Promise<string>} the folder of that page's version */
async function assembled(name) {
  const folder = join(build, 'e2e', `beside-${name}`);
  const parts = join(folder, 'parts');
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(build, 'web/parts'), parts, { recursive: true });
  cpSync(join(build, 'web', name), parts, { recursive: true });
  const site = join(folder, 'site');
  return join(site, (await assemble(parts, site)).folder);
}

/** Once in a run. @type {Map<string, Promise<string>>} */
const made = new Map();

/** @param {string} name @param {RegExp} files those that differ */
const in_place = (name, files) => async (/** @type {import('playwright-core').BrowserContext} */ context) => {
  if (!made.has(name)) made.set(name, assembled(name));
  const folder = await made.get(name);
  await context.route(files, (route) => route.fulfill({ path: join(String(folder), String(route.request().url().split('/').at(-1))) }));
};

/** For pages that are opened from now on with ?storage=memory&catalog=conformance. */
export const with_conformance = in_place('conformance', /\/engine(-worker\.js|\.wasm)$/);
/** For pages that are opened from now on at #/gallery. */
export const with_gallery = in_place('gallery', /\/(main\.js|shell\.wasm)$/);
