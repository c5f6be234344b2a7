// A static file server for localhost, with no more than a static host gives: right types, a validator per file, and the
// compressed file beside the plain one where the browser takes it. No special headers: the page must not need them.
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import { worker_name } from './assemble.mjs';

const types = /** @type {Record<string, string>} */ ({
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
});
const encodings = [['br', '.br'], ['gzip', '.gz']];
/** Before the service worker's text: a reload shows what was built last, and not what is kept. */
const fresh_first = Buffer.from('self.fresh = true;\n');

/** @param {string} path */
const is_file = async (path) => (await stat(path).catch(() => null))?.isFile() ?? false;

/** The file that a URL's path names, or null: nothing outside of the root. @param {string} root @param {string} path */
async function find(root, path) {
  let name;
  try {
    name = decodeURIComponent(path);
  } catch {
    return null;
  }
  const file = resolve(root, `.${name.endsWith('/') ? `${name}index.html` : name}`);
  return file.startsWith(root + sep) && (await is_file(file)) ? file : null;
}

/**
 * @param {{root: string, fresh: boolean}} site
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer({ root, fresh }, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const file = await find(root, new URL(request.url ?? '/', 'http://localhost').pathname);
  if (!file) {
    response.writeHead(404, { 'content-type': types['.txt'] }).end('There is no such file here.\n');
    return;
  }
  const changed = fresh && file === join(root, worker_name);
  const accepted = changed ? [] : String(request.headers['accept-encoding'] ?? '').split(',').map((one) => one.split(';')[0].trim());
  let sent = file;
  let encoding;
  for (const [name, suffix] of encodings) {
    if (accepted.includes(name) && (await is_file(file + suffix))) {
      sent = file + suffix;
      encoding = name;
      break;
    }
  }
  let body = await readFile(sent);
  if (changed) body = Buffer.concat([fresh_first, body]);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  /** @type {Record<string, string | number>} */
  const headers = {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    // A name that carries a hash of the content never means anything else; all others are asked for again.
    'cache-control': /[.-][0-9a-f]{16,}[./]|\/[0-9a-f]{64}\.json$/.test(relative(root, file)) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
    etag,
  };
  if (encoding) headers['content-encoding'] = encoding;
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  headers['content-length'] = body.length;
  response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body);
}

/**
 * Serves `root` on localhost; port 0 takes any that is free. `fresh`: for those who change the page and reload it.
 * @param {{root: string, port?: number, fresh?: boolean}} options
 * @returns {Promise<{address: string, close: () => Promise<void>}>}
 */
export async function serve({ root, port = 0, fresh = false }) {
  const folder = resolve(root);
  if (!(await is_file(join(folder, 'index.html')))) {
    throw new Error(`expected the built page in ${root}, found no index.html there; build it with scripts/run`);
  }
  const server = createServer((request, response) => {
    answer({ root: folder, fresh }, request, response).catch((error) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(`${error.message}\n`);
    });
  });
  await new Promise((done, failed) => server.once('error', failed).listen(port, 'localhost', () => done(null)));
  const bound = /** @type {import('node:net').AddressInfo} */ (server.address()).port;
  return {
    address: `http://localhost:${bound}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

// node serve.mjs FOLDER [PORT]: without a port, 8080 or the next one that is free.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [root, wanted] = process.argv.slice(2);
  let port = Number(wanted ?? 8080);
  for (;;) {
    try {
      const { address } = await serve({ root, port, fresh: true });
      console.log(`Rehearsal is at ${address}  (Ctrl+C ends it)`);
      break;
    } catch (error) {
      const taken = /** @type {NodeJS.ErrnoException} */ (error).code === 'EADDRINUSE';
      if (taken && wanted === undefined && port < 8180) {
        port += 1;
        continue;
      }
      console.error(`Failed: ${taken ? `port ${port} is in use` : /** @type {Error} */ (error).message}.`);
      if (taken) console.error('To mend it: choose another with --port N.');
      process.exitCode = 1;
      break;
    }
  }
}
