// Brings the worker of this folder up in a browser of its own, which may be killed.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

import { serve } from '../../../scripts/lib/serve.mjs';
import { browser_flags } from '../support/chromium.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** @typedef {import('./messages.js').Said} Said */

/** A server that shows the worker what it imports, and nothing else of the repository. */
export async function serve_worker() {
  const folder = join(root, 'build/web/vfs-site');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'build/web'), { recursive: true });
  mkdirSync(join(folder, 'tests/e2e'), { recursive: true });
  for (const path of ['web', 'node_modules', 'tests/e2e/vfs', 'build/web/vfs']) symlinkSync(join(root, path), join(folder, path));
  symlinkSync(join(root, 'tests/e2e/vfs/index.html'), join(folder, 'index.html'));
  return serve({ root: folder });
}

/** Starts a browser whose profile is `folder`, in a process group of its own. @param {string} folder */
export async function start_browser(folder) {
  const active = join(folder, 'DevToolsActivePort');
  rmSync(active, { force: true });
  const program = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const flags = ['--headless', '--no-sandbox', '--remote-debugging-port=0', `--user-data-dir=${folder}`, ...browser_flags, 'about:blank'];
  const child = spawn(program, flags, { detached: true, stdio: 'ignore' });
  const pid = /** @type {number} */ (child.pid);
  const gone = new Promise((done) => child.once('exit', done));
  const kill = async () => {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
    await gone;
  };
  for (let tries = 0; ; tries += 1) {
    try {
      const [port] = readFileSync(active, 'utf8').split('\n');
      return { browser: await chromium.connectOverCDP(`http://localhost:${Number(port)}`), kill };
    } catch (error) {
      if (tries >= 300 || child.exitCode !== null) {
        await kill();
        throw error;
      }
      await pause(100);
    }
  }
}

/** Ends the processes that draw and run the pages. @param {import('playwright-core').Browser} browser */
export async function kill_renderers(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  for (const { type, id } of processInfo) {
    if (type !== 'renderer') continue;
    try {
      process.kill(id, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

/**
 * Starts the worker with a task in a page of its own; `hear` gets what it says, as it says it.
 * @param {import('playwright-core').BrowserContext} context
 * @param {string} address
 * @param {import('./messages.js').Task} task
 * @param {(said: Said) => void} hear
 */
export async function start_worker(context, address, task, hear) {
  const page = await context.newPage();
  await page.exposeFunction('hear', hear);
  await page.goto(address);
  await page.evaluate((what) => {
    const worker = new Worker('/tests/e2e/vfs/worker.js', { type: 'module' });
    worker.onmessage = ({ data }) => /** @type {any} */ (window).hear(data);
    worker.onerror = (event) => /** @type {any} */ (window).hear({ type: 'line', text: `worker: ${event.message}` });
    worker.postMessage(what);
    Object.assign(window, { worker });
  }, task);
  return page;
}

/**
 * The result of a task, and the lines it said.
 * @param {import('playwright-core').BrowserContext} context
 * @param {string} address
 * @param {import('./messages.js').Task} task
 */
export async function run_task(context, address, task, patience = 120_000) {
  /** @type {string[]} */
  const lines = [];
  /** @type {any} */
  let result;
  const page = await start_worker(context, address, task, (said) => {
    if (said.type === 'line') lines.push(said.text);
    if (said.type === 'done') result = said.result;
  });
  const until = Date.now() + patience;
  while (result === undefined) {
    const failed = lines.find((line) => line.startsWith('worker: '));
    if (failed || Date.now() > until) throw new Error(`Expected the end of ${task}, found:\n${lines.slice(-20).join('\n')}`);
    await pause(20);
  }
  await page.close();
  return { result, lines };
}
