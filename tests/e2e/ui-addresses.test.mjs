// What a person looks at is in the address: a second tab, a reload and the way back show the same.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { create_group } from './story.mjs';
import { open_browser } from './support/chromium.mjs';
import { settled } from './support/gallery.mjs';
import { have_many } from './support/many_rows.mjs';
import { chromium_person } from './support/person.mjs';
import { site } from './support/site.mjs';

const limit = { timeout: 300_000 };

/** The names of the rows in sight, from the top. @param {import('playwright-core').Page} page */
const rows_of = (page) =>
  page.getByRole('grid', { name: 'Subscriptions' }).evaluate((grid) => {
    // The head of the columns stays in sight above them.
    const top = grid.querySelector('[role=columnheader]')?.getBoundingClientRect().bottom ?? 0;
    const links = [...grid.querySelectorAll('[role=row] a')].filter((link) => {
      const row = link.closest('[role=row]')?.getBoundingClientRect();
      return row && row.bottom > top + 1 && row.top < innerHeight - 60;
    });
    return links.map((link) => link.textContent);
  });

/** @param {import('playwright-core').Page} page */
const selected = (page) => page.getByRole('grid', { name: 'Subscriptions' }).locator('[aria-selected=true]').allInnerTexts();

test('rows and selected cells: a copied link, a reload and the way back lead to the same ones', limit, async (t) => {
  const { context } = await open_browser(t, { reducedMotion: 'reduce' });
  await context.addInitScript(have_many, 100_000);
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(`${await site()}?storage=memory#/subscriptions`);
  const grid = page.getByRole('grid', { name: 'Subscriptions' });
  await grid.getByRole('link', { name: 'Subscription 0', exact: true }).waitFor();
  const entries = await page.evaluate(() => history.length);
  await page.mouse.move(700, 500);
  for (let i = 0; i < 5; i += 1) {
    await page.mouse.wheel(0, 40_000);
    await settled(page);
  }
  await page.waitForURL(/row=\d{4}$/);
  const first = Number(page.url().split('row=')[1]) - 1;
  const rows = await rows_of(page);
  assert.equal(rows[0], `Subscription ${first}`);
  const [from, to] = [grid.getByRole('link', { name: `Subscription ${first + 3}`, exact: true }), grid.getByRole('link', { name: `Subscription ${first + 5}`, exact: true })];
  await from.focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowRight');
  await to.waitFor();
  await page.waitForURL(/cells=/);
  const [address, cells] = [page.url(), await selected(page)];
  assert.equal(cells.length, 6);
  assert.equal(await page.evaluate(() => history.length), entries, 'none of it is an entry of the history');

  const second = await context.newPage();
  await second.goto(address);
  await second.getByRole('link', { name: rows[0] ?? '', exact: true }).waitFor();
  await settled(second);
  assert.deepEqual(await rows_of(second), rows);
  assert.deepEqual(await selected(second), cells);
  assert.equal(second.url(), address);
  await second.close();

  await page.reload();
  await page.getByRole('link', { name: rows[0] ?? '', exact: true }).waitFor();
  await settled(page);
  assert.deepEqual(await rows_of(page), rows);
  assert.deepEqual(await selected(page), cells);

  // At once after the wheel: what is pressed leads away before the address has come to rest.
  await page.mouse.move(700, 500);
  await page.mouse.wheel(0, 4_000);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.evaluate(() => [...document.querySelectorAll('a')].find((link) => link.textContent === 'Settings')?.click());
  await person.see('heading', 'Settings');
  await page.goBack();
  await person.see('heading', 'Subscriptions');
  await settled(page);
  const [there] = await rows_of(page);
  assert.ok(Number(String(there).replace(/\D/g, '')) > first + 80, `${there} is the first, ${first} was before the wheel`);
  assert.equal(page.url().split('row=')[1], String(Number(String(there).replace(/\D/g, '')) + 1));
  await page.goForward();
  await person.see('heading', 'Settings');
});

test('steps that a person opened are open after a reload', limit, async (t) => {
  const { context } = await open_browser(t, { reducedMotion: 'reduce' });
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(await site());
  await create_group(person, 'alpha');
  await page.goto(`${await site()}#/processes`);
  await page.getByRole('grid', { name: 'Processes' }).getByRole('link', { name: 'Create user group' }).first().click();
  await person.see('heading', 'Steps');
  const step = page.getByRole('button', { name: /^Done/ });
  await step.waitFor();
  assert.equal(await step.getAttribute('aria-expanded'), 'false');
  await step.click();
  await page.getByRole('button', { name: /^Full state/ }).click();
  await page.waitForURL(/open=\d+%2C\d+\.state$/);
  const address = page.url();
  await page.reload();
  await page.getByRole('button', { name: /^Full state/, expanded: true }).waitFor();
  assert.equal(await page.getByRole('button', { name: /^Done/ }).getAttribute('aria-expanded'), 'true');
  await settled(page);
  assert.equal(page.url(), address);
  const box = await page.getByRole('button', { name: /^Done/ }).boundingBox();
  assert.ok(box && box.y > 0 && box.y < 800, `it is in sight, at ${box?.y}`);
});
