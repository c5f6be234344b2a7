// Import and export of many subscriptions in the browser: through the engine's worker, as the page uses it, on OPFS. The
// page itself is not loaded: only engine-client.js, on another page of the same origin.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { new_profile, open_browser } from '../e2e/support/chromium.mjs';
import { record } from './record.mjs';

/**
 * Runs in the page. Asks something small every few milliseconds meanwhile: an answer that comes late shows that a turn of
 * the engine was long.
 * @param {{folder: string, file: string}} what
 * @returns {Promise<{import_ms: number, export_ms: number, import_gap: number, export_gap: number, bytes: number}>}
 */
async function in_and_out({ folder, file }) {
  const { connectEngine } = await import(new URL(`${folder}/engine-client.js`, location.href).href);
  const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];
  /** @type {Map<number, (answer: any) => void>} */
  const unanswered = new Map();
  /** @type {(job: any) => void} */
  let ended = () => {};
  let ready = () => {};
  const is_ready = new Promise((done) => (ready = () => done(null)));
  const engine = connectEngine({
    worker: new URL(`${folder}/engine-worker.js`, location.href),
    storage: 'opfs',
    onAnswer(/** @type {number} */ number, /** @type {Uint8Array} */ bytes, /** @type {Uint8Array[]} */ blobs) {
      unanswered.get(number)?.({ ...JSON.parse(decoder.decode(bytes)), blobs });
      unanswered.delete(number);
    },
    onEvent(/** @type {Uint8Array} */ bytes) {
      const { event } = JSON.parse(decoder.decode(bytes));
      if (event.name === 'job' && event.value.state !== 'running') ended(event.value);
    },
    onState: (/** @type {{kind: string}} */ { kind }) => kind === 'ready' && ready(),
  });
  await is_ready;
  // What the engine itself takes is no part of what an import does.
  await /** @type {any} */ (globalThis).engine_is_ready();
  let last = 0;
  /** @param {object} request @param {Blob[]} [blobs] @returns {Promise<any>} */
  const ask = (request, blobs) =>
    new Promise((done) => {
      last += 1;
      unanswered.set(last, done);
      engine.send(last, encoder.encode(JSON.stringify({ id: last, ...request })), blobs);
    });
  /** @param {object} request @param {Blob[]} [blobs] */
  async function run(request, blobs) {
    const end = new Promise((done) => (ended = done));
    const start = performance.now();
    const { status, body } = await ask(request, blobs);
    if (status !== 202) throw new Error(`${status} ${JSON.stringify(body)}`);
    let [going, gap] = [true, 0];
    const watch = (async () => {
      while (going) {
        const asked = performance.now();
        await ask({ method: 'GET', path: '/api/rehearsal/pace' });
        gap = Math.max(gap, performance.now() - asked);
        await new Promise((done) => setTimeout(done, 20));
      }
    })();
    const job = /** @type {any} */ (await end);
    const ms = performance.now() - start;
    going = false;
    await watch;
    if (job.state !== 'done') throw new Error(JSON.stringify(job).slice(0, 900));
    return { ms, gap, job: body.job };
  }
  const chosen = await (await fetch(new URL(file, location.href))).blob();
  const taken = await run({ method: 'POST', path: '/api/rehearsal/snapshot', body: { mode: 'replace', snapshot: { $blob: 0 } } }, [chosen]);
  const given = await run({ method: 'GET', path: '/api/rehearsal/snapshot' });
  const { blobs } = await ask({ method: 'GET', path: `/api/rehearsal/jobs/${given.job}` });
  return { import_ms: taken.ms, export_ms: given.ms, import_gap: taken.gap, export_gap: given.gap, bytes: blobs[0].length };
}

/** The most memory that any process of this browser has had, in bytes; 0 where the system does not tell. @param {string} profile */
function most_memory(profile) {
  const peaks = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      if (!command.includes('--type=renderer') || !command.includes(profile)) return 0;
      return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
    } catch {
      return 0;
    }
  });
  return Math.max(0, ...peaks);
}

/** @param {string} address @param {string} site its folder @param {string} folder that of the page's version in it */
export async function bench_snapshot(address, site, folder) {
  for (const size of [10_000, 100_000]) {
    const file = `${size}.json`;
    execFileSync('build/native/snapshot_bench', ['--write', join(site, file), String(size)]);
    const file_bytes = statSync(join(site, file)).size;
    const profile = new_profile();
    const { context, close } = await open_browser({ after: () => {} }, { profile });
    try {
      const page = context.pages()[0] ?? (await context.newPage());
      page.setDefaultTimeout(600_000);
      await page.goto(`${address}licenses.html`);
      let before = 0;
      await page.exposeFunction('engine_is_ready', () => void (before = most_memory(profile)));
      const { import_ms, export_ms, import_gap, export_gap, bytes } = await page.evaluate(in_and_out, { folder, file });
      const name = `${size} subscriptions, browser`;
      const more = /** @type {const} */ ({ unit: 'subscriptions/s', better: 'more' });
      const gap = /** @type {const} */ ({ unit: 'ms', better: 'less' });
      record({ bench: `import, ${name}`, value: (size / import_ms) * 1000, ...more, note: 'OPFS, with what was there kept' });
      record({ bench: `export, ${name}`, value: (size / export_ms) * 1000, ...more, note: `${(bytes / 1e6).toFixed(1)} MB` });
      record({ bench: `import, longest wait for an answer, ${name}`, value: import_gap, ...gap });
      record({ bench: `export, longest wait for an answer, ${name}`, value: export_gap, ...gap });
      record({ bench: `both, memory at most, ${name}`, value: (most_memory(profile) - before) / file_bytes, unit: 'x the file', better: 'less', note: "the page's copy and the worker's included" });
    } finally {
      await close();
      rmSync(profile, { recursive: true, force: true });
      rmSync(join(site, file));
    }
  }
}
