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

/** @param {HTMLElement} root the mirror's */
export function listenToSelection(root) {
  let pressing = false;
  addEventListener('pointerdown', () => void (pressing = true), true);
  addEventListener('pointerup', () => void (pressing = false), true);
  document.addEventListener('copy', (event) => {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !event.clipboardData) return;
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
