// The newcomer's story in Chromium, from an empty profile on the disk: once with the mouse, once with the keyboard alone.
import assert from 'node:assert/strict';
import test from 'node:test';

import { change_story, create_story, reload_story } from './story.mjs';
import { open_browser } from './support/chromium.mjs';
import { chromium_person } from './support/person.mjs';
import { site } from './support/site.mjs';

for (const how of /** @type {const} */ (['mouse', 'keyboard'])) {
  test(`the story, ${how}`, { timeout: 600_000 }, async (t) => {
    const { context } = await open_browser(t);
    const person = chromium_person(context.pages()[0], how);
    await create_story(person, await site());
    await reload_story(person);
    await change_story(person, assert.equal);
  });
}
