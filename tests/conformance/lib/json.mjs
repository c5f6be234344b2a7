// JSON whose wide integers survive: JavaScript's numbers hold 53 bits, the recordings and the door 64 and more.

const kMark = '\u0001';
const kToken = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * As JSON.parse, but an integer of 16 digits or more becomes a marked text.
 * @param {string} text
 * @returns {any}
 */
export function parse_json(text) {
  return JSON.parse(text.replace(kToken, (token) => (/^-?\d{16,}$/.test(token) ? JSON.stringify(kMark + token) : token)));
}

/**
 * As JSON.stringify, with the marked texts as the integers that they were.
 * @param {unknown} value
 * @param {number=} indent
 * @returns {string}
 */
export function write_json(value, indent) {
  return JSON.stringify(value, null, indent).replace(/"\\u0001(-?\d+)"/g, '$1');
}

/**
 * What stands at a JSON pointer; undefined where nothing does.
 * @param {any} value
 * @param {string} pointer
 * @returns {any}
 */
export function at_pointer(value, pointer) {
  for (const part of parts_of(pointer)) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part)) return undefined;
    value = value[part];
  }
  return value;
}

/**
 * Puts `now` at a JSON pointer, whose parent must be there.
 * @param {any} value
 * @param {string} pointer
 * @param {unknown} now
 */
export function put_pointer(value, pointer, now) {
  const parts = parts_of(pointer);
  const last = parts.pop();
  const parent = at_pointer(value, parts.map((part) => `/${escaped(part)}`).join(''));
  if (last === undefined || parent === null || typeof parent !== 'object') throw new Error(`Expected a place to put a value at, found none at ${pointer}.`);
  parent[last] = now;
}

/**
 * A key as a part of a JSON pointer.
 * @param {string} key
 */
export function escaped(key) {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** @param {string} pointer */
function parts_of(pointer) {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
