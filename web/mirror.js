// Makes the DOM say what the canvas shows. Every frame's records are compared with the elements that are there; only
// what changed is written, and the element that has the focus is never taken out of the document.
import { createElement, kindOf, writeState, writeTexts } from './elements.js';
import { State } from './records.js';
import { Typography } from './typography.js';

/**
 * @typedef {object} Item what the mirror keeps of an element
 * @property {HTMLElement} el
 * @property {number} id
 * @property {string} role
 * @property {string} kind
 * @property {number} round the last frame that said it
 * @property {number} state
 * @property {number} hash
 * @property {number} key of index, set size and level
 * @property {number} x @property {number} y @property {number} w @property {number} h
 * @property {string} type how its text is set
 * @property {string} typed what stood in a field when both sides last agreed
 * @property {number} contentHeight
 */

/** @type {WeakMap<Element, Item>} */
const items = new WeakMap();

/** The item of an element or of what holds it. @param {EventTarget | null} target @returns {Item | null} */
export function itemOf(target) {
  for (let el = target instanceof Element ? target : null; el; el = el.parentElement) {
    const item = items.get(el);
    if (item) return item;
  }
  return null;
}

/** A row's own link: pressing the row means it. @param {Element} row @returns {HTMLElement | null} */
export const primaryOf = (row) => row.querySelector('a.primary');

export class Mirror {
  /**
   * @param {HTMLElement} root
   * @param {{plain: boolean, roles: string[], scrolled: (id: number, y: number) => void}} options
   */
  constructor(root, { plain, roles, scrolled }) {
    this.root = root;
    this.plain = plain;
    this.roles = roles;
    this.type = new Typography();
    /** @type {Map<number, Item>} */
    this.byId = new Map();
    this.round = 0;
    /** How often the DOM was written to: a test's measure of an idle frame. */
    this.writes = 0;
    this.moveBefore = 'moveBefore' in root;
    root.addEventListener('scroll', (event) => {
      const item = itemOf(event.target);
      if (item && event.target === item.el) scrolled(item.id, item.el.scrollTop);
    }, true);
  }

  /** @param {import('./records.js').Records} records */
  update(records) {
    this.round += 1;
    const focused = this.#focusPlace();
    /** @type {{parent: HTMLElement, x: number, y: number, next: Element | null}[]} */
    const stack = [];
    let parent = this.root, px = 0, py = 0;
    let next = parent.firstElementChild;
    /** @type {Item | null} */
    let wanted = null;
    /** @type {[Item, number][]} */
    const orders = [];
    /** @type {[Item, number][]} */
    const relations = [];
    /** @type {HTMLDialogElement | null} */
    let dialog = null;
    for (let i = 0; i < records.count; i += 1) {
      records.at(i);
      const role = this.roles[records.role];
      if (role === 'end') {
        this.#dropFrom(next);
        const outer = stack.pop();
        if (!outer) throw new Error('The records end a container that was not begun.');
        ({ parent, x: px, y: py, next } = outer);
        continue;
      }
      const item = this.#item(role, records);
      if (item.el === next) {
        next = next.nextElementSibling;
      } else {
        // It may be what comes next in a container around this one, which goes on behind it then.
        for (const outer of stack) if (outer.next === item.el) outer.next = item.el.nextElementSibling;
        next = this.#place(parent, next, item.el);
      }
      this.#write(item, records, px, py);
      const { state } = records;
      if (records.relation) relations.push([item, records.relation]);
      if (state & State.wantsFocus) wanted = item;
      if (state & State.newScroll) orders.push([item, records.scrollY]);
      if (state & State.modal && item.el instanceof HTMLDialogElement && !item.el.open) dialog = item.el;
      if (state & State.container) {
        stack.push({ parent, x: px, y: py, next });
        parent = item.el;
        px = records.x;
        py = records.y;
        next = parent.firstElementChild;
      }
    }
    this.#dropFrom(next);
    for (const [item, to] of relations) this.#relate(item, to);
    for (const [item, y] of orders) item.el.scrollTop = y;
    if (dialog) dialog.showModal();
    if (wanted) {
      // The link of a row has the row's focus.
      const el = (wanted.role === 'row' && primaryOf(wanted.el)) || wanted.el;
      // What was scrolled back to where it was left stays there.
      const ordered = orders.some(([item]) => item.el.contains(el));
      el.focus({ preventScroll: ordered || (!this.plain && !el.closest('.scroller')) });
    }
    if (!wanted && !dialog) this.#rescueFocus(focused);
  }

  /** @param {string} role @param {import('./records.js').Records} r */
  #item(role, r) {
    const kind = kindOf(role, r);
    const known = this.byId.get(r.id);
    if (known && known.kind === kind) {
      known.round = this.round;
      return known;
    }
    const el = createElement(role, kind);
    /** @type {Item} */
    const item = { el, id: r.id, role, kind, round: this.round, state: -1, hash: -1, key: -1, x: NaN, y: NaN, w: NaN, h: NaN,
      type: '', typed: '', contentHeight: NaN };
    items.set(el, item);
    this.byId.set(r.id, item);
    this.writes += 1;
    return item;
  }

  /** @param {Item} item @param {import('./records.js').Records} r @param {number} px @param {number} py */
  #write(item, r, px, py) {
    const { el, role } = item;
    if (item.state !== r.state) {
      el.classList.toggle('scroller', !!(r.state & State.scroller) && !this.plain);
    }
    const key = r.index + r.setSize * 65536 + r.level * 7;
    const shown = (item.state ^ r.state) & State.hiddenName;
    if (item.state !== r.state || item.key !== key) {
      writeState(el, role, r);
      item.state = r.state;
      item.key = key;
      this.writes += 1;
    }
    if (item.hash !== r.hash || shown) {
      writeTexts(el, role, r, this.plain);
      item.hash = r.hash;
      this.writes += 1;
    }
    if (el instanceof HTMLInputElement || el instanceof HTMLTextAreaElement) this.#writeValue(item, el, r);
    if (this.plain) return;
    const x = r.x - px, y = r.y - py;
    const style = el.style;
    if (item.x !== x) this.#set(item, style, 'x', 'left', x);
    if (item.w !== r.w) this.#set(item, style, 'w', 'width', r.w);
    if (item.h !== r.h) this.#set(item, style, 'h', 'height', r.h);
    if (item.y !== y) this.#set(item, style, 'y', 'top', y);
    if (!(r.state & State.container)) {
      const type = `${r.fontSize} ${r.level} ${r.textX} ${r.textY} ${r.h} ${r.baseline}`;
      if (item.type !== type) {
        item.type = type;
        this.type.write(el, role, r);
        this.writes += 1;
      }
      const cut = r.textW > r.w - r.textX + 1;
      if (el.classList.contains('cut') !== cut) el.classList.toggle('cut', cut);
    } else if (r.state & State.scroller && item.contentHeight !== r.contentHeight) {
      item.contentHeight = r.contentHeight;
      style.setProperty('--content', `${r.contentHeight}px`);
      this.writes += 1;
    }
  }

  /** @param {Item} item @param {CSSStyleDeclaration} style @param {'x' | 'y' | 'w' | 'h'} field @param {'left' | 'top' | 'width' | 'height'} property @param {number} value */
  #set(item, style, field, property, value) {
    item[field] = value;
    style[property] = `${value}px`;
    this.writes += 1;
  }

  /**
   * Every input is taken by the program before the next frame is said, so the program's word is the newer one; but a
   * text that is still being composed must not be touched.
   * @param {Item} item @param {HTMLInputElement | HTMLTextAreaElement} el @param {import('./records.js').Records} r
   */
  #writeValue(item, el, r) {
    const { value } = r;
    if (value === item.typed && el.value === value) return;
    if (el.dataset.composing) return;
    if (el.value !== value) el.value = value;
    item.typed = value;
  }

  /** @param {Item} item @param {number} id */
  #relate(item, id) {
    const other = this.byId.get(id);
    const name = item.role === 'label' ? 'for' : item.role === 'listbox' || item.role === 'menu' ? 'aria-controls' : 'aria-describedby';
    if (!other || other.round !== this.round) {
      item.el.removeAttribute(name);
      return;
    }
    // A popup says who opened it; the opener says what it controls.
    const [from, to] = name === 'aria-controls' ? [other, item] : [item, other];
    const target = `w${to.id.toString(36)}`;
    if (to.el.id !== target) to.el.id = target;
    if (from.el.getAttribute(name) !== target) from.el.setAttribute(name, target);
  }

  /**
   * Puts `el` before `next`; gives what follows it. Moving an element blurs it where moveBefore is missing, so then its
   * neighbours move instead.
   * @param {HTMLElement} parent @param {Element | null} next @param {HTMLElement} el
   */
  #place(parent, next, el) {
    this.writes += 1;
    if (!el.isConnected) {
      parent.insertBefore(el, next);
    } else if (this.moveBefore) {
      /** @type {{moveBefore: (el: Element, next: Element | null) => void}} */ (/** @type {unknown} */ (parent)).moveBefore(el, next);
    } else if (el.parentNode === parent && el.contains(document.activeElement)) {
      for (let other = next; other && other !== el;) {
        const after = other.nextElementSibling;
        parent.append(other);
        other = after;
      }
    } else {
      parent.insertBefore(el, next);
    }
    return el.nextElementSibling;
  }

  /** Takes away what this frame did not say. @param {Element | null} from */
  #dropFrom(from) {
    while (from) {
      const after = from.nextElementSibling;
      const item = items.get(from);
      // What main.js says in the dialog that is open.
      if (from.id === 'announcer') {
        from = after;
        continue;
      }
      // It may only have moved to a place that is yet to come.
      if (!item || item.round !== this.round || this.byId.get(item.id) !== item) this.#drop(from);
      from = after;
    }
  }

  /** @param {Element} el */
  #drop(el) {
    if (el instanceof HTMLDialogElement && el.open) el.close();
    for (const one of [el, ...el.querySelectorAll('*')]) {
      const item = items.get(one);
      if (item && item.round !== this.round && this.byId.get(item.id) === item) this.byId.delete(item.id);
    }
    el.remove();
    this.writes += 1;
  }

  /** Where the focus is, so that a neighbour can take it when its element goes. */
  #focusPlace() {
    const el = document.activeElement;
    if (!el || !this.root.contains(el) || el === this.root) return null;
    const parent = el.parentElement;
    return parent ? { parent, at: [...parent.children].indexOf(el) } : null;
  }

  /** @param {{parent: HTMLElement, at: number} | null} place */
  #rescueFocus(place) {
    if (!place || (document.activeElement && document.activeElement !== document.body)) return;
    const parent = place.parent.isConnected ? place.parent : this.root;
    /** @param {Element} el @returns {el is HTMLElement} */
    const can = (el) => el instanceof HTMLElement && el.matches('a,button,input,textarea,[tabindex]') && !el.hasAttribute('disabled');
    const near = [...parent.children].filter(can);
    const to = near[Math.min(place.at, near.length - 1)] ?? parent.closest('dialog,main') ?? this.root.querySelector('main');
    if (to instanceof HTMLElement) to.focus({ preventScroll: true });
  }
}
