// Sets the mirror's texts so that they lie on the drawn ones: the same font, the same baseline.

/** A line of a size may stand a pixel higher in one than in the other; the browser's is measured once. */
export class Typography {
  constructor() {
    /** @type {Map<string, number>} */
    this.baselines = new Map();
  }

  /** @param {HTMLElement} el @param {string} role @param {import('./records.js').Records} r */
  write(el, role, r) {
    const style = el.style;
    const size = r.fontSize;
    const field = role === 'textbox';
    const lines = field && el.tagName === 'TEXTAREA';
    const line = lines ? lineHeight(size) : Math.max(1, r.h - 2 * r.textY);
    style.fontSize = `${size}px`;
    style.fontWeight = role === 'heading' ? '600' : String(r.level || 400);
    style.lineHeight = `${line}px`;
    style.letterSpacing = `${tracking(size, el.classList.contains('mono'))}em`;
    const off = r.baseline + (line - lineHeight(size)) / 2 - this.#baseline(size, line, el.classList.contains('mono'));
    const top = r.textY + off;
    if (field) {
      style.padding = lines ? `${top}px 8px ${r.textY}px ${r.textX}px` : `${top}px 8px ${r.h - top - line}px ${r.textX}px`;
    } else {
      style.paddingLeft = r.textX ? `${r.textX}px` : '';
      style.paddingTop = r.textY ? `${top}px` : '';
      // A text that fills its box has no padding to move it with.
      style.marginTop = r.textY ? '' : `${off}px`;
    }
  }

  /** Where the baseline of such a line lies below its top. @param {number} size @param {number} line @param {boolean} mono */
  #baseline(size, line, mono) {
    const key = `${size} ${line} ${mono}`;
    const known = this.baselines.get(key);
    if (known !== undefined) return known;
    const probe = document.createElement('div');
    probe.className = mono ? 'probe mono' : 'probe';
    probe.style.fontSize = `${size}px`;
    probe.style.lineHeight = `${line}px`;
    const mark = document.createElement('span');
    probe.append('x', mark);
    document.body.append(probe);
    const found = mark.getBoundingClientRect().bottom - probe.getBoundingClientRect().top;
    probe.remove();
    this.baselines.set(key, found);
    return found;
  }
}

/** As shell/ui/text.cpp has it. @param {number} size */
export function lineHeight(size) {
  if (size <= 12) return 16;
  if (size <= 14) return 20;
  if (size <= 16) return 24;
  if (size <= 20) return 28;
  return Math.round((size * 1.3) / 4) * 4;
}

/** As shell/ui/text.cpp has it. @param {number} size @param {boolean} mono */
function tracking(size, mono) {
  if (mono || size < 14) return 0;
  if (size < 16) return -0.006;
  return size < 20 ? -0.011 : -0.017;
}
