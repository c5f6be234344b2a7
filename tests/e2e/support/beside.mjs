// What is built beside the page that ships: the engine with the workflows of the recordings (conformance), the shell with
// the page of every widget (gallery). The same page with one of them in place of its own.
import { fileURLToPath } from 'node:url';

/** @param {string} folder @param {RegExp} files */
const in_place = (folder, files) => (/** @type {import('playwright-core').BrowserContext} */ context) =>
  context.route(files, (route) => route.fulfill({ path: fileURLToPath(new URL(`../../../build/web/${folder}/${route.request().url().split('/').at(-1)}`, import.meta.url)) }));

/** For pages that are opened from now on with ?storage=memory&catalog=conformance. */
export const with_conformance = in_place('conformance', /\/engine\.(js|wasm)$/);
/** For pages that are opened from now on at #/gallery. */
export const with_gallery = in_place('gallery', /\/shell\.(js|wasm)$/);
