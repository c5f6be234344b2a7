import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

import { without_comments } from '../../scripts/lib/ship.mjs';

test('comments on lines of their own do not ship, everything else does', () => {
  const text = '// One.\nimport { a } from "./a.js"; // kept\n\n/**\n * @param {string} b // of b\n */\nfunction f(b) {\n  // Why.\n  const url = "https://x.org/*";\n  /** @type {any} */ (b).kept = 1;\n  /* gone */\n  return /* kept */ b;\n}\n';
  assert.equal(without_comments(text), 'import { a } from "./a.js"; // kept\n\nfunction f(b) {\n  const url = "https://x.org/*";\n  /** @type {any} */ (b).kept = 1;\n  return /* kept */ b;\n}\n');
});

test('no script of the page has a text of several lines, in which a line may look like a comment', () => {
  const web = new URL('../../web/', import.meta.url);
  for (const name of readdirSync(web).filter((one) => one.endsWith('.js'))) {
    for (const line of without_comments(readFileSync(new URL(name, web), 'utf8')).split('\n')) {
      assert.equal(line.split('`').length % 2, 1, `${name}: a template that goes on in the next line: ${line}`);
    }
  }
});
