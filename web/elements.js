// How a record becomes an element: its tag, its role, and what its state means in ARIA.
import { State } from './records.js';

/** Tags by role; what is not here is a div with the role's name as its role. @type {Record<string, string>} */
const TAGS = {
  text: 'span', button: 'button', link: 'a', checkbox: 'button', switch: 'button', radio: 'button', textbox: 'input',
  combobox: 'button', label: 'label', image: 'span', separator: 'div', region: 'section', navigation: 'nav', main: 'main',
  banner: 'header', contentinfo: 'footer', search: 'search', article: 'article', paragraph: 'p', code: 'pre',
  terms: 'dl', term: 'dt', definition: 'dd', dialog: 'dialog', line: 'div',
};
/** Roles that the tag does not bring by itself. @type {Record<string, string>} */
const ROLES = {
  checkbox: 'checkbox', switch: 'switch', radio: 'radio', combobox: 'combobox', image: 'img', separator: 'separator',
  cell: 'gridcell', code: 'region', banner: 'banner',
};
/** Roles whose element has no role attribute. */
const BARE = new Set(['text', 'button', 'link', 'textbox', 'label', 'heading', 'region', 'navigation', 'main', 'contentinfo',
  'article', 'paragraph', 'terms', 'term', 'definition', 'dialog', 'line', 'search']);
/** Groups in which arrows move the focus: Tab reaches one of their items. */
export const ROVING = new Set(['option', 'menuitem', 'tab', 'radio', 'row']);
/** What a person acts on by a press. */
export const PRESSED = new Set(['button', 'link', 'checkbox', 'switch', 'radio', 'combobox', 'option', 'menuitem', 'tab']);

/**
 * What an element is made from; another kind under the same id is another element.
 * @param {string} role @param {import('./records.js').Records} r
 */
export function kindOf(role, r) {
  if (role === 'heading') return `heading h${Math.min(6, Math.max(1, r.level))}`;
  if (role === 'textbox' && r.state & State.multiLine) return 'textbox textarea';
  if ((role === 'menuitem' || role === 'tab') && r.state & State.hasValue) return `${role} a`;
  if (role === 'menuitem' || role === 'tab') return `${role} button`;
  return `${role} ${TAGS[role] ?? 'div'}`;
}

/** @param {string} role @param {string} kind */
export function createElement(role, kind) {
  const el = document.createElement(kind.slice(kind.indexOf(' ') + 1));
  if (!BARE.has(role)) el.setAttribute('role', ROLES[role] ?? role);
  if (role === 'text' || role === 'heading' || role === 'label' || role === 'term') el.className = 't';
  if (role === 'combobox') el.classList.add('c');
  if (role === 'line') el.className = 'line';
  if (el instanceof HTMLButtonElement) el.type = 'button';
  if (el instanceof HTMLInputElement) el.type = 'text';
  if (el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement) el.autocomplete = 'off';
  if (ROVING.has(role) || role === 'main' || role === 'heading' || role === 'dialog') el.tabIndex = -1;
  if (role === 'code') el.tabIndex = 0;
  return el;
}

/** @param {Element} el @param {string} name @param {string | null} value */
function attribute(el, name, value) {
  if (value === null) el.removeAttribute(name);
  else if (el.getAttribute(name) !== value) el.setAttribute(name, value);
}

/**
 * State, place in a set, and level, written where they changed.
 * @param {HTMLElement} el @param {string} role @param {import('./records.js').Records} r
 */
export function writeState(el, role, r) {
  const s = r.state;
  /** @param {number} bit */
  const is = (bit) => (s & bit ? 'true' : null);
  if (s & State.checkable) attribute(el, 'aria-checked', s & State.checked ? 'true' : 'false');
  if (s & State.expandable) attribute(el, 'aria-expanded', s & State.expanded ? 'true' : 'false');
  if (role === 'option' || role === 'tab') attribute(el, 'aria-selected', s & State.selected ? 'true' : 'false');
  if (role === 'row' && s & State.selectable) attribute(el, 'aria-selected', s & State.selected ? 'true' : 'false');
  if (role === 'cell') attribute(el, 'aria-selected', is(State.selected));
  attribute(el, 'aria-disabled', is(State.disabled));
  if (el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement) {
    el.disabled = !!(s & State.disabled);
    el.readOnly = !!(s & State.readOnly);
  }
  attribute(el, 'aria-required', is(State.required));
  attribute(el, 'aria-invalid', is(State.invalid));
  attribute(el, 'aria-current', s & State.current ? 'page' : null);
  attribute(el, 'aria-busy', is(State.busy));
  attribute(el, 'aria-haspopup', s & State.popupList ? 'listbox' : s & State.popupMenu ? 'menu' : s & State.popupDialog ? 'dialog' : null);
  if (s & State.polite) attribute(el, 'aria-live', 'polite');
  if (ROVING.has(role) || role === 'link') el.tabIndex = s & State.tabStop ? 0 : -1;
  if (role === 'link' && s & State.primary) el.classList.add('primary');
  if (role === 'row') el.dataset.stop = s & State.tabStop ? 'yes' : 'no';
  if (role === 'row' || s & State.primary) giveRowsTabStop(el.closest('[role=row]'));
  el.classList.toggle('mono', !!(s & State.mono));
  // What a press on the row means (input.js).
  if (role === 'link') el.classList.toggle('primary', !!(s & State.primary));
  if (r.setSize && (role === 'option' || role === 'radio' || role === 'tab')) {
    attribute(el, 'aria-posinset', String(r.index));
    attribute(el, 'aria-setsize', String(r.setSize));
  }
  if (role === 'grid') {
    attribute(el, 'aria-rowcount', String(r.setSize));
    attribute(el, 'aria-colcount', String(r.index));
  }
  if (role === 'row') attribute(el, 'aria-rowindex', String(r.index));
  if (role === 'cell' || role === 'columnheader') attribute(el, 'aria-colindex', String(r.index));
  if (role === 'columnheader') attribute(el, 'aria-sort', r.level === 1 ? 'ascending' : r.level === 2 ? 'descending' : null);
  if (role === 'progressbar') {
    attribute(el, 'aria-valuenow', r.setSize ? String(r.index) : null);
    attribute(el, 'aria-valuemax', r.setSize ? String(r.setSize) : null);
  }
}

/** Of a row that has a link of its own, the link is what Tab reaches. @param {Element | null} row */
function giveRowsTabStop(row) {
  const link = row?.querySelector('a.primary');
  if (!(row instanceof HTMLElement) || !(link instanceof HTMLElement)) return;
  link.tabIndex = row.dataset.stop === 'yes' ? 0 : -1;
  row.tabIndex = -1;
}

/**
 * What leads out of the page opens beside it: a form that is half filled in stays.
 * @param {HTMLAnchorElement} el @param {string} href
 */
function leadTo(el, href) {
  const leaves = href !== '' && !href.startsWith('#');
  el.href = href;
  attribute(el, 'target', leaves ? '_blank' : null);
  attribute(el, 'rel', leaves ? 'noopener' : null);
  if (leaves) attribute(el, 'aria-description', 'Opens in a new tab');
}

/**
 * Name, value, placeholder and description.
 * @param {HTMLElement} el @param {string} role @param {import('./records.js').Records} r @param {boolean} plain
 */
export function writeTexts(el, role, r, plain) {
  const { name, value, extras, state } = r;
  attribute(el, 'aria-description', extras.description ?? null);
  // Keys one after the other have no words in ARIA; the list of shortcuts tells them.
  const keys = extras.keys?.replace('Ctrl ', 'Control+') ?? '';
  attribute(el, 'aria-keyshortcuts', keys && !keys.includes(' ') ? keys : null);
  if (el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement) {
    attribute(el, 'aria-label', name);
    el.placeholder = extras.placeholder ?? '';
    const { mode = '' } = extras;
    if (mode.startsWith('date') && el instanceof HTMLInputElement) el.type = mode;
    else if (mode) el.inputMode = mode;
    return;
  }
  if (state & State.container) {
    if (el instanceof HTMLAnchorElement) leadTo(el, value);
    attribute(el, 'aria-label', name || null);
    return;
  }
  if (el instanceof HTMLAnchorElement) leadTo(el, value);
  const drawn = role === 'combobox' ? value || extras.placeholder || '' : state & State.hiddenName && role !== 'text' ? '' : name;
  if (role === 'combobox' || drawn !== name) attribute(el, 'aria-label', name);
  else el.removeAttribute('aria-label');
  const words = plain && !drawn && role !== 'image' ? name : drawn;
  if (el.firstChild instanceof Text) el.firstChild.data = words;
  else el.textContent = words;
}
