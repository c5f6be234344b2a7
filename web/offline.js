// The page's side of web/service-worker.js: has this version kept, hears of a new one, and takes it on the person's word.

// A tab that is open for days looks for a new version when the person comes back to it, at most this often.
const look_again_ms = 60 * 60 * 1000;

/** Where this page is and its version's folder, as service-worker.js names what it keeps. */
const [, scope, folder] = /^(.*\/)([^/]+)\/[^/]*$/.exec(new URL(import.meta.url).pathname) ?? [];
const prefix = `rehearsal ${scope} `;

/** Says for as long as this tab lives which version it runs, so that its files stay: service-worker.js asks who holds these locks. */
const hold_version = () =>
  new Promise((held) => void navigator.locks.request(prefix + folder, { mode: 'shared' }, () => (held(null), new Promise(() => {}))));

/** Versions that no tab runs any more need not stay. @param {ServiceWorkerRegistration} registration */
async function forget_others({ active }) {
  const kept = (await caches.keys()).filter((name) => name.startsWith(prefix));
  if (kept.length > 1) active?.postMessage('forget');
}

/**
 * To be called once the page is interactive: the worker fetches the whole version again.
 * @param {() => void} onReady a new version is kept and waits for the person's word
 * @returns {{take: () => void}} `take` loads the page again with the new version; other tabs are left as they are
 */
export function keepOffline(onReady) {
  const container = navigator.serviceWorker;
  // Plain http, and private windows of some browsers: the page works, but not without its host.
  if (!container) return { take: () => location.reload() };
  /** @type {ServiceWorkerRegistration | undefined} */
  let registration;

  const look = () => {
    if (registration?.waiting && registration.active) onReady();
  };

  let looked = performance.now();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || performance.now() - looked < look_again_ms) return;
    looked = performance.now();
    // Without a network there is nothing new.
    registration?.update().catch(() => {});
  });

  container.register(new URL('../sw.js', import.meta.url), { updateViaCache: 'none' }).then(
    (made) => {
      registration = made;
      void hold_version().then(() => forget_others(made));
      look();
      made.addEventListener('updatefound', () => made.installing?.addEventListener('statechange', look));
      made.installing?.addEventListener('statechange', look);
    },
    (error) => console.warn(`Rehearsal is not kept for use without a network: ${error.message}`),
  );

  return {
    take() {
      const waiting = registration?.waiting;
      // Another tab may have taken it already.
      if (!waiting) return location.reload();
      container.addEventListener('controllerchange', () => location.reload());
      waiting.postMessage('take');
    },
  };
}
