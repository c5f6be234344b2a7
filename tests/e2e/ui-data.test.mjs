// The Data page: beginning anew, and what a list found at a host does to the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { create_group, group_title } from './story.mjs';
import { open_browser, picture } from './support/chromium.mjs';
import { chromium_person } from './support/person.mjs';
import { site } from './support/site.mjs';

const limit = { timeout: 300_000 };

test('starting over leaves what Rehearsal ships, and can be taken back', limit, async (t) => {
  const { context } = await open_browser(t);
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(await site());
  await create_group(person);
  await person.press('link', 'Data');
  await person.press('button', 'Start over…');
  await picture(page, 'start-over-question');
  await person.press('button', 'Keep everything');
  await person.press('button', 'Start over…');
  await person.press('button', 'Erase and start over');
  await person.read('Everything begins anew.');
  await person.press('link', 'Subscriptions');
  await person.see('heading', 'Nothing here yet');
  await person.press('link', 'Systems');
  await person.see('heading', 'Systems');
  assert.equal(await page.getByRole('main').getByText(group_title).count(), 0);
  // The catalogue is there: the newcomer's first step goes as on the first day.
  await create_group(person, 'second life');
  await person.press('link', 'Data');
  await person.press('button', 'Bring it back…');
  await person.read('The two states change places');
  await picture(page, 'bring-back-question');
  await person.press('button', 'Bring it back');
  await person.read('What was there before is back.');
  await person.press('link', 'Subscriptions');
  await person.see('link', group_title);
  await person.miss('link', 'User group second life');
});
