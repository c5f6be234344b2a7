// What shell.js (Emscripten's) gives, in types, and texts to and from its memory.

/**
 * @typedef {object} Module
 * @property {Uint8Array} HEAPU8
 * @property {Uint32Array} HEAPU32
 * @property {Int32Array} HEAP32
 * @property {Float32Array} HEAPF32
 * @property {Record<string, unknown>} host
 * @property {(size: number) => number} _malloc
 * @property {(address: number) => void} _free
 * @property {(plain: number) => number} _shell_new
 * @property {(shell: number, face: number, address: number, length: number) => number} _shell_font
 * @property {(shell: number, w: number, h: number, scale: number, dark: number, touch: number, reduced: number) => void} _shell_view
 * @property {(shell: number, kind: number, ...colors: number[]) => void} _shell_contrast
 * @property {(shell: number, grid: number, row: number, column: number, toRow: number, toColumn: number) => void} _shell_cells
 * @property {(shell: number, all: number) => void} _shell_show_cells
 * @property {(shell: number, now: number) => number} _shell_frame
 * @property {(shell: number) => void} _shell_paint
 * @property {(shell: number) => void} _shell_restore
 * @property {(shell: number, id: number) => void} _shell_press
 * @property {(shell: number, id: number, text: number, length: number) => void} _shell_text
 * @property {(shell: number, id: number) => void} _shell_enter
 * @property {(shell: number, id: number, key: number) => void} _shell_key
 * @property {(shell: number, id: number, y: number) => void} _shell_scrolled
 * @property {(shell: number, id: number, byKeyboard: number) => void} _shell_focused
 * @property {(shell: number, id: number, outer: number) => void} _shell_hovered
 * @property {(shell: number, id: number) => void} _shell_held
 * @property {(shell: number, key: number, length: number) => void} _shell_shortcut
 * @property {(shell: number, text: number, length: number) => void} _shell_route
 * @property {(shell: number, number: number, bytes: number, length: number) => void} _shell_answer
 * @property {(shell: number, bytes: number, length: number) => void} _shell_event
 * @property {(shell: number, bytes: number, length: number) => void} _shell_state
 * @property {(shell: number) => void} _shell_update_ready
 * @property {(shell: number, json: number, length: number) => void} _shell_transfer
 * @property {(shell: number) => number} _shell_copied
 * @property {(shell: number) => number} _shell_announcement
 * @property {(shell: number) => number} _shell_has_data
 * @property {(shell: number) => void} _shell_keep
 * @property {(shell: number) => number} _shell_has_draft
 * @property {(shell: number) => number} _shell_lost_actions
 * @property {(shell: number) => number} _shell_ground
 * @property {() => number} _shell_roles
 */

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A text that ends with 0. @param {Module} module @param {number} address */
export function textAt(module, address) {
  return decoder.decode(module.HEAPU8.subarray(address, module.HEAPU8.indexOf(0, address)));
}

/** A text of a known length. @param {Module} module @param {number} address @param {number} length */
export function textOf(module, address, length) {
  return decoder.decode(module.HEAPU8.subarray(address, address + length));
}

/** Takes a text that the module gave away; '' for 0. @param {Module} module @param {number} address */
export function takeText(module, address) {
  if (!address) return '';
  const text = textAt(module, address);
  module._free(address);
  return text;
}

/** @param {Module} module @param {number} size */
function allocate(module, size) {
  const address = module._malloc(size || 1);
  if (!address) throw new RangeError(`The page has no memory left for ${size} bytes.`);
  return address;
}

/** Lends bytes to `use` for the call. @param {Module} module @param {string | Uint8Array} what @param {(address: number, length: number) => void} use */
export function lend(module, what, use) {
  const bytes = typeof what === 'string' ? encoder.encode(what) : what;
  const address = allocate(module, bytes.length);
  module.HEAPU8.set(bytes, address);
  use(address, bytes.length);
  module._free(address);
}

/** Gives a text away: memory of the module's, ended by 0. @param {Module} module @param {string} text */
export function give(module, text) {
  const bytes = encoder.encode(text);
  const address = allocate(module, bytes.length + 1);
  module.HEAPU8.set(bytes, address);
  module.HEAPU8[address + bytes.length] = 0;
  return address;
}
