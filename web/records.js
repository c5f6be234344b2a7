// Reads what shell.wasm says of a frame: flat records in its memory (shell/ui/record.h). Nothing is copied but texts.

/** Words of 4 bytes to a record. */
const SIZE = 24;

/** Bits of Record::state that the page acts on. */
export const State = /** @type {const} */ ({
  checked: 1 << 0,
  checkable: 1 << 1,
  expanded: 1 << 2,
  expandable: 1 << 3,
  selected: 1 << 4,
  selectable: 1 << 5,
  disabled: 1 << 6,
  required: 1 << 7,
  invalid: 1 << 8,
  multiLine: 1 << 9,
  readOnly: 1 << 10,
  current: 1 << 11,
  popupList: 1 << 12,
  popupMenu: 1 << 13,
  popupDialog: 1 << 14,
  modal: 1 << 15,
  wantsFocus: 1 << 16,
  tabStop: 1 << 17,
  scroller: 1 << 18,
  mono: 1 << 20,
  virtual: 1 << 21,
  primary: 1 << 22,
  hasValue: 1 << 23,
  busy: 1 << 24,
  hiddenName: 1 << 25,
  newScroll: 1 << 26,
  polite: 1 << 27,
  container: 1 << 28,
});

const decoder = new TextDecoder();

/** A window onto the records of one frame; `at(i)` moves it. Valid until shell.wasm runs again. */
export class Records {
  /**
   * @param {import('./shell-module.js').Module} module
   * @param {number} address
   * @param {number} count
   * @param {number} pool
   */
  constructor(module, address, count, pool) {
    this.words = module.HEAPU32;
    this.numbers = module.HEAPF32;
    this.signed = module.HEAP32;
    this.bytes = module.HEAPU8;
    this.first = address >> 2;
    this.count = count;
    this.pool = pool;
    this.o = this.first;
  }

  /** @param {number} index */
  at(index) {
    this.o = this.first + index * SIZE;
  }

  get id() { return this.words[this.o]; }
  get role() { return this.words[this.o + 1] & 0xffff; }
  get level() { return this.words[this.o + 1] >>> 16; }
  get state() { return this.words[this.o + 2]; }
  get x() { return this.numbers[this.o + 3]; }
  get y() { return this.numbers[this.o + 4]; }
  get w() { return this.numbers[this.o + 5]; }
  get h() { return this.numbers[this.o + 6]; }
  get textX() { return this.numbers[this.o + 7]; }
  get textY() { return this.numbers[this.o + 8]; }
  get textW() { return this.numbers[this.o + 9]; }
  get fontSize() { return this.numbers[this.o + 10]; }
  get baseline() { return this.numbers[this.o + 11]; }
  get index() { return this.signed[this.o + 12]; }
  get setSize() { return this.signed[this.o + 13]; }
  get name() { return this.#text(14); }
  get value() { return this.#text(16); }
  get relation() { return this.words[this.o + 20]; }
  get scrollY() { return this.numbers[this.o + 21]; }
  get contentHeight() { return this.numbers[this.o + 22]; }
  get hash() { return this.words[this.o + 23]; }

  /** Placeholder, mode and description. @returns {Record<string, string>} */
  get extras() {
    /** @type {Record<string, string>} */
    const all = {};
    for (const line of this.#text(18).split('\n')) {
      const cut = line.indexOf('=');
      if (cut > 0) all[line.slice(0, cut)] = line.slice(cut + 1);
    }
    return all;
  }

  /** @param {number} word */
  #text(word) {
    const length = this.words[this.o + word + 1];
    if (!length) return '';
    const from = this.pool + this.words[this.o + word];
    return decoder.decode(this.bytes.subarray(from, from + length));
  }
}
