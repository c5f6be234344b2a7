// State out and in: as a file, from a static host of another origin, and the way back; with what can go wrong.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'node:test';

import { create_group, create_user, group_title, user_title } from './story.mjs';
import { open_browser, picture } from './support/chromium.mjs';
import { open_nginx } from './support/nginx.mjs';
import { hold } from './support/held_engine.mjs';
import { wait_for } from './support/engine.mjs';
import { chromium_person } from './support/person.mjs';
import { site } from './support/site.mjs';
import { choose_file, content_of, export_all } from './support/snapshots.mjs';

const limit = { timeout: 300_000 };

/** @typedef {import('./support/person.mjs').Person} Person */
/** @typedef {import('playwright-core').Page} Page */

/** A browser of its own, at the page. @param {import('node:test').TestContext} t @param {string} [hash] */
async function begin(t, hash = '') {
  const { context } = await open_browser(t);
  const page = context.pages()[0];
  const person = chromium_person(page, 'mouse');
  await person.go(`${await site()}${hash}`);
  return { page, person };
}

/** @param {Person} person */
async function sees_both(person) {
  await person.press('link', 'Subscriptions');
  await person.see('link', user_title);
  await person.see('link', group_title);
}

test('export, another browser, import, export: the same content; and the way back', limit, async (t) => {
  const first = await begin(t);
  await create_group(first.person);
  await create_user(first.person);
  const made = await export_all(first.page, first.person);

  const { page, person } = await begin(t);
  await create_group(person, 'mine');
  await choose_file(page, person, made.path);
  await person.read('2 subscriptions added');
  await picture(page, 'import-preview-add');
  await person.press('radio', 'Replace all of it by the snapshot');
  await person.read('1 subscription removed');
  await picture(page, 'import-preview-replace');
  await person.press('button', 'Replace everything');
  await person.read('The snapshot is in.');
  await person.press('button', 'Bring back what was here');
  await person.read('What was there before is back.');
  await person.press('link', 'Subscriptions');
  await person.see('link', 'User group mine');
  await choose_file(page, person, made.path);
  await person.press('radio', 'Replace all of it by the snapshot');
  await person.read('1 subscription removed');
  await person.press('button', 'Replace everything');
  await person.read('The snapshot is in.');
  await sees_both(person);
  await person.miss('link', 'User group mine');
  const again = await export_all(page, person);
  assert.equal(content_of(again.text), content_of(made.text));

  await person.press('button', 'Bring it back…');
  await picture(page, 'import-bring-back');
  await person.press('button', 'Bring it back');
  await person.read('What was there before is back.');
  await person.press('link', 'Subscriptions');
  await person.see('link', 'User group mine');
  await person.miss('link', user_title);
});

test('a file that breaks a rule is refused with its place, and nothing changes', limit, async (t) => {
  const { page, person } = await begin(t);
  await create_group(person);
  const { text } = await export_all(page, person);
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-snapshot-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [name, bad, words] of /** @type {[string, string, RegExp][]} */ ([
    ['none.json', 'This is no snapshot.', /expected a snapshot of Rehearsal, .*, found 'T' at byte 0/],
    ['cut.json', text.slice(0, text.indexOf('"product_blocks"') + 40), /At \/content.*found the end/],
    ['digest.json', text.replace('"group_name":"staff"', '"group_name":"stuff"'), /At \/digest: expected the digest of the content/],
    ['newer.json', text.replace('"version":1', '"version":2'), /At \/version: expected version 1 or an older one, found version 2, which a newer Rehearsal has made/],
  ])) {
    const path = join(folder, name);
    writeFileSync(path, bad);
    await choose_file(page, person, path);
    await page.getByText(words).first().waitFor();
    await picture(page, `import-refused-${name.replace('.json', '')}`);
    assert.equal(await page.getByRole('button', { name: 'Import', exact: true }).getAttribute('aria-disabled'), 'true');
    await person.press('button', 'Cancel');
  }
  assert.equal(content_of((await export_all(page, person)).text), content_of(text));
});

test('pasted and dropped, a snapshot is shown before anything happens', limit, async (t) => {
  const { page, person } = await begin(t);
  await create_group(person);
  const { text } = await export_all(page, person);
  for (const how of ['paste', 'drop']) {
    await page.evaluate(([kind, said]) => {
      const data = new DataTransfer();
      if (kind === 'paste') data.setData('text', said);
      else data.items.add(new File([said], 'dropped.json', { type: 'application/json' }));
      document.body.dispatchEvent(kind === 'paste' ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
        : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    }, [how, text]);
    await person.read('Everything in it is here already');
    await person.press('button', 'Cancel');
  }
});

test('a file that is too large is refused before it is read', limit, async (t) => {
  const { page, person } = await begin(t);
  await person.press('link', 'Data');
  await page.evaluate(() => {
    Object.defineProperty(File.prototype, 'size', { get: () => 2 ** 30 });
    File.prototype.arrayBuffer = () => Promise.reject(new Error('it was read'));
    File.prototype.slice = () => {
      throw new Error('it was read');
    };
    const data = new DataTransfer();
    data.items.add(new File(['{}'], 'huge.json', { type: 'application/json' }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await person.read('huge.json is too large: 1.0 GiB, and at most 256.0 MiB are read. Nothing was changed.');
});

test('a file that has become another one since it was shown is not taken', limit, async (t) => {
  const { page, person } = await begin(t);
  await create_group(person);
  const made = await export_all(page, person);
  await create_group(person, 'mine');
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-snapshot-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'chosen.json');
  writeFileSync(path, made.text);
  await choose_file(page, person, path);
  await person.press('radio', 'Replace all of it by the snapshot');
  await person.read('1 subscription removed');
  appendFileSync(path, ' ');
  await person.press('button', 'Replace everything');
  await page.getByText(/The file could not be read, and nothing was changed/).first().waitFor();
  await picture(page, 'import-unreadable');
  await person.press('link', 'Subscriptions');
  await person.see('link', 'User group mine');
});

/** Gives the page a dialog in which the person does this: names a file, none, or one that cannot be written. @param {Page} page @param {'file' | 'none' | 'not allowed' | 'locked'} what */
const with_save_dialog = (page, what) =>
  page.evaluate((does) => {
    /** @type {string[]} */
    const suggested = [];
    Object.assign(globalThis, {
      suggested,
      async showSaveFilePicker(/** @type {{suggestedName: string}} */ { suggestedName }) {
        suggested.push(suggestedName);
        if (does === 'none') throw new DOMException('The user aborted a request.', 'AbortError');
        if (does === 'not allowed') throw new DOMException('Must be handling a user gesture.', 'SecurityError');
        const handle = await (await navigator.storage.getDirectory()).getFileHandle('chosen.json', { create: true });
        if (does === 'locked') handle.createWritable = () => Promise.reject(new DOMException('It is in use.', 'NoModificationAllowedError'));
        return handle;
      },
    });
  }, what);

test('where the browser has a save dialog, a snapshot goes where the person says', limit, async (t) => {
  const { page, person } = await begin(t);
  await create_group(person);
  const { text } = await export_all(page, person);
  /** @type {string[]} */
  const downloads = [];
  page.on('download', (download) => void downloads.push(download.suggestedFilename()));
  const chosen = () => page.evaluate(async () => (await (await (await navigator.storage.getDirectory()).getFileHandle('chosen.json')).getFile()).text());

  await with_save_dialog(page, 'file');
  await person.press('button', 'Export');
  await person.read('Saved chosen.json');
  assert.equal(content_of(await chosen()), content_of(text));
  const [name] = await page.evaluate(() => /** @type {any} */ (globalThis).suggested);
  assert.match(name, /^rehearsal-\d{4}-\d\d-\d\d\.json$/);

  const before = await chosen();
  await with_save_dialog(page, 'locked');
  await person.press('button', 'Export');
  await person.read('chosen.json could not be written: It is in use.');
  assert.equal(await chosen(), before, 'what is written is not removed');

  await with_save_dialog(page, 'none');
  await person.press('button', 'Export');
  await person.read('No place was chosen, and nothing was saved.');
  assert.deepEqual(downloads, []);

  const download = page.waitForEvent('download');
  await with_save_dialog(page, 'not allowed');
  await person.press('button', 'Export');
  assert.match((await download).suggestedFilename(), /^rehearsal-.*\.json$/);
});

test('an export that is stopped leaves no empty file where it was to go', limit, async (t) => {
  const { page, person } = await begin(t);
  await create_group(person);
  await with_save_dialog(page, 'file');
  await person.press('link', 'Data');
  await person.see('heading', 'Data');
  await hold(page, 0);
  await person.press('button', 'Export');
  const files = () => page.evaluate(async () => {
    const names = [];
    for await (const name of /** @type {any} */ (await navigator.storage.getDirectory()).keys()) names.push(name);
    return names.sort();
  });
  // As a browser's dialog does, ours makes the file.
  await person.see('button', 'Stop');
  assert.deepEqual(await files(), ['chosen.json', 'rehearsal']);
  await person.press('button', 'Stop');
  await person.read('It was stopped. Nothing was changed.');
  await wait_for('the empty file to go', async () => (await files()).length === 1);
  assert.deepEqual(await files(), ['rehearsal']);
});

/** What lies in the folder that the person chose. @param {Page} page @returns {Promise<Record<string, string>>} */
const published_files = (page) =>
  page.evaluate(async () => {
    /** @type {Record<string, string>} */
    const files = {};
    const walk = async (/** @type {any} */ at, /** @type {string} */ path) => {
      for await (const [entry, handle] of at.entries()) {
        if (handle.kind === 'directory') await walk(handle, `${path}${entry}/`);
        else files[path + entry] = await (await handle.getFile()).text();
      }
    };
    await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle('published'), '');
    return files;
  });

test('published twice into a folder that a host serves: others find both, with their author', limit, async (t) => {
  const first = await begin(t);
  await create_group(first.person);
  await first.page.evaluate(() => Object.assign(globalThis, {
    showDirectoryPicker: async () => (await navigator.storage.getDirectory()).getDirectoryHandle('published', { create: true }),
  }));
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-published-'));
  t.after(() => rmSync(folder, { recursive: true }));
  /** What is in the chosen folder becomes what the host shows. */
  const put_on_host = async () => {
    const files = await published_files(first.page);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, 'shared', dirname(path)), { recursive: true });
      writeFileSync(join(folder, 'shared', path), text);
    }
    return Object.keys(files);
  };
  await first.person.press('link', 'Data');
  await first.person.press('button', 'Publish this state');
  await first.person.type('Title of this snapshot', 'A group');
  await first.person.type('Your name', 'Ann');
  await first.person.press('button', 'Publish into a folder…');
  await first.person.read('Published: 1 snapshot in published');
  assert.equal((await put_on_host()).length, 2);
  const host = await open_nginx(t, { folder, settings: 'add_header Access-Control-Allow-Origin *; add_header Cache-Control no-cache;' });

  const { page, person } = await begin(t, `#/open?from=${encodeURIComponent(`${host.address}shared/`)}`);
  await person.press('button', 'Show snapshots');
  await person.see('button', 'Open A group');
  await page.getByText(/^Ann · \S/).waitFor();

  await create_user(first.person);
  await first.person.press('link', 'Data');
  await first.person.press('button', 'Publish this state');
  await first.person.type('Title of this snapshot', 'A group and Ann');
  assert.equal(await first.person.value('textbox', 'Your name'), 'Ann', 'it is remembered');
  await first.person.press('button', 'Publish into a folder…');
  await first.person.read('Published: 2 snapshots in published');
  assert.equal((await put_on_host()).length, 3);

  await person.press('button', 'Show snapshots');
  await person.see('button', 'Open A group');
  await person.press('button', 'Open A group and Ann');
  await person.read('2 subscriptions added');
  await person.press('button', 'Import');
  await person.read('The snapshot is in.');
  await sees_both(person);
});

test('published, served from another origin, opened by a shared link', limit, async (t) => {
  const first = await begin(t);
  await create_group(first.person);
  await create_user(first.person);
  await first.person.press('link', 'Data');
  await first.person.press('button', 'Publish this state');
  await first.person.type('Title of this snapshot', 'Ann and her group');
  const download = first.page.waitForEvent('download');
  await first.person.press('button', 'Publish as an archive');
  const archive = await (await download).path();
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-published-'));
  t.after(() => rmSync(folder, { recursive: true }));
  execFileSync('python3', ['-m', 'zipfile', '-e', archive, join(folder, 'shared')]);
  const host = await open_nginx(t, { folder, settings: 'add_header Access-Control-Allow-Origin *;' });

  const { page, person } = await begin(t, `#/open?from=${encodeURIComponent(`${host.address}shared/`)}`);
  await person.read('Nothing is fetched before you say so');
  assert.equal(await person.value('textbox', 'Address'), `${host.address}shared/`);
  await person.press('button', 'Show snapshots');
  await picture(page, 'open-from');
  await person.press('button', 'Open Ann and her group');
  await person.read('2 subscriptions added');
  await person.press('button', 'Import');
  await person.read('The snapshot is in.');
  await sees_both(person);

  // Whatever a host gives, the person's own state stays: what fails changes nothing.
  const before = content_of((await export_all(page, person)).text);
  const [object] = readdirSync(join(folder, 'shared/objects'));
  appendFileSync(join(folder, 'shared/objects', object), ' ');
  for (const [broken, words] of /** @type {[string, RegExp][]} */ ([['{"for', /The index ends in the middle/], ['', /The index is empty/], ['<html>', /is a web page/]])) {
    writeFileSync(join(folder, 'shared/broken.json'), broken);
    await person.type('Address', `${host.address}shared/broken.json`);
    await person.press('button', 'Show snapshots');
    await page.getByText(words).first().waitFor();
  }
  await person.type('Address', `${host.address}shared/`);
  await person.press('button', 'Show snapshots');
  await person.press('button', 'Open Ann and her group');
  await page.getByText(/is not what the index names/).first().waitFor();
  await picture(page, 'open-from-damaged');
  assert.equal(content_of((await export_all(page, person)).text), before);

  // A host that is gone says so, and nothing happens.
  await host.stop();
  await person.press('link', 'Data');
  await person.type('Address', `${host.address}shared/`);
  await person.press('button', 'Show snapshots');
  await person.see('button', 'Try again');
  await host.start();
  await person.press('button', 'Try again');
  await person.see('button', 'Open Ann and her group');
});
