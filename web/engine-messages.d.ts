// What the page (engine-client.js) and its worker (engine-worker.js) say to each other.

/** How it is with the engine, as the page shows it. */
export type EngineState =
  | { kind: 'starting' }
  /** `reason` says why it is only in memory. */
  | { kind: 'ready'; storage: 'opfs' | 'memory'; reason?: string }
  /** The data is open in another tab; goes on by itself. `reason`: that one was asked to give way, and does not answer. */
  | { kind: 'waiting'; reason?: string }
  /** The same, after another tab asked for it: this one gave way, and has lost nothing. */
  | { kind: 'elsewhere'; reason?: string }
  | { kind: 'restarting'; reason: string }
  | { kind: 'damaged'; reason: string }
  | { kind: 'newer'; reason: string }
  | { kind: 'failed'; reason: string };

export type ToWorker =
  /** `name` is the Web Lock that the worker holds for as long as it lives. */
  | { type: 'start'; storage: 'opfs' | 'memory'; catalog?: string; name: string }
  /** `blobs` are the byte arrays and files that the request names as {"$blob": n}. */
  | { type: 'request'; n: number; bytes: Uint8Array; blobs: (Uint8Array | Blob)[] }
  /** Empties a database that cannot be opened, and opens it. */
  | { type: 'fresh' }
  /** Asks for the database's files as they are. */
  | { type: 'raw' }
  /** While it waits: has the tab that holds the database give way. */
  | { type: 'take' }
  | { type: 'stop' };

export type FromWorker =
  /** The lock `name` is held. */
  | { type: 'alive' }
  | { type: 'state'; state: EngineState }
  | { type: 'answer'; n: number; bytes: Uint8Array; blobs: Uint8Array[] }
  | { type: 'event'; bytes: Uint8Array }
  | { type: 'raw'; files: { name: string; bytes: Uint8Array }[] }
  /** It has ended, because another tab asked for the database. */
  | { type: 'gave_way' }
  /** It has ended and must be started anew. */
  | { type: 'dead'; reason: string };
