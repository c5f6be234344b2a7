// What a person does, told to the program. A click of the DOM is the only way to act on a widget, so mouse, touch, Enter,
// Space, screen readers and tests all go one way.
import { PRESSED, ROVING } from './elements.js';
import { itemOf, primaryOf } from './mirror.js';
import { State } from './records.js';

/** In the order of shell/ui/ui.h's Key. */
export const Key = { escape: 0, outside: 1, up: 2, down: 3, left: 4, right: 5, pageUp: 6, pageDown: 7, home: 8, end: 9, enter: 10,
  next: 12, previous: 13, extendUp: 14, extendDown: 15, extendLeft: 16, extendRight: 17, extendHome: 18, extendEnd: 19 };

/** @type {Record<string, number>} */
const GRID_KEYS = { ArrowDown: Key.down, ArrowUp: Key.up, PageDown: Key.pageDown, PageUp: Key.pageUp, Home: Key.home, End: Key.end, j: Key.down, k: Key.up };
/** @type {Record<string, number>} */
const EXTEND_KEYS = { ArrowUp: Key.extendUp, ArrowDown: Key.extendDown, ArrowLeft: Key.extendLeft, ArrowRight: Key.extendRight, Home: Key.extendHome, End: Key.extendEnd };
/** @type {Record<string, number>} how far an arrow goes among the items of a group */
const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, PageDown: 8, PageUp: -8, Home: -Infinity, End: Infinity };
const POPUPS = '[role=listbox],[role=menu]';
const GROUPS = '[role=listbox],[role=menu],[role=tablist],[role=radiogroup]';
const TYPING_PAUSE = 700;

/**
 * @typedef {object} Actions
 * @property {(id: number) => void} press
 * @property {(id: number, text: string) => void} type
 * @property {(id: number) => void} enter
 * @property {(id: number, key: number) => void} key
 * @property {(key: string) => void} shortcut
 * @property {(id: number, byKeyboard: boolean) => void} focused
 * @property {(id: number, outer: number) => void} hovered
 * @property {(id: number) => void} held
 */

/** @param {HTMLElement} root the mirror's @param {Actions} actions */
export function listen(root, actions) {
  listenToPresses(root, actions);
  listenToFields(root, actions);
  listenToFocus(root, actions);
  listenToPointer(root, actions);
  listenToKeys(root, actions);
  listenToFormKeys(root, actions);
  listenToShortcuts(root, actions);
}

/** Safari ends a composition before it tells the key that ended it. @param {KeyboardEvent} event */
const isComposing = (event) => event.isComposing || event.keyCode === 229;

/** @param {Element} el */
const isDisabled = (el) => el.getAttribute('aria-disabled') === 'true';

/** @param {HTMLElement} root @param {Actions} actions */
function listenToPresses(root, actions) {
  /** What the last press was on. */
  let last = 0;
  root.addEventListener('click', (event) => {
    const item = itemOf(event.target);
    if (!item) return;
    const pressed = item.el.closest('button,a,[role=option]');
    const on = pressed && root.contains(pressed) ? itemOf(pressed) : null;
    if (on && PRESSED.has(on.role)) {
      // The second press of a double click is meant for what the first was on: something else may stand there by now.
      const isMeant = event.detail < 2 || on.id === last;
      if (isMeant) last = on.id;
      if (isDisabled(on.el) || !isMeant) event.preventDefault();
      // A link that opens elsewhere changes nothing here.
      else if (!(pressed instanceof HTMLAnchorElement && (event.ctrlKey || event.metaKey || event.shiftKey))) actions.press(on.id);
      return;
    }
    if (item.role === 'textbox') return openCalendar(item.el);
    // Elsewhere in a row: its link, unless a text was being selected.
    const row = item.el.closest('[role=row]');
    if (row && !String(getSelection())) primaryOf(row)?.click();
  });
}

/** A press on a date opens the browser's own calendar. @param {HTMLElement} el */
function openCalendar(el) {
  if (!(el instanceof HTMLInputElement) || !el.type.startsWith('date') || el.readOnly || el.disabled) return;
  try {
    el.showPicker();
  } catch {
    // It can be typed.
  }
}

/** @param {HTMLElement} root @param {Actions} actions */
function listenToFields(root, actions) {
  root.addEventListener('input', (event) => {
    const item = itemOf(event.target);
    if (item?.el instanceof HTMLInputElement || item?.el instanceof HTMLTextAreaElement) {
      item.typed = item.el.value;
      actions.type(item.id, item.el.value);
    }
  });
  root.addEventListener('compositionstart', ({ target }) => {
    if (target instanceof HTMLElement) target.dataset.composing = 'yes';
  });
  root.addEventListener('compositionend', ({ target }) => {
    if (target instanceof HTMLElement) delete target.dataset.composing;
  });
}

/** @param {HTMLElement} root @param {Actions} actions */
function listenToFocus(root, actions) {
  root.addEventListener('focusin', ({ target }) => {
    const item = itemOf(target);
    if (!item) return;
    // The link of a row has the row's focus.
    const row = item.state & State.primary ? itemOf(item.el.closest('[role=row]')) : null;
    actions.focused((row ?? item).id, item.el.matches(':focus-visible'));
  });
  root.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && root.contains(relatedTarget))) actions.focused(0, false);
  });
}

/** @param {HTMLElement} root @param {Actions} actions */
function listenToPointer(root, actions) {
  let hovered = 0, outer = 0;
  /** @param {EventTarget | null} target */
  const over = (target) => {
    const item = itemOf(target);
    const within = item ? itemOf(item.el.closest('button,a,input,textarea,[role=option],[role=listitem]')) ?? item : null;
    const row = item ? itemOf(item.el.closest('[role=row],[role=status] > [role=group]')) : null;
    if ((within?.id ?? 0) === hovered && (row?.id ?? 0) === outer) return;
    hovered = within?.id ?? 0;
    outer = row?.id ?? 0;
    actions.hovered(hovered, outer);
  };
  root.addEventListener('pointerover', (event) => event.pointerType !== 'touch' && over(event.target));
  root.addEventListener('pointerleave', () => over(null));
  root.addEventListener('pointerdown', (event) => {
    const item = itemOf(event.target instanceof Element ? event.target.closest('button,a') : null);
    if (item && event.button === 0) actions.held(item.id);
  });
  for (const end of ['pointerup', 'pointercancel', 'dragend']) addEventListener(end, () => actions.held(0));
  // A press elsewhere shuts what is open, and goes on to where it went.
  addEventListener('pointerdown', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    for (const popup of root.querySelectorAll(POPUPS)) {
      const item = itemOf(popup);
      const opener = target?.closest('[aria-expanded=true][aria-haspopup]');
      if (item && target && popupOf(target) !== popup && !opener) actions.key(item.id, Key.outside);
    }
    if (target instanceof HTMLDialogElement && isOutside(target, event)) {
      const item = itemOf(target);
      if (item) actions.key(item.id, Key.outside);
    }
  }, true);
}

/** The backdrop's events have the dialog as their target. @param {Element} el @param {PointerEvent} event */
function isOutside(el, { clientX, clientY }) {
  const r = el.getBoundingClientRect();
  return clientX < r.left || clientX > r.right || clientY < r.top || clientY > r.bottom;
}

/** @param {HTMLElement} root @param {Actions} actions */
function listenToKeys(root, actions) {
  root.addEventListener('cancel', (event) => {
    const item = itemOf(event.target);
    if (!item || item.role !== 'dialog') return;
    // The program shuts it, as it does everything.
    event.preventDefault();
    actions.key(item.id, Key.escape);
  }, true);
  root.addEventListener('keydown', (event) => {
    const item = itemOf(event.target);
    if (!item || isComposing(event)) return;
    if (fieldKey(event, item, actions) || popupKey(event, item, actions) || gridKey(event, item, actions)) return;
    if (moveInGroup(event, item)) return;
    const enters = event.key === 'Enter' || event.key === ' ';
    if (!enters || item.role === 'textbox') return;
    // Held down, it acts once.
    if (event.repeat) event.preventDefault();
    else if (item.role === 'option' || item.role === 'row' || (event.key === ' ' && item.el instanceof HTMLAnchorElement && ROVING.has(item.role))) {
      event.preventDefault();
      item.el.click();
    }
  });
}

/** @param {KeyboardEvent} event @param {import('./mirror.js').Item} item @param {Actions} actions */
function fieldKey(event, item, actions) {
  if (item.role !== 'textbox' || event.key !== 'Enter' || event.shiftKey) return false;
  const many = item.el instanceof HTMLTextAreaElement;
  if (many && !(event.ctrlKey || event.metaKey)) return false;
  event.preventDefault();
  // Held down, it acts once.
  if (!event.repeat) actions.enter(item.id);
  return true;
}

/**
 * The keys of the form that the focus is in, or that is there while it is nowhere. Escape that shut something is none of
 * them, nor an arrow that moves the caret.
 * @param {HTMLElement} root @param {Actions} actions
 */
function listenToFormKeys(root, actions) {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || isComposing(event) || event.repeat || event.altKey || event.shiftKey) return;
    const held = event.ctrlKey || event.metaKey;
    const key = event.key === 'Escape' && !held ? Key.escape : held && event.key === 'ArrowRight' ? Key.next : held && event.key === 'ArrowLeft' ? Key.previous : null;
    const target = event.target instanceof HTMLElement ? event.target : document.body;
    if (key === null || root.querySelector('dialog[open]') || (key !== Key.escape && movesCaret(target, key))) return;
    const form = itemOf(target.closest('[role=form]') ?? (target === document.body || target.closest('main') ? root.querySelector('main [role=form]') : null));
    if (!form) return;
    event.preventDefault();
    actions.key(form.id, key);
  });
}

/**
 * Keys that mean the same wherever the focus is, but where text is filled in; a list's letters are its own. What they do is
 * the program's to know. @param {HTMLElement} root @param {Actions} actions
 */
function listenToShortcuts(root, actions) {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || isComposing(event) || event.repeat || event.altKey) return;
    const held = event.ctrlKey || event.metaKey;
    const dialog = root.querySelector('dialog[open]');
    const key = letterOf(event);
    // On a Mac Ctrl+K is the fields' own.
    if ((IS_MAC ? event.metaKey : held) && !event.shiftKey && key.toLowerCase() === 'k') {
      if (dialog && !dialog.querySelector('[role=listbox]')) return;
      event.preventDefault();
      actions.shortcut('Ctrl k');
      return;
    }
    const target = event.target instanceof Element ? event.target : document.body;
    if (held || dialog || key.length !== 1 || key === ' ' || target.closest('input,textarea')) return;
    // Firefox searches by some of them.
    if (key === '/' || key === '?') event.preventDefault();
    actions.shortcut(key);
  });
}

const IS_MAC = /Mac|iP/.test(navigator.platform);
/** The key's Latin letter where the layout's own is another script's. @param {KeyboardEvent} event */
const letterOf = ({ key, code }) => (/^[^\0-~]$/.test(key) && /^Key/.test(code) ? code[3].toLowerCase() : key);

/** @param {HTMLElement} el @param {number} key */
function movesCaret(el, key) {
  if (!(el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement) || el.selectionStart === null) return false;
  const end = key === Key.next ? el.value.length : 0;
  return el.selectionStart !== end || el.selectionEnd !== end;
}

/** The list of what is open around an element; that of the box to search in stands beside it. @param {Element} el */
const popupOf = (el) => el.closest(POPUPS) ?? el.closest('section')?.querySelector(':scope > [role=listbox]') ?? null;

/** @param {KeyboardEvent} event @param {import('./mirror.js').Item} item @param {Actions} actions */
function popupKey(event, item, actions) {
  const list = popupOf(item.el);
  const popup = itemOf(list);
  if (list && item.role === 'textbox' && event.key === 'ArrowDown') {
    event.preventDefault();
    /** @type {HTMLElement | null} */ (list.querySelector('[role=option]'))?.focus();
    return true;
  }
  if (item.role === 'option' && event.key === 'ArrowUp' && list?.querySelector('[role=option]') === item.el) {
    const box = list.parentElement?.querySelector(':scope > * input, :scope > input');
    if (box instanceof HTMLInputElement) {
      event.preventDefault();
      box.focus();
      return true;
    }
  }
  if (popup && (event.key === 'Escape' || event.key === 'Tab')) {
    event.preventDefault();
    actions.key(popup.id, Key.escape);
    return true;
  }
  const shut = item.el.getAttribute('aria-expanded') === 'false' && item.el.hasAttribute('aria-haspopup');
  if (shut && (event.key === 'ArrowDown' || event.key === 'ArrowUp') && !isDisabled(item.el)) {
    event.preventDefault();
    item.el.click();
    return true;
  }
  return false;
}

/** The program knows the rows that are not here. @param {KeyboardEvent} event @param {import('./mirror.js').Item} item @param {Actions} actions */
function gridKey(event, item, actions) {
  const grid = itemOf(item.el.closest('[role=grid]'));
  const row = item.el.closest('[role=row]');
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (row && step && !event.shiftKey && item.role !== 'textbox' && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const all = /** @type {HTMLElement[]} */ ([...row.querySelectorAll('a,button')]);
    event.preventDefault();
    all[all.indexOf(/** @type {HTMLElement} */ (document.activeElement)) + step]?.focus();
    return true;
  }
  const shut = event.key === 'Escape' && grid?.el.querySelector('[aria-selected=true]') ? Key.escape : undefined;
  const key = shut ?? (event.shiftKey ? EXTEND_KEYS : GRID_KEYS)[event.key];
  if (!grid || key === undefined || item.role === 'textbox' || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (!(grid.state & State.virtual) || !item.el.closest('[role=row]') || item.el.closest('[role=columnheader]')) return false;
  event.preventDefault();
  actions.key(grid.id, key);
  return true;
}

let typed = '', typedAt = 0;

/** Arrows, Home and End; in lists and menus letters go to the item that begins with them. @param {KeyboardEvent} event @param {import('./mirror.js').Item} item */
function moveInGroup(event, item) {
  const group = item.el.closest(GROUPS);
  if (!group || !ROVING.has(item.role)) return false;
  const all = /** @type {HTMLElement[]} */ ([...group.querySelectorAll(`[role=${item.role}]`)]);
  const at = all.indexOf(item.el);
  const step = STEPS[event.key];
  /** @type {HTMLElement | undefined} */
  let to;
  if (step !== undefined) {
    const end = all.length - 1;
    const wraps = Math.abs(step) === 1 && group.matches('[role=tablist],[role=radiogroup],[role=menu]');
    to = all[wraps ? (at + step + all.length) % all.length : Math.max(0, Math.min(end, at + step))];
  } else if ((item.role === 'option' || item.role === 'menuitem') && event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey) {
    typed = event.timeStamp - typedAt > TYPING_PAUSE ? event.key : typed + event.key;
    typedAt = event.timeStamp;
    const word = typed.toLowerCase();
    const from = word.length === 1 ? at + 1 : at;
    to = [...all.slice(from), ...all.slice(0, from)].find((el) => (el.textContent ?? '').toLowerCase().startsWith(word));
  } else {
    return false;
  }
  event.preventDefault();
  to?.focus();
  // Of radio buttons the one that has the focus is the chosen one.
  if (to && item.role === 'radio' && step !== undefined) to.click();
  return true;
}
