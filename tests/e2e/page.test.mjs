// The page as a whole: what it fetches, that it rests, that it is said (axe), and how it looks narrow, dark and plain.
import assert from 'node:assert/strict';
import test from 'node:test';

import { first_load } from '../bench/startup.mjs';
import { change_story, create_group, create_story, create_user, open_form, reload_story, user_title } from './story.mjs';
import { axe_on } from './support/axe.mjs';
import { open_browser, picture } from './support/chromium.mjs';
import { counters, settled } from './support/gallery.mjs';
import { ink } from './support/ink.mjs';
import { chromium_person } from './support/person.mjs';
import { site, site_folder } from './support/site.mjs';

const limit = { timeout: 300_000 };
const budget = { with_fonts: 1_200_000, without_fonts: 900_000 };

test('the first visit stays within its budget of bytes', limit, async (t) => {
  const load = await first_load(await site(), site_folder);
  t.diagnostic(`brotli: ${load.with_fonts} with fonts, ${load.without_fonts} without`);
  for (const needed of ['index.html', 'shell.wasm', 'engine.wasm', 'engine-worker.js']) {
    assert.ok(load.files.some(({ name }) => name === needed), `${needed} was not seen among what is fetched`);
  }
  assert.ok(load.without_fonts <= budget.without_fonts, `before fonts ${load.without_fonts} > ${budget.without_fonts}`);
  assert.ok(load.with_fonts <= budget.with_fonts, `with fonts ${load.with_fonts} > ${budget.with_fonts}`);
});

test('axe finds nothing on the main pages', limit, async (t) => {
  const { context } = await open_browser(t);
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  const check = await axe_on(page);
  await person.go(await site());
  await person.see('link', 'New subscription');
  await check('start');
  await create_group(person);
  await person.press('button', 'Expand all');
  await check('process');
  await open_form(person, 'User internal');
  await check('form');
  await person.press('button', 'Start workflow');
  await person.read('There is a problem');
  await check('form with errors');
  await create_user(person);
  await person.press('link', 'Subscriptions');
  await person.see('link', user_title);
  await check('subscriptions');
  await person.press('link', user_title);
  await person.see('heading', user_title);
  await check('subscription');
  await person.press('link', 'Systems');
  await person.see('heading', 'Systems');
  await check('systems');
  await person.press('link', 'Data');
  await person.see('heading', 'Data');
  await check('data');
  await person.press('button', 'Start over…');
  await person.see('button', 'Erase and start over');
  await check('a question');
});

test('an idle page draws nothing and writes nothing', limit, async (t) => {
  const { context } = await open_browser(t);
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(await site());
  await create_group(person);
  await person.press('link', 'Systems');
  await person.see('heading', 'Systems');
  await settled(page);
  const before = await counters(page);
  await page.evaluate(() => new Promise((done) => {
    let left = 120;
    const step = () => (left-- ? requestAnimationFrame(step) : done(null));
    step();
  }));
  assert.deepEqual(await counters(page), before);
});

test('how it looks: narrow and wide, light and dark, plain', limit, async (t) => {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    const { context, close } = await open_browser(t, { colorScheme });
    const page = context.pages()[0];
    const person = chromium_person(page, 'mouse');
    await person.go(await site());
    await create_group(person);
    await create_user(person);
    const process = await person.where();
    const pages = { start: '#/', new: '#/new', subscriptions: '#/subscriptions', processes: '#/processes', systems: '#/systems', process };
    for (const [width, height] of [[1280, 800], [360, 740]]) {
      await page.setViewportSize({ width, height });
      for (const [name, hash] of Object.entries(pages)) {
        await page.goto(`${await site()}${hash}`);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await settled(page);
        await picture(page, `look-${name}-${width}-${colorScheme}`);
        // The mirror says everything also where the canvas is blank.
        const heading = await page.getByRole('heading', { level: 1 }).first().boundingBox();
        assert.ok(heading && (await ink(page, heading)).right > 0, `${name} at ${width}: the heading is painted`);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${name} at ${width}: the page is ${overflow} px too wide`);
      }
    }
    await close();
  }
});

test('without WebGL 2 the mirror is the page, and the whole story is told on it', { timeout: 600_000 }, async (t) => {
  const { context } = await open_browser(t, { flags: ['--disable-webgl', '--disable-webgl2', '--disable-3d-apis'] });
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await create_story(person, await site());
  await picture(page, 'plain-subscription');
  await reload_story(person);
  await change_story(person, assert.equal);
  assert.equal(await page.evaluate(() => document.documentElement.className), 'plain');
});

test('the plain view is one page, whatever was there before, and axe finds nothing in it', limit, async (t) => {
  const { context } = await open_browser(t);
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  const axe = await axe_on(page);
  const address = `${await site()}?plain&storage=memory`;
  await person.go(address);
  await create_group(person);
  const process = await person.where();
  await create_user(person);
  for (const hash of ['#/', '#/new', '#/subscriptions', process, '#/processes', '#/systems', '#/settings', process, '#/']) {
    await page.evaluate((to) => { location.hash = to; }, hash);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await settled(page);
    assert.equal(await page.locator('main').count(), 1, hash);
    assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, hash);
    await axe(`plain ${hash}`);
  }
  await open_form(person, 'User internal');
  await person.press('button', 'Start workflow');
  await person.read('There is a problem');
  await settled(page);
  await axe('plain form with errors');
  await picture(page, 'plain-form');
  const [start, cancel] = await Promise.all([page.getByRole('button', { name: 'Start workflow' }), page.getByRole('link', { name: 'Cancel' })].map((one) => one.boundingBox()));
  assert.ok(start && cancel && cancel.x >= start.x + start.width + 4, 'buttons are apart');
  const links = await page.getByRole('alert').getByRole('link').evaluateAll((all) => all.map((el) => el.getBoundingClientRect().top));
  assert.equal(new Set(links).size, links.length, 'each problem has a line');
});

test('the licenses are one link away, and what was begun stays', limit, async (t) => {
  const { context } = await open_browser(t);
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(await site());
  await open_form(person, 'User Group');
  await person.type('Group name', 'half a na');
  const opened = context.waitForEvent('page');
  await person.press('link', 'Licenses');
  const reader = chromium_person(await opened, 'mouse');
  await reader.see('heading', 'What others wrote');
  await reader.see('heading', 'SQLite');
  assert.equal(await person.value('textbox', 'Group name'), 'half a na');
});

test('a page with a half-filled form asks before it goes, where the browser keeps no drafts', limit, async (t) => {
  const { context } = await open_browser(t);
  await context.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new Error('It is full.');
    };
  });
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(await site());
  await open_form(person, 'User Group');
  await person.type('Group name', 'half a na');
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  assert.equal(dialog.type(), 'beforeunload');
  await dialog.dismiss();
  assert.equal(await person.value('textbox', 'Group name'), 'half a na');
  // What was sent is not lost: nothing is asked.
  await person.press('button', 'Start workflow');
  await person.read('completed');
  const gone = page.waitForEvent('close');
  page.on('dialog', (unwanted) => assert.fail(`asked: ${unwanted.type()}`));
  await page.close({ runBeforeUnload: true });
  await gone;
});
