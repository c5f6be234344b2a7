// axe-core in the page: it allows no script but its own files, so axe comes in beside that rule, as an extension would.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** @param {import('playwright-core').Page} page @returns {Promise<() => Promise<string[]>>} what axe finds now, in words */
export async function axe_in(page) {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const devtools = await page.context().newCDPSession(page);
  return async () => {
    await devtools.send('Runtime.evaluate', { expression: `globalThis.axe ?? (() => { ${axe} })()` });
    const { result } = await devtools.send('Runtime.evaluate', {
      awaitPromise: true,
      returnByValue: true,
      expression: 'axe.run().then(({violations}) => violations.map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html).join(" ")}`))',
    });
    return result.value;
  };
}
