// Subscriptions without number, which no engine has to make.

/**
 * In the page, before its scripts: the engine's worker answers as ever, but has many subscriptions.
 * @param {number} count
 */
export function have_many(count) {
  const Real = Worker;
  const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];
  /** @param {number} n */
  const row = (n) => ({ subscription_id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, description: `Subscription ${n}`, status: 'active', insync: n % 3 > 0,
    start_date: 1795463990 - n, product: { name: 'User Group' }, customer_id: '' });
  globalThis.Worker = class extends Real {
    /** @param {any} message @param {any} [moved] */
    postMessage(message, moved) {
      if (message.type === 'request') {
        const request = JSON.parse(decoder.decode(message.bytes));
        if (request.path === '/api/rehearsal/lists/subscriptions') {
          const from = Number(request.query?.after ?? 0), size = Number(request.query?.limit ?? 100);
          const items = Array.from({ length: Math.max(0, Math.min(size, count - from)) }, (_, i) => row(from + i));
          /** @type {any} */ (globalThis).parts = (/** @type {any} */ (globalThis).parts ?? 0) + 1;
          const bytes = encoder.encode(JSON.stringify({ id: request.id, status: 200, headers: {}, body: { items, total: count, next: null }, as_of: 1 }));
          setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data: { type: 'answer', n: message.n, bytes, blobs: [] } })), 5);
          return;
        }
      }
      super.postMessage(message, moved ?? []);
    }
  };
}
