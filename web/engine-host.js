// Runs engine.wasm: the same for the page's worker and for Node. Requests, answers and events are bytes; nothing here
// reads them.

/**
 * The database's files, by slot: 0 the database, 1 its journal, 2 its log. Everything is synchronous; a failure throws.
 * @typedef {object} HostFiles
 * @property {(slot: number, bytes: Uint8Array, offset: number) => number} read the number of bytes read
 * @property {(slot: number, bytes: Uint8Array, offset: number) => number} write the number of bytes written
 * @property {(slot: number, size: number) => void} truncate
 * @property {(slot: number) => number} size
 * @property {(slot: number) => void} flush
 * @property {() => void} close
 */

/**
 * @typedef {object} EngineOptions
 * @property {'opfs' | 'file' | 'memory'} storage
 * @property {string} [seed] decimal
 * @property {string} [now] ISO 8601
 * @property {string} [catalog]
 */

/** @typedef {import('./engine.js').EngineModule} EngineModule */

export class EngineHost {
  /** @param {EngineModule} module */
  constructor(module) {
    this.module_ = module;
  }

  /**
   * @param {typeof import('./engine.js').default} create what engine.js exports
   * @param {WebAssembly.Module} compiled engine.wasm
   * @param {HostFiles | null} files none: the database is in memory
   */
  static async start(create, compiled, files) {
    const module = await new Promise((made, failed) => {
      create({
        files,
        instantiateWasm: (imports, done) => {
          WebAssembly.instantiate(compiled, imports).then((instance) => done(instance, compiled), failed);
          return {};
        },
      }).then(made, failed);
    });
    return new EngineHost(module);
  }

  /**
   * Opens or makes the database; null, or why not.
   * @param {EngineOptions} options
   * @returns {{kind: string, message: string} | null}
   */
  open(options) {
    const answer = this.call_(this.module_._rehearsal_open, new TextEncoder().encode(JSON.stringify(options)));
    const problem = JSON.parse(new TextDecoder().decode(answer));
    return problem.kind ? problem : null;
  }

  /**
   * Plays a problem report in memory: the event that says what came of it, or {kind, message} of why it could not be.
   * @param {Uint8Array} report
   */
  replay(report) {
    return this.call_(this.module_._rehearsal_replay, report);
  }

  /** One request of DOOR.md -> its answer. @param {Uint8Array} bytes */
  request(bytes) {
    return this.call_(this.module_._rehearsal_request, bytes);
  }

  /**
   * The same with byte arrays beside both messages, which say {"$blob": n} for the n-th. Where reading the pieces of one
   * throws, so does this, and nothing was asked.
   * @param {Uint8Array} bytes
   * @param {{size: number, pieces: Iterable<Uint8Array>}[]} blobs
   * @returns {{bytes: Uint8Array, blobs: Uint8Array[]}}
   */
  exchange(bytes, blobs) {
    const module = this.module_;
    try {
      for (const { size, pieces } of blobs) {
        let at = module._rehearsal_blob(size);
        for (const piece of pieces) {
          module.HEAPU8.set(piece, at);
          at += piece.length;
        }
      }
    } catch (error) {
      module._rehearsal_forget_blobs();
      throw error;
    }
    const answer = this.call_(module._rehearsal_exchange, bytes);
    const given = Array.from({ length: module._rehearsal_blobs() }, (_, n) => {
      const parts = Array.from({ length: module._rehearsal_blob_parts(n) }, (_, part) => {
        const at = module._rehearsal_blob_at(n, part);
        return module.HEAPU8.subarray(at, at + module._rehearsal_blob_length(n, part));
      });
      const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
      let at = 0;
      for (const part of parts) {
        whole.set(part, at);
        at += part.length;
      }
      return whole;
    });
    return { bytes: answer, blobs: given };
  }

  /** One turn; the milliseconds until the next is due, negative when there is nothing to do. */
  turn() {
    return this.module_._rehearsal_turn();
  }

  /** The events since the last call, in order. @returns {Uint8Array[]} */
  events() {
    const lines = this.text_(this.module_._rehearsal_events());
    const found = [];
    for (let from = 0; from < lines.length; ) {
      const end = lines.indexOf(10, from);
      const to = end < 0 ? lines.length : end;
      found.push(lines.slice(from, to));
      from = to + 1;
    }
    return found;
  }

  /** What makes the database unusable, found since it was opened; '' while it is sound. */
  damage() {
    return new TextDecoder().decode(this.text_(this.module_._rehearsal_damage()));
  }

  /** Leaves the files as a clean end does. */
  close() {
    this.module_._rehearsal_close();
  }

  /** @param {(text: number, length: number) => number} entry @param {Uint8Array} bytes */
  call_(entry, bytes) {
    const at = this.module_._rehearsal_alloc(bytes.length || 1);
    if (at === 0) throw new RangeError('The engine has no memory left for this message.');
    this.module_.HEAPU8.set(bytes, at);
    const answer = this.text_(entry(at, bytes.length));
    this.module_._rehearsal_free(at);
    return answer;
  }

  /** A copy of the text at `at`: the next call overwrites it. @param {number} at */
  text_(at) {
    return this.module_.HEAPU8.slice(at, at + this.module_._rehearsal_length());
  }
}
