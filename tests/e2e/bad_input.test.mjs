// What a person can get wrong in the form of *User internal*, and names that want to break something. Each error stands
// at its field in a person's words, the original's under Details; what was typed is kept, and nothing is stored.
import assert from 'node:assert/strict';
import test from 'node:test';

import { create_group, create_user, group_title, open_form, user_title } from './story.mjs';
import { open_browser } from './support/chromium.mjs';
import { chromium_person } from './support/person.mjs';
import { site } from './support/site.mjs';

/** @param {import('node:test').TestContext} t */
async function begin(t) {
  const { context } = await open_browser(t);
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(await site());
  await create_group(person);
  return { page, person };
}

/** Waits until the field is marked as wrong; what a screen reader says of it then. @param {import('playwright-core').Page} page @param {'textbox' | 'combobox'} role @param {string} name */
async function error_of(page, role, name) {
  const field = page.getByRole(role, { name, exact: true });
  await field.and(page.locator('[aria-invalid=true]')).waitFor();
  const by = await field.getAttribute('aria-describedby');
  return [await field.getAttribute('aria-description'), by && (await page.locator(`#${by}`).textContent())].filter(Boolean).join(' ');
}

/** @param {import('./support/person.mjs').Person} person @param {import('playwright-core').Page} page */
async function nothing_was_stored(person, page) {
  await person.press('link', 'Subscriptions');
  await person.see('link', group_title);
  assert.equal(await page.getByRole('link', { name: /^User (?!group)/ }).count(), 0);
  await person.press('link', 'Processes');
  await person.see('link', 'Create user group');
  assert.equal(await page.getByRole('link', { name: 'Create user', exact: true }).count(), 0);
}

test('every bad input at once, and each by itself', { timeout: 300_000 }, async (t) => {
  const { page, person } = await begin(t);
  await open_form(person, 'User internal');

  await person.type('Age', 'x');
  await person.press('button', 'Start workflow');
  await person.read('There is a problem');
  assert.match(await error_of(page, 'textbox', 'User name'), /Enter a user name/);
  assert.match(await error_of(page, 'textbox', 'Age'), /Enter a whole number in digits, for example 34/);
  assert.match(await error_of(page, 'combobox', 'User group'), /Choose a user group/);
  assert.equal(await person.value('textbox', 'Age'), 'x');
  // The page found it itself: the engine has said nothing.
  assert.equal(await page.getByRole('button', { name: 'Details' }).count(), 0);
  await person.picture('bad-input-everything');

  // An error goes away at its own field, the others stay.
  await person.type('User name', 'ann');
  await person.type('Age', '1.5');
  await person.press('button', 'Start workflow');
  await person.read('There is a problem');
  assert.match(await error_of(page, 'textbox', 'Age'), /Enter a whole number/);
  assert.match(await error_of(page, 'combobox', 'User group'), /Choose a user group/);
  assert.equal(await page.getByRole('textbox', { name: 'User name', exact: true }).getAttribute('aria-invalid'), null);
  assert.equal(await person.value('textbox', 'User name'), 'ann');
  assert.equal(await person.value('textbox', 'Age'), '1.5');
  await person.picture('bad-input-age');

  // An empty name, which the original takes, is refused.
  await person.type('User name', '   ');
  await person.type('Age', '33');
  await person.choose('User group', group_title);
  await person.press('button', 'Start workflow');
  await person.read('There is a problem');
  assert.match(await error_of(page, 'textbox', 'User name'), /Enter a user name/);
  assert.equal(await person.value('combobox', 'User group'), group_title);
  await person.press('button', 'Details');
  await person.read('User name must not be empty (type value_error)');
  await nothing_was_stored(person, page);

  await open_form(person, 'User Group');
  await person.press('button', 'Start workflow');
  await person.read('There is a problem');
  assert.match(await error_of(page, 'textbox', 'Group name'), /Enter a group name/);

  // With what was missing, the same form goes through.
  await open_form(person, 'User internal');
  await person.type('User name', 'ann');
  await person.press('button', 'Start workflow');
  await person.see('heading', 'Create user');
  await person.read('8 of 8 done');
  await person.see('link', user_title);
});

test('a group that is terminated while the form is open is no longer offered', { timeout: 300_000 }, async (t) => {
  const { page, person } = await begin(t);
  await create_group(person, 'guests');
  await open_form(person, 'User internal');
  const form = await person.where();
  await person.type('User name', 'ann');
  await person.choose('User group', group_title);
  await person.press('link', 'Subscriptions');
  await person.press('link', group_title);
  await person.press('link', 'Terminate user group');
  await person.press('button', 'Terminate user group');
  await person.read('completed');
  await page.evaluate((hash) => void (location.hash = hash), form);
  await person.see('textbox', 'User name');
  assert.equal(await person.value('textbox', 'User name'), 'ann', 'what was typed is kept');
  await person.press('button', 'Start workflow');
  await person.read('There is a problem');
  await person.picture('bad-input-group-gone');
  await person.choose('User group', 'User group guests');
  await person.press('button', 'Start workflow');
  await person.see('heading', 'Create user');
  await person.read('8 of 8 done');
});

/** @type {[string, string][]} */
const names = [
  ['of 900 characters', 'nine '.repeat(180).trim()],
  ['of emoji', '👩‍👩‍👧‍👦🏳️‍🌈🙂'],
  ['that would be SQL', "'; DROP TABLE subscriptions; --"],
  ['that would be HTML', '<img src=x onerror=alert(1)>&amp;'],
  ['from right to left', 'שלום مرحبا'],
];

test('names that want to break something are stored and shown as they are', { timeout: 240_000 }, async (t) => {
  const { page, person } = await begin(t);
  const long = 'long '.repeat(2000).trim();
  await open_form(person, 'User internal');
  await person.type('User name', long);
  await person.choose('User group', group_title);
  await person.press('button', 'Start workflow');
  await person.read('User name must have at most 900 characters, it has 9999');
  assert.equal(await person.value('textbox', 'User name'), long);
  for (const [what, name] of names) {
    await create_user(person, name);
    const title = `User ${name} from group staff (internal)`;
    const link = page.getByRole('link', { name: title, exact: true }).first();
    await link.waitFor();
    await link.click();
    await person.see('heading', title);
    await person.picture(`name-${what.replaceAll(/\W+/g, '-')}`);
  }
});
