// The known differences: what we do otherwise than the recordings, on purpose. One file per scenario,
// differences/<kind>/<name>.json, holds a list of
//   {"request": index, "pointer": "/status", "expected": ours}   ours instead of the recorded value (or where none is), or
//   {"request": index, "leave_out": "why"}                       the request makes no sense after an earlier difference, or
//   {"gone": ["key", …]}                                         these keys are missing from objects of ours, somewhere.
// Each scenario that has such a file is named in docs/differences.md. A difference that is none any more fails.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { first_difference } from './compare.mjs';
import { at_pointer, parse_json, put_pointer } from './json.mjs';

/** @typedef {{request: number, pointer: string, expected: any}} Changed */
/** @typedef {{request: number, leave_out: string}} LeftOut */
/** @typedef {{gone: string[]}} Gone */
/** @typedef {Changed | LeftOut | Gone} Known */

/**
 * @param {string} folder
 * @param {string} scenario "kind/name"
 * @returns {Known[]}
 */
export function known_differences(folder, scenario) {
  const file = join(folder, `${scenario}.json`);
  return existsSync(file) ? parse_json(readFileSync(file, 'utf8')) : [];
}

/**
 * @param {Known[]} known
 * @param {number} index
 */
export function is_left_out(known, index) {
  return known.some((one) => 'leave_out' in one && one.request === index);
}

/**
 * The expectation of a request with our values in place of the recorded ones.
 * @param {Known[]} known
 * @param {number} index
 * @param {any} expect
 */
export function ours(known, index, expect) {
  const changed = structuredClone(expect);
  for (const one of known) {
    if ('pointer' in one && one.request === index) put_pointer(changed, one.pointer, one.expected);
  }
  return changed;
}

/**
 * The keys that may be missing from ours.
 * @param {Known[]} known
 * @returns {Set<string>}
 */
export function gone_keys(known) {
  return new Set(known.flatMap((one) => ('gone' in one ? one.gone : [])));
}

/**
 * The expectation without those keys, where ours lacks them.
 * @param {Set<string>} keys
 * @param {any} expected
 * @param {any} found
 * @param {(key: string) => void} tell of each key that is left out
 * @returns {any}
 */
export function without_gone(keys, expected, found, tell) {
  if (expected === null || found === null || typeof expected !== 'object' || typeof found !== 'object') return expected;
  if (Array.isArray(expected)) return expected.map((item, i) => without_gone(keys, item, found[i] ?? null, tell));
  const kept = Object.entries(expected).filter(([key]) => {
    const gone = keys.has(key) && !Object.hasOwn(found, key);
    if (gone) tell(key);
    return !gone;
  });
  return Object.fromEntries(kept.map(([key, value]) => [key, without_gone(keys, value, found[key] ?? null, tell)]));
}

/**
 * The first known difference of a request where the answer is what was recorded after all.
 * @param {Known[]} known
 * @param {number} index
 * @param {any} recorded the expectation as recorded, names filled in
 * @param {any} found the answer
 * @returns {string | undefined} its pointer
 */
export function stale_difference(known, index, recorded, found) {
  for (const one of known) {
    if (!('pointer' in one) || one.request !== index) continue;
    const was = at_pointer(recorded, one.pointer);
    const is = at_pointer(found, one.pointer);
    const same = was === undefined || is === undefined ? was === is : first_difference(was, is) === undefined;
    if (same) return one.pointer;
  }
  return undefined;
}

/**
 * What is wrong with the list of differences itself: files whose scenario docs/differences.md does not name or that
 * does not exist.
 * @param {string} folder
 * @param {string} page the text of docs/differences.md
 * @param {Set<string>} scenarios all there are
 * @returns {string[]}
 */
export function bookkeeping(folder, page, scenarios) {
  if (!existsSync(folder)) return [];
  const wrong = [];
  for (const kind of readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory())) {
    for (const file of readdirSync(join(folder, kind))) {
      const scenario = `${kind}/${file.replace(/\.json$/, '')}`;
      if (!scenarios.has(scenario)) wrong.push(`differences/${kind}/${file}: expected a scenario of this name, found none.`);
      if (!known_differences(folder, scenario).some((one) => 'pointer' in one || 'gone' in one)) wrong.push(`differences/${kind}/${file}: expected a value of ours, found none.`);
      if (!page.includes(`\`${scenario}\``)) wrong.push(`docs/differences.md: expected a line that names \`${scenario}\`, found none.`);
    }
  }
  return wrong;
}
