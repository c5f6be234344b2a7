// Makes dist/ of the built site: a folder to copy to any static host, with the compressed files beside the plain ones
// and settings for the common hosts. node scripts/lib/package.mjs SITE DIST
import { copyFile, cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { folder_pattern } from './assemble.mjs';
import { compress_below } from './compressed.mjs';
import { add_examples } from './examples.mjs';

const hosting = fileURLToPath(new URL('hosting/', import.meta.url));

/** Each lies where its host looks for it; nginx reads nothing from the folder it serves. @param {string} dist @param {string} app */
async function add_host_settings(dist, app) {
  const headers = await readFile(join(hosting, 'headers'), 'utf8');
  await writeFile(join(dist, '_headers'), headers.replaceAll('/app/', `/${app}/`));
  await copyFile(join(hosting, 'htaccess'), join(dist, '.htaccess'));
  await mkdir(join(dist, 'hosting'), { recursive: true });
  await copyFile(join(hosting, 'nginx.conf'), join(dist, 'hosting/nginx.conf'));
  // GitHub Pages: serve the files as they are.
  await writeFile(join(dist, '.nojekyll'), '');
}

/** @param {string} site beside the parts that it was made of @param {string} dist */
export async function make_package(site, dist) {
  await rm(dist, { recursive: true, force: true });
  await cp(site, dist, { recursive: true });
  const app = (await readdir(dist)).find((name) => folder_pattern.test(name));
  if (!app) throw new Error(`expected the folder of a version (app-…) in ${dist}, found none; build the site with scripts/run`);
  await add_host_settings(dist, app);
  await add_examples(dist, app, join(site, '../parts'));
  await compress_below(dist);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [site, dist] = process.argv.slice(2);
  await make_package(site, dist);
}
