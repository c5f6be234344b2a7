// What is recorded must be what was answered, but for what comes out differently each time.
import assert from 'node:assert/strict';
import test from 'node:test';
import { gone_keys, without_gone } from './lib/differences.mjs';
import { record } from './lib/recorder.mjs';
import { play } from './lib/scenario.mjs';
import { parse_scenarios } from './lib/scenario_text.mjs';

const kId = '12345678-0000-4000-8000-000000000001';
const kOther = '12345678-0000-4000-8000-000000000002';
const kFixed = '00000000-0000-4000-8000-000000000001';
const kToken = 'a'.repeat(43);

/**
 * A door that gives these answers one after the other, and keeps what it was asked.
 * @param {any[]} answers
 * @param {any[]} asked
 */
const door_of = (answers, asked = []) => ({
  ask: async (/** @type {any} */ request) => {
    asked.push(request);
    return structuredClone(answers[Math.min(asked.filter(({ sql }) => !sql).length, answers.length) - 1]);
  },
  let_pass: async () => {},
  change: async (/** @type {string} */ sql) => void asked.push({ sql }),
  close: async () => {},
  kill: async () => {},
});
/** @param {any} body @param {number} status */
const answer = (body, status = 200) => ({ id: null, status, headers: {}, body, as_of: 0 });

test('scenarios are written as requests only', () => {
  const [{ kind, scenario }, second] = parse_scenarios(`# a remark
== kind/name: what it is about
start pid wf_x
rest pid token=/a/b
sleep 0.5
PUT /api/x/{{pid}}?a=1&a=2&b=c%20d raw {"x
  headers {"If-None-Match": "1"}
sql update x set y='z'

== kind/other: more
GET /api/y/
  unordered
  any /0/a /1
`);
  assert.equal(kind, 'kind');
  assert.deepEqual(scenario, {
    name: 'name',
    about: 'what it is about',
    requests: [
      { method: 'POST', path: '/api/processes/wf_x', body: [{}], capture: { pid: '/id' } },
      { method: 'GET', path: '/api/processes/{{pid}}', until: { pointer: '/last_status', not_in: ['created', 'running', 'resumed'] }, capture: { token: '/a/b' } },
      { method: 'PUT', path: '/api/x/{{pid}}', query: { a: ['1', '2'], b: 'c d' }, raw_body: '{"x', sleep_before: 0.5, headers: { 'If-None-Match': '1' } },
      { sql: "update x set y='z'" },
    ],
  });
  assert.deepEqual(second.scenario.requests, [{ method: 'GET', path: '/api/y/', unordered: [''], any: ['/0/a', '/1'] }]);
  assert.throws(() => parse_scenarios('GET /api/x'), /line 1: expected a line "== /);
  assert.throws(() => parse_scenarios('== a/b: c\nFETCH /api/x'), /line 2: expected start, /);
  assert.throws(() => parse_scenarios('== a/b: c\nGET /x\n  whenever /y'), /line 3: expected capture/);
});

test('what differs from run to run is captured or masked', async () => {
  const requests = [
    { method: 'POST', path: '/api/a', body: [], capture: { pid: '/id' } },
    { sql: "update x where id = '{{pid}}'" },
    { method: 'GET', path: '/api/{{pid}}', any: ['/luck'] },
    { method: 'GET', path: '/api/list/' },
  ];
  /** @type {any[]} */
  const asked = [];
  const long = {
    id: kId,
    [kId]: `of ${kOther} at 2026-11-23T10:00:00+00:00`,
    fixed: kFixed,
    started_at: 1.5,
    number: 1800000000.5,
    traceback: 'Error',
    luck: 4,
    __callback_token: kToken,
    route: `/api/callback/${kToken}`,
    modify: [{ b: 1 }, { a: 1 }],
  };
  const door = door_of([answer({ id: kId }, 201), answer(long), answer(['b', 'a'])], asked);
  const recorded = await record(door, { name: 'n', about: 'a', requests });
  assert.equal(asked[1].sql, `update x where id = '${kId}'`);
  assert.equal(asked[2].path, `/api/${kId}`);
  assert.deepEqual(
    recorded.requests.map(({ expect }) => expect),
    [
      { status: 201, body: { id: '{{pid}}' } },
      undefined,
      {
        status: 200,
        body: {
          id: '{{pid}}',
          '{{pid}}': 'of <uuid> at <time>',
          fixed: kFixed,
          started_at: '<epoch>',
          number: 1800000000.5,
          traceback: '<traceback>',
          luck: '<any>',
          __callback_token: '<token>',
          route: '/api/callback/<token>',
          modify: ['<unordered>', { a: 1 }, { b: 1 }],
        },
      },
      { status: 200, body: ['<unordered>', 'a', 'b'] },
    ],
  );
  // What was recorded is equal to itself, and its own masks stay when it is recorded again.
  const open = () => door_of([answer({ id: kId }, 201), answer({ ...long, luck: 5 }), answer(['a', 'b'])]);
  assert.equal(await play({ open }, recorded, []), undefined);
  const again = await record(door_of([answer({ id: kId }, 201), answer(long), answer(['b', 'a'])]), recorded);
  assert.deepEqual(again.requests.map(({ expect }) => expect), recorded.requests.map(({ expect }) => expect));
});

test('keys that are gone are left out where they are gone, and told', () => {
  /** @type {string[]} */
  const told = [];
  const keys = gone_keys([{ gone: ['a'] }, { request: 1, pointer: '/x', expected: 1 }]);
  const left = without_gone(keys, { a: 1, b: [{ a: 2, c: 3 }, { a: 4 }] }, { b: [{ c: 3 }, { a: 5 }] }, (key) => told.push(key));
  assert.deepEqual(left, { b: [{ c: 3 }, { a: 4 }] });
  assert.deepEqual(told, ['a', 'a']);
});

test('a difference of a gone key that is none any more fails', async () => {
  const scenario = { name: 'n', about: 'a', requests: [{ method: 'GET', path: '/a', expect: { status: 200, body: { a: 1, b: 2 } } }] };
  const setup = (/** @type {any} */ body) => ({ open: () => door_of([answer(body)]) });
  assert.equal(await play(setup({ b: 2 }), scenario, [{ gone: ['a'] }]), undefined);
  assert.match((await play(setup({ b: 2 }), scenario, [])) ?? '', /at \/body\/a/);
  assert.match((await play(setup({ a: 1, b: 2 }), scenario, [{ gone: ['a'] }])) ?? '', /a is gone is none any more/);
});
