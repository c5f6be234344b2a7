// WebKitGTK's MiniBrowser over plain W3C WebDriver. Its automation sessions are private ones: without OPFS.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { open_display } from './display.mjs';

function mini_browser() {
  for (const folder of readdirSync('/usr/lib')) {
    const path = join('/usr/lib', folder, 'webkit2gtk-4.1/MiniBrowser');
    if (existsSync(path)) return path;
  }
  throw new Error('expected MiniBrowser of libwebkit2gtk-4.1-0 below /usr/lib, found none; install webkit2gtk-driver');
}

/** @returns {Promise<number>} a port that nobody listens on */
const free_port = () =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => done(port));
    });
  });

/** A session of WebDriver. */
export class WebKitPage {
  /** @param {string} base */
  constructor(base) {
    this.base = base;
  }
  /** @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>} */
  async call(method, path, body) {
    const answer = await fetch(`${this.base}${path}`, { method, body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }
  /** @param {string} address */
  go(address) {
    return this.call('POST', '/url', { url: address });
  }
  /** The value of an expression in the page. @param {string} expression @returns {Promise<any>} */
  script(expression) {
    return this.call('POST', '/execute/sync', { script: `return ${expression}`, args: [] });
  }
  /** @param {number} x @param {number} y */
  async click(x, y) {
    await this.call('POST', '/actions', {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions: [
        { type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y), origin: 'viewport' },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ] }],
    });
  }
  /** @param {string} text */
  async keys(text) {
    await this.call('POST', '/actions', {
      actions: [{ type: 'key', id: 'keyboard', actions: [...text].flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]) }],
    });
  }
  /** @returns {Promise<Buffer>} a PNG */
  async screenshot() {
    // WebKit takes the next picture that the page presents, and waits a minute for one when nothing is drawn.
    await this.script(`void (() => {
      let left = 60;
      const stir = () => {
        dispatchEvent(new Event('resize'));
        if (left--) setTimeout(stir, 30);
      };
      stir();
    })()`);
    return Buffer.from(await this.call('GET', '/screenshot'), 'base64');
  }
}

/** @param {{after: (what: () => Promise<void>) => void}} test */
export async function open_webkit(test) {
  const display = await open_display();
  const port = await free_port();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    env: { ...process.env, DISPLAY: display.name, LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_COMPOSITING_MODE: '' },
    stdio: 'ignore',
  });
  const base = `http://127.0.0.1:${port}`;
  /** @type {WebKitPage | null} */
  let page = null;
  test.after(async () => {
    await page?.call('DELETE', '').catch(() => null);
    driver.kill();
    display.close();
  });
  const until = Date.now() + 20_000;
  while (!(await fetch(`${base}/status`).catch(() => null))?.ok) {
    if (Date.now() > until) throw new Error('WebKitWebDriver did not answer within 20 s');
    await new Promise((done) => setTimeout(done, 50));
  }
  const answer = await fetch(`${base}/session`, {
    method: 'POST',
    body: JSON.stringify({
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: mini_browser(), args: ['--automation'] } } },
    }),
  });
  const { value } = await answer.json();
  if (!value.sessionId) throw new Error(`WebKitWebDriver gave no session: ${JSON.stringify(value)}`);
  page = new WebKitPage(`${base}/session/${value.sessionId}`);
  await page.call('POST', '/window/rect', { width: 1280, height: 860 });
  return page;
}
