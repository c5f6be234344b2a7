// The player must see what is different, and only that.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { filled, first_difference } from './lib/compare.mjs';
import { bookkeeping, known_differences } from './lib/differences.mjs';
import { doors_of } from './lib/door.mjs';
import { parse_json, write_json } from './lib/json.mjs';
import { play } from './lib/scenario.mjs';

const kId = '00000000-0000-4000-8000-000000000001';

/** @param {any} expected @param {any} found */
const place = (expected, found) => first_difference(expected, found)?.pointer;

test('wide integers survive', () => {
  const text = '{"a":1000000000000000000000000000000,"b":"9007199254740993","c":[-9223372036854775808,1.5,12]}';
  assert.equal(write_json(parse_json(text)), text);
});

test('values are compared in depth, keys in any order', () => {
  assert.equal(place({ a: [1, { b: null }], c: 'x' }, { c: 'x', a: [1, { b: null }] }), undefined);
  assert.equal(place({ a: [1, 2] }, { a: [2, 1] }), '/a/0');
  assert.equal(place({ a: [1] }, { a: [1, 2] }), '/a/1');
  assert.equal(place({ a: [1, 2] }, { a: [1] }), '/a/1');
  assert.equal(place({ a: 1 }, { a: 1, 'b/c': 2 }), '/b~1c');
  assert.equal(place({ a: 1, b: null }, { a: 1 }), '/b');
  assert.equal(place({ a: 1 }, { a: true }), '/a');
  assert.equal(place({ a: '1' }, { a: 1 }), '/a');
  assert.equal(place(null, {}), '');
  assert.equal(place({}, []), '');
});

test('masks match what they name', () => {
  assert.equal(place('<uuid>', kId), undefined);
  assert.equal(place('<uuid>', 'no'), '');
  assert.equal(place('<uuid>', null), '');
  assert.equal(place('at <time>, <any>', 'at 2026-11-23T10:00:00.5+00:00, anything'), undefined);
  assert.equal(place('<time>', '2026-11-23'), '');
  assert.equal(place('<epoch>', 1.5), undefined);
  assert.equal(place('<epoch>', '1.5'), '');
  assert.equal(place('<epoch>', null), '');
  assert.equal(place('<traceback>', null), undefined);
  assert.equal(place('<traceback>', 5), '');
  assert.equal(place('<python repr of form>', "{'type': 'object'}"), undefined);
  assert.equal(place('<python repr of form>', '{"type": "object"}'), '');
  assert.equal(place({ a: '<any>' }, {}), '/a');
  assert.equal(place("Form (x) of ['<uuid>']", `Form (x) of ['${kId}']`), undefined);
  assert.equal(place("Form (x) of ['<uuid>']", `Form x of ['${kId}']`), '');
});

test('unordered lists match one to one', () => {
  assert.equal(place(['<unordered>', 1, 2], [2, 1]), undefined);
  assert.equal(place(['<unordered>', '<any>', 'a'], ['a', 'b']), undefined);
  assert.equal(place(['<unordered>', 'a', 'a'], ['a', 'b']), '/<unordered>');
  assert.equal(place(['<unordered>', 'a'], ['a', 'b']), '/1');
});

test('captured names are filled in, in keys too', () => {
  assert.deepEqual(filled({ '{{a}}': ['{{b}}', 'x {{a}}'] }, { a: 'k', b: 5 }), { k: [5, 'x k'] });
  assert.throws(() => filled('{{c}}', {}), /captured/);
});

test('scenarios pass, fail and know their differences', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-player-'));
  try {
    // A door that answers a request with its own path and counts: settled at the third time of asking.
    const program = join(folder, 'door.mjs');
    writeFileSync(
      program,
      `import { createInterface } from 'node:readline';
let asked = 0;
createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, path } = JSON.parse(line);
  const body = path === '/api/rehearsal/clock' ? null : { path, asked: ++asked, id: '${kId}' };
  console.log(JSON.stringify({ event: { name: 'x', value: null }, seq: 1 }));
  console.log(JSON.stringify({ id, status: 200, headers: { etag: 'e' }, body, as_of: 1 }));
});`,
    );
    const setup = { open: doors_of([process.execPath, program]), sql: '' };
    const requests = [
      { method: 'GET', path: '/a', until: { pointer: '/asked', in: [3] }, capture: { id: '/id' }, capture_header: { tag: 'ETag' }, expect: { status: 200, headers: { ETag: 'e' }, body: { path: '/a', asked: 3, id: '<uuid>' } } },
      { method: 'GET', path: '/{{id}}/{{tag}}', expect: { status: 200, body: { path: `/${kId}/e`, asked: 4, id: '{{id}}' } } },
    ];
    const scenario = { name: 'n', about: 'a', requests };
    assert.equal(await play(setup, scenario, []), undefined);

    const other = structuredClone(scenario);
    other.requests[1].expect.body.asked = 7;
    const told = await play(setup, other, []);
    assert.match(told ?? '', /^request 1, GET .*: at \/body\/asked\n {2}expected 7\n {2}found {4}4$/);
    assert.equal(await play(setup, other, [{ request: 1, pointer: '/body/asked', expected: 4 }]), undefined);
    assert.match((await play(setup, scenario, [{ request: 1, pointer: '/body/asked', expected: 4 }])) ?? '', /none any more/);
    assert.match((await play(setup, other, [{ request: 1, pointer: '/body/asked', expected: 5 }])) ?? '', /expected 5/);
    assert.equal(await play(setup, other, [{ request: 1, leave_out: 'why' }]), undefined);
    assert.match((await play({ ...setup, open: doors_of([process.execPath, join(folder, 'none.mjs')]) }, scenario, [])) ?? '', /its end \(exit 1\)/);

    mkdirSync(join(folder, 'differences/kind'), { recursive: true });
    writeFileSync(join(folder, 'differences/kind/one.json'), '[{"request": 0, "pointer": "/status", "expected": 400}]');
    writeFileSync(join(folder, 'differences/kind/two.json'), '[{"request": 0, "leave_out": "why"}]');
    const differences = join(folder, 'differences');
    assert.deepEqual(known_differences(differences, 'kind/one'), [{ request: 0, pointer: '/status', expected: 400 }]);
    assert.deepEqual(known_differences(differences, 'kind/none'), []);
    assert.deepEqual(
      bookkeeping(differences, 'text `kind/one` text', new Set(['kind/one'])).map((line) => line.split(':')[0]),
      ['differences/kind/two.json', 'differences/kind/two.json', 'docs/differences.md'],
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
