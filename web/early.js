// Runs before the rest of the page is even read: of all that the start needs, the engine's worker takes the longest to
// come. For the same reason nothing is imported here.

const worker = new Worker(new URL('./engine-worker.js', import.meta.url), { type: 'module', name: 'rehearsal-engine' });

/**
 * The first worker; and why it could not be loaded, should that be known before engine-client.js listens.
 * @type {{worker: Worker, failed: ErrorEvent | null}}
 */
export const early = { worker, failed: null };
/** @param {ErrorEvent} event */
worker.onerror = (event) => {
  event.preventDefault();
  early.failed = event;
};
