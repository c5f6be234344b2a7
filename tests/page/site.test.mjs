// The site that is assembled of the parts, and the icons that are drawn for it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { inflateSync } from 'node:zlib';

import { assemble } from '../../scripts/lib/assemble.mjs';
import { draw_icon, png, read_icon } from '../../scripts/lib/icons.mjs';

/** @param {import('node:test').TestContext} t */
function folders(t) {
  const root = mkdtempSync(join(tmpdir(), 'rehearsal-site-'));
  t.after(() => rmSync(root, { recursive: true }));
  const parts = join(root, 'parts');
  mkdirSync(join(parts, 'fonts'), { recursive: true });
  for (const [path, text] of Object.entries({
    'index.html': '<!-- preloads --><script src="app/main.js"></script><link href="app/style.css">',
    'service-worker.js': 'self.begun = self.rehearsal.folder;\n', 'main.js': 'main;', 'style.css': 'style', 'fonts/a.ttf': 'font',
    'licenses.html': 'licenses', 'icon.svg': 'icon', 'icon-192.png': 'icon 192', 'manifest.webmanifest': '{}',
  })) writeFileSync(join(parts, path), text);
  return { parts, site: join(root, 'site') };
}

/** @param {string} text */
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

test('everything that the page loads is in a folder of its version', async (t) => {
  const { parts, site } = folders(t);
  const { folder, files } = await assemble(parts, site);
  assert.deepEqual(readdirSync(site).sort(), [folder, 'icon-192.png', 'icon.svg', 'index.html', 'licenses.html', 'manifest.webmanifest', 'sw.js'].sort());
  const page = readFileSync(join(site, 'index.html'), 'utf8');
  const font = `<link rel="preload" href="${folder}/fonts/a.ttf" as="fetch" crossorigin>`;
  assert.equal(page, `${font}<script src="${folder}/main.js"></script><link href="${folder}/style.css">`);
  assert.deepEqual(files, {
    '': sha256(page), [`${folder}/main.js`]: sha256('main;'), [`${folder}/style.css`]: sha256('style'), [`${folder}/fonts/a.ttf`]: sha256('font'),
    'licenses.html': sha256('licenses'), 'icon.svg': sha256('icon'), 'icon-192.png': sha256('icon 192'), 'manifest.webmanifest': sha256('{}'),
  });
  const worker = readFileSync(join(site, 'sw.js'), 'utf8');
  const told = new Function('self', `${worker}; return { folder: self.begun, files: self.rehearsal.files };`)({});
  assert.deepEqual(told, { folder, files });
});

test('what is loaded together is one file, what may be needed later another; the page asks at once for what its start imports', async (t) => {
  const { parts, site } = folders(t);
  const imports = "import { a } from './a.js';\nimport {\n  b,\n} from './b.js';\nself.main = [a, b];\nawait import('./later.js');\n/** @type {import('./types.js').T} */\n";
  for (const [name, text] of Object.entries({
    main: imports, early: "export const early = self.early = 1;", a: "import { early } from './early.js';\nimport './c.js';\nexport const a = [early, 'of a'];\n",
    b: "export const b = 'of b';\n", c: "self.c = 'of c';", later: "self.later = 1;", types: '',
  }))
    writeFileSync(join(parts, `${name}.js`), text);
  const { folder } = await assemble(parts, site);
  const asked = [...readFileSync(join(site, 'index.html'), 'utf8').matchAll(/modulepreload" href="([^"]+)"/g)].map(([, path]) => path);
  assert.deepEqual(asked, [`${folder}/early.js`]);
  assert.deepEqual(readdirSync(join(site, folder)).sort(), ['early.js', 'fonts', 'later.js', 'main.js', 'style.css', 'types.js']);
  const main = readFileSync(join(site, folder, 'main.js'), 'utf8');
  for (const word of ['of a', 'of b', 'of c', './early.js', './later.js']) assert.ok(main.includes(word), word);
  rmSync(join(parts, 'c.js'));
  await assert.rejects(assemble(parts, site), /expected c.js, which a.js imports/);
});

test('whatever changes makes another version, and takes the old one away', async (t) => {
  const { parts, site } = folders(t);
  const seen = new Set([(await assemble(parts, site)).folder]);
  assert.ok(seen.has((await assemble(parts, site)).folder), 'the same parts are the same version');
  for (const path of ['main.js', 'fonts/a.ttf', 'licenses.html', 'index.html', 'service-worker.js', 'icon-192.png']) {
    // What only its readers see of a script is no other version.
    writeFileSync(join(parts, path), `${readFileSync(join(parts, path))}${path.endsWith('.js') ? 'more();' : '\n'}`);
    const { folder } = await assemble(parts, site);
    assert.ok(!seen.has(folder), path);
    seen.add(folder);
    assert.deepEqual(readdirSync(site).filter((name) => name.startsWith('app-')), [folder]);
  }
});

test('what a source that is gone has left is removed', (t) => {
  const { parts, site } = folders(t);
  const list = join(parts, '../parts.txt');
  const names = ['index.html', 'service-worker.js', 'main.js', 'style.css', 'licenses.html', 'icon.svg', 'manifest.webmanifest'];
  writeFileSync(list, `${names.join('\n')}\n`);
  execFileSync('node', ['scripts/lib/assemble.mjs', parts, site, list]);
  assert.deepEqual(readdirSync(parts, { recursive: true }).filter((name) => name !== 'fonts').sort(), names.sort());
  const folder = readdirSync(site).find((name) => name.startsWith('app-')) ?? '';
  assert.deepEqual(readdirSync(join(site, folder)).sort(), ['main.js', 'style.css']);
});

test('parts without a page are refused', async (t) => {
  const { parts, site } = folders(t);
  rmSync(join(parts, 'index.html'));
  await assert.rejects(assemble(parts, site), /expected index.html/);
  writeFileSync(join(parts, 'index.html'), '<script src="app/main.js"></script>');
  await assert.rejects(assemble(parts, site), /expected <!-- preloads --> in index.html/);
});

const svg = readFileSync(new URL('../../web/icon.svg', import.meta.url), 'utf8');

test('the icon is drawn with its colours, and fills what a launcher may cut', () => {
  const icon = read_icon(svg);
  /** @param {Buffer} image @param {number} x @param {number} y */
  const at = (image, x, y) => [...image.subarray((y * 96 + x) * 4, (y * 96 + x) * 4 + 4)];
  const plain = draw_icon(icon, 96);
  assert.deepEqual(at(plain, 0, 0), [0, 0, 0, 0], 'a round corner');
  assert.deepEqual(at(plain, 48, 4), [0, 0x70, 0xbd, 255], 'the ground');
  assert.deepEqual(at(plain, 28, 28), [255, 255, 255, 255], 'a circle');
  assert.deepEqual(at(plain, 48, 48), [191, 219, 239, 255], 'the line lets the ground through');
  const bled = draw_icon(icon, 96, { bleed: true, margin: 0.1 });
  assert.deepEqual(at(bled, 0, 0), [0, 0x70, 0xbd, 255]);
});

test('a PNG holds what was drawn', () => {
  const image = draw_icon(read_icon(svg), 16);
  const file = png(image, 16);
  assert.equal(file.subarray(1, 4).toString('latin1'), 'PNG');
  const start = file.indexOf('IDAT');
  const rows = inflateSync(file.subarray(start + 4, start + 4 + file.readUInt32BE(start - 4)));
  for (let row = 0; row < 16; row += 1) {
    assert.equal(rows[row * 65], 0);
    assert.deepEqual(rows.subarray(row * 65 + 1, (row + 1) * 65), image.subarray(row * 64, (row + 1) * 64));
  }
});

test('a drawing that the icons cannot follow is refused', () => {
  assert.throws(() => read_icon(svg.replace('<circle', '<ellipse')), /found ellipse/);
  assert.throws(() => read_icon(svg.replace('M7 7v5h10v5', 'M7 7q5 5 0 5')), /expected a path/);
  assert.throws(() => read_icon(svg.replace('#0070bd', 'teal')), /expected a colour/);
});
