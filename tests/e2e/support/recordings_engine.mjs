// The page with the engine that has the workflows of the recordings: what ships is without them.
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../build/web/conformance/', import.meta.url));

/** For pages that are opened from now on with ?storage=memory&catalog=conformance. @param {import('playwright-core').BrowserContext} context */
export const with_conformance = (context) =>
  context.route(/\/engine\.(js|wasm)$/, (route) => route.fulfill({ path: folder + route.request().url().split('/').at(-1) }));
