// The page's side of the engine: starts the worker, keeps what was asked until it is answered, and starts a new worker
// when one dies. What is asked again carries its key, so nothing happens twice (DOOR.md).

import { save } from './save.js';

/** @typedef {import('./engine-messages.js').EngineState} EngineState */
/** @typedef {import('./engine-messages.js').FromWorker} FromWorker */
/** @typedef {import('./engine-messages.js').ToWorker} ToWorker */

// More deaths than this in so short a time: starting again does not help.
const most_deaths = 3;
const within_ms = 60_000;

/**
 * @param {object} options
 * @param {URL} options.worker where engine-worker.js is
 * @param {{worker: Worker, failed: ErrorEvent | null}} [options.early] the first one, which is on its way already
 * @param {'opfs' | 'memory'} options.storage
 * @param {string} [options.catalog] in memory only: "conformance" adds the workflows of the recordings
 * @param {(n: number, answer: Uint8Array, blobs: Uint8Array[]) => void} options.onAnswer `blobs`: what the answer names as {"$blob": n}
 * @param {(event: Uint8Array) => void} options.onEvent
 * @param {(state: EngineState) => void} options.onState
 */
export function connectEngine({ worker, early, storage, catalog, onAnswer, onEvent, onState }) {
  /** What has no answer, in the order of asking. @type {Map<number, {bytes: Uint8Array, blobs: (Uint8Array | Blob)[]}>} */
  const unanswered = new Map();
  /** `leave` lets it end by itself, unheard. @type {{post: (message: ToWorker) => void, leave: () => void, end: () => void} | null} */
  let current = null;
  let ready = false;
  /** Another tab asked for the database, and has it. */
  let gave_way = false;
  /** @type {number[]} */
  let deaths = [];
  /** How many workers died while this was the first that they had to answer. */
  let suspect = { n: 0, deaths: 0 };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let restart;

  /** @param {EngineState} state */
  function take_state(state) {
    ready = state.kind === 'ready';
    gave_way &&= state.kind === 'waiting' || state.kind === 'elsewhere';
    onState(gave_way ? { ...state, kind: 'elsewhere' } : state);
    if (ready) for (const [n, asked] of unanswered) current?.post({ type: 'request', n, ...asked });
  }

  /** What no worker survives must not come to the next one. @param {string} reason */
  function drop_what_kills(reason) {
    const [n] = unanswered.keys();
    if (!ready || n === undefined) return;
    suspect = { n, deaths: suspect.n === n ? suspect.deaths + 1 : 1 };
    if (suspect.deaths < most_deaths) return;
    unanswered.delete(n);
    const detail = `The engine ended ${suspect.deaths} times while it worked on this, so it is not asked again. ${reason}`;
    const body = { detail, status: 500, title: 'Internal Server Error' };
    onAnswer(n, new TextEncoder().encode(JSON.stringify({ id: n, status: 500, headers: {}, body, as_of: 0 })), []);
  }

  /** @param {string} reason */
  function died(reason) {
    drop_what_kills(reason);
    current?.end();
    current = null;
    const now = performance.now();
    deaths = [...deaths.filter((at) => now - at < within_ms), now];
    if (deaths.length > most_deaths) {
      take_state({ kind: 'failed', reason });
      return;
    }
    take_state({ kind: 'restarting', reason });
    restart = setTimeout(start, 100 * deaths.length);
  }

  function start() {
    clearTimeout(restart);
    current?.end();
    const { worker: made, failed } = early ?? { worker: new Worker(worker, { type: 'module', name: 'rehearsal-engine' }), failed: null };
    early = undefined;
    const name = `rehearsal-worker-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
    const ended = new AbortController();
    /** Only the newest worker is listened to. @param {() => void} act */
    const heard = (act) => {
      if (!ended.signal.aborted) act();
    };
    current = {
      post: (message) => made.postMessage(message),
      leave: () => {
        ended.abort();
        made.postMessage(/** @type {ToWorker} */ ({ type: 'stop' }));
      },
      end: () => {
        ended.abort();
        made.terminate();
      },
    };
    made.onmessage = ({ data }) => heard(() => take(data, name, ended.signal, heard));
    /** @param {ErrorEvent} event */
    const fail = (event) => {
      event.preventDefault();
      heard(() => died(event.message || 'The engine could not be loaded.'));
    };
    made.onerror = fail;
    made.onmessageerror = () => heard(() => died('A message from the engine could not be read.'));
    made.postMessage(/** @type {ToWorker} */ ({ type: 'start', storage, catalog, name }));
    if (failed) fail(failed);
  }

  /**
   * @param {FromWorker} message
   * @param {string} name
   * @param {AbortSignal} signal
   * @param {(act: () => void) => void} heard
   */
  function take(message, name, signal, heard) {
    switch (message.type) {
      case 'alive':
        // Granted when the worker's end, of whatever kind, has set it free.
        navigator.locks.request(name, { signal }, () => heard(() => died('The engine ended without a word.'))).catch(() => {});
        break;
      case 'state':
        take_state(message.state);
        break;
      case 'answer':
        if (unanswered.delete(message.n)) onAnswer(message.n, message.bytes, message.blobs);
        break;
      case 'event':
        onEvent(message.bytes);
        break;
      case 'raw':
        for (const { name: file, bytes } of message.files) save(new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)]), file);
        break;
      case 'gave_way':
        // It ends by itself, after it has shut its files; another one waits for them to come free again.
        current?.leave();
        current = null;
        gave_way = true;
        take_state({ kind: 'waiting' });
        start();
        break;
      case 'dead':
        died(message.reason);
    }
  }

  // A page in the browser's back-forward cache must not keep the database from others.
  addEventListener('pagehide', () => {
    clearTimeout(restart);
    ready = false;
    current?.leave();
  });
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    onState({ kind: 'starting' });
    start();
  });

  onState({ kind: 'starting' });
  start();

  return {
    /**
     * Asks the engine; the answer comes by onAnswer under the same number. What the request names as {"$blob": n} is
     * the n-th of `blobs`, which must stay as they are until then.
     * @param {number} n
     * @param {Uint8Array} bytes
     * @param {(Uint8Array | Blob)[]} [blobs]
     */
    send(n, bytes, blobs = []) {
      // A copy: what is passed in may be a window on the shell's memory.
      const asked = { bytes: bytes.slice(), blobs };
      unanswered.set(n, asked);
      if (ready) current?.post({ type: 'request', n, ...asked });
    },
    /** How many requests have no answer yet. */
    get waiting() {
      return unanswered.size;
    },
    /** Starts the engine anew, after it had failed or could not open the database. */
    retry() {
      deaths = [];
      take_state({ kind: 'starting' });
      start();
    },
    /** Has the tab that holds the database give way to this one. */
    useHere() {
      current?.post({ type: 'take' });
    },
    /** Empties a database that cannot be opened. Only on the person's word. */
    startFresh() {
      current?.post({ type: 'fresh' });
    },
    /** Saves the database's files as downloads, whatever state they are in. */
    downloadRaw() {
      current?.post({ type: 'raw' });
    },
  };
}
