// What holds of every view, whatever it looks like.
import assert from 'node:assert/strict';

const CONTROLS = 'a,button,input,textarea,[role=option],[role=row],[role=radio],[role=menuitem]';

/** @param {import('playwright-core').Page} page what is there to be acted on, and what is wrong with it */
const controls = (page) =>
  page.evaluate((all) => {
    const root = document.querySelector('#mirror dialog[open]') ?? document.getElementById('mirror') ?? document.body;
    const seen = [...root.querySelectorAll(all)].filter((el) => !el.closest('[role=row]:not([tabindex="0"]):not(:has([tabindex="0"]))'));
    const name = (/** @type {Element} */ el) => el.getAttribute('aria-label') || (el.textContent ?? '').trim();
    return {
      count: seen.length,
      nameless: seen.filter((el) => !name(el) && el.getAttribute('role') !== 'row').map((el) => el.outerHTML.slice(0, 120)),
      // Of a group that arrows move in, one item is Tab's.
      lost: seen.filter((el) => /** @type {HTMLElement} */ (el).tabIndex < 0 && !el.closest('[role=grid],[role=listbox],[role=menu],[role=tablist],[role=radiogroup]') && !el.hasAttribute('disabled'))
        .map((el) => el.outerHTML.slice(0, 120)),
    };
  }, CONTROLS);

/**
 * Each control has a name and is within the keyboard's reach, axe finds nothing, and nothing is wider than the window.
 * @param {import('playwright-core').Page} page @param {(when: string) => Promise<void>} axe @param {string} where
 * @returns {Promise<number>} how many controls there are
 */
export async function check_view(page, axe, where) {
  const { count, nameless, lost } = await controls(page);
  assert.deepEqual(nameless, [], `${where}: without a name`);
  assert.deepEqual(lost, [], `${where}: out of the keyboard's reach`);
  await axe(`${where}: axe`);
  const wide = await page.evaluate(() => [...document.querySelectorAll('#mirror *')].filter((el) => el.getBoundingClientRect().right > innerWidth + 1 && !el.closest('pre') && !el.closest('.cut'))
    .map((el) => el.outerHTML.slice(0, 160)));
  assert.deepEqual(wide.slice(0, 3), [], `${where}: beyond the window's edge`);
  return count;
}

/** The views that have an address of their own. @type {Record<string, string>} */
export const addresses = { start: '#/', new: '#/new', subscriptions: '#/subscriptions', processes: '#/processes', systems: '#/systems', stage: '#/stage',
  data: '#/data', settings: '#/settings', forms: '#/forms', 'no page': '#/nowhere' };
