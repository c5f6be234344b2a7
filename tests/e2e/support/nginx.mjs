// Debian's nginx as an ordinary static host: a folder under a path, with the sample configuration that dist/ carries
// included as its first lines say.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const work = fileURLToPath(new URL('../../../build/e2e/', import.meta.url));
const program = process.env.NGINX ?? '/usr/sbin/nginx';

async function free_port() {
  const server = createServer();
  await new Promise((done) => server.listen(0, 'localhost', () => done(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  await new Promise((done) => server.close(done));
  return port;
}

/**
 * The lines of a server's block as Debian ships them, and `sample` where it belongs: beside them when the folder is the
 * server's own, and in the location of a folder that lies elsewhere.
 * @param {string} shown @param {string} path @param {string} sample
 */
const debian_like = (shown, path, sample) => path === '/' ? `
    root ${shown};
    index index.html index.htm index.nginx-debian.html;
    location / {
      try_files $uri $uri/ =404;
    }
    ${sample}` : `
    root /var/www/html;
    index index.html index.htm index.nginx-debian.html;
    location / {
      try_files $uri $uri/ =404;
    }
    location ${path} {
      alias ${shown}/;
      ${sample}
    }`;

/** @param {string} home @param {number} port @param {string} inside lines of the server's block */
const configuration = (home, port, inside) => `
daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1;
pid ${home}/nginx.pid;
error_log ${home}/error.log warn;
events {}
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${home}/${kind};`).join(' ')}
  server {
    listen 127.0.0.1:${port};
    listen [::1]:${port};
    server_name localhost;
    ${inside}
  }
}
`;

/**
 * @typedef {object} Nginx
 * @property {string} address of the folder, with a slash at its end
 * @property {(folder: string) => void} show another folder at the same address, from the next request on
 * @property {() => Promise<void>} stop nothing answers any more
 * @property {() => Promise<void>} start it answers again, at the same address
 */

/**
 * Serves `folder` under `path`; it ends with the test.
 * @param {{after: (what: () => Promise<void>) => void}} test
 * @param {{folder: string, path?: string, settings?: string}} options `path` as "/some/path/"; `settings` are lines instead of the sample
 * @returns {Promise<Nginx>}
 */
export async function open_nginx(test, { folder, path = '/', settings }) {
  mkdirSync(work, { recursive: true });
  const home = mkdtempSync(join(work, 'nginx-'));
  const port = await free_port();
  const sample = join(folder, 'hosting/nginx.conf');
  const place = join(home, 'shown');
  const lines = settings ?? (existsSync(sample) ? `include ${resolve(sample)};` : '');
  writeFileSync(join(home, 'nginx.conf'), configuration(home, port, debian_like(place, path, lines)));
  const show = (/** @type {string} */ shown) => {
    rmSync(place, { force: true });
    symlinkSync(resolve(shown), place);
  };
  show(folder);
  const address = `http://localhost:${port}${path}`;

  /** @type {import('node:child_process').ChildProcess | null} */
  let running = null;
  async function start() {
    const child = spawn(program, ['-c', join(home, 'nginx.conf'), '-p', home, '-e', join(home, 'error.log')], { stdio: 'ignore' });
    running = child;
    /** @type {Error | undefined} */
    let failed;
    child.once('error', (error) => (failed = error));
    child.once('exit', (code) => (failed ??= new Error(`nginx ended with ${code}: ${readFileSync(join(home, 'error.log'), 'utf8')}`)));
    while (!(await fetch(`http://localhost:${port}/`).catch(() => null))) {
      if (failed) throw failed;
      await new Promise((done) => setTimeout(done, 10));
    }
  }
  async function stop() {
    const child = running;
    running = null;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await ended;
  }
  test.after(async () => {
    await stop();
    rmSync(home, { recursive: true, force: true });
  });
  await start();
  return { address, show, start, stop };
}
