// The story once more in Firefox, where the data stays, and in WebKit, whose automation sessions have no OPFS: there it
// runs in memory and says so.
import assert from 'node:assert/strict';
import test from 'node:test';

import { change_story, create_story, reload_story } from './story.mjs';
import { open_firefox } from './support/firefox.mjs';
import { firefox_person, webkit_person } from './support/person.mjs';
import { site } from './support/site.mjs';
import { open_webkit } from './support/webkit.mjs';

test('the story in Firefox', { timeout: 240_000 }, async (t) => {
  const person = firefox_person(await open_firefox(t));
  await create_story(person, await site());
  await reload_story(person);
  await change_story(person, assert.equal);
});

test('the story in WebKit, in memory', { timeout: 240_000 }, async (t) => {
  const person = webkit_person(await open_webkit(t));
  await create_story(person, await site());
  await person.read('Everything is kept in memory');
  await change_story(person, assert.equal);
});
