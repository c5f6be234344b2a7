// Sets the mirror's texts so that they lie on the drawn ones: the same font, the same baseline.

/** A line may stand a pixel higher or lower in the browser's text than in ours: each kind is measured once. */
export class Typography {
  constructor() {
    /** @type {Map<string, number>} */
    this.baselines = new Map();
  }

  /** @param {HTMLElement} el @param {string} role @param {import('./records.js').Records} r */
  write(el, role, r) {
    const style = el.style;
    const size = r.fontSize;
    const many = el.tagName === 'TEXTAREA';
    const line = many ? lineHeight(size) : Math.max(1, r.h - 2 * r.textY);
    const mono = el.classList.contains('mono');
    style.fontSize = `${size}px`;
    style.fontWeight = role === 'heading' ? '600' : String(r.level || 400);
    style.lineHeight = `${line}px`;
    style.letterSpacing = `${tracking(size, mono)}em`;
    const ours = r.baseline + (line - lineHeight(size)) / 2;
    const centres = el.tagName === 'INPUT' || el.tagName === 'BUTTON';
    const theirs = centres ? this.#boxBaseline(el.tagName, size, line, mono) : this.#lineBaseline(size, line, mono);
    const top = r.textY + ours - theirs;
    if (many) {
      style.padding = `${top}px 8px ${r.textY}px ${r.textX}px`;
    } else if (centres) {
      style.padding = `${top}px 8px ${r.h - top - line}px ${r.textX}px`;
    } else {
      style.paddingLeft = r.textX ? `${r.textX}px` : '';
      style.paddingTop = r.textY ? `${top}px` : '';
      // A text that fills its box has no padding to move it with.
      style.marginTop = r.textY ? '' : `${top}px`;
    }
  }

  /** Where the baseline of a line lies below its top. @param {number} size @param {number} line @param {boolean} mono */
  #lineBaseline(size, line, mono) {
    return this.#measured(`line ${size} ${line} ${mono}`, () => {
      const text = document.createElement('b');
      text.textContent = 'x';
      return this.#probe(text, size, line, mono, true);
    });
  }

  /**
   * Fields and buttons centre their text in what the padding leaves, and round in ways of their own.
   * @param {string} tag @param {number} size @param {number} line @param {boolean} mono
   */
  #boxBaseline(tag, size, line, mono) {
    return this.#measured(`${tag} ${size} ${line} ${mono}`, () => {
      const box = document.createElement(tag);
      if (box instanceof HTMLInputElement) box.value = 'x';
      else box.textContent = 'x';
      const pad = 6;
      box.style.padding = `${pad}px 0`;
      box.style.height = `${line + 2 * pad}px`;
      return this.#probe(box, size, line, mono, false) - pad;
    });
  }

  /** @param {string} key @param {() => number} measure */
  #measured(key, measure) {
    const known = this.baselines.get(key);
    if (known !== undefined) return known;
    const found = measure();
    this.baselines.set(key, found);
    return found;
  }

  /** @param {HTMLElement} text @param {number} size @param {number} line @param {boolean} mono @param {boolean} ofLine */
  #probe(text, size, line, mono, ofLine) {
    const probe = document.createElement('div');
    probe.className = mono ? 'probe mono' : 'probe';
    probe.style.fontSize = `${size}px`;
    probe.style.lineHeight = `${line}px`;
    // An empty box that sits on the baseline of what stands beside it.
    const mark = document.createElement('span');
    probe.append(text, mark);
    document.body.append(probe);
    const found = mark.getBoundingClientRect().bottom - (ofLine ? probe : text).getBoundingClientRect().top;
    probe.remove();
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
export function tracking(size, mono) {
  if (mono || size < 14) return 0;
  if (size < 16) return -0.006;
  return size < 20 ? -0.011 : -0.017;
}
