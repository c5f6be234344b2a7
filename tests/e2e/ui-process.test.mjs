// A process as a person watches it, at a pace that can be followed, and ends it before its time.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { create_group, open_form } from './story.mjs';
import { open_browser, picture } from './support/chromium.mjs';
import { settled } from './support/gallery.mjs';
import { chromium_person } from './support/person.mjs';
import { site } from './support/site.mjs';

const limit = { timeout: 300_000 };

/** @param {{after: (what: () => Promise<void>) => void}} t @param {Parameters<typeof open_browser>[1]} [options] */
async function open_page(t, options) {
  const { context } = await open_browser(t, { reducedMotion: 'reduce', ...options });
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(`${await site()}?storage=memory`);
  await person.see('link', 'New subscription');
  return { page, person, context };
}

/** Starts *Create user group* at a pace that can be watched. @param {import('./support/person.mjs').Person} person */
async function start_slowly(person) {
  await person.press('radio', '600 ms a step');
  await open_form(person, 'User Group');
  await person.type('Group name', 'staff');
  await person.press('button', 'Start workflow');
  await person.see('heading', 'Create user group');
}

/** Runs in the page: keeps whether a step opened by itself, and how far the page was scrolled, as it goes. */
function watch_steps() {
  const seen = { open: 0, scrolled: [0] };
  Object.assign(globalThis, { watched: seen });
  const look = () => {
    seen.open += document.querySelectorAll('[role=list][aria-label=Steps] button[aria-expanded=true]').length;
    const top = document.querySelector('main')?.scrollTop ?? 0;
    if (seen.scrolled.at(-1) !== top) seen.scrolled.push(top);
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
  look();
}

test('what a step changed is read as it happens, and nothing opens, shuts or goes back up by itself', limit, async (t) => {
  const { page, person } = await open_page(t);
  await start_slowly(person);
  await page.evaluate(watch_steps);
  await person.read('8 of 8 done');
  const seen = await page.evaluate(() => /** @type {{open: number, scrolled: number[]}} */ (/** @type {any} */ (globalThis).watched));
  assert.equal(seen.open, 0, 'no step opened');
  assert.deepEqual(seen.scrolled, [...seen.scrolled].sort((one, other) => one - other), 'the page never went back up');
  await person.read('Subscription');
  assert.match(await page.getByRole('list', { name: 'Steps' }).textContent() ?? '', /Group name staff|[Gg]roup ID \d/);
  await picture(page, 'process-watched');
});

test('the abort of a process that runs: it goes on behind the question, and what is left is said', limit, async (t) => {
  const { page, person } = await open_page(t);
  await start_slowly(person);
  // From here on the process has its subscription.
  await person.read('3 of 8 done');
  await person.press('button', 'Abort…');
  await person.read('It goes on until you say so');
  await person.press('button', 'Abort process');
  await person.read('This process was aborted');
  assert.equal(await page.getByText('User Aborted').count(), 0);
  assert.ok(await page.getByText('not run', { exact: true }).count() > 0);
  await picture(page, 'process-aborted');
  await page.getByRole('status').filter({ hasText: 'This process was aborted' }).getByRole('link').click();
  await person.read('This subscription is out of sync');
  await page.getByRole('link', { name: /^Create user group, aborted/ }).waitFor();
  await picture(page, 'subscription-out-of-sync');
  await person.press('link', 'Processes');
  await person.press('radio', 'Aborted');
  await person.read('1 process');
  await person.press('radio', 'Completed');
  await person.see('heading', 'Nothing found');
});

test('between a phone and a desk the steps have the room', limit, async (t) => {
  const { page, person } = await open_page(t);
  await create_group(person);
  for (const width of [360, 719, 720, 800, 900, 959, 960, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await settled(page);
    const steps = await page.getByRole('list', { name: 'Steps' }).boundingBox();
    assert.ok(steps && steps.width >= Math.min(350, width - 64), `at ${width} px the steps are ${steps?.width} px wide`);
    if (width === 360 || width === 800) await picture(page, `process-${width}`);
  }
});

test('the page is copied as it reads: what stands beside each other is kept apart', limit, async (t) => {
  const { page, person, context } = await open_page(t);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await create_group(person);
  await settled(page);
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+C');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  for (const words of ['Create user group\tcompleted\tStart again with the same answers\n', 'Start\tsuccess\t', 'Duration\t', 'By\tSYSTEM\n']) {
    assert.ok(copied.includes(words), `${JSON.stringify(words)} is not in ${JSON.stringify(copied)}`);
  }
});
