// scripts/door, natively and with engine.wasm under Node: the same bytes, line by line.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const door = fileURLToPath(new URL('../../scripts/door', import.meta.url));
const fixed = ['--seed', '7', '--now', '2026-11-23T12:00:00Z'];
const limit = { timeout: 900_000 };

/** @param {string[]} options @param {string | Buffer} input */
function run(options, input) {
  const { status, stdout, stderr } = spawnSync(door, options, { input, maxBuffer: 1 << 28 });
  return { status, out: stdout.toString(), said: stderr.toString() };
}

/** @param {any[]} requests */
const lines = (...requests) => requests.map((each) => `${typeof each === 'string' ? each : JSON.stringify(each)}\n`).join('');
/** @param {string} out */
const answers = (out) => out.split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter((line) => !line.event);

const group = {
  id: 'made', method: 'POST', path: '/api/processes/create_user_group', key: '0a1b2c3d-0000-4000-8000-00000000000f',
  body: [{ product: '00000000-0000-4000-8000-000000000001' }, { group_name: 'staff   “quoted” 👩‍👩‍👧‍👦' }],
};
const script = Buffer.concat([
  Buffer.from(lines({ id: 1, method: 'GET', path: '/api/products/' }, 'nonsense', '', '[]', '{"id":2}', group, group,
    { id: 9007199254740993n.toString(), method: 'GET', path: '/api/processes' }, { id: null, method: 'GET', path: '/api/subscriptions/search', query: { query: 'staff' } },
    { id: 3, method: 'GET', path: '/api/nowhere' })),
  // Not UTF-8, and the last line has no end.
  Buffer.from([0x7b, 0xff, 0xfe, 0x7d, 0x0a]), Buffer.from('{"id":4,"method":"GET","path":"/api/rehearsal/status"}'),
]);

test('native and WebAssembly answer the same bytes', limit, () => {
  const native = run(fixed, script);
  const wasm = run(['--wasm', ...fixed], script);
  assert.equal(native.status, 0, native.said);
  assert.equal(wasm.status, 0, wasm.said);
  assert.equal(wasm.out, native.out);
  assert.equal(run(fixed, script).out, native.out, 'and the same again');
});

test('every line gets its answer, in order, events after it', limit, () => {
  const { out } = run(fixed, script);
  const all = answers(out);
  assert.deepEqual(all.map(({ id, status }) => [id, status]), [
    [1, 200], [null, 400], [null, 400], [null, 400], [2, 400], ['made', 201], ['made', 201],
    ['9007199254740993', 200], [null, 200], [3, 404], [null, 400], [4, 200],
  ]);
  const [first, repeated] = all.filter(({ id }) => id === 'made');
  assert.deepEqual(repeated.body, first.body, 'the same key: the same answer');
  const kinds = out.split('\n').filter(Boolean).map((line) => JSON.parse(line)).map((line) => (line.event ? 'event' : line.id));
  assert.equal(kinds[kinds.indexOf('made') + 1], 'event');
  // Whatever was due ran before the next line: the process is over.
  assert.equal(all[7].body[0].last_status, 'completed');
});

test('a database file serves both, one after the other', limit, (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-door-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'a.db');
  const list = lines({ id: 1, method: 'GET', path: '/api/processes' });
  assert.equal(run(['--db', file, ...fixed], lines(group)).status, 0);
  const wasm = run(['--wasm', '--db', file, ...fixed], list);
  assert.equal(answers(wasm.out)[0].body.length, 1);
  assert.equal(run(['--db', file, ...fixed], list).out, wasm.out);
  assert.deepEqual(readdirSync(folder), ['a.db'], 'a clean end leaves one file');
});

test('a problem report is played again to the same database', limit, (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-door-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'report.json');
  const ask = { id: 'report', method: 'GET', path: '/api/rehearsal/report' };
  const crew = { ...group, id: 'crew', key: '0a1b2c3d-0000-4000-8000-000000000010', body: [group.body[0], { group_name: 'crew' }] };
  for (const how of [[], ['--wasm']]) {
    // The second life begins with what the first one left in a file.
    const options = [...how, '--db', join(folder, `a${how}.db`), ...fixed];
    run(options, lines(group));
    // The id of the job is known beforehand: the same messages to a copy of the file give the same.
    const copy = join(folder, `copy${how}.db`);
    copyFileSync(join(folder, `a${how}.db`), copy);
    const { job } = answers(run([...how, '--db', copy, ...fixed], lines(crew, ask)).out).find(({ id }) => id === 'report').body;
    const made = answers(run(options, lines(crew, ask, { id: 'job', method: 'GET', path: `/api/rehearsal/jobs/${job}` })).out);
    const result = made.find(({ id }) => id === 'job').body.result ?? assert.fail(JSON.stringify(made));
    writeFileSync(file, Buffer.from(result.report.$base64, 'base64'));
    for (const again of [[], ['--wasm']]) {
      const { status, out, said } = run([...again, '--replay', file], lines({ id: 1, method: 'GET', path: '/api/processes' }));
      assert.equal(status, 0, said);
      const { event } = JSON.parse(out.split('\n')[0]);
      assert.deepEqual([event.name, event.value.digest, event.value.differences], ['replay', result.digest, []]);
      assert.equal(answers(out)[0].body.length, 2);
    }
    const report = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...report, messages: [] }));
    for (const again of [[], ['--wasm']]) assert.equal(run([...again, '--replay', file], '').status, 1, 'another database');
  }
});

test('what it cannot do it says, on standard error only', limit, (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-door-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const damaged = join(folder, 'damaged.db');
  writeFileSync(damaged, 'This is no database. '.repeat(100));
  for (const how of [[], ['--wasm']]) {
    for (const [options, status, words] of /** @type {[string[], number, RegExp][]} */ ([
      [['--bogus'], 2, /--bogus/], [['--seed', '-1'], 2, /--seed/], [['--seed', '18446744073709551616'], 2, /--seed/],
      [['--now', 'yesterday'], 2, /yesterday/], [['--catalog', 'none'], 2, /none/], [['--db', damaged], 1, /not those of an SQLite file/],
    ])) {
      const { status: found, out, said } = run([...how, ...options], '');
      assert.equal(found, status, `${how} ${options}: ${said}`);
      assert.equal(out, '');
      assert.match(said, words);
    }
  }
});
