// Files and static hosts for the application: the bytes stay here, and it knows them by number. It says what to do (the
// commands below), and hears what came of it.
import { listenToLaunchedFiles } from './launched-files.js';
import { ask_for_place, leave } from './save.js';

/** Requests of this file's own have numbers from here on; the application's are below. */
const own_numbers = 2 ** 30;

/**
 * @param {object} page
 * @param {(number: number, request: Uint8Array, blobs?: Blob[]) => void} page.send to the engine
 * @param {(what: object) => void} page.tell the application
 */
export function createTransfer({ send, tell }) {
  /** @type {Map<number, Blob>} */
  const files = new Map();
  let last_file = 0;
  /** The bytes that came with the application's answers, until it says what to do with them. @type {Map<number, Uint8Array<ArrayBuffer>>} */
  const answered = new Map();
  /** @type {Map<number, (answer: any) => void>} */
  const asked = new Map();
  let last_own = own_numbers;

  /** Asks the engine how to go on with a host, or with a file. @param {object} message */
  const decide = (message) =>
    new Promise((done, refused) => {
      last_own += 1;
      asked.set(last_own, ({ status, body }) => {
        if (status === 200) return done(body);
        refused(new Error(body?.detail ?? body?.title ?? `expected status 200, found ${status}`));
      });
      send(last_own, encoded({ id: last_own, method: 'POST', path: '/api/rehearsal/sync', body: message }));
    });

  /** A part of the page that few visits need, and that is loaded when they do. @template T @param {Promise<T>} coming */
  const part = (coming) =>
    coming.catch(() => {
      throw new Error('A part of this page could not be loaded. Check the network, and load the page again.');
    });
  /** @type {Promise<Record<string, (command: any) => unknown>> | undefined} */
  let hosts;
  /** @param {any} command */
  const to_hosts = (command) =>
    (hosts ??= part(import('./hosts.js')).then(({ createHosts }) => createHosts({ decide, tell, take_file }))).then(
      (commands) => commands[command.do](command),
      (error) => {
        hosts = undefined;
        throw error;
      },
    );
  /** @type {FileSystemDirectoryHandle | undefined} */
  let folder;
  /** Where the person wants what is being made. @type {ReturnType<typeof ask_for_place>} */
  let place = Promise.resolve(undefined);

  /** @param {Blob | Promise<Blob>} coming @param {string} name @param {object} [of_look] */
  async function take_file(coming, name, of_look) {
    try {
      const blob = await coming;
      const { problem } = await decide({ file: { name, bytes: blob.size } });
      if (problem) return tell({ event: 'refused', words: `${problem.what} ${problem.advice}`, ...of_look });
      // Whether it can be read at all: a folder that was dropped, say. Its bytes are the engine's to read.
      await blob.slice(0, 1).arrayBuffer();
      last_file += 1;
      files.set(last_file, blob);
      tell({ event: 'file', file: last_file, name, size: blob.size, ...of_look });
    } catch (error) {
      tell({ event: 'refused', words: `${name} could not be read: ${/** @type {Error} */ (error).message}`, ...of_look });
    }
  }

  function take_place() {
    const chosen = place;
    place = Promise.resolve(undefined);
    return chosen;
  }

  async function leave_place() {
    const chosen = await take_place();
    if (chosen) await leave(chosen);
  }

  /**
   * Gives away what came with an answer, and tells what became of it.
   * @param {any} command @param {() => Promise<{give: (how: any) => Promise<object>}>} load
   */
  async function give({ answer, ...how }, load) {
    const bytes = answered.get(answer);
    answered.delete(answer);
    try {
      const by = await part(load());
      if (!bytes) throw new Error('The engine gave nothing. Do it again.');
      tell(await by.give({ ...how, file: new Blob([bytes]), decide, folder, take_place }));
    } finally {
      await leave_place();
    }
  }

  /** @type {Record<string, (command: any) => unknown>} */
  const commands = {
    pick: () => pick((file) => take_file(file, file.name)),
    forget: ({ file }) => files.delete(file),
    save: (command) => give(command, () => import('./hand-over.js')),
    publish: (command) => give(command, () => import('./publish.js')),
    choose_place: ({ name = `rehearsal-${new Date().toISOString().slice(0, 10)}.json` }) => void (place = ask_for_place(name)),
    leave_place,
    look: to_hosts,
    fetch: to_hosts,
    again: to_hosts,
    stop: to_hosts,
    async choose_folder() {
      try {
        folder = await /** @type {any} */ (globalThis).showDirectoryPicker({ mode: 'readwrite' });
      } catch (error) {
        const { name, message } = /** @type {DOMException} */ (error);
        throw new Error(name === 'AbortError' ? 'You chose no folder, and nothing was written.'
          : `The browser opens no folder: ${message} Publish as an archive instead.`);
      }
      tell({ event: 'folder' });
    },
  };

  listenToLaunchedFiles((file, name) => void take_file(file, name));
  listenToDrops((file) => void take_file(file, file.name));
  listenToPastes((text) => void take_file(new Blob([text]), 'what was pasted'));

  if ('showDirectoryPicker' in globalThis) tell({ event: 'folders' });

  return {
    /** What a request of the application names. @param {number} file */
    blobs(file) {
      const blob = files.get(file);
      return blob ? [blob] : [];
    },
    /** True when the answer is to a request of this file's own. @param {number} number @param {Uint8Array} bytes @param {Uint8Array[]} blobs */
    takes(number, bytes, blobs) {
      const own = asked.get(number);
      asked.delete(number);
      own?.(JSON.parse(new TextDecoder().decode(bytes)));
      if (blobs.length) answered.set(number, /** @type {Uint8Array<ArrayBuffer>} */ (blobs[0]));
      return !!own;
    },
    /** @param {string} text a command */
    run(text) {
      const command = JSON.parse(text);
      const { look } = command;
      Promise.resolve(commands[command.do]?.(command)).catch((error) => tell({ event: 'refused', words: String(error.message), ...(look && { look }) }));
    },
  };
}

/** @param {object} message */
const encoded = (message) => new TextEncoder().encode(JSON.stringify(message));

/** @param {(file: File) => void} take */
function pick(take) {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,application/json';
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file) take(file);
  });
  input.click();
}

/** @param {(file: File) => void} take */
function listenToDrops(take) {
  /** @param {DragEvent} event */
  const holds_file = (event) => !!event.dataTransfer?.types.includes('Files');
  addEventListener('dragover', (event) => {
    if (holds_file(event)) event.preventDefault();
  });
  addEventListener('drop', (event) => {
    const file = event.dataTransfer?.files[0];
    if (!holds_file(event) || !file) return;
    event.preventDefault();
    take(file);
  });
}

/** A snapshot's text, pasted anywhere but into a field. @param {(text: string) => void} take */
function listenToPastes(take) {
  addEventListener('paste', (event) => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
    const text = event.clipboardData?.getData('text') ?? '';
    if (!text.trimStart().startsWith('{')) return;
    event.preventDefault();
    take(text);
  });
}
