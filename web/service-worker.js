// Keeps the page in this browser, so that it opens without a network. scripts/lib/assemble.mjs puts this version's folder
// and files before this text, as self.rehearsal: another version is another text, and that is how browsers notice.
//
// A version is kept whole or not at all: nothing is written before every file has come and has its digest. A new version
// waits until all tabs are closed or the page says 'take'. Each page asks only for files of its own version's folder, and
// gets them from that version's cache, whichever version rules by then.

const worker = /** @type {ServiceWorkerGlobalScope & {rehearsal: Version, fresh?: boolean}} */ (/** @type {unknown} */ (self));
/**
 * @typedef {object} Version
 * @property {string} folder where this version's own files are
 * @property {Record<string, string>} files the SHA-256 of each by its path below the scope; '' is the page itself
 */
const { folder, files } = worker.rehearsal;
/** Said by the server of scripts/run: a reload shows what was built last. */
const fresh = worker.fresh ?? false;
const scope = new URL(worker.registration.scope);
/** Other paths of this host may hold a Rehearsal of their own, and all share the caches and locks. No path holds a space. */
const prefix = `rehearsal ${scope.pathname} `;
const own_name = prefix + folder;
const folder_pattern = /^app-[0-9a-f]+(?=\/)/;
/** One at a time writes or deletes versions. */
const keeper_lock = 'rehearsal-keeper';
const digest_header = 'x-rehearsal-sha256';

/** @param {string} path */
const address_of = (path) => new URL(path, scope).href;

/** @param {BufferSource} bytes */
async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What earlier versions have kept, by digest: most files do not change. */
async function kept_by_digest() {
  /** @type {Map<string, Response>} */
  const found = new Map();
  for (const name of await caches.keys()) {
    if (!name.startsWith(prefix)) continue;
    for (const response of await (await caches.open(name)).matchAll()) {
      const digest = response.headers.get(digest_header);
      if (digest) found.set(digest, response);
    }
  }
  return found;
}

/** One file, with the digest that it must have. @param {string} path @param {Map<string, Response>} kept */
async function fetch_file(path, kept) {
  const expected = files[path];
  const tries = [
    // A copy: another file may have the same bytes.
    async () => kept.get(expected)?.clone(),
    // What the page has just loaded is in the browser's own cache.
    () => fetch(address_of(path), { cache: folder_pattern.test(path) ? 'default' : 'no-cache' }),
    () => fetch(address_of(path), { cache: 'reload' }),
  ];
  let found = '';
  for (const attempt of tries) {
    const response = await attempt();
    if (!response) continue;
    const bytes = await response.arrayBuffer();
    const digest = await sha256(bytes);
    if (response.ok && digest === expected) {
      const headers = { 'content-type': response.headers.get('content-type') ?? '', [digest_header]: digest };
      return new Response(bytes, { headers });
    }
    found = response.ok ? `another content (SHA-256 ${digest})` : `status ${response.status}`;
  }
  throw new Error(`Expected ${path || 'the page'} with SHA-256 ${expected}, found ${found}. This version is not kept; the host may be in the middle of an update.`);
}

async function fill() {
  const kept = await kept_by_digest();
  const paths = Object.keys(files);
  const responses = await Promise.all(paths.map((path) => fetch_file(path, kept)));
  await caches.delete(own_name);
  try {
    const cache = await caches.open(own_name);
    await Promise.all(paths.map((path, index) => cache.put(address_of(path), responses[index])));
  } catch (error) {
    await caches.delete(own_name);
    throw error;
  }
}

/** Forgets the versions that no tab runs. */
async function forget_others() {
  // A newer one is kept by now, or will be in a moment.
  if (worker.registration.installing || worker.registration.waiting) return;
  const { held = [] } = await navigator.locks.query();
  // Every tab holds one with the name of the cache that it runs from (offline.js).
  const run = held.map(({ name = '' }) => name).filter((name) => name.startsWith(prefix));
  const tabs = (await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })).filter(({ url }) => is_page(new URL(url)));
  // One that has not said yet what it runs may run any.
  if (run.length < tabs.length) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(prefix) && name !== own_name && !run.includes(name)) await caches.delete(name);
  }
}

/** @param {URL} url */
const is_page = (url) => url.origin === scope.origin && [scope.pathname, `${scope.pathname}index.html`].includes(url.pathname);

/** @param {string} cache_name @param {string} path */
async function from_cache(cache_name, path) {
  return (await caches.has(cache_name)) ? (await caches.open(cache_name)).match(address_of(path)) : undefined;
}

/** What is asked of this worker, or null: everything else is the network's. @param {Request} request */
function path_of(request) {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return null;
  const path = url.pathname.slice(scope.pathname.length);
  if (path === 'index.html') return '';
  return path in files || folder_pattern.test(path) ? path : null;
}

/** @param {Request} request @param {string} path */
async function answer(request, path) {
  if (fresh && request.mode === 'navigate') {
    const response = await fetch(request).catch(() => null);
    if (response) return response;
  }
  const of_folder = folder_pattern.exec(path)?.[0];
  return (await from_cache(of_folder ? prefix + of_folder : own_name, path)) ?? fetch(request);
}

/** Browsers that know it give what is kept without waking this worker: a start is a third quicker. @param {any} event */
async function route_past_worker(event) {
  /** @param {string} path @param {string} rest */
  const kept = (path, rest) => ({
    condition: { urlPattern: { pathname: path.replace(/[+*?:{}()\\]/g, '\\$&') + rest, search: '', baseURL: scope.href } },
    source: { cacheName: own_name },
  });
  const own_files = kept(`${scope.pathname}${folder}/`, '*');
  await event.addRoutes?.(fresh ? [own_files] : [own_files, kept(scope.pathname, '')]);
}

worker.addEventListener('install', (event) => {
  // Nothing depends on it.
  event.waitUntil(route_past_worker(event).catch(() => {}));
  event.waitUntil(navigator.locks.request(keeper_lock, fill).then(() => (fresh ? worker.skipWaiting() : undefined)));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(navigator.locks.request(keeper_lock, forget_others).then(() => worker.clients.claim()));
});

worker.addEventListener('message', (event) => {
  if (event.data === 'take') event.waitUntil(worker.skipWaiting());
  if (event.data === 'forget') event.waitUntil(navigator.locks.request(keeper_lock, forget_others));
});

worker.addEventListener('fetch', (event) => {
  const path = path_of(event.request);
  if (path !== null) event.respondWith(answer(event.request, path));
});
