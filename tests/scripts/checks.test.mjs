// The checks must be able to fail: each is shown a small tree that breaks its rule, and one that keeps it.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'node:test';

import { check_boundaries } from '../../scripts/lib/check-boundaries.mjs';
import { complaints } from '../../scripts/lib/check-house-rules.mjs';

/** @param {Record<string, string>} files @param {(root: string) => Promise<void>} use */
async function with_tree(files, use) {
  const root = mkdtempSync(join(tmpdir(), 'rehearsal-checks-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    await use(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** @type {[string, Record<string, string>, RegExp][]} */
const forbidden = [
  ['a form that asks the database', { 'src/forms/page.cpp': '#include "store/database.h"\n' }, /src\/forms\/page.cpp:1: src\/forms may not know store/],
  ['SQLite above the store', { 'src/domain/x.cpp': '#include <sqlite3.h>\n' }, /may not know <sqlite3.h>/],
  ['JSON library beyond the core', { 'src/api/x.cpp': '\n#include <nlohmann/json.hpp>\n' }, /x.cpp:2: .*nlohmann/],
  ['a screen that knows the engine', { 'shell/views/x.cpp': '#include "api/engine.h"\n' }, /shell\/views may not know api/],
  ['ImGui in the application', { 'shell/app/x.h': '#include <imgui.h>\n' }, /may not know <imgui.h>/],
  ['ImGui in quotes', { 'shell/views/x.h': '#include "imgui.h"\n' }, /may not know <imgui.h>/],
  ['the shell inside the engine', { 'src/api/x.h': '#include "shell/app/route.h"\n' }, /src\/api may not know shell\/app/],
  ['a header that one compiler lacks', { 'src/core/x.h': '#include <format>\n' }, /<format> is not used/],
  ['a wall clock of its own', { 'src/workflow/x.cpp': 'auto t = std::chrono::system_clock::now();\n' }, /system_clock: time and chance/],
  ['a commit without a kill point', { 'src/api/x.cpp': 'store::Transaction transaction(db);\n' }, /x.cpp:1: .*kill_points/],
  ['a neighbour without its room', { 'src/core/a.h': '', 'src/core/b.h': '#include "a.h"\n' }, /name the room/],
  ['a protocol that knows the database', { 'src/sync/x.cpp': '#include "store/database.h"\n' }, /src\/sync may not know store/],
  ['a script from elsewhere', { 'web/main.js': "import x from 'left-pad';\n" }, /web\/main.js:1: .*left-pad/],
];

for (const [name, files, message] of forbidden) {
  test(`boundaries refuse: ${name}`, () =>
    with_tree(files, async (root) => {
      const found = await check_boundaries(root);
      assert.equal(found.length, 1, found.join('\n'));
      assert.match(found[0], message);
    }));
}

test('boundaries allow what the table says', () =>
  with_tree(
    {
      'src/core/json.h': '#include <nlohmann/json.hpp>\n#include <string>\n',
      'src/store/x.cpp': '#include <sqlite3.h>\n#include "core/json.h"\n// #include "api/engine.h"\n',
      'src/catalog/workshop/x.cpp': '#include "workflow/step.h"\n#include "forms/page.h"\n',
      'shell/views/x.cpp': '#include "shell/ui/text.h"\n#include "shell/app/route.h"\n',
      'src/api/x.cpp': 'store::Transaction transaction(db, store::Durable::Turn);\n',
      'web/main.js': "import { mirror } from './mirror.js';\n",
    },
    async (root) => assert.deepEqual(await check_boundaries(root), []),
  ));

test('house rules point at what must not be committed', () => {
  assert.match(complaints('a.sh', `x=/${'home'}/me/file`)[0], /a.sh:1: .*one machine/);
  assert.match(complaints('a.md', `\n// ${'TO' + 'DO'}: later`)[0], /a.md:2: .*unfinished/);
  assert.match(complaints('a.json', `"https://${'registry.' + 'npm'}js.example/x"`)[0], /registry/);
  assert.deepEqual(complaints('a.md', 'See https://example.org/root for more, and build/root/x.\n'), []);
});
