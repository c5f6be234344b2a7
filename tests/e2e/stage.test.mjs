// The presenter's story: a step is broken on purpose, and the process is repaired in each of the ways there are.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { create_group, open_form } from './story.mjs';
import { open_browser, picture } from './support/chromium.mjs';
import { chromium_person } from './support/person.mjs';
import { site } from './support/site.mjs';

const limit = { timeout: 120_000 };

/** @param {{after: (what: () => Promise<void>) => void}} t */
async function open_page(t) {
  const { context } = await open_browser(t, { reducedMotion: 'reduce' });
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(`${await site()}?storage=memory`);
  await person.see('link', 'New subscription');
  return { page, person };
}

/** @param {import('./support/person.mjs').Person} person @param {string} step @param {string} [what] */
async function set_step(person, step, what) {
  await person.press('link', 'Stage');
  await person.choose('Workflow or system', 'Create user');
  await person.choose('Step', step);
  if (what) await person.choose('What happens', what);
  await person.press('button', 'Set it');
}

/** @param {import('./support/person.mjs').Person} person @param {string} name */
async function start_user(person, name) {
  await open_form(person, 'User internal');
  await person.type('User name', name);
  await person.choose('User group', 'User group staff');
  await person.press('button', 'Start workflow');
  await person.see('heading', 'Create user');
}

test('a step is told to fail; the process is rolled back, and what it did is gone', limit, async (t) => {
  const { page, person } = await open_page(t);
  await create_group(person);
  await set_step(person, 'Unlock subscription');
  await person.read('“Unlock subscription” of Create user fails, the next time');
  await picture(page, 'stage');
  await start_user(person, 'ann');
  await person.read('This step was told to fail.');
  await person.press('button', 'Roll back…');
  await person.read('Undo: Provision user');
  await picture(page, 'process-roll-back');
  await person.type('Reason', 'a mistake');
  await person.press('button', 'Roll back');
  await person.read('This process was rolled back');
  await person.read('Undo: Create subscription');
  await picture(page, 'process-rolled-back');
  await person.press('link', 'Subscriptions');
  await person.read('terminated');
  await person.press('link', 'Stage');
  await person.read('No step is broken.');
});

test('a step that failed is skipped, with the reason in its row and who did it', limit, async (t) => {
  const { page, person } = await open_page(t);
  // A link within the page: a new page would have a new database.
  await page.evaluate(() => (location.hash = '#/settings'));
  await person.type('Your name', 'Ann');
  await picture(page, 'settings-name');
  await create_group(person);
  await set_step(person, 'Unlock subscription');
  await person.read('fails, the next time');
  await start_user(person, 'ann');
  await person.press('button', 'Skip step…');
  await person.type('Reason', 'unlocked by hand');
  await picture(page, 'process-skip');
  await person.press('button', 'Skip step');
  await person.see('heading', 'Create user');
  await page.getByText('completed', { exact: true }).first().waitFor();
  await person.read('skipped');
  await person.press('button', 'Expand all');
  await person.read(', by Ann');
  await picture(page, 'process-skipped-by');
});

test('from its own page a process is halted before a step that is to come, and let go on', limit, async (t) => {
  const { page, person } = await open_page(t);
  await create_group(person);
  await set_step(person, 'Provision user', 'The process halts before it');
  await person.read('is halted before');
  await start_user(person, 'ann');
  await person.read('It halts here');
  await person.press('button', 'Unlock subscription');
  await person.press('switch', 'Halt before this step');
  await page.getByRole('switch', { name: 'Halt before this step', checked: true }).waitFor();
  await picture(page, 'process-step-to-come');
  await person.press('button', 'Take this step');
  await person.read('A breakpoint stands before “Unlock subscription”');
  await person.press('button', 'Take this step');
  await page.getByText('completed', { exact: true }).first().waitFor();
});

test('a process halts before a breakpoint and takes the step when it is told', limit, async (t) => {
  const { page, person } = await open_page(t);
  await create_group(person);
  await set_step(person, 'Provision user', 'The process halts before it');
  await person.read('is halted before');
  await start_user(person, 'ann');
  await person.read('It halts here');
  await picture(page, 'process-halted');
  await person.press('button', 'Abort…');
  await person.read('ends as aborted');
  await picture(page, 'process-abort-question');
  await person.press('button', 'Cancel');
  await person.press('button', 'Take this step');
  await page.getByText('completed', { exact: true }).first().waitFor();
});

for (const width of [1280, 360]) {
  test(`the pace is by hand: each step is taken on a person's word, ${width} px wide`, limit, async (t) => {
    const { context } = await open_browser(t, { reducedMotion: 'reduce', viewport: { width, height: 800 }, colorScheme: width === 360 ? 'dark' : 'light' });
    const page = context.pages()[0];
    const person = chromium_person(page, 'mouse');
    const start = `${await site()}?storage=memory`;
    await person.go(`${start}#/settings`);
    await person.choose('Pace of the steps', 'By hand');
    await picture(page, `pace-by-hand-settings-${width}`);
    // A link within the page: a new page would have a new database.
    await page.evaluate(() => (location.hash = '#/new'));
    await person.press('link', 'User Group');
    await person.type('Group name', 'staff');
    await person.press('button', 'Start workflow');
    await person.see('heading', 'Create user group');
    for (let taken = 1; taken < 4; taken += 1) {
      await person.read('The pace of the steps is set to “By hand”.');
      await person.press('button', 'Take this step');
      await page.getByText(`${taken} of 8 done`).first().waitFor();
    }
    await picture(page, `pace-by-hand-process-${width}`);
    // Nothing stands beyond the edge.
    const edge = await page.getByRole('link', { name: 'New subscription' }).first().evaluate((link) => link.getBoundingClientRect().right);
    assert.ok(edge <= width, `the header ends at ${edge}`);
    // The way out stands beside: the rest runs by itself.
    await person.press('radio', 'At once');
    await person.read('8 of 8 done');
    await page.getByText('It halts here').waitFor({ state: 'detached' });
  });
}

test('a step is skipped with the value that the lifecycle needs', limit, async (t) => {
  const { page, person } = await open_page(t);
  await create_group(person);
  await set_step(person, 'Provision user');
  await person.read('fails, the next time');
  await start_user(person, 'ann');
  await person.press('button', 'Skip step…');
  await picture(page, 'process-skip-values');
  await person.type('Reason', 'provisioned by hand');
  await person.type('User ID', '77');
  await person.press('button', 'Skip step');
  await page.getByText('completed', { exact: true }).first().waitFor();
  await person.press('link', 'Subscriptions');
  await person.press('link', 'User ann from group staff (internal)');
  await person.read('77');
});
