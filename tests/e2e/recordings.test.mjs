// What the real orchestrator-core answered to every bad input, played against the engine in its worker, on OPFS: those
// too that no form lets a person send.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { known_differences } from '../conformance/lib/differences.mjs';
import { parse_json } from '../conformance/lib/json.mjs';
import { play } from '../conformance/lib/scenario.mjs';
import { open_browser } from './support/chromium.mjs';
import { ask, connect, serve_engine, state } from './support/engine.mjs';

const conformance = fileURLToPath(new URL('../conformance/', import.meta.url));
const kind = 'exercise';

/**
 * A door to an engine in the page whose database is empty.
 * @param {import('playwright-core').Page} page @param {string} address @returns {import('../conformance/lib/scenario.mjs').OpenDoor}
 */
function open_door(page, address) {
  const ready = (async () => {
    await connect(page, address);
    await state(page, 'ready');
  })();
  return {
    ask: (request) => ready.then(() => ask(page, request)),
    // The clock is the machine's: what is waited for is done as soon as it can be.
    let_pass: () => pause(20),
    close: async () => {},
    async kill() {
      await ready.catch(() => {});
      await page.goto('about:blank');
      await page.goto(`${address}index.html`);
      // The files are free once the worker has ended.
      await page.evaluate(async () => {
        for (;;) {
          try {
            return await (await navigator.storage.getDirectory()).removeEntry('rehearsal', { recursive: true });
          } catch (error) {
            if (/** @type {Error} */ (error).name !== 'NoModificationAllowedError') throw error;
            await new Promise((done) => setTimeout(done, 20));
          }
        }
      });
    },
  };
}

test('every bad input is refused as the original refused it', { timeout: 240_000 }, async (t) => {
  const address = await serve_engine(t);
  const { context } = await open_browser(t);
  const page = context.pages()[0];
  const names = readdirSync(`${conformance}recordings/${kind}`).filter((name) => name.startsWith('bad_'));
  assert.ok(names.length > 10);
  for (const name of names) {
    const scenario = parse_json(readFileSync(`${conformance}recordings/${kind}/${name}`, 'utf8'));
    const known = known_differences(`${conformance}differences`, `${kind}/${name.replace('.json', '')}`);
    const problem = await play({ open: () => open_door(page, address), sql: '' }, scenario, known);
    assert.equal(problem, undefined, `${name}: ${problem}`);
  }
});
