// Runs build/web/vfs/vfs.wasm over OPFS, and says what came of it line by line. The page starts it with one task.
import { open_opfs_pool } from '../../../web/opfs-pool.js';

// Imported by name, not by type: the one is only there after a build, the other's types are those of a page.
const vfs_program = '../../../build/web/vfs/vfs.js';
const official_program = '../../../node_modules/@sqlite.org/sqlite-wasm/dist/index.mjs';

/** @param {import('./messages.js').Said} said */
const say = (said) => postMessage(said);

/** How long `count` runs of `work` take, per second. @param {number} count @param {() => void} work */
function per_second(count, work) {
  const begin = performance.now();
  work();
  return (count * 1000) / (performance.now() - begin);
}

/** Single-row transactions per second of the official package's pool VFS, with the same settings and statement. */
async function official() {
  const { default: init } = await import(official_program);
  const sqlite3 = await init({ print: () => {}, printErr: () => {} });
  const util = await sqlite3.installOpfsSAHPoolVfs({ directory: '/official', clearOnInit: true });
  const db = new util.OpfsSAHPoolDb('/bench.db');
  db.exec('pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -16384;'
    + 'create table t (a integer primary key, b text); create index i on t (b)');
  const mode = db.selectValue('pragma journal_mode');
  if (mode !== 'wal') throw new Error(`Expected the official VFS to write ahead, found ${mode}.`);
  const statement = db.prepare('insert into t (b) values (?)');
  return {
    version: sqlite3.version.libVersion,
    /** @param {number} count */
    run: (count) => {
      for (let i = 0; i < count; i += 1) statement.bind(1, `row ${i}`).stepReset();
    },
    end: async () => {
      statement.finalize();
      db.close();
      await util.removeVfs();
    },
  };
}

/** A page of 4096 bytes written and flushed, again and again, as a log grows: what no database can be quicker than. */
async function bare() {
  const root = await navigator.storage.getDirectory();
  const file = await root.getFileHandle('bare', { create: true });
  const handle = await file.createSyncAccessHandle();
  const page = new Uint8Array(4096).fill(7);
  let at = 0;
  return {
    /** @param {number} count */
    run: (count) => {
      for (let i = 0; i < count; i += 1, at = (at + page.length) % 4_000_000) {
        handle.write(page, { at });
        handle.flush();
      }
    },
    end: async () => {
      handle.close();
      await root.removeEntry('bare');
    },
  };
}

/** Three ways by turns, in the same worker: what the machine does meanwhile meets all of them. @param {any} vfs */
async function bench(vfs) {
  const rounds = 7;
  const count = 300;
  const [theirs, raw] = [await official(), await bare()];
  vfs._vfs_bench_open();
  const ways = { ours: (/** @type {number} */ n) => vfs._vfs_insert(n), official: theirs.run, bare: raw.run };
  /** @type {Record<string, number[]>} */
  const samples = { ours: [], official: [], bare: [] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, run] of Object.entries(ways)) {
      const speed = per_second(count, () => run(count));
      // The first round warms up.
      if (round > 0) samples[name].push(speed);
    }
  }
  await theirs.end();
  await raw.end();
  vfs._vfs_close();
  return { count, version: theirs.version, samples };
}

/** @param {import('./messages.js').Task} task */
async function run(task) {
  const { default: create } = await import(vfs_program);
  const files = await open_opfs_pool();
  const print = (/** @type {string} */ text) => say({ type: 'line', text });
  const vfs = await create({ files, print, printErr: print });
  if (task === 'contract') say({ type: 'done', result: vfs._vfs_contract() });
  if (task === 'bench') say({ type: 'done', result: await bench(vfs) });
  if (task === 'kill') {
    say({ type: 'stored', count: vfs._vfs_open() });
    // In slices, so that what was said leaves the worker.
    const go_on = () => {
      say({ type: 'stored', count: vfs._vfs_step() });
      setTimeout(go_on);
    };
    go_on();
  }
}

onmessage = ({ data }) => {
  run(data).catch((error) => say({ type: 'line', text: `worker: ${error.stack ?? error}` }));
};
