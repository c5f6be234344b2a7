// Starts the page: the engine in its worker, shell.wasm, and what lies between them and the browser.
import { currentContrast, currentView, watchView } from './appearance.js';
import { early as earlyEngine } from './early.js';
import { connectEngine } from './engine-client.js';
import { createHost } from './host.js';
import { listen } from './input.js';
import { Loop } from './loop.js';
import { Mirror } from './mirror.js';
import { keepOffline } from './offline.js';
import { lend, takeText, textAt } from './shell-module.js';
import createModule from './shell.js';
import { listenToSelection } from './selection.js';
import { fetchFonts } from './text.js';
import { createTransfer } from './transfer.js';

/** @param {string} id */
function element(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`Expected an element "${id}" in index.html, found none.`);
  return found;
}

const options = new URLSearchParams(location.search);
const root = element('mirror');
const canvas = /** @type {HTMLCanvasElement} */ (element('canvas'));
const announcer = element('announcer');
const first = element('first');
/** @type {import('./shell-module.js').Module} */
let module;
/** @type {Mirror} */
let mirror;
let shell = 0;
let plain = options.has('plain');

const loop = new Loop({
  frame(now) {
    const wait = module._shell_frame(shell, now);
    afterFrame();
    return wait;
  },
  paint() {
    module._shell_paint(shell);
    first.remove();
    if (interactive || !module._shell_has_data(shell)) return;
    interactive = stands = true;
    performance.mark('rehearsal-interactive');
    goOffline();
  },
});
let interactive = false;
/** What there is to show is shown: data, or why there is none. */
let stands = false;

function afterFrame() {
  const copied = takeText(module, module._shell_copied(shell));
  if (copied) navigator.clipboard?.writeText(copied).catch(() => {});
  const words = takeText(module, module._shell_announcement(shell));
  // Outside of a dialog that is open nothing is heard.
  const heard = root.querySelector('dialog[open]') ?? document.body;
  if (words && announcer.parentElement !== heard) heard.append(announcer);
  if (words) announcer.textContent = announcer.textContent === words ? `${words}\u00a0` : words;
  const ground = `#${module._shell_ground(shell).toString(16).padStart(6, '0')}`;
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', ground);
}

function applyView() {
  const view = currentView(plain);
  if (!plain) {
    canvas.width = Math.round(view.width * view.scale);
    canvas.height = Math.round(view.height * view.scale);
    // Its pixels are the device's, also where the window's width is no whole number of CSS pixels.
    canvas.style.width = `${canvas.width / view.scale}px`;
    canvas.style.height = `${canvas.height / view.scale}px`;
  }
  module._shell_contrast(shell, ...currentContrast());
  module._shell_view(shell, view.width, view.height, view.scale, view.dark ? 1 : 0, view.touch ? 1 : 0, view.calm ? 1 : 0);
  loop.request();
}

const route = () => lend(module, location.hash || '#/', (at, length) => module._shell_route(shell, at, length));

// Fetched and compiled at the same time; the engine starts meanwhile, and what it says waits until the shell is there.
const fonts = fetchFonts();
/** @type {(() => void)[] | null} */
let early = [];
/** @param {() => void} what */
const whenReady = (what) => (early ? early.push(what) : (what(), loop.request()));

const transfer = createTransfer({
  send: (number, bytes) => engine.send(number, bytes),
  tell: (what) => whenReady(() => lend(module, JSON.stringify(what), (at, length) => module._shell_transfer(shell, at, length))),
});

/** What the engine's client said of it last. */
let engineState = 'starting';
const engine = connectEngine({
  worker: new URL('./engine-worker.js', import.meta.url),
  early: earlyEngine,
  storage: options.get('storage') === 'memory' ? 'memory' : 'opfs',
  catalog: options.get('catalog') ?? '',
  onAnswer(number, bytes, blobs) {
    if (transfer.takes(number, bytes, blobs)) return;
    whenReady(() => lend(module, bytes, (at, length) => module._shell_answer(shell, number, at, length)));
  },
  onEvent: (bytes) => whenReady(() => lend(module, bytes, (at, length) => module._shell_event(shell, at, length))),
  onState: (state) => {
    engineState = state.kind;
    whenReady(() => lend(module, JSON.stringify(state), (at, length) => module._shell_state(shell, at, length)));
    // A version that cannot start must not be in the way of the one that mends it.
    if (state.kind === 'starting' || state.kind === 'ready') return;
    goOffline();
    whenReady(() => (stands = true));
  },
});

/** Asked once: some browsers ask the person. */
let kept = false;
function keep() {
  if (!kept) void navigator.storage?.persist?.().catch(() => {});
  kept = true;
}

/** @type {ReturnType<typeof keepOffline> | undefined} */
let offline;
/** Once the person can work: it fetches everything again. */
function goOffline() {
  offline ??= keepOffline(() => whenReady(() => module._shell_update_ready(shell)));
}

/** @type {Record<string, () => void>} */
const commands = {
  retry: () => engine.retry(),
  use_here: () => engine.useHere(),
  start_fresh: () => engine.startFresh(),
  download_raw: () => engine.downloadRaw(),
  keep,
  use_new_version: () => offline?.take(),
};

const host = createHost({
  module: () => module,
  mirror: () => mirror,
  send: (number, bytes, file) => engine.send(number, bytes, file ? transfer.blobs(file) : []),
  transfer: (command) => transfer.run(command),
  engine: (command) => commands[command]?.(),
  changed: () => shell && applyView(),
});

/** The engine's worker needs this thread for its start: it gets its turn between the long parts of ours. */
const turn = () => new Promise((done) => void setTimeout(done));

/** Without WebGL 2 the mirror alone, plainly styled, is the page. */
async function start() {
  module = await createModule({ host });
  await turn();
  document.documentElement.className = plain ? 'plain' : 'drawn';
  shell = module._shell_new(plain ? 1 : 0);
  if (!shell) {
    plain = true;
    document.documentElement.className = 'plain';
    shell = module._shell_new(1);
  }
  await turn();
  for (const [face, bytes] of (await fonts).entries()) {
    const address = module._malloc(bytes.length);
    module.HEAPU8.set(bytes, address);
    if (!module._shell_font(shell, face, address, bytes.length)) throw new Error(`Font ${face} is damaged.`);
  }
  mirror = new Mirror(root, {
    plain,
    roles: textAt(module, module._shell_roles()).split(' '),
    scrolled: (id, y) => {
      module._shell_scrolled(shell, id, y);
      loop.request();
    },
  });
  await turn();
  route();
  watchView(applyView);
  addEventListener('hashchange', () => {
    route();
    loop.request();
  });
  const keepTyped = () => module._shell_keep(shell);
  addEventListener('pagehide', keepTyped);
  document.addEventListener('visibilitychange', keepTyped);
  // What cannot be kept lives in this page only: the browser asks before it goes.
  addEventListener('beforeunload', (event) => {
    keepTyped();
    if (module._shell_has_draft(shell)) event.preventDefault();
  });
  listenToPerson();
  listenToSelection(root, {
    select: (grid, cells) => {
      module._shell_cells(shell, grid, ...cells);
      loop.request();
    },
    showAll: (all) => {
      module._shell_show_cells(shell, all ? 1 : 0);
      loop.now();
    },
  });
  watchGpu();
  for (const what of early ?? []) what();
  early = null;
  applyView();
}

function listenToPerson() {
  /** An act is over, and its outcome said, when the event's handler returns. @param {() => void} act */
  const act = (act) => {
    act();
    loop.now();
  };
  /** @param {() => void} act */
  const note = (act) => {
    act();
    loop.request();
  };
  listen(root, {
    press: (id) => act(() => module._shell_press(shell, id)),
    type: (id, text) => act(() => lend(module, text, (at, length) => module._shell_text(shell, id, at, length))),
    enter: (id) => act(() => module._shell_enter(shell, id)),
    key: (id, key) => {
      // A key means what has the focus: where that moved since the last layout, the program sees it there first.
      if (loop.dirty) loop.now();
      act(() => module._shell_key(shell, id, key));
    },
    shortcut: (key) => act(() => lend(module, key, (at, length) => module._shell_shortcut(shell, at, length))),
    focused: (id, byKeyboard) => note(() => module._shell_focused(shell, id, byKeyboard ? 1 : 0)),
    hovered: (id, outer) => note(() => module._shell_hovered(shell, id, outer)),
    held: (id) => note(() => module._shell_held(shell, id)),
  });
}

/** The browser may take the GPU away (sleep, a crashed driver) and give it back. */
function watchGpu() {
  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();
    loop.pause();
  });
  canvas.addEventListener('webglcontextrestored', () => {
    module._shell_restore(shell);
    loop.resume();
  });
}

// For tests and benchmarks: what cannot be seen from outside.
Object.assign(globalThis, {
  rehearsal: {
    get frames() { return loop.frames; },
    get layoutTime() { return loop.layoutTime; },
    get writes() { return mirror?.writes ?? 0; },
    get waiting() { return engine.waiting; },
    get stands() { return stands; },
    get engineState() { return engineState; },
    get restsFor() { return loop.restsFor; },
    get lostActions() { return shell ? module._shell_lost_actions(shell) : 0; },
  },
});

start().catch((error) => {
  goOffline();
  document.documentElement.className = 'plain';
  const notice = document.createElement('p');
  notice.className = 'notice';
  notice.setAttribute('role', 'alert');
  notice.textContent = `Rehearsal could not start: ${error.message} Load the page again; if that does not help, try another browser.`;
  first.remove();
  root.replaceChildren(notice);
  throw error;
});
