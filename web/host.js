// What shell.wasm asks of the browser (shell/platform_web.cpp calls these).
import { Records } from './records.js';
import { give, textOf } from './shell-module.js';
import { TextRuns } from './text.js';
import { setTheme } from './appearance.js';

const PREFIX = 'rehearsal.';

/** Settings of this browser; where it keeps none (private windows may throw), nothing is remembered. */
const settings = {
  /** @param {string} name */
  get(name) {
    try {
      return localStorage.getItem(PREFIX + name) ?? '';
    } catch {
      return '';
    }
  },
  /** @param {string} name @param {string} value */
  set(name, value) {
    try {
      if (value) localStorage.setItem(PREFIX + name, value);
      else localStorage.removeItem(PREFIX + name);
    } catch {
      // It holds for this visit.
    }
  },
};

/** A random UUID; crypto.randomUUID is missing where the page is served without TLS on a network. */
export function newUuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * @param {object} page
 * @param {() => import('./shell-module.js').Module} page.module
 * @param {() => import('./mirror.js').Mirror} page.mirror
 * @param {(number: number, bytes: Uint8Array, file: number) => void} page.send `file`: the number of the file that the request names, or 0
 * @param {(command: string) => void} page.transfer
 * @param {(command: string) => void} page.engine
 * @param {() => void} page.changed the page has to be drawn anew
 */
export function createHost({ module, mirror, send, transfer, engine, changed }) {
  const runs = new TextRuns(module);
  /** @type {Record<string, (text: string) => void>} */
  const told = {
    go: (hash) => void (location.hash = hash),
    replace: (hash) => {
      try {
        history.replaceState(null, '', hash);
        dispatchEvent(new HashChangeEvent('hashchange'));
      } catch {
        // WebKit allows a hundred in half a minute; an entry too many in the history is the lesser evil.
        location.hash = hash;
      }
    },
    title: (title) => void (document.title = title),
    remember: (pair) => settings.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)),
    theme: (theme) => {
      setTheme(theme);
      changed();
    },
    engine,
    transfer,
  };
  /** @type {Record<string, (text: string) => string>} */
  const asked = { uuid: newUuid, recall: settings.get };
  return {
    measure: runs.measure.bind(runs),
    draw: runs.draw.bind(runs),
    /** @param {number} number @param {number} address @param {number} length @param {number} file */
    send: (number, address, length, file) => send(number, module().HEAPU8.slice(address, address + length), file),
    /** @param {number} what @param {number} text @param {number} length */
    ask: (what, text, length) => give(module(), asked[wordAt(module(), what)](textOf(module(), text, length))),
    /** @param {number} what @param {number} text @param {number} length */
    tell: (what, text, length) => told[wordAt(module(), what)](textOf(module(), text, length)),
    /** @param {number} records @param {number} count @param {number} pool */
    mirror: (records, count, pool) => mirror().update(new Records(module(), records, count, pool)),
  };
}

/** @param {import('./shell-module.js').Module} module @param {number} address */
const wordAt = (module, address) => textOf(module, address, module.HEAPU8.indexOf(0, address) - address);
