// Bytes beside the messages of the engine.wasm that ships, under Node: a snapshot goes out and comes in.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { EngineHost } from '../../web/engine-host.js';
import { packaged } from './support/versions.mjs';

const site = fileURLToPath(new URL('../../build/web/parts', import.meta.url));
// Before any test begins: other files make it anew.
const dist = await packaged();

/** @param {string} seed */
async function open_engine(seed) {
  const { default: create } = await import(pathToFileURL(join(site, 'engine.js')).href);
  const host = await EngineHost.start(create, new WebAssembly.Module(readFileSync(join(site, 'engine.wasm'))), null);
  assert.equal(host.open({ storage: 'memory', seed, now: '2026-01-01T00:00:00Z' }), null);
  return host;
}

/** @param {EngineHost} host @param {object} request @param {Uint8Array[]} [blobs] */
function ask(host, request, blobs = []) {
  const answer = host.exchange(new TextEncoder().encode(JSON.stringify({ id: 1, ...request })), blobs.map((one) => ({ size: one.length, pieces: [one] })));
  return { ...JSON.parse(new TextDecoder().decode(answer.bytes)), blobs: answer.blobs };
}

/** Starts a job and runs it. @param {EngineHost} host @param {object} request @param {Uint8Array[]} [blobs] */
function finish(host, request, blobs = []) {
  const started = ask(host, request, blobs);
  assert.equal(started.status, 202, JSON.stringify(started));
  while (host.turn() === 0);
  return ask(host, { method: 'GET', path: `/api/rehearsal/jobs/${started.body.job}` });
}

test('numbers are read and written as JavaScript does', async () => {
  const host = await open_engine('1');
  const numbers = [0.1, -2.5e-7, 1 / 3, 1e300, 5e-324, 1.7976931348623157e308, 123456789.12345679, -0.5, 2 ** 60, 4.35, 100, 1e21];
  const { status, body } = ask(host, { method: 'POST', path: '/api/processes/create_user_group', body: [{ product: '00000000-0000-4000-8000-000000000001' }, { group_name: numbers }] });
  assert.equal(status, 400);
  assert.deepEqual(body.validation_errors[0].input, numbers, 'what was found is told as it was');
  const selected = (/** @type {string} */ text) => ask(host, { method: 'POST', path: '/api/rehearsal/sql', body: { sql: `select ${text}` } }).body.rows[0][0];
  assert.deepEqual(['0.1', '1e-7', '12345.678'].map(selected), [0.1, 1e-7, 12345.678]);
  const { body: started } = ask(host, { method: 'POST', path: '/api/processes/create_user_group', body: [{ product: '00000000-0000-4000-8000-000000000001' }, { group_name: 'staff' }] });
  const { body: process } = ask(host, { method: 'GET', path: `/api/processes/${started.id}` });
  assert.equal(Math.floor(process.started_at), Date.parse('2026-01-01T00:00:00Z') / 1000);
  const { blobs } = finish(host, { method: 'GET', path: '/api/rehearsal/snapshot' });
  assert.match(new TextDecoder().decode(blobs[0]), /"when":"2026-01-01T00:00:00\.\d{6}\+00:00"/);
  host.close();
});

test('a file that cannot be read to its end is nothing that was asked, and is forgotten', async () => {
  const host = await open_engine('1');
  const request = { method: 'POST', path: '/api/rehearsal/snapshot', body: { mode: 'add', snapshot: { $blob: 0 } } };
  const pieces = (function* () {
    yield new TextEncoder().encode('{"format"');
    throw new Error('it is gone');
  })();
  assert.throws(() => host.exchange(new TextEncoder().encode(JSON.stringify({ id: 1, ...request })), [{ size: 20, pieces }]), /it is gone/);
  assert.equal(ask(host, request).status, 422, 'there are no bytes');
  host.close();
});

test('the examples that ship are what the index says, and come in whole', async () => {
  const folder = join(dist, 'snapshots');
  const { heads } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
  assert.equal(heads.length, 2);
  for (const { title, file, digest } of heads) {
    const bytes = readFileSync(join(folder, file));
    assert.deepEqual([createHash('sha256').update(bytes).digest('hex'), file], [digest, `objects/${digest}.json`], title);
    const host = await open_engine('3');
    const path = '/api/rehearsal/snapshot';
    const look = finish(host, { method: 'POST', path: `${path}/preview`, body: { mode: 'add', snapshot: { $blob: 0 } } }, [bytes]);
    assert.deepEqual([look.body.state, look.body.result.problem_count], ['done', 0], title);
    assert.ok(look.body.result.changes.subscriptions.added > 0, title);
    assert.equal(finish(host, { method: 'POST', path, body: { mode: 'add', snapshot: { $blob: 0 } } }, [bytes]).body.state, 'done', title);
    const { body } = ask(host, { method: 'GET', path: '/api/rehearsal/status' });
    assert.equal(body.sizes.subscriptions, look.body.result.changes.subscriptions.added, title);
    host.close();
  }
});

/** @param {Uint8Array} file */
const content_of = (file) => {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(file);
  return text.slice(text.indexOf('"digest"'));
};

test('a snapshot leaves one engine as bytes and enters another', async () => {
  const first = await open_engine('1');
  const pages = [{ product: '00000000-0000-4000-8000-000000000001' }, { group_name: 'staff' }];
  assert.equal(ask(first, { method: 'POST', path: '/api/processes/create_user_group', body: pages }).status, 201);
  while (first.turn() === 0);
  const job = finish(first, { method: 'GET', path: '/api/rehearsal/snapshot' });
  assert.deepEqual(job.body.result.snapshot, { $blob: 0 });
  assert.equal(job.blobs.length, 1);
  assert.equal(job.blobs[0].length, job.body.result.bytes);

  const second = await open_engine('2');
  const path = '/api/rehearsal/snapshot';
  const look = finish(second, { method: 'POST', path: `${path}/preview`, body: { mode: 'replace', snapshot: { $blob: 0 } } }, job.blobs);
  assert.deepEqual([look.body.state, look.body.result.problem_count], ['done', 0]);
  const taken = finish(second, { method: 'POST', path, body: { mode: 'replace', snapshot: { $blob: 1 } } }, [new Uint8Array(3), job.blobs[0]]);
  assert.equal(taken.body.state, 'done');
  const again = finish(second, { method: 'GET', path });
  assert.equal(content_of(again.blobs[0]), content_of(job.blobs[0]));
  assert.equal(ask(second, { method: 'POST', path, body: { mode: 'add', snapshot: { $blob: 0 } } }).status, 422, 'there are no bytes');
  first.close();
  second.close();
});
