// Durable single-row transactions per second: our VFS, the official SQLite package's OPFS pool VFS, and a bare write and
// flush of a page, by turns in one worker of one browser, on a profile that lies on a disk.
import { rmSync } from 'node:fs';

import { new_profile } from '../e2e/support/chromium.mjs';
import { run_task, serve_worker, start_browser } from '../e2e/vfs/host.mjs';

/** @returns {Promise<Omit<import('./record.mjs').Result, 'value'>[]>} for record() */
export async function bench_durable() {
  const server = await serve_worker();
  const profile = new_profile();
  const { browser, kill } = await start_browser(profile);
  try {
    const { result } = await run_task(browser.contexts()[0], server.address, 'bench', 600_000);
    const note = `${result.count} per sample, WAL, exclusive, FULL`;
    const row = (/** @type {string} */ bench, /** @type {string} */ of, /** @type {string} */ unit, /** @type {string} */ said) =>
      ({ bench, unit, better: /** @type {const} */ ('more'), samples: result.samples[of], note: said });
    return [
      row('durable transactions on OPFS, our VFS', 'ours', 'per second', note),
      row(`durable transactions on OPFS, official SQLite ${result.version} pool VFS`, 'official', 'per second', note),
      row('a bare write and flush of 4096 bytes on OPFS', 'bare', 'per second', `${result.count} per sample`),
    ];
  } finally {
    await kill();
    await server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
