// The built page on a server of its own, one for the whole run. REHEARSAL_SITE names another folder than build/web/site.
import { fileURLToPath } from 'node:url';

import { serve } from '../../../scripts/lib/serve.mjs';

export const site_folder = process.env.REHEARSAL_SITE ?? fileURLToPath(new URL('../../../build/web/site/', import.meta.url));

/** @type {ReturnType<typeof serve> | null} */
let server = null;

/** The address of the built page, with a slash at its end. */
export async function site() {
  server ??= serve({ root: site_folder });
  return (await server).address;
}

export async function close_site() {
  await (await server)?.close();
}
