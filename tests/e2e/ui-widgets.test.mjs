// Each widget in a real browser, found by role and name: one press is one act, by whatever means; the keyboard reaches
// everything and the focus is never lost; nothing is drawn while nothing happens.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { axe_on } from './support/axe.mjs';
import { counters, open_gallery, settled } from './support/gallery.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** What has the focus: "role name". @param {Page} page */
const focus = (page) =>
  page.evaluate(() => {
    const el = document.activeElement;
    if (!el || el === document.body) return 'nothing';
    return `${el.getAttribute('role') ?? el.localName} ${el.getAttribute('aria-label') ?? el.textContent}`;
  });

test('a press is one act, however it is made', async (t) => {
  const { page, last } = await open_gallery(t);
  const button = page.getByRole('button', { name: 'Start workflow' });
  const ways = /** @type {[string, () => Promise<unknown>, number][]} */ ([
    ['click', () => button.click(), 1],
    ['double click', () => button.dblclick(), 2],
    ['Enter', () => button.press('Enter'), 1],
    ['Space', () => button.press('Space'), 1],
    ['click by a program', () => button.evaluate((el) => /** @type {HTMLElement} */ (el).click()), 1],
    ['twenty in one task', () => button.evaluate((el) => { for (let i = 0; i < 20; i += 1) /** @type {HTMLElement} */ (el).click(); }), 20],
    ['pressed, drawn away, let go', async () => {
      await button.hover();
      await page.mouse.down();
      await page.mouse.move(900, 700);
      await page.mouse.up();
    }, 0],
    ['Enter held down', async () => {
      await button.focus();
      await page.keyboard.down('Enter');
      for (let i = 0; i < 5; i += 1) await page.keyboard.down('Enter');
      await page.keyboard.up('Enter');
    }, 1],
  ]);
  let expected = 0;
  for (const [way, act, times] of ways) {
    await act();
    expected += times;
    assert.equal(await last(), expected ? `Last: Start workflow ${expected}` : 'Last: nothing yet', way);
  }
  await page.getByRole('button', { name: 'Resume' }).click({ force: true });
  assert.equal(await last(), `Last: Start workflow ${expected}`, 'a disabled button does nothing');
  assert.equal((await counters(page)).lostActions, 0);
});

test('touch acts once, and the page is one column', async (t) => {
  const { page, last } = await open_gallery(t, { hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });
  await page.getByRole('button', { name: 'Start workflow' }).tap();
  assert.equal(await last(), 'Last: Start workflow 1');
  await page.getByRole('combobox', { name: 'User group' }).tap();
  await page.getByRole('option', { name: 'Students' }).tap();
  assert.equal(await last(), 'Last: User group 2');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.equal(wide, 360, 'nothing sticks out');
  for (const name of ['Start workflow', 'Retry step', 'More']) {
    const box = await page.getByRole('button', { name, exact: true }).boundingBox();
    assert.ok(box && box.height >= 44, `${name} is ${box?.height} px high`);
  }
});

test('boxes, switches, radio buttons and segments say their new state at once', async (t) => {
  const { page } = await open_gallery(t);
  const box = page.getByRole('checkbox', { name: 'I agree to what this does' });
  for (let i = 0; i < 5; i += 1) {
    await box.check();
    await box.uncheck();
  }
  const live = page.getByRole('switch', { name: 'Live updates' });
  assert.equal(await live.isChecked(), true);
  await live.press('Space');
  assert.equal(await live.isChecked(), false);
  const radios = page.getByRole('radiogroup', { name: 'Affiliation' });
  await radios.getByRole('radio', { name: 'Internal' }).focus();
  await page.keyboard.press('ArrowDown');
  assert.equal(await radios.getByRole('radio', { name: 'External' }).isChecked(), true);
  assert.equal(await focus(page), 'radio External');
  await page.getByRole('radio', { name: '600 ms a step' }).click();
  assert.equal(await page.getByRole('radio', { name: '600 ms a step' }).isChecked(), true);
  const details = page.getByRole('button', { name: 'Details' });
  assert.equal(await details.getAttribute('aria-expanded'), 'false');
  await details.click();
  assert.equal(await details.getAttribute('aria-expanded'), 'true');
  assert.match(await page.getByRole('region', { name: 'State', exact: true }).textContent() ?? '', /"username": "Anna"/);
});

test('fields take what is typed, whatever it is', async (t) => {
  const { page, last } = await open_gallery(t);
  const name = page.getByRole('textbox', { name: 'User name' });
  for (const words of ['Zo\u00eb', "'; DROP TABLE", '\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd', '\u65e5\u672c \u{1F468}\u200d\u{1F469}', 'x'.repeat(10_000)]) {
    await name.fill(words);
    await page.getByRole('heading', { name: 'Fields' }).click();
    assert.equal(await name.inputValue(), words);
  }
  await name.fill('');
  await name.pressSequentially('Anna');
  await page.keyboard.press('Enter');
  assert.equal(await last(), 'Last: Entered 1');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Bob');
  assert.equal(await name.inputValue(), 'Bob');
  // Of several lines, Enter begins the next.
  const note = page.getByRole('textbox', { name: 'Note' });
  await note.fill('one');
  await note.press('End');
  await note.press('Enter');
  await note.pressSequentially('two');
  assert.equal(await note.inputValue(), 'one\ntwo');
  assert.equal(await last(), 'Last: Entered 1');
  await note.press('Control+Enter');
  assert.equal(await last(), 'Last: Noted 2');
  assert.equal(await note.inputValue(), 'one\ntwo');
  const age = page.getByRole('textbox', { name: 'Age' });
  assert.equal(await age.getAttribute('aria-invalid'), 'true');
  const hint = await age.evaluate((el) => document.getElementById(el.getAttribute('aria-describedby') ?? '')?.textContent);
  assert.equal(hint, 'Must be a whole number, found \u201cx\u201d.');
  await page.getByText('User name (required)').click();
  assert.equal(await focus(page), 'input User name', 'the label leads to its field');
  const address = page.url();
  await page.getByRole('link', { name: 'Age: must be a whole number' }).click();
  assert.equal(await focus(page), 'input Age', 'so does a problem of the summary');
  assert.equal(page.url(), address);
});

test('a text that is being composed is left alone', async (t) => {
  const { page } = await open_gallery(t);
  const name = page.getByRole('textbox', { name: 'User name' });
  await name.fill('');
  const client = await page.context().newCDPSession(page);
  await name.focus();
  await client.send('Input.imeSetComposition', { text: '\u306b\u307b', selectionStart: 2, selectionEnd: 2 });
  assert.equal(await name.inputValue(), '\u306b\u307b');
  await client.send('Input.insertText', { text: '\u65e5\u672c' });
  assert.equal(await name.inputValue(), '\u65e5\u672c');
  // Letter by letter, as Chinese is spelt, and behind what stands there; a frame in between must not touch it.
  for (const spelt of ['z', 'zh', 'zho', 'zhong', 'zhong\'w', 'zhong\'wen']) {
    await client.send('Input.imeSetComposition', { text: spelt, selectionStart: spelt.length, selectionEnd: spelt.length });
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
    assert.equal(await name.inputValue(), `\u65e5\u672c${spelt}`);
  }
  await client.send('Input.insertText', { text: '\u4e2d\u6587' });
  assert.equal(await name.inputValue(), '\u65e5\u672c\u4e2d\u6587');
  await page.keyboard.press('Control+z');
  assert.equal(await name.inputValue(), '\u65e5\u672c', 'what was typed can be taken back');
  await page.keyboard.press('Control+Shift+z');
  assert.equal(await name.inputValue(), '\u65e5\u672c\u4e2d\u6587');
});

test('the Enter that ends a composition acts on nothing, also where the browser says so by its number only', async (t) => {
  const { page } = await open_gallery(t);
  /** What the page does with it is to take it. @param {number} keyCode */
  const is_taken = (keyCode) =>
    page.getByRole('textbox', { name: 'User name' }).evaluate((field, code) => {
      const key = new KeyboardEvent('keydown', { key: 'Enter', keyCode: code, bubbles: true, cancelable: true });
      return !field.dispatchEvent(key);
    }, keyCode);
  assert.equal(await is_taken(13), true);
  assert.equal(await is_taken(229), false);
});

test('whatever scrolls by a finger can be pinched, too', async (t) => {
  const { page } = await open_gallery(t);
  const ways = await page.evaluate(() => [...document.querySelectorAll('.scroller')].map((one) => getComputedStyle(one).touchAction));
  assert.ok(ways.length > 0);
  assert.deepEqual([...new Set(ways)], ['manipulation']);
});

test('a drop-down by keyboard, by mouse, by letters, and shut again', async (t) => {
  const { page, last } = await open_gallery(t);
  const combo = page.getByRole('combobox', { name: 'User group' });
  await combo.focus();
  await page.keyboard.press('ArrowDown');
  assert.equal(await focus(page), 'option Staff');
  await page.keyboard.press('End');
  assert.equal(await focus(page), 'option Alumni');
  await page.keyboard.press('g');
  assert.equal(await focus(page), 'option Guests');
  await page.keyboard.press('Enter');
  assert.equal(await last(), 'Last: User group 1');
  assert.equal(await combo.textContent(), 'Guests');
  assert.equal(await focus(page), 'combobox User group');
  await page.keyboard.press('Enter');
  assert.equal(await focus(page), 'option Guests', 'opens at the chosen one');
  await page.keyboard.press('Escape');
  assert.equal(await focus(page), 'combobox User group');
  await combo.click();
  assert.equal(await page.getByRole('option').count(), 4);
  await page.getByRole('heading', { name: 'Choices' }).click();
  assert.equal(await page.getByRole('option').count(), 0, 'a press elsewhere shuts it');
  await combo.click();
  await combo.click();
  assert.equal(await page.getByRole('option').count(), 0, 'a second press on it as well');
});

test('a menu acts, and gives the focus back', async (t) => {
  const { page, last } = await open_gallery(t);
  const opener = page.getByRole('button', { name: 'Actions' });
  await opener.focus();
  await page.keyboard.press('Enter');
  assert.equal(await focus(page), 'menuitem Modify');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.equal(await last(), 'Last: Terminate 1');
  assert.equal(await focus(page), 'button Actions');
  await opener.click();
  await page.getByRole('menuitem', { name: 'Reconcile' }).click({ force: true });
  assert.equal(await last(), 'Last: Terminate 1', 'what is disabled does nothing');
});

test('a dialog keeps the focus inside and gives it back', async (t) => {
  const { page, last } = await open_gallery(t);
  const opener = page.getByRole('button', { name: 'Terminate\u2026' });
  await opener.click();
  const dialog = page.getByRole('dialog', { name: 'Terminate User Group Staff?' });
  assert.equal(await dialog.evaluate((el) => el.matches(':modal')), true);
  for (let i = 0; i < 8; i += 1) {
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement === document.body || !!document.activeElement?.closest('dialog')));
  }
  await dialog.getByRole('combobox', { name: 'Reason' }).click();
  await page.getByRole('option', { name: 'Moved' }).click();
  assert.equal(await dialog.getByRole('combobox', { name: 'Reason' }).textContent(), 'Moved');
  await page.keyboard.press('Escape');
  assert.equal(await dialog.count(), 0);
  assert.equal(await focus(page), 'button Terminate\u2026');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Terminate' }).click();
  assert.equal(await last(), 'Last: Terminated 1');
  await opener.click();
  await page.mouse.click(20, 780);
  assert.equal(await dialog.count(), 0, 'a press outside shuts it');
});

test('a table of which a part is there: arrows, letters, ends, wheel', async (t) => {
  const { page } = await open_gallery(t);
  const grid = page.getByRole('grid', { name: 'Subscriptions' });
  assert.equal(await grid.getAttribute('aria-rowcount'), '2001');
  await grid.getByRole('link', { name: 'User Group Staff 0', exact: true }).focus();
  for (const [key, name] of /** @type {const} */ ([['ArrowDown', 1], ['j', 2], ['k', 1], ['ArrowUp', 0], ['End', 1999], ['ArrowUp', 1998], ['Home', 0]])) {
    await page.keyboard.press(key);
    assert.equal(await focus(page), `a User Group Staff ${name}`, key);
  }
  assert.ok((await grid.getByRole('row').count()) < 60);
  for (let i = 0; i < 120; i += 1) await page.keyboard.press('ArrowDown');
  assert.equal(await focus(page), 'a User Group Staff 120');
  const box = await page.getByRole('link', { name: 'User Group Staff 120', exact: true }).boundingBox();
  assert.ok(box && box.y > 40 && box.y < 800, 'the row that has the focus is in sight');
  await page.mouse.move(700, 500);
  await page.mouse.wheel(0, 20_000);
  await settled(page);
  assert.equal(await focus(page), 'a User Group Staff 120', 'scrolled away, it keeps the focus');
  await page.keyboard.press('Enter');
  assert.match(page.url(), /row=120$/, 'Enter follows its link');
});

test('a press anywhere in a row follows its link; a column sorts', async (t) => {
  const { page } = await open_gallery(t);
  const grid = page.getByRole('grid', { name: 'Subscriptions' });
  await grid.getByRole('button', { name: 'Description' }).click();
  assert.equal(await grid.getByRole('columnheader').first().getAttribute('aria-sort'), 'descending');
  await grid.getByRole('row').nth(2).getByText('User Group', { exact: true }).click({ force: true });
  assert.match(page.url(), /row=1998$/);
});

test('the way past the navigation is the first stop', async (t) => {
  const { page } = await open_gallery(t);
  await page.keyboard.press('Tab');
  assert.equal(await focus(page), 'button Skip to content');
  await page.keyboard.press('Enter');
  assert.match(await focus(page), /^main /);
});

test('what is copied is on the clipboard, and is said', async (t) => {
  const { page, context } = await open_gallery(t);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy subscription id' }).click();
  await page.getByText('Copied', { exact: true }).waitFor({ state: 'attached' });
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '7a4b0c05-872d-4728-a6d8-3d902ce1d653');
});

test('a toast is said by a region that was there before, and goes', async (t) => {
  const { page } = await open_gallery(t);
  const region = page.locator('[role=status][aria-live=polite]').first();
  await region.waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Show a toast' }).click();
  await region.getByText('User Group Staff was created.').waitFor({ state: 'attached' });
  await region.getByText('User Group Staff was created.').waitFor({ state: 'detached', timeout: 9000 });
});

test('nothing is drawn and nothing is written while nothing happens', async (t) => {
  const { page } = await open_gallery(t);
  await page.mouse.move(5, 5);
  await settled(page, 3000);
  const before = await counters(page);
  await page.waitForTimeout(3000);
  assert.deepEqual(await counters(page), before);
  await page.getByRole('textbox', { name: 'User name' }).focus();
  await settled(page, 2000);
  const focused = await counters(page);
  await page.waitForTimeout(2000);
  assert.deepEqual(await counters(page), focused, 'a field with the focus costs nothing either');
});

test('a tooltip appears without the pointer moving, and says no frame after that', async (t) => {
  const { page } = await open_gallery(t);
  await page.getByRole('button', { name: 'More' }).hover();
  // It comes when the pointer has rested for half a second.
  await settled(page, 600);
  const before = await counters(page);
  await page.waitForTimeout(1000);
  assert.deepEqual(await counters(page), before);
});

test('axe finds nothing, open menus and dialogs included', async (t) => {
  const { page } = await open_gallery(t);
  const look = await axe_on(page);
  await look('as it opens');
  await page.getByRole('button', { name: 'Actions' }).click();
  await look('with a menu');
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'User group' }).click();
  await look('with a drop-down');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Terminate\u2026' }).click();
  await look('with a dialog');
});
