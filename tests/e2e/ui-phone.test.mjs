// What is different in the hand: lists that have no columns to press, and pages that must not be wider than the screen.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { create_group } from './story.mjs';
import { open_browser, picture } from './support/chromium.mjs';
import { settled } from './support/gallery.mjs';
import { chromium_person } from './support/person.mjs';
import { site } from './support/site.mjs';

const limit = { timeout: 300_000 };

/** @param {{after: (what: () => Promise<void>) => void}} t */
async function open_phone(t) {
  const { context } = await open_browser(t, { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, reducedMotion: 'reduce' });
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(`${await site()}?storage=memory`);
  return { page, person };
}

test('a list in the hand has an order that is chosen, and its address says it', limit, async (t) => {
  const { page, person } = await open_phone(t);
  for (const name of ['bravo', 'charlie', 'alpha']) await create_group(person, name);
  await person.press('link', 'Subscriptions');
  await person.see('heading', 'Subscriptions');
  const names = async () => {
    await settled(page);
    return page.getByRole('list', { name: 'Subscriptions' }).getByRole('link').evaluateAll((links) => links.map((link) => (link.textContent ?? '').replace('User group ', '')));
  };
  assert.deepEqual(await names(), ['alpha', 'charlie', 'bravo'], 'the newest first');
  await person.choose('Order', 'Description, Z to A');
  assert.deepEqual(await names(), ['charlie', 'bravo', 'alpha']);
  assert.equal(await person.where(), '#/subscriptions?sort=description%2Cdesc');
  await picture(page, 'phone-order');
  await person.press('button', 'More');
  await person.press('menuitem', 'Systems');
  await person.choose('Order', 'Group name, ascending');
  await settled(page);
  const records = await page.getByRole('list', { name: 'Group management' }).getByRole('link').allTextContents();
  assert.deepEqual(records.map((one) => one.replace('User group ', '')), ['alpha', 'bravo', 'charlie']);
});

test('held sideways the page has the screen, and every destination is reached', limit, async (t) => {
  const { context } = await open_browser(t, { viewport: { width: 740, height: 360 }, isMobile: true, hasTouch: true, reducedMotion: 'reduce' });
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(`${await site()}?storage=memory`);
  await person.press('button', 'More');
  await person.press('menuitem', 'Settings');
  await person.see('heading', 'Settings');
  await settled(page);
  await picture(page, 'phone-sideways');
  const link = page.getByRole('link', { name: 'Licenses of all that ships' });
  await link.scrollIntoViewIfNeeded();
  await settled(page);
  await picture(page, 'phone-sideways-scrolled');
  const header = await page.getByRole('banner').boundingBox();
  assert.ok(header && header.y + header.height < 0, 'the header has gone with the page');
});

test('the licenses fit into the hand', limit, async (t) => {
  const { page } = await open_phone(t);
  await page.goto(`${await site()}licenses.html`);
  await page.getByRole('heading', { name: 'What others wrote' }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  await picture(page, 'phone-licenses');
});
