import assert from 'node:assert/strict';
import { test } from 'node:test';

import { as_shipped } from '../../scripts/lib/ship.mjs';

/** @param {string} path @param {string} text */
const shipped = async (path, text) => String(await as_shipped(path, Buffer.from(text)));

test('a script ships with what it exports and does, without its comments and long names', async () => {
  const text = "// Why.\nimport { a } from './a.js';\n/** @param {number} one_number */\nexport function twice(one_number) {\n  return a(one_number) * 2;\n}\n";
  const code = await shipped('some.js', text);
  assert.match(code, /^import\{a as?.*\}from"\.\/a\.js";export function twice\(/);
  assert.doesNotMatch(code, /Why|one_number/);
});

test('a script that does not parse is refused', async () => {
  await assert.rejects(as_shipped('some.js', Buffer.from('function (')), /Unexpected token/);
});

test('a style sheet ships without its comments', async () => {
  assert.equal(await shipped('some.css', '/* Why. */\na { b: c; } /* of b\n more */\n'), 'a { b: c; }');
});

test('anything else ships as it is', async () => {
  const bytes = Buffer.from([0, 0x61, 0x73, 0x6d, 0xff]);
  assert.equal(await as_shipped('some.wasm', bytes), bytes);
});
