// The page's own byte work: SHA-256, zip.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes, webcrypto } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';

import { Sha256, sha256 } from '../../web/sha256.js';
import { crc32, zip } from '../../web/zip.js';

/** @param {Uint8Array} bytes */
const expected = (bytes) => createHash('sha256').update(bytes).digest('hex');

test('SHA-256 of every length around a block, and of pieces', async () => {
  for (let length = 0; length <= 200; length += 1) {
    const bytes = randomBytes(length);
    assert.equal(new Sha256().add(bytes).hex(), expected(bytes), `${length} bytes`);
    assert.equal(await sha256(bytes), expected(bytes), `${length} bytes`);
  }
  const large = randomBytes(1_000_003);
  const hash = new Sha256();
  let at = 0;
  for (let piece = 1; at < large.length; piece = (piece * 7) % 99_991) {
    hash.add(large.subarray(at, at + piece));
    at += piece;
    if (piece % 5 === 0) assert.equal(hash.hex(), expected(large.subarray(0, at)), 'asked for on the way');
  }
  assert.equal(hash.hex(), expected(large));
});

/** How often the page comes to other things while `act` runs. @param {() => Promise<unknown>} act */
async function turns_during(act) {
  let turns = 0;
  let over = false;
  const turn = () => {
    turns += 1;
    if (!over) setImmediate(turn);
  };
  setImmediate(turn);
  await act();
  over = true;
  return turns;
}

test('many bytes do not hold up the page, also where the browser has no SHA-256 of its own', async (t) => {
  const bytes = randomBytes(3_000_003);
  Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true });
  t.after(() => Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true }));
  let digest = '';
  assert.ok(await turns_during(async () => (digest = await sha256(bytes))) > 5);
  assert.equal(digest, expected(bytes));
});

test('CRC-32, of pieces too', () => {
  const digits = new TextEncoder().encode('123456789');
  assert.equal(crc32(digits), 0xcbf43926);
  assert.equal(crc32(digits.subarray(4), crc32(digits.subarray(0, 4))), 0xcbf43926);
});

test('an archive that others unpack, the same for the same moment', async () => {
  const files = [
    { path: 'index.json', bytes: new TextEncoder().encode(`{"name": "${'x'.repeat(5000)}"}`) },
    { path: 'objects/ä.json', bytes: randomBytes(3000) },
    { path: 'objects/empty.json', bytes: new Uint8Array() },
  ];
  const when = new Date('2026-11-23T19:30:02Z');
  const archive = Buffer.from(await (await zip(files, when)).arrayBuffer());
  assert.deepEqual(archive, Buffer.from(await (await zip(files, when)).arrayBuffer()));
  assert.ok(archive.length < 5000, 'it is compressed');
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-zip-'));
  try {
    writeFileSync(join(folder, 'a.zip'), archive);
    // Python's own reader checks the CRC of each file.
    const script = `import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
  print(json.dumps([[one.filename, archive.read(one).hex(), one.date_time] for one in archive.infolist()]))`;
    const unpacked = JSON.parse(execFileSync('python3', ['-c', script, join(folder, 'a.zip')], { encoding: 'utf8' }));
    assert.deepEqual(unpacked, files.map(({ path, bytes }) => [path, Buffer.from(bytes).toString('hex'), [2026, 11, 23, 19, 30, 2]]));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
