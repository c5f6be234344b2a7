// Forms of several pages and forms that are left: back and forth, by keys, after a reload, and again from what has run.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { create_group, create_user, group_title, open_form, user_title } from './story.mjs';
import { with_conformance } from './support/beside.mjs';
import { open_browser, picture } from './support/chromium.mjs';
import { settled } from './support/gallery.mjs';
import { chromium_person } from './support/person.mjs';
import { site } from './support/site.mjs';

const limit = { timeout: 300_000 };

/** @param {{after: (what: () => Promise<void>) => void}} t @param {string} [query] @param {Parameters<typeof open_browser>[1]} [options] */
async function open_page(t, query = '?storage=memory', options = {}) {
  const { context } = await open_browser(t, { reducedMotion: 'reduce', ...options });
  if (query.includes('catalog=conformance')) await with_conformance(context);
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(`${await site()}${query}`);
  await person.see('link', 'New subscription');
  return { page, person };
}

/** Wide and light, narrow and dark. @param {import('playwright-core').Page} page @param {string} name */
async function pictures(page, name) {
  const wide = page.viewportSize() ?? { width: 1280, height: 800 };
  await settled(page);
  await picture(page, name);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 360, height: 740 });
  await settled(page);
  await picture(page, `${name}-360-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(wide);
  await settled(page);
}

test('two pages, back and forth by keys; what was typed stays', limit, async (t) => {
  const { page, person } = await open_page(t, '?storage=memory&catalog=conformance');
  await page.evaluate(() => void (location.hash = '#/start/wf_two_pages'));
  await person.type('First', 'one');
  await page.getByRole('textbox', { name: 'First' }).press('Enter');
  await person.see('heading', 'Page 2: Page two');
  await person.type('Second', '3');
  await page.getByRole('textbox', { name: 'Second' }).press('Enter');
  await person.read('Second must be even');
  await picture(page, 'wizard-page-two');
  const second = page.getByRole('textbox', { name: 'Second' });
  await second.press('Home');
  await second.press('Control+ArrowLeft');
  await person.see('heading', 'Page 1: Page one');
  assert.equal(await person.value('textbox', 'First'), 'one');
  await page.getByRole('textbox', { name: 'First' }).press('Home');
  await page.keyboard.press('Control+ArrowRight');
  assert.equal(await page.getByRole('heading', { name: 'Page 1: Page one' }).count(), 1, 'inside of a text it moves the caret');
  await page.keyboard.press('End');
  await page.keyboard.press('Control+ArrowRight');
  await person.see('heading', 'Page 2: Page two');
  assert.equal(await person.value('textbox', 'Second'), '3');
  await person.press('button', 'Back');
  await person.see('button', 'Next');
  await person.press('button', 'Next');
  await person.type('Second', '4');
  await page.keyboard.press('End');
  await page.keyboard.press('Control+ArrowRight');
  // It said that a page would follow, and none does: "Next" has started nothing.
  await person.see('button', 'Start');
  await page.keyboard.press('Control+ArrowRight');
  // The workflow asks for more while it runs: a form of two pages inside the process.
  await person.see('textbox', 'Third');
  assert.equal(await person.value('textbox', 'Third'), 'one');
  await person.type('Third', 'three');
  await person.press('button', 'Next');
  await person.see('heading', 'Page 2');
  await person.press('checkbox', 'Fourth');
  await pictures(page, 'wizard-resume-page-two');
  await person.press('button', 'Back');
  assert.equal(await person.value('textbox', 'Third'), 'three');
  await person.press('button', 'Next');
  await person.see('heading', 'Page 2');
  assert.equal(await page.getByRole('checkbox', { name: 'Fourth' }).getAttribute('aria-checked'), 'true', 'what was put in is there again');
  await person.read('waiting for input');
  await person.press('button', 'Next');
  await person.press('button', 'Resume workflow');
  await person.read('completed');
});

test('a double click on Next does not start what stands there then', limit, async (t) => {
  const { page, person } = await open_page(t, '?storage=memory&catalog=conformance');
  await page.evaluate(() => void (location.hash = '#/start/wf_three_pages'));
  await person.choose('Kind', 'short');
  await person.press('button', 'Next');
  await person.see('heading', 'Page 2: Last');
  // Its second press and its third, where another button stands by then.
  await page.getByRole('button', { name: 'Start', exact: true }).hover();
  for (const clickCount of [2, 3]) {
    await page.mouse.down({ clickCount });
    await page.mouse.up({ clickCount });
  }
  await settled(page);
  await person.see('heading', 'Page 2: Last');
  await person.press('button', 'Start');
  await person.read('completed');
  await person.press('link', 'Processes');
  await person.read('1 process');
});

test('Escape leaves a form; one that is half filled in asks first', limit, async (t) => {
  const { page, person } = await open_page(t);
  await open_form(person, 'User Group');
  await page.keyboard.press('Escape');
  await person.see('heading', 'New subscription');
  await open_form(person, 'User Group');
  await person.type('Group name', 'staff');
  await page.keyboard.press('Escape');
  await person.see('heading', 'Leave this form?');
  await settled(page);
  await picture(page, 'wizard-leave');
  await person.press('button', 'Stay');
  assert.equal(await person.value('textbox', 'Group name'), 'staff');
  await page.keyboard.press('Escape');
  await person.press('button', 'Keep and leave');
  await person.see('heading', 'New subscription');
  await open_form(person, 'User Group');
  assert.equal(await person.value('textbox', 'Group name'), 'staff');
  await page.getByRole('textbox', { name: 'Group name' }).focus();
  await page.keyboard.press('Escape');
  await person.press('button', 'Discard it');
  await open_form(person, 'User Group');
  assert.equal(await person.value('textbox', 'Group name'), '');
});

test('a draft is there again after a reload, until it is sent', limit, async (t) => {
  const { page, person } = await open_page(t, '');
  await create_group(person);
  await open_form(person, 'User internal');
  await person.type('User name', 'ann');
  await person.type('Age', '1e3');
  await person.choose('User group', group_title);
  /** @type {string[]} */
  const asked = [];
  page.on('dialog', (dialog) => void (asked.push(dialog.type()), dialog.accept()));
  await person.reload();
  await person.read('Your draft is here again');
  assert.deepEqual(asked, [], 'nothing is lost: nothing is asked');
  assert.equal(await person.value('textbox', 'User name'), 'ann');
  assert.equal(await person.value('textbox', 'Age'), '1e3');
  assert.equal(await person.value('combobox', 'User group'), group_title);
  await settled(page);
  await picture(page, 'wizard-draft');
  await person.press('link', 'Start');
  await person.press('link', 'Create user');
  await person.press('button', 'Start workflow');
  await person.read('Enter a whole number in digits, for example 34');
  await person.type('Age', '33');
  await person.press('button', 'Start workflow');
  await person.read('8 of 8 done');
  await open_form(person, 'User internal');
  assert.equal(await person.value('textbox', 'User name'), '');
  assert.equal(await page.getByText('Your draft is here again').count(), 0);
  await person.type('User name', 'bob');
  await person.reload();
  await person.press('button', 'Start with an empty form');
  await page.getByText('Your draft is here again').waitFor({ state: 'detached' });
  assert.equal(await person.value('textbox', 'User name'), '');
});

test('a draft of two pages opens at the page where it was left', limit, async (t) => {
  const { page, person } = await open_page(t, '?storage=memory&catalog=conformance');
  await page.evaluate(() => void (location.hash = '#/start/wf_two_pages'));
  await person.type('First', 'one');
  await person.press('button', 'Next');
  await person.see('heading', 'Page 2: Page two');
  await person.type('Second', '3');
  await settled(page);
  await person.reload();
  await person.read('Your draft is here again');
  await person.see('heading', 'Page 2: Page two');
  assert.equal(await person.value('textbox', 'Second'), '3');
  await person.press('button', 'Back');
  assert.equal(await person.value('textbox', 'First'), 'one');
});

test('a finished process is started again with the same answers', limit, async (t) => {
  const { page, person } = await open_page(t);
  await create_group(person);
  await create_user(person);
  await picture(page, 'wizard-again');
  await person.press('link', 'Start again with the same answers');
  await person.see('button', 'Start workflow');
  assert.equal(await person.value('textbox', 'User name'), 'ann');
  assert.equal(await person.value('textbox', 'Age'), '33');
  assert.equal(await person.value('combobox', 'User group'), group_title);
  await person.type('User name', 'bob');
  await person.press('button', 'Start workflow');
  await person.read('8 of 8 done');
  await person.see('link', `User bob from group staff (internal)`);
});

test('what cannot be chosen any more is told where it was chosen', limit, async (t) => {
  const { page, person } = await open_page(t);
  await create_group(person);
  await create_user(person);
  const again = await page.evaluate(() => location.hash);
  for (const [title, noun] of [[user_title, 'user'], [group_title, 'user group']]) {
    await person.press('link', 'Subscriptions');
    await person.press('link', title);
    await person.press('link', `Terminate ${noun}`);
    await person.press('button', `Terminate ${noun}`);
    await person.miss('button', `Terminate ${noun}`);
    await person.read('completed');
  }
  await create_group(person, 'guests');
  await page.evaluate((hash) => void (location.hash = hash), again);
  await person.press('link', 'Start again with the same answers');
  await person.read('The user group that was chosen is no longer active. Choose another user group.');
  assert.equal(await person.value('textbox', 'User name'), 'ann');
  await pictures(page, 'wizard-again-gone');
});

test('a modify form says what it would change', limit, async (t) => {
  const { page, person } = await open_page(t);
  await create_group(person);
  await create_user(person);
  await person.press('link', user_title);
  await person.press('link', 'Modify user');
  await person.read('Nothing yet: the form says what is there already');
  await person.read('(optional)');
  await person.type('Age', '');
  await person.type('User name', 'anna');
  await settled(page);
  const changes = page.getByRole('group', { name: 'What this will change' });
  const said = (await changes.locator('dl').allTextContents()).join(' ').replaceAll(/\s+/g, ' ');
  assert.match(said, /User name.*ann.*anna/);
  assert.match(said, /Age.*33.*none/);
  await picture(page, 'wizard-preview');
  await page.setViewportSize({ width: 360, height: 740 });
  await settled(page);
  await changes.scrollIntoViewIfNeeded();
  await settled(page);
  await picture(page, 'wizard-preview-360');
});

test('a choice with nothing in it leads to what makes one, and follows it', limit, async (t) => {
  const { page, person } = await open_page(t);
  await open_form(person, 'User internal');
  await person.read('No active user group yet');
  await person.type('User name', 'ann');
  await person.press('button', 'Start workflow');
  await person.read('There is no user group to choose yet');
  await settled(page);
  await picture(page, 'wizard-dead-end');
  await person.press('link', 'Create a user group');
  await person.type('Group name', 'staff');
  await person.press('button', 'Start workflow');
  await person.press('link', 'Go on with the form you left');
  await person.see('combobox', 'User group');
  assert.equal(await person.value('textbox', 'User name'), 'ann');
  await person.choose('User group', group_title);
});

test('what is created in another tab can be chosen in the form that stands open', limit, async (t) => {
  const { page, person } = await open_page(t, '');
  await open_form(person, 'User internal');
  await person.type('User name', 'ann');
  await person.read('No active user group yet');
  const other = await page.context().newPage();
  const second = chromium_person(other, 'mouse');
  await second.go(await site());
  await second.press('button', 'Use it here');
  await create_group(second);
  await person.press('button', 'Use it here');
  await page.getByText('No active user group yet').waitFor({ state: 'detached' });
  assert.equal(await person.value('textbox', 'User name'), 'ann');
  await person.choose('User group', group_title);
});
