// What a picture costs, and how many are drawn while nothing happens: a list of 100,000 subscriptions is scrolled as with a
// wheel, then left alone; in drop-downs of many options is searched, and in a form of many rows is typed. The scripting is
// the browser's own account of it.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';

import { new_profile, open_browser } from '../e2e/support/chromium.mjs';
import { counters, settled } from '../e2e/support/gallery.mjs';
import { chromium_person } from '../e2e/support/person.mjs';
import { choose_file } from '../e2e/support/snapshots.mjs';
import { record } from './record.mjs';

/** @typedef {import('playwright-core').Page} Page */

const rows = 100_000;
const turns = 300;
const idle_ms = 20_000;

/** Tells of what is done how many pictures it took, and the scripting of each. @param {Page} page */
async function scripting_of(page) {
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  const scripting = async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? NaN);
  };
  return async (/** @type {() => Promise<void>} */ work) => {
    const [script, { frames }] = [await scripting(), await counters(page)];
    await work();
    const drawn = (await counters(page)).frames - frames;
    return { drawn, each: ((await scripting()) - script) / Math.max(1, drawn) };
  };
}

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
    const cost = await scripting_of(page);
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

/** @param {string} address */
export async function bench_frames_of_forms(address) {
  const profile = new_profile();
  const { context, close } = await open_browser({ after: () => {} }, { profile });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(600_000);
    await page.goto(`${address}?storage=memory#/forms`);
    const schema = page.getByRole('textbox', { name: 'JSON Schema' });
    await schema.waitFor();
    const cost = await scripting_of(page);
    /** @param {string} what @param {{drawn: number, each: number}} measured */
    const tell = (what, { drawn, each }) => record({ bench: what, value: each, unit: 'ms', better: 'less', note: `scripting of a picture; ${drawn} pictures` });
    for (const size of [10_000, 100_000]) {
      const of_options = `drop-down of ${size} options`;
      await schema.fill(JSON.stringify({ properties: { port: { type: 'string', enum: Array.from({ length: size }, (_, i) => `Port ${i}`) } } }));
      await settled(page);
      const box = page.getByRole('textbox', { name: 'Search Port' });
      tell(`${of_options}, opened`, await cost(async () => {
        await page.getByRole('combobox', { name: 'Port' }).click();
        await box.waitFor();
        await settled(page);
      }));
      tell(`${of_options}, searched as one types`, await cost(async () => {
        for (const key of '9876') {
          await page.keyboard.press(key);
          await settled(page);
        }
      }));
      await page.keyboard.press('Escape');
      await settled(page);
    }
    await schema.fill(JSON.stringify({ properties: { l: { type: 'array', items: { type: 'integer' }, default: Array.from({ length: rows }, (_, i) => i) } } }));
    await page.getByText(`Rows 1 to 100 of ${rows}`).waitFor();
    await settled(page);
    await page.getByRole('textbox', { name: 'L 1', exact: true }).focus();
    tell(`form of ${rows} rows, typed in`, await cost(async () => {
      for (const key of '9876') {
        await page.keyboard.press(key);
        await settled(page);
      }
    }));
  } finally {
    await close();
    rmSync(profile, { recursive: true, force: true });
  }
}
