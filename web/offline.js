// The page's side of web/service-worker.js: has this version kept, hears of a new one, and takes it on the person's word.

// A tab that is open for days looks for a new version when the person comes back to it, at most this often.
const look_again_ms = 60 * 60 * 1000;

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
