// What a picture costs, and how many are drawn while nothing happens: a list of 100,000 subscriptions is scrolled as with a
// wheel, then left alone. The scripting is the browser's own account of it.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';

import { new_profile, open_browser } from '../e2e/support/chromium.mjs';
import { counters, settled } from '../e2e/support/gallery.mjs';
import { chromium_person } from '../e2e/support/person.mjs';
import { choose_file } from '../e2e/support/snapshots.mjs';
import { record } from './record.mjs';

const rows = 100_000;
const turns = 300;
const idle_ms = 20_000;

/** @param {string} address */
export async function bench_frames(address) {
  const profile = new_profile();
  const file = `build/bench-${rows}.json`;
  execFileSync('build/native/snapshot_bench', ['--write', file, String(rows)]);
  const { context, close } = await open_browser({ after: () => {} }, { profile });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(600_000);
    const person = chromium_person(page, 'mouse');
    await page.goto(address);
    await choose_file(page, person, file);
    await person.press('radio', 'Replace all of it by the snapshot');
    await person.press('button', 'Replace everything');
    await page.getByText('The snapshot is in.').first().waitFor();
    await person.press('link', 'Subscriptions');
    await page.getByRole('row').nth(3).waitFor();
    await settled(page);
    const client = await context.newCDPSession(page);
    await client.send('Performance.enable');
    const scripting = async () => {
      const { metrics } = await client.send('Performance.getMetrics');
      return 1000 * (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? NaN);
    };
    /** @param {() => Promise<void>} work */
    const cost = async (work) => {
      const [script, { frames }] = [await scripting(), await counters(page)];
      await work();
      const drawn = (await counters(page)).frames - frames;
      return { drawn, each: ((await scripting()) - script) / Math.max(1, drawn) };
    };
    await page.mouse.move(600, 500);
    const scrolled = await cost(async () => {
      for (let i = 0; i < turns; i += 1) {
        await page.mouse.wheel(0, 400);
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
      }
    });
    const of_list = `list of ${rows} rows`;
    record({ bench: `${of_list}, scripting of a picture while it scrolls`, value: scrolled.each, unit: 'ms', better: 'less', note: `${scrolled.drawn} pictures, their answers and the driver's own calls included` });
    await settled(page);
    const still = await cost(() => new Promise((done) => setTimeout(done, idle_ms)));
    record({ bench: `${of_list}, pictures while nothing happens`, value: still.drawn, unit: `in ${idle_ms / 1000} s`, better: 'less' });
  } finally {
    await close();
    rmSync(profile, { recursive: true, force: true });
    rmSync(file, { force: true });
  }
}
