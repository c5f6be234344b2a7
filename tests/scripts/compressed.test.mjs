// Compressing a site: what a static host is to send lies beside each file.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { compress_below } from '../../scripts/lib/compressed.mjs';

test('files with the same bytes are compressed, each of them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-compressed-'));
  try {
    // New bytes each time, so that none of it is kept from an earlier run.
    const text = `${randomBytes(8).toString('hex')} `.repeat(200);
    const names = ['a.js', 'b.js', 'c.js', 'd.js'].map((name) => join(folder, name));
    for (const name of names) writeFileSync(name, text);
    await compress_below(folder);
    for (const name of names) {
      assert.equal(gunzipSync(readFileSync(`${name}.gz`)).toString(), text);
      assert.equal(brotliDecompressSync(readFileSync(`${name}.br`)).toString(), text);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
