// A person at the page: sees and does things by role and name only, in whichever browser. Each function waits until what
// it needs is there, and says what it missed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { patience, picture, screenshots } from './chromium.mjs';
import { find_by_role } from './find.mjs';

/**
 * @typedef {object} Person
 * @property {string} how for messages and pictures: "mouse", "keyboard", "firefox", "webkit"
 * @property {(address: string) => Promise<void>} go
 * @property {(role: string, name: string) => Promise<void>} see
 * @property {(role: string, name: string) => Promise<void>} miss waits until nothing of that role and name is there
 * @property {(text: string) => Promise<void>} read waits until the page says this text somewhere
 * @property {(role: string, name: string) => Promise<string>} value of a text box or combobox
 * @property {(role: string, name: string) => Promise<void>} press
 * @property {(name: string, text: string) => Promise<void>} type replaces what stands in the text box
 * @property {(name: string, option: string) => Promise<void>} choose
 * @property {() => Promise<void>} reload
 * @property {() => Promise<string>} where the address after the "#"
 * @property {(name: string) => Promise<void>} picture
 */

/** @typedef {Parameters<import('playwright-core').Page['getByRole']>[0]} Role */

/** What a combobox or text box holds: a native field its value, a button its text. @param {Element} element */
function value_of(element) {
  if ('value' in element && element.localName !== 'button') return String(element.value);
  return element.getAttribute('aria-valuetext') ?? (element.textContent ?? '').trim();
}

/**
 * Runs in the page: done when what it has to show is there. Until then the bar about the storage may come, and move what
 * is below it.
 * @param {number} patience
 */
async function until_it_stands(patience) {
  for (const end = performance.now() + patience; !(/** @type {any} */ (globalThis).rehearsal?.stands);) {
    if (performance.now() > end) throw new Error(`expected the page to stand within ${patience / 1000} s, it did not`);
    await new Promise((done) => setTimeout(done, 10));
  }
}

/**
 * In Chromium, with a mouse or with the keyboard alone.
 * @param {import('playwright-core').Page} page @param {'mouse' | 'keyboard'} how @returns {Person}
 */
export function chromium_person(page, how) {
  /** @param {string} role @param {string} name */
  const one = (role, name) => page.getByRole(/** @type {Role} */ (role), { name, exact: true }).first();

  /** Presses a key until the element has the focus. @param {string} key @param {import('playwright-core').Locator} target @param {number} most */
  async function press_until_focused(key, target, most) {
    for (let step = 0; step < most; step += 1) {
      if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
      await page.keyboard.press(key);
    }
    const here = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200));
    throw new Error(`${most} presses of ${key} did not reach ${target}; the focus is on ${here}`);
  }

  /** Moves the focus there as a person without a mouse must. @param {import('playwright-core').Locator} target */
  async function tab_to(target) {
    await target.waitFor();
    // A table is one stop: Tab reaches a row of it, arrows the others, and Enter follows the row's link.
    const in_row = await target.evaluate((element) => element.closest('[role=row]') !== null && /** @type {HTMLElement} */ (element).tabIndex < 0);
    if (!in_row) return press_until_focused('Tab', target, 300);
    await press_until_focused('Tab', page.getByRole('grid').filter({ has: target }).locator('[role=row][tabindex="0"], [role=row] a[tabindex="0"]'), 300);
    await page.keyboard.press('Home');
    await press_until_focused('ArrowDown', target, 100);
  }

  return {
    how,
    async go(address) {
      await page.goto(address);
      await page.evaluate(until_it_stands, patience);
    },
    see: (role, name) => one(role, name).waitFor(),
    miss: (role, name) => one(role, name).waitFor({ state: 'detached' }),
    read: (text) => page.getByText(text).first().waitFor({ state: 'attached' }),
    value: (role, name) => one(role, name).evaluate(value_of),
    async press(role, name) {
      if (how === 'mouse') return one(role, name).click();
      await tab_to(one(role, name));
      await page.keyboard.press('Enter');
    },
    async type(name, text) {
      if (how === 'mouse') return one('textbox', name).fill(text);
      await tab_to(one('textbox', name));
      await page.keyboard.press('Control+A');
      await page.keyboard.type(text);
    },
    async choose(name, option) {
      const target = one('option', option);
      if (how === 'mouse') {
        await one('combobox', name).click();
        return target.click();
      }
      await tab_to(one('combobox', name));
      await page.keyboard.press('Enter');
      await target.waitFor();
      await page.keyboard.press('Home');
      await press_until_focused('ArrowDown', target, 100);
      await page.keyboard.press('Enter');
    },
    async reload() {
      await page.reload();
      await page.evaluate(until_it_stands, patience);
    },
    where: () => page.evaluate(() => location.hash),
    picture: (name) => picture(page, name),
  };
}

/**
 * In a browser whose driver can only run functions in the page, click at a point and press keys.
 * @param {{
 *   how: string,
 *   go: (address: string) => Promise<unknown>,
 *   run: (what: string) => Promise<any>,
 *   click: (x: number, y: number) => Promise<void>,
 *   keys: (text: string) => Promise<void>,
 *   screenshot: () => Promise<Uint8Array>,
 * }} driver
 * @returns {Person}
 */
export function plain_person(driver) {
  /** Asks until the answer is not null, false or an error. @param {string} what @param {string} missed */
  async function until(what, missed) {
    const end = Date.now() + patience;
    let error = '';
    for (;;) {
      // A page that is being loaded again has no answer for a moment.
      const found = await driver.run(what).catch((/** @type {Error} */ reason) => void (error = ` (${reason.message})`));
      if (found) return found;
      if (Date.now() > end) throw new Error(`${driver.how}: ${missed} within ${patience / 1000} s${error}`);
      await new Promise((done) => setTimeout(done, 40));
    }
  }
  /** @param {string} role @param {string} name */
  const found = (role, name) => `(${find_by_role})(${JSON.stringify(role)}, ${JSON.stringify(name)})`;
  /** @param {string} role @param {string} name */
  async function press(role, name) {
    // It must be uncovered, and rest: nothing is on its way that could move it, and it is at the same place twice.
    const where = `(() => { if (globalThis.rehearsal?.waiting) return null; const e = ${found(role, name)}; if (!e || e.getAttribute('aria-disabled') === 'true') return null;
        e.scrollIntoView({ block: 'nearest' });
        const b = e.getBoundingClientRect(); const x = b.x + b.width / 2, y = b.y + b.height / 2;
        const top = document.elementFromPoint(x, y); return top && (e === top || e.contains(top)) ? { x, y } : null; })()`;
    const missed = `expected to press ${role} "${name}", did not find it uncovered`;
    let box = await until(where, missed);
    for (let last = { x: NaN, y: NaN }; last.x !== box.x || last.y !== box.y; box = await until(where, missed)) last = box;
    await driver.click(box.x, box.y);
  }
  const until_there = () => until('globalThis.rehearsal?.stands', 'expected the page to stand, it did not');
  return {
    how: driver.how,
    async go(address) {
      await driver.go(address);
      await until_there();
    },
    see: (role, name) => until(`!!${found(role, name)}`, `expected to see ${role} "${name}", did not`),
    miss: (role, name) => until(`!${found(role, name)}`, `expected ${role} "${name}" to go away, it did not`),
    read: (text) => until(`document.body.textContent.includes(${JSON.stringify(text)})`, `expected to read "${text}", did not`),
    value: (role, name) => until(`(() => { const e = ${found(role, name)}; return e && { value: (${value_of})(e) }; })()`,
      `expected ${role} "${name}", did not find it`).then(({ value }) => value),
    press,
    async type(name, text) {
      await press('textbox', name);
      await until(`(() => { const e = ${found('textbox', name)}; if (e) e.select(); return !!e; })()`, `lost textbox "${name}"`);
      await driver.keys(text);
      await until(`${found('textbox', name)}?.value === ${JSON.stringify(text)}`, `typed "${text}" into "${name}", it does not stand there`);
    },
    async choose(name, option) {
      await press('combobox', name);
      await press('option', option);
    },
    async reload() {
      // The next act must find the new document, not the last moment of the old one.
      await driver.run('void (window.isOld = true, location.reload())').catch(() => null);
      await until('!window.isOld', 'expected the page to be loaded again, it was not');
      await until_there();
    },
    where: () => driver.run('location.hash'),
    async picture(name) {
      mkdirSync(screenshots, { recursive: true });
      writeFileSync(join(screenshots, `${name}.png`), await driver.screenshot());
    },
  };
}

/** @param {import('puppeteer-core').Page} page */
export const firefox_person = (page) =>
  plain_person({
    how: 'firefox',
    go: (address) => page.goto(address),
    run: (what) => page.evaluate(what),
    click: (x, y) => page.mouse.click(x, y),
    keys: (text) => page.keyboard.type(text),
    screenshot: () => page.screenshot(),
  });

/** @param {import('./webkit.mjs').WebKitPage} page */
export const webkit_person = (page) =>
  plain_person({
    how: 'webkit',
    go: (address) => page.go(address),
    run: (what) => page.script(what),
    click: (x, y) => page.click(x, y),
    keys: (text) => page.keys(text),
    screenshot: () => page.screenshot(),
  });
