// Every kind of field of a form, on one page: filled in with the mouse alone and with the keyboard alone, wide and narrow,
// light and dark; and what no form should be, drawn or refused in words.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { create_group } from './story.mjs';
import { axe_on } from './support/axe.mjs';
import { open_browser, picture } from './support/chromium.mjs';
import { settled } from './support/gallery.mjs';
import { chromium_person } from './support/person.mjs';
import { site } from './support/site.mjs';

/** @typedef {import('playwright-core').Page} Page */

const limit = { timeout: 300_000 };

/**
 * @param {{after: (what: () => Promise<void>) => void}} t @param {Parameters<typeof open_browser>[1]} [options] @param {'mouse' | 'keyboard'} [how]
 * @param {boolean} [with_group] a user group is made first
 */
async function open_trial(t, options, how = 'mouse', with_group = false) {
  const { context } = await open_browser(t, { reducedMotion: 'reduce', timezoneId: 'Europe/Amsterdam', ...options });
  const page = context.pages()[0];
  const person = chromium_person(page, how);
  await person.go(`${await site()}?storage=memory${with_group ? '' : '#/forms'}`);
  if (with_group) {
    await create_group(chromium_person(page, 'mouse'));
    await page.evaluate(() => void (location.hash = '#/forms'));
  }
  await person.see('heading', 'Try a form');
  await person.see('textbox', 'Name');
  await settled(page);
  return { page, person };
}

/** What the page says would be sent; where it is narrow long texts take two lines. @param {Page} page */
const sent = async (page) => JSON.parse((await page.getByRole('region', { name: 'What would be sent' }).locator('.t').allTextContents()).join(''));

const filled = {
  name: 'Ann', note: null, story: 'two\nlines', age: 33, speed: 1.5, enabled: false, sure: true, colour: 'g', node: 'n5', tags: ['r'],
  nodes: ['n2', 'n12'], vlans: [10, 20], contacts: [{ name: 'Bob', email: 'bob@example.org', phone: '' }],
  port: { speed: 100, tagged: true }, begins: 1795464000, day: '2026-10-10', terms: 'ACCEPTED', strange: 'as it is',
};

/** @param {Page} page */
async function fill_by_mouse(page) {
  const box = (/** @type {string} */ name) => page.getByRole('textbox', { name, exact: true });
  /** @param {string} name @param {string} option */
  const choose = async (name, option) => {
    await page.getByRole('combobox', { name, exact: true }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  await box('Name').first().fill('Ann');
  await box('Age').fill('33');
  await page.getByRole('checkbox', { name: 'Enabled' }).click();
  await page.getByRole('radiogroup', { name: 'Sure' }).getByRole('radio', { name: 'Yes' }).click();
  await page.getByRole('radio', { name: 'Green' }).click();
  await choose('Node', 'Groningen');
  await page.getByRole('group', { name: 'Tags' }).getByRole('checkbox', { name: 'Red' }).click();
  await choose('Nodes', 'Amsterdam 2');
  // It stays open for the next one.
  await page.getByRole('textbox', { name: 'Search Nodes' }).fill('wagen');
  await page.getByRole('option', { name: 'Wageningen' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Customer', exact: true }).click();
  await page.getByRole('option').first().click();
  await choose('Product', 'User internal');
  await choose('Subscription', 'User group staff');
  await page.getByRole('button', { name: 'Add to vlans' }).click();
  await box('Vlans 2').fill('20');
  await page.getByRole('group', { name: 'Contacts 1' }).getByRole('textbox', { name: 'Name' }).fill('Bob');
  await box('Email').fill('bob@example.org');
  await page.getByRole('group', { name: 'Port' }).getByRole('textbox', { name: 'Speed' }).fill('100');
  await page.getByRole('checkbox', { name: 'Tagged' }).click();
  await page.getByLabel('Day').fill('2026-10-10');
  await page.getByRole('checkbox', { name: 'The customer knows of it' }).click();
}

/** @param {Page} page */
async function fill_by_keyboard(page) {
  const focused = () => page.evaluate(() => {
    const el = document.activeElement;
    return `${el?.getAttribute('role') ?? el?.localName} ${el?.getAttribute('aria-label') ?? el?.textContent}`;
  });
  /** Tab, until what has the focus is that. @param {string} what */
  const tab_to = async (what) => {
    for (let i = 0; i < 80; i += 1) {
      if ((await focused()) === what) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`80 presses of Tab did not reach ${what}; the focus is on ${await focused()}`);
  };
  /** @param {string} what @param {string} text */
  const type = async (what, text) => {
    await tab_to(what);
    await page.keyboard.press('Control+A');
    await page.keyboard.type(text);
  };
  const press = async (/** @type {string} */ what, key = 'Space') => {
    await tab_to(what);
    await page.keyboard.press(key);
  };
  await type('input Name', 'Ann');
  await type('input Age', '33');
  await press('checkbox Enabled');
  // Of a group Tab reaches the one that is chosen: arrows go to the others.
  await tab_to('radio No value');
  await page.keyboard.press('ArrowDown');
  await tab_to('radio Red');
  await page.keyboard.press('ArrowDown');
  assert.equal(await focused(), 'radio Green');
  await press('combobox Node', 'Enter');
  // The focus is in the box to search in; Enter takes the first that is found.
  await page.keyboard.type('groni');
  await page.keyboard.press('Enter');
  assert.equal(await focused(), 'combobox Node');
  await press('checkbox Red');
  await press('combobox Nodes', 'Enter');
  await page.keyboard.press('ArrowDown');
  assert.equal(await focused(), 'option Amsterdam 1');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  assert.equal(await focused(), 'combobox Nodes');
  await press('combobox Customer', 'Enter');
  await page.keyboard.press('Enter');
  await press('combobox Product', 'Enter');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  assert.equal(await focused(), 'combobox Product');
  await press('combobox Subscription', 'Enter');
  await page.keyboard.type('sta');
  await page.getByRole('option', { name: 'User group staff' }).waitFor();
  await settled(page);
  await page.keyboard.press('Enter');
  assert.equal(await focused(), 'combobox Subscription');
  await press('button Add to vlans', 'Enter');
  assert.equal(await focused(), 'input Vlans 2', 'what was added is filled in next');
  await page.keyboard.type('20');
  await type('input Name', 'Bob');
  await type('input Email', 'bob@example.org');
  await type('input Speed', '100');
  await press('checkbox Tagged');
  await tab_to('input Day');
  await page.keyboard.type('10102026');
  await press('checkbox The customer knows of it');
}

for (const [how, width, colorScheme] of /** @type {const} */ ([
  ['mouse', 1280, 'light'], ['mouse', 360, 'dark'], ['keyboard', 1280, 'dark'], ['keyboard', 360, 'light'],
])) {
  test(`every field is filled in by ${how} alone at ${width} px, ${colorScheme}`, limit, async (t) => {
    const { page } = await open_trial(t, { viewport: { width, height: 900 }, colorScheme }, how, true);
    await (how === 'mouse' ? fill_by_mouse(page) : fill_by_keyboard(page));
    await settled(page);
    await picture(page, `fields-filled-${how}-${width}`);
    const { customer, product, subscription, ...others } = await sent(page);
    for (const id of [customer, product, subscription]) assert.match(id, /^[0-9a-f-]{36}$/);
    assert.deepEqual(others, filled);
  });
}

test('lists keep within their bounds', limit, async (t) => {
  const { page } = await open_trial(t);
  const add = page.getByRole('button', { name: 'Add to contacts' });
  assert.equal(await page.getByRole('button', { name: 'Remove contacts 1' }).getAttribute('aria-disabled'), 'true');
  await add.click();
  await page.getByText('2 of at most 2').waitFor();
  assert.equal(await add.getAttribute('aria-disabled'), 'true');
  await page.getByRole('button', { name: 'Remove contacts 1' }).click();
  await page.getByText('1 of at most 2').waitFor();
  assert.equal(await page.getByRole('button', { name: /^Remove contacts/ }).count(), 1);
  assert.deepEqual((await sent(page)).contacts, [], 'a row without anything in it is none to the engine either');
});

test('a moment is the person\'s own time', limit, async (t) => {
  const { page } = await open_trial(t);
  const begins = page.getByLabel('Begins');
  assert.equal(await begins.inputValue(), '2026-11-23T21:00');
  await page.getByText('Your own time, UTC+1').waitFor();
  await begins.fill('2026-07-01T12:30');
  await settled(page);
  await page.getByText('Your own time, UTC+2').waitFor();
  assert.equal((await sent(page)).begins, Date.parse('2026-07-01T10:30:00Z') / 1000, 'in July the clock is another hour ahead');
});

for (const [width, height] of [[1280, 900], [360, 740]]) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    test(`every field at ${width} px, ${colorScheme}`, limit, async (t) => {
      const { page } = await open_trial(t, { viewport: { width, height }, colorScheme, hasTouch: width < 400, isMobile: width < 400 });
      const form = page.getByRole('form');
      assert.equal(await form.getByRole('textbox', { name: 'Strange' }).count(), 1, 'what is out of sight is in the mirror');
      let n = 0;
      for (const words of ['How it works', 'What is chosen', 'Customer', 'Port', 'Owner']) {
        await page.getByText(words, { exact: true }).first().evaluate((el) => el.scrollIntoView({ block: 'start' }));
        await settled(page);
        n += 1;
        await picture(page, `fields-${width}-${colorScheme}-${n}`);
      }
      const out = await form.evaluate((el) => {
        const edge = el.getBoundingClientRect().right + 1;
        return [...el.querySelectorAll('input,button,textarea,p')].filter((one) => one.getBoundingClientRect().right > edge).map((one) => one.outerHTML.slice(0, 120));
      });
      assert.deepEqual(out, [], 'nothing sticks out of the form');
    });
  }
}

test('ten thousand options are searched as one types', limit, async (t) => {
  const { page } = await open_trial(t);
  const values = Array.from({ length: 10_000 }, (_, i) => `Port ${i}`);
  const schema = { properties: { port: { enum: values, type: 'string' }, ports: { type: 'array', items: { enum: values, type: 'string' } } } };
  await page.getByRole('textbox', { name: 'JSON Schema' }).fill(JSON.stringify(schema));
  await page.getByRole('combobox', { name: 'Port', exact: true }).click();
  await page.getByText('100 of 10000: type to find the others').waitFor();
  assert.ok((await page.getByRole('option').count()) <= 100);
  await page.getByRole('textbox', { name: 'Search Port' }).pressSequentially('9123');
  await page.getByText('1 to choose from').waitFor();
  await page.keyboard.press('Enter');
  assert.equal((await sent(page)).port, 'Port 9123');
  await page.getByRole('combobox', { name: 'Port', exact: true }).click();
  assert.equal(await page.getByRole('option').first().textContent(), 'Port 9123', 'the chosen one is among those shown');
  await page.getByRole('textbox', { name: 'Search Port' }).fill('nowhere');
  await page.getByText('Nothing is called that').waitFor();
  await picture(page, 'fields-search');
  await page.keyboard.press('Escape');
});

// ---- What no form should be: drawn, or refused in words

/** @param {Page} page @param {unknown} schema */
async function show(page, schema) {
  await page.getByRole('textbox', { name: 'JSON Schema' }).fill(typeof schema === 'string' ? schema : JSON.stringify(schema));
  await settled(page);
}

/** A schema of `levels` objects within each other. @param {number} levels */
function nested(levels) {
  let schema = /** @type {any} */ ({ type: 'string' });
  for (let i = 0; i < levels; i += 1) schema = { type: 'object', properties: { x: schema } };
  return schema;
}

test('an unknown dialect is plain fields with a note', limit, async (t) => {
  const { page } = await open_trial(t);
  await show(page, { $schema: 'urn:another:dialect', properties: { both: { type: ['string', 'number'] }, either: { oneOf: [{ type: 'string' }] }, any: true, none: {} } });
  const form = page.getByRole('form');
  for (const name of ['Both', 'Either', 'Any', 'None']) await form.getByRole('textbox', { name, exact: true }).waitFor();
  assert.equal(await form.getByText('This page does not know this kind of field: fill it in as JSON.').count(), 4);
  await form.getByRole('textbox', { name: 'Both' }).fill('[1, "two"]');
  await settled(page);
  assert.deepEqual((await sent(page)).both, [1, 'two']);
});

test('an unknown format is a text with a note', limit, async (t) => {
  const { page } = await open_trial(t);
  await show(page, { properties: { strange: { type: 'string', format: 'frobnicate' } } });
  await page.getByText('This page does not know the format \u201cfrobnicate\u201d').waitFor();
  await page.getByRole('form').getByRole('textbox', { name: 'Strange' }).fill('as it is');
  await settled(page);
  assert.equal((await sent(page)).strange, 'as it is');
});

test('what is nested beyond the cap is filled in as JSON, or refused', limit, async (t) => {
  const { page } = await open_trial(t);
  const form = page.getByRole('form');
  await show(page, { properties: { x: nested(30) } });
  await form.getByText('Nested too deeply to be drawn here: fill it in as JSON.').waitFor();
  await picture(page, 'fields-deep');
  await show(page, { properties: { x: nested(130) } });
  assert.equal(await form.count(), 0, 'deeper than JSON may be');
  await page.getByText(/at most 100 levels of nesting/).first().waitFor();
});

test('an enum of 100,000 values is searched', limit, async (t) => {
  const { page } = await open_trial(t);
  await show(page, { properties: { many: { enum: Array.from({ length: 100_000 }, (_, i) => `v${i}`), type: 'string' } } });
  await page.getByRole('combobox', { name: 'Many' }).click();
  await page.getByText('100 of 100000: type to find the others').waitFor();
  await page.getByRole('textbox', { name: 'Search Many' }).fill('v99999');
  await page.getByText('1 to choose from').waitFor();
  await page.keyboard.press('Enter');
  await settled(page);
  assert.equal((await sent(page)).many, 'v99999');
});

test('a list of 100,000 rows is turned through', limit, async (t) => {
  const { page } = await open_trial(t);
  await show(page, { properties: { l: { type: 'array', items: { type: 'integer' }, default: Array.from({ length: 100_000 }, (_, i) => i) } } });
  await page.getByText('Rows 1 to 100 of 100000').waitFor();
  assert.equal(await page.getByRole('form').getByRole('textbox').count(), 100);
  await page.getByRole('button', { name: 'Next rows of l' }).click();
  await page.getByText('Rows 101 to 200 of 100000').waitFor();
  await settled(page);
  const first = page.getByRole('textbox', { name: 'L 101', exact: true });
  assert.equal(await first.inputValue(), '100');
  assert.ok(await first.evaluate((el) => el === document.activeElement), 'one goes on at the first of them');
  await picture(page, 'fields-many-rows');
});

test('options that read the same keep their own values', limit, async (t) => {
  const { page } = await open_trial(t);
  await show(page, { properties: { one: { enum: [1, '1'] }, town: { enum: ['a', 'b', 'c'], options: { a: 'Delft', b: 'Delft', c: 'Leiden' }, format: 'radio', type: 'string' } } });
  await page.getByRole('combobox', { name: 'One' }).click();
  await page.getByRole('option', { name: '"1"', exact: true }).click();
  await page.getByRole('radio', { name: 'Delft (b)' }).click();
  await settled(page);
  assert.deepEqual(await sent(page), { one: '1', town: 'b' });
});

test('what is chosen is taken away as fast as it is pressed', limit, async (t) => {
  const { page } = await open_trial(t);
  const values = Array.from({ length: 30 }, (_, i) => `Port ${i + 10}`);
  await show(page, { properties: { ports: { type: 'array', items: { enum: values, type: 'string' }, default: values.slice(0, 8) } } });
  const first = page.getByRole('button', { name: 'Remove Port 10' });
  await first.scrollIntoViewIfNeeded();
  await settled(page);
  await picture(page, 'fields-chips');
  const at = await first.boundingBox();
  assert.ok(at);
  await page.mouse.click(at.x + 20, at.y + at.height / 2, { clickCount: 3 });
  await settled(page);
  assert.deepEqual((await sent(page)).ports, values.slice(3, 8), 'faster than pictures are drawn');
  for (const name of ['Remove Port 13', 'Remove Port 14']) {
    await page.getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
  }
  await settled(page);
  assert.deepEqual((await sent(page)).ports, values.slice(5, 8));
});

test('labels of 10,000 characters are cut', limit, async (t) => {
  const { page } = await open_trial(t);
  await show(page, { properties: { long: { title: 'w'.repeat(10_000), type: 'string' }, words: { title: 'word '.repeat(2000), type: 'boolean' } } });
  const name = await page.getByRole('form').getByRole('textbox').getAttribute('aria-label');
  assert.match(name ?? '', /^w{200,300}\u2026$/);
  const right = await page.getByRole('form').evaluate((el) => Math.max(...[...el.querySelectorAll('*')].map((one) => one.getBoundingClientRect().right)) - el.getBoundingClientRect().right);
  assert.ok(right <= 1, `${right} px stick out`);
  await picture(page, 'fields-long-labels');
});

test('right-to-left and combining text, and control characters in a schema, are drawn', limit, async (t) => {
  const { page } = await open_trial(t);
  await show(page, { properties: { '\u0645\u0631': { type: 'string', title: '\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645' }, z: { title: `a${'\u0300'.repeat(300)}`, type: 'string' }, c: { enum: ['a\u0007b', 'c\td'], type: 'string' } } });
  const box = page.getByRole('form').getByRole('textbox').first();
  await box.fill('\u05e9\u05dc\u05d5\u05dd e\u0301');
  await settled(page);
  assert.equal((await sent(page))['\u0645\u0631'], '\u05e9\u05dc\u05d5\u05dd e\u0301');
  await picture(page, 'fields-odd-texts');
});

test('control characters that are pasted arrive as they are', limit, async (t) => {
  const { page } = await open_trial(t);
  await show(page, { properties: { name: { type: 'string' } } });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('form').getByRole('textbox', { name: 'Name' }).focus();
  await page.evaluate(() => navigator.clipboard.writeText('x\u0007\u001b[31m\u202ey'));
  await page.keyboard.press('Control+V');
  await settled(page);
  const { name } = await sent(page);
  assert.match(name, /^x.*y$/s);
  assert.match(name, /\u202e/);
});

test('what is no schema is refused in words', limit, async (t) => {
  const { page } = await open_trial(t);
  await show(page, '{"properties": 17}');
  await page.getByText('there is nothing to fill in').waitFor();
  await show(page, '{');
  assert.equal(await page.getByRole('form').count(), 0);
  assert.equal(await page.getByRole('textbox', { name: 'JSON Schema' }).getAttribute('aria-invalid'), 'true');
});

test('axe finds nothing, the box to search in included', limit, async (t) => {
  const { page } = await open_trial(t);
  const look = await axe_on(page);
  await look('as it opens');
  await page.getByRole('combobox', { name: 'Nodes' }).click();
  await page.getByRole('option', { name: 'Delft' }).click();
  await look('with a drop-down that is searched');
});
