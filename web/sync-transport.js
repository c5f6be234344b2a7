// Fetches what src/sync decides to fetch: an index of published snapshots, and a snapshot that it names. Here is the I/O;
// every decision, and every word for a person, is the engine's (docs/static-backend.md).
//
//   const sync = createSync({ decide });           decide: one message to POST /api/rehearsal/sync, its answer's body back
//   const found = await sync.openIndex(address);   '' looks beside the page; only on a person's word
//   if (found.ok) found.heads[0].title …
//   const got = await sync.openSnapshot(found.address, found.heads[0], { onProgress, signal });
//   if (got.ok) got.file                           a Blob with the digest that the index names: preview and import it
//   else got.problem.what, .advice; got.again?.()  goes on where it stopped
//
// Neither throws for what a host, a network or the engine may do.
import { probe as probe_by_frame } from './host-probe.js';
import { may_ask, parsed } from './named-addresses.js';
import { Sha256 } from './sha256.js';

/**
 * @typedef {{title: string, about: string, time: string, author: string, digest: string, file: string}} Head
 * @typedef {{code: string, what: string, advice: string, again: boolean}} Problem
 * @typedef {{bytes: number, total: number | null}} Progress `total` is null where the host does not say it
 * @typedef {object} Options
 * @property {(progress: Progress) => void} [onProgress] at every piece that comes, and once before the first
 * @property {AbortSignal} [signal] stops it; what has come is kept for `again`
 */
/**
 * `again` is there when trying again may help.
 * @template T
 * @typedef {({ok: true} & T) | {ok: false, problem: Problem, again?: (options?: Options) => Promise<Outcome<T>>}} Outcome
 */
/** @typedef {Outcome<{address: string, name: string, generation: number, heads: Head[]}>} IndexOutcome */
/** @typedef {Outcome<{file: Blob}>} SnapshotOutcome */

/** A snapshot's beginning tells whether it is a web page; an index is read whole. */
const beginning = 512;

/**
 * @param {object} page
 * @param {(message: object) => Promise<any>} page.decide
 * @param {string} [page.address] the page's own
 * @param {typeof fetch} [page.ask]
 * @param {(address: string) => Promise<string>} [page.probe] why a host of another origin gave no answer
 * @param {() => boolean} [page.is_online]
 */
export function createSync({ decide: think, address = location.href, ask = (...args) => fetch(...args), probe = probe_by_frame, is_online = () => navigator.onLine }) {
  // What stands behind the path may be long, and names no place.
  const own = new URL(address).origin + new URL(address).pathname;
  /** The indexes that a person has named in this visit. @type {Set<string>} */
  const named = new Set();

  /** Asks the engine. What it does not answer is refused like what a host does not, and `resume` is how to go on. @param {any} message */
  async function decide(message) {
    try {
      return await think(message);
    } catch (error) {
      const what = `The engine could not say how to go on: ${/** @type {Error} */ (error).message}`;
      const problem = { code: 'engine', what, advice: 'Nothing was changed. Try again in a moment.', again: true };
      // A body of which only the head came is gone: it is asked for once more.
      return { do: 'refuse', problem, resume: message.head ? { state: message.state } : message };
    }
  }

  /** Why a host gave no answer that the page may see. @param {string} asked */
  async function silence(asked) {
    if (!is_online()) return 'offline';
    return new URL(asked).origin === new URL(own).origin ? 'unreachable' : probe(asked);
  }

  /** Asks the host. @param {any} step @param {AbortSignal} [signal] @returns {Promise<{response: Response} | {why: string}>} */
  async function request(step, signal) {
    try {
      const response = await ask(step.address, {
        cache: step.cache,
        // Nobody has named where it leads, and the page may not see it before it is asked.
        redirect: 'manual',
        headers: step.from ? { range: `bytes=${step.from}-` } : {},
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        signal,
      });
      return response.type === 'opaqueredirect' ? { why: 'led_elsewhere' } : { response };
    } catch {
      return { why: signal?.aborted ? 'stopped' : await silence(step.address) };
    }
  }

  /**
   * Reads the body to its end into `pieces`; null, or why it did not come to it.
   * @param {Response} response @param {any} step @param {Pieces} pieces @param {Options} options
   */
  async function read(response, step, pieces, { onProgress, signal }) {
    const report = () => onProgress?.({ bytes: pieces.bytes, total: step.total >= pieces.bytes ? step.total : null });
    report();
    const reader = response.body?.getReader();
    try {
      for (;;) {
        const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
        if (done) return null;
        pieces.add(value);
        if (pieces.bytes > step.most) {
          await reader?.cancel();
          return 'too_large';
        }
        report();
      }
    } catch {
      return signal?.aborted ? 'stopped' : is_online() ? 'broken_off' : 'offline';
    }
  }

  /**
   * Does what it is told until there is nothing more to do.
   * @param {any} step @param {Pieces} pieces @param {Options} options @returns {Promise<any>} the last step
   */
  async function follow(step, pieces, options) {
    /** @type {Response | undefined} */
    let response;
    for (;;) {
      const { state } = step;
      if (step.do === 'ask') {
        if (!may_ask(step.address, named, own)) {
          const what = `${step.address} is no address that can be asked, or none that was named.`;
          return { problem: { code: 'address', what, advice: 'Nothing was changed. Check the name of the host and the number of the port.', again: false } };
        }
        const answer = await request(step, options.signal);
        response = 'response' in answer ? answer.response : undefined;
        step = await decide('why' in answer
          ? { state, failed: { why: answer.why, bytes: pieces.bytes } }
          : { state, head: head_of(answer.response) });
        if (step.do !== 'read') response?.body?.cancel().catch(() => {});
      } else if (step.do === 'read' && response) {
        pieces.keep(step.from);
        const why = await read(response, step, pieces, options);
        step = await decide(why
          ? { state, failed: { why, bytes: pieces.bytes } }
          // Of another origin the browser hides whether the length is that of compressed bytes.
          : { state, end: { ...pieces.facts(state.digest === ''), total: response.type === 'cors' ? null : step.total } });
      } else {
        return step;
      }
    }
  }

  /**
   * @template T
   * @param {any} message @param {Pieces} pieces @param {(step: any) => T} taken @param {Options} options @returns {Promise<Outcome<T>>}
   */
  async function outcome(message, pieces, taken, options) {
    const first = await decide(message);
    // What a person named, as it is asked for.
    if (first.do === 'ask' && 'index' in message && !message.snapshot) named.add(first.address);
    const last = await follow(first, pieces, options);
    if (last.do === 'done') return { ok: true, ...taken(last) };
    const resume = last.resume ?? (last.state && { state: last.state });
    const again = async (/** @type {Options} */ more = options) => outcome(resume, pieces, taken, more);
    return { ok: false, problem: last.problem, ...(last.problem.again && resume && { again }) };
  }

  return {
    /** @param {string} address as the person gave it @param {Options} [options] @returns {Promise<IndexOutcome>} */
    async openIndex(address, options = {}) {
      const trimmed = address.trim();
      const begin = { page: own, index: parsed(trimmed)?.href ?? trimmed };
      return outcome(begin, new Pieces(), (done) => ({ address: done.address, name: done.name, generation: done.generation, heads: done.heads }), options);
    },
    /** @param {string} index its address, as openIndex gave it @param {Head} head @param {Options} [options] @returns {Promise<SnapshotOutcome>} */
    async openSnapshot(index, head, options = {}) {
      const pieces = new Pieces();
      const begin = { page: own, index, snapshot: { digest: head.digest, file: head.file } };
      return outcome(begin, pieces, () => ({ file: pieces.blob() }), options);
    },
  };
}

/** @param {Response} response */
function head_of(response) {
  const length = response.headers.get('content-length');
  const from = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1];
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    length: length !== null && /^\d{1,15}$/.test(length) ? Number(length) : null,
    encoded: response.headers.has('content-encoding'),
    from: from === undefined ? null : Number(from),
  };
}

/** What has come of a body, hashed on the way. */
class Pieces {
  constructor() {
    /** @type {Uint8Array<ArrayBuffer>[]} */
    this.all_ = [];
    this.bytes = 0;
    this.hash_ = new Sha256();
  }

  /** @param {Uint8Array<ArrayBuffer>} piece */
  add(piece) {
    this.all_.push(piece);
    this.bytes += piece.length;
    this.hash_.add(piece);
  }

  /** Throws away all but the first bytes: either what is there goes on, or it begins anew. @param {number} count */
  keep(count) {
    if (count === this.bytes) return;
    const kept = this.all_;
    this.all_ = [];
    this.bytes = 0;
    this.hash_ = new Sha256();
    for (const piece of kept) if (this.bytes < count) this.add(piece.subarray(0, count - this.bytes));
  }

  /** @param {boolean} whole the text of all, or only of the beginning */
  facts(whole) {
    const text = new TextDecoder('utf-8', { ignoreBOM: true });
    let said = '';
    for (const piece of this.all_) {
      if (!whole && said.length >= beginning) break;
      said += text.decode(whole ? piece : piece.subarray(0, beginning), { stream: true });
    }
    return { bytes: this.bytes, sha256: this.hash_.hex(), text: (said + text.decode()).replaceAll('\0', '\ufffd') };
  }

  blob() {
    return new Blob(this.all_, { type: 'application/json' });
  }
}
