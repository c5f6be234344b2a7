// What can be done, said once: the palette, the shortcuts and their list, and the page of settings.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { create_group } from './story.mjs';
import { open_browser, picture } from './support/chromium.mjs';
import { settled } from './support/gallery.mjs';
import { chromium_person } from './support/person.mjs';
import { site } from './support/site.mjs';

const limit = { timeout: 300_000 };

/** @param {{after: (what: () => Promise<void>) => void}} t @param {Parameters<typeof open_browser>[1]} [options] */
async function open(t, options = {}) {
  const { context } = await open_browser(t, { reducedMotion: 'reduce', ...options });
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(`${await site()}?storage=memory`);
  await settled(page);
  return { page, person };
}

test('the palette finds pages, products, subscriptions, processes and actions', limit, async (t) => {
  const { page, person } = await open(t);
  await create_group(person, 'staff');
  const palette = page.getByRole('dialog', { name: 'Find or do anything' });
  /** @param {string} words */
  const find = async (words) => {
    await page.keyboard.press('Control+k');
    await palette.waitFor();
    await settled(page);
    await page.keyboard.type(words);
    await settled(page);
  };
  await find('');
  await picture(page, 'palette');
  // What belongs to the page comes first, and Enter takes the first.
  assert.match(await palette.getByRole('option').first().textContent() ?? '', /Start again/);
  await page.keyboard.press('Escape');
  assert.equal(await palette.count(), 0);
  await find('go stage');
  await page.keyboard.press('Enter');
  await person.see('heading', 'Stage');
  assert.equal(await person.where(), '#/stage');
  await find('create user int');
  await page.keyboard.press('Enter');
  await person.see('button', 'Start workflow');
  await page.keyboard.press('Escape');
  await find('staff');
  await picture(page, 'palette-found');
  assert.deepEqual(await palette.getByRole('option').allTextContents(), ['User group staff', 'Create user group']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await person.see('heading', 'Create user group');
  await find('dark theme');
  await palette.getByRole('option', { name: 'Use the dark theme' }).click();
  await settled(page);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  assert.equal(await palette.count(), 0);
  await find('nothing of that name');
  await palette.getByText('Nothing is called that.').waitFor({ state: 'attached' });
  await page.keyboard.press('Control+k');
  assert.equal(await palette.count(), 0, 'the same keys shut it');
});

test('single keys lead on outside of fields, are listed, and can be switched off', limit, async (t) => {
  const { page, person } = await open(t);
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await person.see('heading', 'Processes');
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Search processes');
  await page.keyboard.type('gs?');
  assert.equal(await person.value('textbox', 'Search processes'), 'gs?', 'in a field they are letters');
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await list.getByText('G then S').waitFor({ state: 'attached' });
  await settled(page);
  await picture(page, 'shortcuts');
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  assert.equal(await list.count(), 1, 'a dialog keeps the keys');
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  await person.see('heading', 'Settings');
  await page.getByRole('switch', { name: 'Shortcuts of single keys' }).click();
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await settled(page);
  assert.equal(await person.where(), '#/settings');
  await page.keyboard.press('Control+k');
  await person.see('dialog', 'Find or do anything');
});

test('single keys lead on from a group of choices too', limit, async (t) => {
  const { page, person } = await open(t);
  await page.goto(`${await site()}?storage=memory#/processes`);
  await page.getByRole('radio', { name: 'Failed' }).focus();
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await person.see('heading', 'Subscriptions');
});

test('the engine is paused and goes on, wherever one is', limit, async (t) => {
  const { page, person } = await open(t);
  await page.goto(`${await site()}?storage=memory#/settings`);
  await person.press('button', 'Pause the engine');
  await person.read('The engine is paused: processes stand still');
  await settled(page);
  await picture(page, 'settings-paused');
  await person.press('link', 'Start');
  await person.press('button', 'Let the engine go on');
  await person.see('link', 'New subscription');
  await settled(page);
  assert.doesNotMatch(await page.locator('#mirror').textContent() ?? '', /The engine is paused/);
  await create_group(person, 'after');
});

test('pace and theme are set, and stay', limit, async (t) => {
  const { page, person } = await open(t);
  await page.goto(`${await site()}#/settings`);
  await person.choose('Pace of the steps', '200 ms a step');
  await page.getByRole('radio', { name: 'Dark' }).click();
  await settled(page);
  await picture(page, 'settings-dark');
  await person.reload();
  await settled(page);
  assert.equal(await person.value('combobox', 'Pace of the steps'), '200 ms a step');
  assert.equal(await page.getByRole('radio', { name: 'Dark' }).getAttribute('aria-checked'), 'true');
  await page.emulateMedia({ colorScheme: 'light' });
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  await page.getByRole('radio', { name: 'As the system has it' }).click();
  await settled(page);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'light');
});

test('an address of the original leads to the same thing', limit, async (t) => {
  const { page, person } = await open(t);
  await create_group(person, 'staff');
  const id = (await person.where()).replace('#/processes/', '');
  await page.goto(`${await site()}?storage=memory#/metadata/products`);
  await person.see('heading', 'New subscription');
  await page.goto(`${await site()}?storage=memory#/workflows/${id}`);
  await person.see('heading', 'Create user group');
  await page.goto(`${await site()}?storage=memory#/tasks`);
  await person.see('heading', 'Processes');
});

test('in the hand a menu has what the bar has no room for', limit, async (t) => {
  const { page, person } = await open(t, { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
  await page.getByRole('button', { name: 'More' }).click();
  await settled(page);
  await picture(page, 'phone-more');
  assert.deepEqual(await page.getByRole('menuitem').allTextContents(), ['Systems', 'Stage', 'Data', 'Settings']);
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await person.see('heading', 'Settings');
  await settled(page);
  await picture(page, 'phone-settings');
  await page.getByRole('button', { name: 'Find or do anything' }).click();
  await settled(page);
  await picture(page, 'phone-palette');
  await person.see('dialog', 'Find or do anything');
});
