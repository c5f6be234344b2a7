// Selecting and copying drawn text: what is copied reads like the page, and what the browser's search finds is scrolled to.
import { itemOf } from './mirror.js';

/**
 * The texts of a range, as they stand: lines of a paragraph are one, what stands beside each other is kept apart by tabs.
 * @param {Range} range @param {HTMLElement} root what is selected beyond it is none of ours
 */
function textOf(range, root) {
  const common = range.commonAncestorContainer;
  const top = root.contains(common) ? common : root;
  const walker = document.createTreeWalker(top.nodeType === Node.TEXT_NODE ? top.parentNode ?? top : top, NodeFilter.SHOW_TEXT);
  let all = '';
  /** @type {Text | null} */
  let before = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text) || !range.intersectsNode(node)) continue;
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.data.length;
    if (to <= from) continue;
    if (before) all += between(before, node);
    all += node.data.slice(from, to);
    before = node;
  }
  return all;
}

/** Where a text stands, whatever holds it. @param {Text} text */
function place(text) {
  const range = document.createRange();
  range.selectNodeContents(text);
  return range.getBoundingClientRect();
}

/** @param {Text} a @param {Text} b */
function between(a, b) {
  const whole = a.parentElement?.closest('p, h1, h2, h3, dt');
  if (whole && whole.contains(b)) return '';
  const one = place(a), other = place(b);
  const beside = other.left >= one.right - 1 && other.top < one.bottom - 2 && one.top < other.bottom - 2;
  return beside ? '\t' : '\n';
}

/**
 * @typedef {object} Cells
 * @property {(grid: number, cells: [number, number, number, number]) => void} select row and column, to row and column, from 0; row -1: none
 * @property {(all: boolean) => void} showAll has every row of them stand in the document, or again only what is in sight
 */

/** @param {Element | null} cell @returns {[number, number]} row and column from 0 */
const placeOf = (cell) => [Number(cell?.closest('[role=row]')?.getAttribute('aria-rowindex')) - 2, Number(cell?.getAttribute('aria-colindex')) - 1];

/** A pointer that is drawn from one cell to another selects them; within one cell it selects its text. @param {HTMLElement} root @param {Cells} cells */
function listenToCells(root, { select }) {
  /** @type {Element | null} */
  let from = null;
  let drawn = false;
  const cellAt = (/** @type {EventTarget | null} */ target) => (target instanceof Element ? target.closest('[role=gridcell]') : null);
  root.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || event.pointerType === 'touch') return;
    const selected = root.querySelector('[role=gridcell][aria-selected=true]');
    const grid = itemOf(selected?.closest('[role=grid]') ?? null);
    if (grid) select(grid.id, [-1, 0, 0, 0]);
    from = cellAt(event.target);
    drawn = false;
  });
  root.addEventListener('pointermove', (event) => {
    const to = event.buttons === 1 ? cellAt(event.target) : null;
    const grid = itemOf(from?.closest('[role=grid]') ?? null);
    if (!from || !to || !grid || (to === from && !drawn) || to.closest('[role=grid]') !== grid.el) return;
    drawn = true;
    getSelection()?.removeAllRanges();
    select(grid.id, [...placeOf(from), ...placeOf(to)]);
  });
  root.addEventListener('selectstart', (event) => drawn && event.preventDefault());
  root.addEventListener('dragstart', (event) => cellAt(event.target) && event.preventDefault());
  // Where it ends nothing is pressed.
  root.addEventListener('click', (event) => {
    if (!drawn) return;
    drawn = false;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  addEventListener('pointerup', () => void (from = null));
}

/** A row that is not here yet. */
const AWAITED = '[role=row][aria-busy=true]';

/**
 * The selected cells, a line for a row, tabs between; null while rows of them are on their way.
 * @param {HTMLElement} root @param {Cells} cells
 */
function textOfCells(root, { showAll }) {
  const selected = '[role=gridcell][aria-selected=true]';
  showAll(true);
  if (root.querySelector(selected) && root.querySelector(AWAITED)) return null;
  /** @type {Map<number, string[]>} */
  const rows = new Map();
  for (const cell of root.querySelectorAll(selected)) {
    const [row] = placeOf(cell);
    const words = [...cell.querySelectorAll('a, button, .t')].filter((el) => !el.querySelector('a, button, .t'));
    rows.set(row, [...(rows.get(row) ?? []), words.map((el) => el.textContent ?? '').join(' ').replace(/\s+/g, ' ').trim()]);
  }
  showAll(false);
  return [...rows].sort(([a], [b]) => a - b).map(([, words]) => words.join('\t')).join('\n');
}

/** Rows come while they are shown. @param {HTMLElement} root @param {Cells} cells */
async function copyLater(root, cells) {
  const patience = performance.now() + 20_000;
  let text = null;
  while (text === null && performance.now() < patience) {
    await new Promise((done) => void setTimeout(done, 30));
    text = textOfCells(root, cells);
  }
  cells.showAll(false);
  // Where the browser wants to be asked anew: all is here by now.
  if (text) await navigator.clipboard?.writeText(text).catch(() => {});
}

/** @param {HTMLElement} root the mirror's @param {Cells} cells */
export function listenToSelection(root, cells) {
  listenToCells(root, cells);
  let pressing = false;
  addEventListener('pointerdown', () => void (pressing = true), true);
  addEventListener('pointerup', () => void (pressing = false), true);
  document.addEventListener('copy', (event) => {
    const selection = getSelection();
    if (!event.clipboardData) return;
    if (!selection || selection.isCollapsed) {
      const target = event.target instanceof Element ? event.target : null;
      const text = target?.closest('input,textarea') ? '' : textOfCells(root, cells);
      if (text === '') return;
      if (text === null) void copyLater(root, cells);
      else event.clipboardData.setData('text/plain', text);
      event.preventDefault();
      return;
    }
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(root)) return;
    event.clipboardData.setData('text/plain', textOf(range, root));
    event.preventDefault();
  });
  // The browser's search selects what it found; inside a scroller nothing else brings it into sight.
  document.addEventListener('selectionchange', () => {
    const selection = getSelection();
    if (pressing || !selection || selection.isCollapsed) return;
    const item = itemOf(selection.anchorNode?.parentElement ?? null);
    if (item && root.contains(item.el) && item.el.closest('.scroller')) item.el.scrollIntoView({ block: 'nearest' });
  });
}
