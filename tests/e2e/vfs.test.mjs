// Our VFS where it matters: over OPFS, in a real browser, with its profile on the disk.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import test from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { new_profile } from './support/chromium.mjs';
import { kill_renderers, run_task, serve_worker, start_browser, start_worker } from './vfs/host.mjs';

const soak = Boolean(process.env.REHEARSAL_SOAK);

/** A browser, its page's address and what ends both. @param {import('node:test').TestContext} t */
async function stage(t) {
  const server = await serve_worker();
  const profile = new_profile();
  const stage = { address: server.address, profile, started: await start_browser(profile) };
  t.after(async () => {
    await stage.started.kill();
    await server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  return stage;
}

test('the contract over OPFS', { timeout: 240_000 }, async (t) => {
  const { started, address } = await stage(t);
  const { result, lines } = await run_task(started.browser.contexts()[0], address, 'contract', 200_000);
  const ran = lines.filter((line) => line.startsWith('[       OK ]')).length;
  assert.equal(result, 0, lines.filter((line) => !line.startsWith('[ RUN')).join('\n'));
  assert.ok(ran >= 12, `expected the whole list, found ${ran} tests`);
});

// At random moments the worker, the page's process or the whole browser ends. Afterwards the database is sound, no
// transaction is half there, and every one that was acknowledged is.
test('kills', { timeout: soak ? 3_600_000 : 300_000 }, async (t) => {
  const each = soak ? 150 : 20;
  const playing = await stage(t);
  let acknowledged = 0;
  /** @type {(error: Error) => void} */
  let refuse = () => {};

  async function work_for_a_while() {
    // Said once when it has opened, and once more per transaction.
    let said_stored = 0;
    /** @type {Promise<never>} */
    const wrong = new Promise((_, refused) => {
      refuse = refused;
    });
    const page = await Promise.race([wrong, start_worker(playing.started.browser.contexts()[0], playing.address, 'kill', (said) => {
      if (said.type === 'line') refuse(new Error(said.text));
      if (said.type !== 'stored') return;
      if (said.count < acknowledged) refuse(new Error(`Expected ${acknowledged} transactions, found ${said.count}.`));
      said_stored += 1;
      acknowledged = said.count;
    })]);
    const begin = Date.now();
    while (said_stored < 2) {
      await Promise.race([wrong, pause(5)]);
      assert.ok(Date.now() - begin < 30_000, 'expected it to open and get on within 30 s');
    }
    await Promise.race([wrong, pause(Math.random() * 250)]);
    return page;
  }

  const ends = {
    worker: async (/** @type {import('playwright-core').Page} */ page) => {
      await page.evaluate(() => /** @type {any} */ (window).worker.terminate());
      await page.close();
    },
    renderer: async () => {
      await kill_renderers(playing.started.browser);
      for (const page of playing.started.browser.contexts()[0].pages()) await page.close().catch(() => {});
    },
    browser: async () => {
      await playing.started.kill();
      playing.started = await start_browser(playing.profile);
    },
  };
  const plan = [...Array(each).fill('worker'), ...Array(each / 2).fill('renderer'), ...Array(each / 2).fill('browser')];
  for (const end of /** @type {(keyof typeof ends)[]} */ (plan)) {
    await ends[end](await work_for_a_while());
  }
  await work_for_a_while();
  t.diagnostic(`${plan.length} kills, ${acknowledged} transactions`);
});
