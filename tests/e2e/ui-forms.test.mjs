// Forms on the real page, and what people write into them: Enter, long words, towers of marks, long lists.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { create_group, open_form } from './story.mjs';
import { open_browser, picture } from './support/chromium.mjs';
import { settled } from './support/gallery.mjs';
import { ink } from './support/ink.mjs';
import { chromium_person } from './support/person.mjs';
import { site } from './support/site.mjs';

const limit = { timeout: 300_000 };
const long_word = 'w'.repeat(300);
const tower = `a${'\u0300'.repeat(300)}`;

/** @param {{after: (what: () => Promise<void>) => void}} t @param {Parameters<typeof open_browser>[1]} [options] */
async function open_page(t, options) {
  const { context } = await open_browser(t, { reducedMotion: 'reduce', ...options });
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(`${await site()}?storage=memory`);
  await person.see('link', 'New subscription');
  return { page, person };
}

test('Enter in a field starts the workflow, once', limit, async (t) => {
  const { page, person } = await open_page(t);
  await open_form(person, 'User Group');
  await person.type('Group name', 'staff');
  await page.getByRole('textbox', { name: 'Group name' }).focus();
  await page.keyboard.down('Enter');
  for (let i = 0; i < 5; i += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await person.see('heading', 'Create user group');
  await person.read('8 of 8 done');
  await person.press('link', 'Processes');
  await person.read('1 process');
  assert.equal(await page.getByRole('link', { name: 'Create user group' }).count(), 1);
});

test('a double click on Start starts one process', limit, async (t) => {
  const { page, person } = await open_page(t);
  await open_form(person, 'User Group');
  await person.type('Group name', 'staff');
  await page.getByRole('button', { name: 'Start workflow' }).dblclick();
  await person.read('8 of 8 done');
  await person.press('link', 'Processes');
  await person.read('1 process');
  assert.equal(await page.getByRole('link', { name: 'Create user group' }).count(), 1);
});

test('a workflow author finds where a form can be tried', limit, async (t) => {
  const { page, person } = await open_page(t);
  await page.evaluate(() => void (location.hash = '#/data'));
  await person.press('link', 'Try a form');
  await person.see('heading', 'Try a form');
});

test('a form that is refused by the mouse has the focus at its first error', limit, async (t) => {
  const { page, person } = await open_page(t);
  await open_form(person, 'User internal');
  await person.type('Age', 'x');
  await person.press('button', 'Start workflow');
  await person.read('There is a problem');
  const focus = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  assert.equal(await focus(), 'User name');
  const hash = await person.where();
  await person.press('link', 'Age: enter a whole number in digits, for example 34');
  assert.equal(await focus(), 'Age');
  assert.equal(await person.where(), hash);
  await picture(page, 'forms-refused');
  // Who comes back finds what was typed, and none of the old errors.
  await person.press('link', 'Systems');
  await person.see('heading', 'Systems');
  await page.goBack();
  await person.see('textbox', 'Age');
  assert.equal(await person.value('textbox', 'Age'), 'x');
  assert.equal(await page.getByText('There is a problem').count(), 0);
});

test('long values take the lines that they need, beside nothing else', limit, async (t) => {
  const { page, person } = await open_page(t);
  await create_group(person, long_word);
  await person.press('button', 'Expand all');
  for (const [width, height] of [[1280, 800], [360, 740]]) {
    await page.setViewportSize({ width, height });
    await settled(page);
    const out = await page.getByRole('list', { name: 'Steps' }).evaluate((list) => {
      const edge = list.getBoundingClientRect().right + 1;
      return [...list.querySelectorAll('dd .t')].map((el) => ({ words: el.textContent?.slice(0, 40), right: el.getBoundingClientRect().right }))
        .filter(({ right }) => right > edge);
    });
    assert.deepEqual(out, [], `at ${width} px`);
    const said = await page.getByRole('list', { name: 'Steps' }).evaluate((list) => [...list.querySelectorAll('dd')].map((dd) => dd.textContent?.replaceAll(' ', '')));
    assert.ok(said.some((words) => words?.includes(long_word)), `all of it is said at ${width} px`);
    await page.getByText('What it changed').first().scrollIntoViewIfNeeded();
    await settled(page);
    await picture(page, `forms-long-values-${width}`);
  }
});

test('marks that are piled upon a letter stay in its line', limit, async (t) => {
  const { page, person } = await open_page(t);
  await create_group(person, tower);
  await settled(page);
  const link = page.getByRole('link', { name: `User group ${tower}` });
  const card = await link.boundingBox();
  assert.ok(card);
  // Between the heading's line and the card there is nothing.
  const above = await ink(page, { x: card.x - 8, y: 60, width: card.width + 100, height: 90 });
  assert.equal(above.bottom, -1, 'nothing is painted above the card');
  await picture(page, 'forms-marks-process');
  await link.click();
  const title = page.getByRole('heading', { level: 1 });
  await title.waitFor();
  await settled(page);
  const box = await title.boundingBox();
  assert.ok(box);
  const drawn = await ink(page, { x: box.x - 2, y: box.y - 8, width: box.width + 8, height: box.height + 16 });
  assert.ok(drawn.right > box.width / 2, 'the title is painted');
  assert.ok(drawn.top >= 2 && drawn.bottom <= box.height + 14, `it stays in its line: ${JSON.stringify(drawn)}`);
  await picture(page, 'forms-marks-subscription');
});

test('a drop-down is as wide as its field and shut after Back and Forward', limit, async (t) => {
  const { page, person } = await open_page(t);
  await create_group(person, 'endless '.repeat(110).trim());
  for (const [width, height] of [[1280, 800], [360, 740]]) {
    await page.setViewportSize({ width, height });
    await page.goto(`${await site()}?storage=memory#/new`);
    await person.press('link', 'User internal');
    const field = page.getByRole('combobox', { name: 'User group' });
    await field.click();
    const list = page.getByRole('listbox', { name: 'User group' });
    await list.waitFor();
    await settled(page);
    const [outer, inner] = [await field.boundingBox(), await list.boundingBox()];
    assert.ok(outer && inner);
    assert.ok(Math.abs(outer.width - inner.width) <= 1, `at ${width} px the field is ${outer.width} wide, the list ${inner.width}`);
    assert.match(await list.getByRole('option').first().textContent() ?? '', /^User group (endless ?){110}$/);
    await picture(page, `forms-drop-down-${width}`);
    await page.goBack();
    await person.see('heading', 'New subscription');
    await page.goForward();
    await field.waitFor();
    assert.equal(await list.count(), 0, 'it is shut');
  }
});

test('an address whose id is no UUID names no page', limit, async (t) => {
  const { page, person } = await open_page(t);
  for (const hash of ['#/processes/x', '#/subscriptions/%2e%2e', '#/start/create_user?subscription=s', '#/new/create_user?product=y']) {
    await page.goto(`${await site()}?storage=memory${hash}`);
    await person.see('heading', 'There is no such page');
    await person.miss('button', 'Try again');
  }
});
