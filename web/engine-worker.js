// The dedicated worker that owns the database: takes its lock, opens its files, runs engine.wasm and gives it its turns.
import { EngineHost } from './engine-host.js';
import create from './engine.js';
import { OpfsPool, OpfsRefused, holds_data, open_opfs_pool, opfs_missing } from './opfs-pool.js';

/** @typedef {import('./engine-messages.js').EngineState} EngineState */
/** @typedef {import('./engine-messages.js').FromWorker} FromWorker */
/** @typedef {import('./engine-messages.js').ToWorker} ToWorker */

const database_lock = 'rehearsal-database';
/** Kinds of refusal that another start may not meet. */
const passing = new Set(['StorageError', 'MemoryError']);
// A page that is being reloaded gives its lock back within this time: nobody needs to be told.
const unnoticed_ms = 700;
// A tab that is asked to give way does so at once, unless the browser has put it to sleep.
const ask_again_ms = 1000;
const patience = 4;

/** @param {FromWorker} message @param {Transferable[]} [moved] */
const post = (message, moved = []) => postMessage(message, { transfer: moved });
/** @param {EngineState} state */
const tell = (state) => post({ type: 'state', state });

// Compiled while the lock and the files are waited for; a server that does not know the type still works.
const engine_wasm = new URL('./engine.wasm', import.meta.url);
const compiled = WebAssembly.compileStreaming(fetch(engine_wasm)).catch(async () => {
  const response = await fetch(engine_wasm);
  if (!response.ok) throw new Error(`Expected the engine at ${engine_wasm.pathname}, found status ${response.status}.`);
  return WebAssembly.compile(await response.arrayBuffer());
});
// It is waited for in serve(); until then a failure is nobody's.
compiled.catch(() => {});

/** @type {OpfsPool | null} */
let pool = null;
/** @type {EngineHost | null} */
let host = null;
let beginning = false;
/** @type {() => void} */
let release_lock = () => {};

/** Ends this worker; the page starts another. @param {unknown} error */
function die(error) {
  host = null;
  post({ type: 'dead', reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  pool?.close();
  release_lock();
  close();
}

/** Does what may trap, or run out of memory. After that the instance is worth nothing. @param {() => void} work */
function guarded(work) {
  try {
    work();
  } catch (error) {
    die(error);
  }
}

// Turns are handed on by a channel: the messages that came meanwhile go in between, and nothing is delayed.
const turns = new MessageChannel();
let handed_on = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let later;

function hand_on() {
  if (handed_on) return;
  handed_on = true;
  turns.port2.postMessage(null);
}

function post_events() {
  for (const bytes of host?.events() ?? []) post({ type: 'event', bytes }, [bytes.buffer]);
}

/** Damage that shows only now: the files stay as they lie, for the person to decide. */
function stop_if_damaged() {
  const reason = host?.damage();
  if (!reason) return;
  host?.close();
  host = null;
  tell({ kind: 'damaged', reason });
}

function take_turn() {
  handed_on = false;
  clearTimeout(later);
  guarded(() => {
    if (!host) return;
    const due = host.turn();
    post_events();
    stop_if_damaged();
    if (!host) return;
    if (due === 0) hand_on();
    if (due > 0) later = setTimeout(hand_on, Math.min(due, 2 ** 31 - 1));
  });
}
turns.port1.onmessage = take_turn;

// A file that a person chose is read by the engine's side, a piece at a time: no other copy of it is in memory.
const piece_bytes = 1 << 20;

class Unreadable extends Error {}

/** @param {Blob} blob */
function* pieces_of(blob) {
  const reader = new FileReaderSync();
  for (let at = 0; at < blob.size; at += piece_bytes) {
    /** @type {ArrayBuffer} */
    let piece;
    try {
      piece = reader.readAsArrayBuffer(blob.slice(at, at + piece_bytes));
    } catch (error) {
      throw new Unreadable(/** @type {Error} */ (error).message);
    }
    if (piece.byteLength !== Math.min(piece_bytes, blob.size - at)) throw new Unreadable('It is shorter than it was.');
    yield new Uint8Array(piece);
  }
}

/** @param {Extract<ToWorker, {type: 'request'}>} message */
function answer_of({ n, bytes: request, blobs: given }) {
  try {
    return /** @type {EngineHost} */ (host).exchange(
      request,
      given.map((one) => (one instanceof Blob ? { size: one.size, pieces: pieces_of(one) } : { size: one.length, pieces: [one] })),
    );
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const detail = `The file could not be read, and nothing was changed: ${error.message} Choose it again.`;
    const body = { detail, status: 400, title: 'Bad Request' };
    return { bytes: new TextEncoder().encode(JSON.stringify({ id: n, status: 400, headers: {}, body, as_of: 0 })), blobs: [] };
  }
}

/** @param {Extract<ToWorker, {type: 'request'}>} message */
function answer(message) {
  guarded(() => {
    if (!host) return;
    const { bytes, blobs } = answer_of(message);
    post({ type: 'answer', n: message.n, bytes, blobs }, [bytes.buffer, ...blobs.map((blob) => blob.buffer)]);
    post_events();
    stop_if_damaged();
    hand_on();
  });
}

/** Where tabs ask each other for the database. @type {BroadcastChannel | undefined} */
let tabs;
let holds_lock = false;
/** @type {ReturnType<typeof setInterval> | undefined} */
let asking;

/** Waits until no other tab has the database open, and says so when that takes long. */
async function take_lock() {
  tabs = new BroadcastChannel(database_lock);
  tabs.onmessage = () => {
    if (holds_lock) give_way();
  };
  const told = setTimeout(() => tell({ kind: 'waiting' }), unnoticed_ms);
  await new Promise((taken, refused) => {
    const until_released = () =>
      new Promise((release) => {
        release_lock = () => release(undefined);
        taken(undefined);
      });
    navigator.locks.request(database_lock, until_released).catch(refused);
  });
  holds_lock = true;
  clearTimeout(told);
  clearInterval(asking);
}

/** Asks until the database is here: another tab that waits may get it before this one does, and gives way in its turn. */
function take_over() {
  if (holds_lock) return;
  let asked = 0;
  const ask = () => {
    tabs?.postMessage('give way');
    asked += 1;
    if (asked > patience) tell({ kind: 'waiting', reason: 'The other tab does not answer. Close it, and this page goes on by itself.' });
  };
  clearInterval(asking);
  asking = setInterval(ask, ask_again_ms);
  ask();
}

/** Another tab goes on with the database. Everything that was answered is in it; the page asks the rest again. */
function give_way() {
  holds_lock = false;
  post({ type: 'gave_way' });
  // Files that are still being opened are let go of, with the lock, by the end of this worker.
  if (pool) stop();
  else close();
}

/**
 * Opens the files of OPFS; or says why the database is to be in memory. Throws OpfsRefused when there are files that
 * cannot be opened now: an empty database in their place would be a lie.
 * @returns {Promise<string | undefined>}
 */
async function open_files() {
  const missing = opfs_missing();
  if (missing) return missing;
  await take_lock();
  try {
    pool = await open_opfs_pool();
    return undefined;
  } catch (error) {
    release_lock();
    if (!(error instanceof OpfsRefused) || error.busy || (await holds_data())) throw error;
    return `The browser refused its file storage (${error.message}).`;
  }
}

/** @param {string | undefined} reason why it is only in memory @param {string} [catalog] */
async function serve(reason, catalog) {
  const starting = await EngineHost.start(create, await compiled, pool);
  guarded(() => {
    const storage = pool ? 'opfs' : 'memory';
    const refused = starting.open({ storage, ...(!pool && catalog && { catalog }) });
    if (!refused) {
      host = starting;
      tell({ kind: 'ready', storage, ...(reason && { reason }) });
      post_events();
      hand_on();
    } else if (refused.kind === 'DatabaseNewer') {
      tell({ kind: 'newer', reason: refused.message });
    } else if (pool && !passing.has(refused.kind)) {
      // Whatever it is that cannot be read there: another start would find the same.
      tell({ kind: 'damaged', reason: refused.message });
    } else {
      throw new Error(refused.message);
    }
  });
}

/** @param {Extract<ToWorker, {type: 'start'}>} message */
async function start({ storage, catalog, name }) {
  // Held until this worker ends, however it ends: that is how the page notices.
  void navigator.locks?.request(name, () => {
    post({ type: 'alive' });
    return new Promise(() => {});
  });
  try {
    if (storage === 'memory') await serve('It was asked for.', catalog);
    else await serve(await open_files());
  } catch (error) {
    if (!(error instanceof OpfsRefused)) throw error;
    const why = error.busy ? "The database's files are in use elsewhere." : "The browser does not give the database's files.";
    tell({ kind: 'failed', reason: `${why} ${error.message}` });
  }
}

function stop() {
  try {
    host?.close();
  } finally {
    pool?.close();
    release_lock();
    close();
  }
}

onmessage = ({ data }) => {
  const message = /** @type {ToWorker} */ (data);
  switch (message.type) {
    case 'start':
      start(message).catch(die);
      break;
    case 'request':
      answer(message);
      break;
    case 'raw':
      guarded(() => {
        const files = pool?.contents() ?? [];
        post({ type: 'raw', files }, files.map(({ bytes }) => bytes.buffer));
      });
      break;
    case 'fresh':
      if (host || beginning) break;
      guarded(() => pool?.empty());
      beginning = true;
      serve(undefined).catch(die).finally(() => (beginning = false));
      break;
    case 'take':
      take_over();
      break;
    case 'stop':
      stop();
  }
};
