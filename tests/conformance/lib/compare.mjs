// What was recorded against what was found: captured names filled in, masks matched, key order ignored.
import { escaped } from './json.mjs';

/** @typedef {Record<string, any>} Captured */
/** @typedef {{pointer: string, expected: any, found: any}} Difference */

const kInText = {
  '<uuid>': '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  '<time>': '\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)',
  '<epoch>': '-?\\d+(?:\\.\\d+)?',
  '<token>': '\\S+',
  '<traceback>': '[^]*',
  '<python repr of form>': "\\{'[^]*\\}",
  '<any>': '[^]*',
};
const kMask = new RegExp(`(${Object.keys(kInText).join('|')})`);

/**
 * The value with each {{name}} replaced by what was captured under it, in keys too.
 * @param {any} value
 * @param {Captured} captured
 * @returns {any}
 */
export function filled(value, captured) {
  if (typeof value === 'string') {
    const whole = /^\{\{(\w+)\}\}$/.exec(value);
    if (whole) return known(whole[1], captured);
    return value.replace(/\{\{(\w+)\}\}/g, (_, name) => String(known(name, captured)));
  }
  if (Array.isArray(value)) return value.map((item) => filled(item, captured));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [filled(key, captured), filled(member, captured)]));
  }
  return value;
}

/**
 * @param {string} name
 * @param {Captured} captured
 */
function known(name, captured) {
  if (captured[name] === undefined) throw new Error(`Expected {{${name}}} to be captured by an earlier answer, found that none had it.`);
  return captured[name];
}

/**
 * The first difference, or undefined when there is none. `expected` has its names filled in.
 * @param {any} expected
 * @param {any} found
 * @param {string} pointer
 * @returns {Difference | undefined}
 */
export function first_difference(expected, found, pointer = '') {
  const differs = { pointer, expected, found };
  if (typeof expected === 'string') return matches_text(expected, found) ? undefined : differs;
  if (Array.isArray(expected)) {
    if (!Array.isArray(found)) return differs;
    if (expected[0] === '<unordered>') return unordered_difference(expected.slice(1), found, pointer);
    for (let i = 0; i < Math.max(expected.length, found.length); ++i) {
      if (i >= expected.length || i >= found.length) return { pointer: `${pointer}/${i}`, expected: expected[i], found: found[i] };
      const inner = first_difference(expected[i], found[i], `${pointer}/${i}`);
      if (inner) return inner;
    }
    return undefined;
  }
  if (expected !== null && typeof expected === 'object') {
    if (found === null || typeof found !== 'object' || Array.isArray(found)) return differs;
    for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
      const place = `${pointer}/${escaped(key)}`;
      if (!Object.hasOwn(expected, key) || !Object.hasOwn(found, key)) return { pointer: place, expected: expected[key], found: found[key] };
      const inner = first_difference(expected[key], found[key], place);
      if (inner) return inner;
    }
    return undefined;
  }
  return Object.is(expected, found) || expected === found ? undefined : differs;
}

/**
 * @param {string} expected
 * @param {any} found
 */
function matches_text(expected, found) {
  if (expected === '<any>') return found !== undefined;
  if (expected === '<epoch>') return typeof found === 'number';
  if (expected === '<traceback>' && found === null) return true;
  if (typeof found !== 'string') return false;
  if (expected === found) return true;
  if (!kMask.test(expected)) return false;
  const pattern = expected
    .split(kMask)
    .map((part) => kInText[/** @type {keyof typeof kInText} */ (part)] ?? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('');
  return new RegExp(`^${pattern}$`).test(found);
}

/**
 * Each expected item must find a partner of its own, in any order.
 * @param {any[]} expected
 * @param {any[]} found
 * @param {string} pointer
 * @returns {Difference | undefined}
 */
function unordered_difference(expected, found, pointer) {
  /** @type {number[]} for each found item the expected item that has it */
  const taken = found.map(() => -1);
  /** @type {(wanting: number, tried: Set<number>) => boolean} */
  const place = (wanting, tried) =>
    found.some((item, i) => {
      if (tried.has(i) || first_difference(expected[wanting], item)) return false;
      tried.add(i);
      if (taken[i] !== -1 && !place(taken[i], tried)) return false;
      taken[i] = wanting;
      return true;
    });
  for (let i = 0; i < expected.length; ++i) {
    if (!place(i, new Set())) return { pointer: `${pointer}/<unordered>`, expected: expected[i], found };
  }
  const stray = taken.indexOf(-1);
  return stray === -1 ? undefined : { pointer: `${pointer}/${stray}`, expected: undefined, found: found[stray] };
}
