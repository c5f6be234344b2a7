// Whether a host that gave no answer the page may read is there at all.

/** A host that is there answers at once; one that does not is waited for no longer than this. */
const patience_ms = 20_000;

/**
 * A host that answers but does not share fails like one that is not there; asked without reading, it shows that it is
 * there. Browsers follow redirects then, whatever the page says: so an empty frame asks, whose own policy lets it ask this
 * host alone. Where the host leads elsewhere that one is not asked.
 * @param {string} address @returns {Promise<'not_shared' | 'unreachable' | 'led_elsewhere'>}
 */
export async function probe(address) {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; connect-src ${new URL(address).origin}">`;
  const loaded = new Promise((done) => frame.addEventListener('load', done, { once: true }));
  document.body.append(frame);
  try {
    await loaded;
    const inside = /** @type {Window & typeof globalThis} */ (frame.contentWindow);
    let led = false;
    inside.document.addEventListener('securitypolicyviolation', () => (led = true));
    const asked = inside.fetch(address, {
      mode: 'no-cors', cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer', signal: AbortSignal.timeout(patience_ms),
    });
    const answered = await asked.then(() => true, () => false);
    // That it was led is said in a task of its own.
    if (!answered) await new Promise((done) => setTimeout(done));
    return led ? 'led_elsewhere' : answered ? 'not_shared' : 'unreachable';
  } finally {
    frame.remove();
  }
}
