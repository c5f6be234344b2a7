// What axe finds wrong with the page for people who hear it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * Gives a function that fails where axe finds anything, and says when that was.
 * @param {import('playwright-core').Page} page
 */
export async function axe_on(page) {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const client = await page.context().newCDPSession(page);
  return async (/** @type {string} */ when) => {
    // Past the page's own policy, which lets no script in; anew each time, as the page may have been loaded again.
    await client.send('Runtime.evaluate', { expression: axe });
    const found = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run({ resultTypes: ['violations'] }));
    const told = found.violations.map((/** @type {any} */ v) => `${v.id}: ${v.help}\n  ${v.nodes.slice(0, 3).map((/** @type {any} */ n) => n.html.slice(0, 200)).join('\n  ')}`);
    assert.deepEqual(told, [], when);
  };
}
