// What the application does with static hosts: looks at one, fetches what it offers, stops and tries again.
import { createSync } from './sync-transport.js';

/**
 * @param {object} page
 * @param {(message: object) => Promise<any>} page.decide
 * @param {(what: object) => void} page.tell the application
 * @param {(file: Blob, name: string, of_look: object) => unknown} page.take_file
 * @returns {Record<string, (command: any) => unknown>} by the application's words for them
 */
export function createHosts({ decide, tell, take_file }) {
  const sync = createSync({ decide });
  /** The application numbers each look at a host; what is still under way for an earlier one is nobody's any more. */
  let current = 0;
  /** What the current look found. @type {{address: string, heads: import('./sync-transport.js').Head[]} | null} */
  let open = null;
  /** @type {(() => Promise<void>) | null} */
  let once_more = null;
  let stopper = new AbortController();

  /** Tells what came of a look, unless another has begun. @param {number} look @param {object} what */
  const tell_of = (look, what) => look === current && tell({ ...what, look });

  /** @param {number} look */
  const options = (look) => {
    stopper = new AbortController();
    return { signal: stopper.signal, onProgress: (/** @type {object} */ progress) => tell_of(look, { event: 'progress', ...progress }) };
  };

  /**
   * Waits for what a host gives, and takes it; what it does not give is told, with the way to try again.
   * @template T
   * @param {number} look @param {Promise<import('./sync-transport.js').Outcome<T>>} coming @param {(got: T) => unknown} take
   */
  async function receive(look, coming, take) {
    const got = await coming;
    if (look !== current) return;
    once_more = null;
    if (got.ok) return void (await take(got));
    const { problem, again } = got;
    if (again) once_more = () => receive(look, again(options(look)), take);
    tell_of(look, { event: 'problem', problem });
  }

  return {
    async look({ look, address }) {
      stopper.abort();
      current = look;
      open = once_more = null;
      await receive(look, sync.openIndex(address, options(look)), (found) => {
        open = found;
        tell_of(look, { event: 'index', name: found.name, heads: found.heads });
      });
    },
    async fetch({ look, head }) {
      if (look !== current || !open) return;
      const { address, heads } = open;
      await receive(look, sync.openSnapshot(address, heads[head], options(look)), ({ file }) => take_file(file, heads[head].title, { look }));
    },
    again: () => once_more?.(),
    stop: () => stopper.abort(),
  };
}
