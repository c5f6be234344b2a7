// Records what a door answers to a scenario's requests, in the form that recordings have: what differs from run to run is
// captured by name or masked.
import { filled } from './compare.mjs';
import { asked, captured_from, settled } from './scenario.mjs';

/** @typedef {import('./scenario.mjs').Scenario} Scenario */

const kUuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const kFixedId = /^00000000-0000-4000-8000-/;
const kTime = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g;
const kToken = /(?<=\/callback\/)[\w-]{43}/g;
const kEpochs = new Set(['executed', 'started', 'completed', 'started_at', 'last_modified_at', 'start_date', 'end_date', 'created_at']);
// Lists whose order the original leaves to its database.
const kUnordered = new Set([
  ...['resource_types', 'workflows', 'in_use_by_ids', 'in_use_by_relations', 'locked_relations', 'locked_relations_detail'],
  ...['unterminated_in_use_by_subscriptions', 'unterminated_in_use_by_subscriptions_detail'],
  ...['create', 'modify', 'terminate', 'system', 'validate', 'reconcile'],
]);

/**
 * The scenario with what the door answered. Two keys of a request say what is masked beside the usual, as JSON pointers:
 * "any" (comes out differently each time) and "unordered" (lists); a recording's own masks are kept.
 * @param {import('./scenario.mjs').OpenDoor} door
 * @param {Scenario} scenario
 * @returns {Promise<Scenario>}
 */
export async function record(door, scenario) {
  /** @type {Record<string, any>} */
  const captured = {};
  const written = JSON.stringify(scenario.requests.map(({ expect: _, ...request }) => request));
  const requests = [];
  for (const { expect: before, any = [], unordered = [], ...request } of scenario.requests) {
    if (request.sql !== undefined) {
      await door.change?.(filled(request.sql, captured));
      requests.push(request);
      continue;
    }
    if (request.sleep_before) await door.let_pass(request.sleep_before);
    const found = await settled(door, filled(asked(request), captured), request.until, door.let_pass);
    Object.assign(captured, captured_from(request, found));
    const masks = [...masks_of(before?.body), ...any.map(of_kind('<any>')), ...unordered.map(of_kind('<unordered>'))];
    if (is_unsorted(request) && Array.isArray(found.body) && found.body.length > 1) masks.push(['', '<unordered>']);
    const range = found.headers?.['content-range'];
    const body = masked(found.body, '', { captured, written, masks: new Map(masks) });
    requests.push({ ...request, expect: { status: found.status, ...(range ? { headers: { 'content-range': range } } : {}), body } });
  }
  return { ...scenario, requests };
}

/** Whether a list is asked for in no order. @param {any} request */
const is_unsorted = ({ method, path, query }) => method === 'GET' && path.endsWith('/') && !query?.sort && !query?.range;

/** @param {string} kind @returns {(pointer: string) => [string, string]} */
const of_kind = (kind) => (pointer) => [pointer, kind];

/**
 * Where a recording says `<any>` or `<unordered>`.
 * @param {any} expected
 * @param {string} pointer
 * @returns {[string, string][]}
 */
function masks_of(expected, pointer = '') {
  if (expected === '<any>') return [[pointer, '<any>']];
  if (expected === null || typeof expected !== 'object') return [];
  if (!Array.isArray(expected)) return Object.entries(expected).flatMap(([key, value]) => masks_of(value, `${pointer}/${key}`));
  return expected[0] === '<unordered>' ? [[pointer, '<unordered>']] : expected.flatMap((value, i) => masks_of(value, `${pointer}/${i}`));
}

/**
 * @param {any} value
 * @param {string} pointer
 * @param {{captured: Record<string, any>, written: string, masks: Map<string, string>}} how
 * @returns {any}
 */
export function masked(value, pointer, how) {
  const key = pointer.slice(pointer.lastIndexOf('/') + 1);
  const mask = how.masks.get(pointer);
  if (mask === '<any>' || key === 'running_processes') return '<any>';
  if (Array.isArray(value)) {
    const items = value.map((item, i) => masked(item, `${pointer}/${i}`, how));
    const free = mask === '<unordered>' || (kUnordered.has(key) && items.length > 1);
    return free ? ['<unordered>', ...items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))] : items;
  }
  if (value !== null && typeof value === 'object') {
    const form = value.type === 'FormNotCompleteError';
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        text_masked(name, how),
        form && name === 'detail' ? '<python repr of form>' : masked(member, `${pointer}/${name}`, how),
      ]),
    );
  }
  if (typeof value === 'number') return kEpochs.has(key) ? '<epoch>' : value;
  if (typeof value !== 'string') return value;
  if (key === 'traceback') return '<traceback>';
  const named = text_masked(value, how);
  return key === '__callback_token' && named === value ? '<token>' : named;
}

/**
 * @param {string} text
 * @param {{captured: Record<string, any>, written: string}} how
 */
function text_masked(text, { captured, written }) {
  let named = text;
  for (const [name, value] of Object.entries(captured)) {
    if (typeof value === 'string' && value.length > 5 && !written.includes(value)) named = named.replaceAll(value, `{{${name}}}`);
  }
  return named
    .replace(kUuid, (id) => (kFixedId.test(id) || written.includes(id) ? id : '<uuid>'))
    .replace(kTime, (time) => (written.includes(time) ? time : '<time>'))
    .replace(kToken, '<token>');
}
