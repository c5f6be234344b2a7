// Between the application and hosts or files: whose answer an answer is, and what is said when the engine has none.
import assert from 'node:assert/strict';
import { register } from 'node:module';
import test from 'node:test';

// What the page's scripts find in a browser.
/** @type {((launch: {files?: object[]}) => void) | undefined} */
let launched;
Object.assign(globalThis, {
  location: { href: 'https://page.example/x/', origin: 'https://page.example', pathname: '/x/' },
  addEventListener() {},
  launchQueue: { setConsumer: (/** @type {typeof launched} */ consumer) => (launched = consumer) },
});
Object.defineProperty(globalThis, 'navigator', { value: { onLine: true }, configurable: true });

/** Its number says whether what is loaded late does not come. */
const cut_off = new Int32Array(new SharedArrayBuffer(4));
register(`data:text/javascript,${encodeURIComponent(`
  let cut_off;
  export const initialize = (shared) => (cut_off = shared);
  export const resolve = (name, context, next) => {
    if (cut_off[0] && name.endsWith('/hosts.js')) throw new TypeError('Failed to fetch');
    return next(name, context);
  };`)}`, { data: cut_off });
const { createTransfer } = await import('../../web/transfer.js');

/** What src/sync would say, in short. @param {any} message */
function decided(message) {
  if (message.file) return message.file.bytes > 1000 ? { do: 'refuse', problem: { what: `${message.file.name} is too large.`, advice: 'Nothing was changed.' } } : { do: 'read' };
  if (message.publish) return { do: 'write', generation: 2, index: JSON.stringify({ heads: [1, 2] }) };
  if (message.head) return { do: 'read', from: 0, total: null, most: 10_000, state: message.state };
  if (message.end) return { do: 'done', address: message.state.address, name: message.state.address, generation: 1, heads: message.state.index ? JSON.parse(message.end.text) : undefined };
  const address = message.state?.address ?? (message.snapshot ? new URL(message.snapshot.file, message.index).href : message.index || 'https://page.example/x/snapshots/');
  return { do: 'ask', address, cache: 'default', from: 0, state: { address, index: !message.snapshot, digest: message.snapshot ? 'd' : '' } };
}

/** The page's part with an engine that answers `status`; what it tells is in `told`. */
function open_transfer() {
  /** @type {any[]} */
  const told = [];
  const engine = { status: 200 };
  const transfer = createTransfer({
    send(number, request) {
      const { body } = JSON.parse(new TextDecoder().decode(request));
      const answer = engine.status === 200 ? decided(body) : { status: engine.status, title: 'Service Unavailable', detail: 'A snapshot is being taken.' };
      queueMicrotask(() => transfer.takes(number, new TextEncoder().encode(JSON.stringify({ status: engine.status, body: answer })), []));
    },
    tell: (what) => told.push(what),
  });
  return { told, engine, run: (/** @type {object} */ command) => transfer.run(JSON.stringify(command)), blobs: transfer.blobs, takes: transfer.takes };
}

/** Hosts whose answers are given by hand. */
function open_hosts() {
  /** @type {Map<string, (body: string) => void>} */
  const waiting = new Map();
  globalThis.fetch = /** @type {any} */ ((/** @type {string} */ address, /** @type {{signal: AbortSignal}} */ { signal }) =>
    new Promise((done, failed) => {
      waiting.set(address, (body) => done(new Response(body)));
      signal.addEventListener('abort', () => failed(signal.reason));
    }));
  return {
    async give(/** @type {string} */ address, /** @type {string} */ body) {
      for (const end = Date.now() + 5000; !waiting.has(address) && Date.now() < end;) await settled();
      waiting.get(address)?.(body);
      await settled();
    },
  };
}
const settled = () => new Promise((done) => setTimeout(done, 20));
/** @param {() => boolean} what */
async function until(what) {
  for (const end = Date.now() + 10_000; !what() && Date.now() < end;) await settled();
}
/** @param {string} title */
const heads = (title) => JSON.stringify([{ title, digest: 'd', file: `${title}.json` }]);

// First: what was loaded once stays.
test('a part of the page that could not be loaded is loaded at the next time', async () => {
  const { told, run } = open_transfer();
  const hosts = open_hosts();
  // A host that has just been updated.
  cut_off[0] = 1;
  run({ do: 'look', look: 1, address: 'https://host.example/' });
  await until(() => told.length > 0);
  assert.deepEqual([...told], [{ event: 'refused', words: 'A part of this page could not be loaded. Check the network, and load the page again.', look: 1 }]);
  cut_off[0] = 0;
  run({ do: 'look', look: 2, address: 'https://host.example/' });
  await hosts.give('https://host.example/', heads('one'));
  assert.equal(told.at(-1).event, 'index');
});

test('what an earlier look found is not told, and what is opened is of the list that is shown', async () => {
  const { told, run, blobs } = open_transfer();
  const hosts = open_hosts();
  run({ do: 'look', look: 1, address: '' });
  await settled();
  run({ do: 'look', look: 2, address: 'https://host.example/' });
  await hosts.give('https://host.example/', heads('theirs'));
  await hosts.give('https://page.example/x/snapshots/', heads('ours'));
  assert.deepEqual(told.filter(({ event }) => event !== 'progress').map(({ event, look, heads: found }) => [event, look, found?.[0].title]), [['index', 2, 'theirs']]);
  told.length = 0;
  run({ do: 'fetch', look: 1, head: 0 });
  run({ do: 'fetch', look: 2, head: 0 });
  await hosts.give('https://host.example/theirs.json', '{"theirs": 1}');
  const last = told.at(-1);
  assert.deepEqual([last.event, last.name, last.look], ['file', 'theirs', 2]);
  assert.equal(await blobs(last.file)[0].text(), '{"theirs": 1}');
  assert.ok(told.every(({ look }) => look === 2));
});

test('a snapshot that comes after another look has begun is nobody’s', async () => {
  const { told, run } = open_transfer();
  const hosts = open_hosts();
  run({ do: 'look', look: 1, address: 'https://host.example/' });
  await hosts.give('https://host.example/', heads('one'));
  run({ do: 'fetch', look: 1, head: 0 });
  await settled();
  run({ do: 'look', look: 2, address: '' });
  await hosts.give('https://host.example/one.json', '{}');
  assert.deepEqual(told.filter(({ event }) => event === 'file' || event === 'problem'), []);
});

test('an engine that is busy is said in its words, and the retry goes on', async () => {
  const { told, engine, run } = open_transfer();
  const hosts = open_hosts();
  engine.status = 503;
  run({ do: 'look', look: 1, address: 'https://host.example/' });
  await until(() => told.length > 0);
  assert.equal(told[0].event, 'problem');
  assert.equal(told[0].problem.what, 'The engine could not say how to go on: A snapshot is being taken.');
  assert.equal(told[0].problem.again, true);
  engine.status = 200;
  run({ do: 'again' });
  await hosts.give('https://host.example/', heads('one'));
  assert.equal(told.at(-1).event, 'index');
});

const picker = /** @type {any} */ (globalThis);
/** The engine gave bytes for request 5. @param {ReturnType<typeof open_transfer>} transfer */
const publish = ({ takes, run }) => {
  takes(5, new Uint8Array(), [new TextEncoder().encode('{}')]);
  run({ do: 'publish', answer: 5, name: 'n', title: 't', about: '', author: '', into: 'folder' });
};

test('why there is no folder to publish into is said before anything is exported', async () => {
  const words = async (/** @type {DOMException} */ problem) => {
    picker.showDirectoryPicker = () => Promise.reject(problem);
    const { told, run } = open_transfer();
    assert.deepEqual(told.map(({ event }) => event), ['folders']);
    run({ do: 'choose_folder' });
    await settled();
    assert.equal(told.length, 2);
    return told[1].words;
  };
  assert.equal(await words(new DOMException('The user aborted a request.', 'AbortError')), 'You chose no folder, and nothing was written.');
  assert.equal(await words(new DOMException('Must be handling a user gesture.', 'SecurityError')),
    'The browser opens no folder: Must be handling a user gesture. Publish as an archive instead.');
  delete picker.showDirectoryPicker;
  assert.deepEqual(open_transfer().told, [], 'there is no button where there is no picker');
});

test('what was published says how many snapshots there are, and by which link they are opened', async () => {
  /** @type {Record<string, string>} */
  const files = {};
  /** @param {string} at */
  const folder_at = (at) => ({
    name: 'shared',
    getDirectoryHandle: async (/** @type {string} */ name) => folder_at(`${at}${name}/`),
    async getFileHandle(/** @type {string} */ name, /** @type {{create?: boolean}} */ { create } = {}) {
      if (!create) throw new DOMException('', 'NotFoundError');
      return { createWritable: async () => ({ write: async (/** @type {Blob} */ blob) => void (files[at + name] = await blob.text()), close: async () => {} }) };
    },
  });
  picker.showDirectoryPicker = async () => folder_at('');
  const transfer = open_transfer();
  transfer.run({ do: 'choose_folder' });
  await settled();
  assert.deepEqual(transfer.told.at(-1), { event: 'folder' });
  publish(transfer);
  await until(() => transfer.told.at(-1)?.event === 'published');
  delete picker.showDirectoryPicker;
  assert.deepEqual(transfer.told.at(-1), { event: 'published', as: '2 snapshots in shared', link: 'https://page.example/x/#/open?from=' });
  assert.deepEqual(Object.keys(files).map((path) => path.replace(/[0-9a-f]{64}/, 'digest')), ['objects/digest.json', 'index.json'], 'the index last');
});

test('files that the system opened with the page are looked at like all others', async () => {
  const { told, blobs } = open_transfer();
  assert.ok(launched, 'the page listens');
  await launched({});
  for (const file of [new File(['{"a": 1}'], 'one.json'), new File(['x'.repeat(2000)], 'two.json')]) {
    await launched({ files: [{ name: file.name, getFile: async () => file }] });
    await settled();
  }
  await launched({ files: [{ name: 'gone.json', getFile: () => Promise.reject(new DOMException('It was moved.', 'NotFoundError')) }] });
  await settled();
  assert.deepEqual(told.map(({ event, name, words }) => [event, name ?? words]),
    [['file', 'one.json'], ['refused', 'two.json is too large. Nothing was changed.'], ['refused', 'gone.json could not be read: It was moved.']]);
  assert.equal(await blobs(told[0].file)[0].text(), '{"a": 1}');
});
