// Measures what the budgets are about; results go to build/bench.jsonl and are printed as a table. Times are never
// asserted. node tests/bench/run.mjs [WORD...] takes the parts whose name holds a word.
import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';

import { serve } from '../../scripts/lib/serve.mjs';
import { bench_durable } from './durable.mjs';
import { bench_processes } from './processes.mjs';
import { bench_frames, bench_frames_of_forms } from './frames.mjs';
import { print_table, record } from './record.mjs';
import { bench_snapshot } from './snapshot.mjs';
import { bench_startup, first_load } from './startup.mjs';

// What a static host would serve: the site with its compressed files.
const site = 'build/bench-site';
rmSync(site, { recursive: true, force: true });
cpSync('build/web/site', site, { recursive: true });
// The client of the engine, for what measures it without the page.
cpSync('build/web/parts', `${site}/parts`, { recursive: true });
execFileSync('node', ['scripts/lib/compressed.mjs', site]);
const server = await serve({ root: site });
const folder = 'parts';

async function sizes() {
  const load = await first_load(server.address, site);
  for (const { name, raw, gzip, brotli } of load.files) {
    record({ bench: `bytes, ${name}`, value: brotli, unit: 'B', better: 'less', note: `brotli; raw ${raw}, gzip ${gzip}` });
  }
  record({ bench: 'bytes, first visit before fonts', value: load.without_fonts, unit: 'B', better: 'less', note: 'brotli' });
  record({ bench: 'bytes, first visit', value: load.with_fonts, unit: 'B', better: 'less', note: `brotli; raw ${load.raw}, gzip ${load.gzip}` });
}

/**
 * A program that prints a JSON line per figure, natively and, where it was built for it, as WebAssembly.
 * @param {string} program @param {boolean} [as_wasm]
 */
function measure_program(program, as_wasm = true) {
  for (const [where, command, args] of /** @type {[string, string, string[]][]} */ ([
    ['native', `build/native/${program}`, []],
    ...(as_wasm ? [['Node', 'node', ['--no-experimental-fetch', `build/web/bench/${program}.cjs`]]] : []),
  ])) {
    const said = execFileSync(command, args, { encoding: 'utf8' });
    for (const line of said.split('\n').filter((one) => one.startsWith('{'))) {
      const { bench, value, unit } = JSON.parse(line);
      record({ bench: `${bench}, ${where}`, value, unit, better: unit.endsWith('/s') ? 'more' : 'less' });
    }
  }
}

/** @type {Record<string, () => unknown>} */
const parts = {
  sizes,
  startup: () => bench_startup(server.address),
  engine: () => measure_program('engine_bench'),
  snapshot: () => {
    measure_program('snapshot_bench', false);
    return bench_snapshot(server.address, site, folder);
  },
  frames: () => bench_frames(server.address),
  'frames of forms': () => bench_frames_of_forms(server.address),
  growth: () => measure_program('growth_bench', false),
  stored: () => measure_program('stored_bench'),
  forms: () => measure_program('forms_bench'),
  processes: () => bench_processes(server.address, folder),
  durable: async () => {
    for (const result of await bench_durable()) record(result);
  },
};
const words = process.argv.slice(2);
for (const [name, measure] of Object.entries(parts)) {
  if (words.length && !words.some((word) => name.includes(word))) continue;
  console.log(`measuring: ${name}`);
  await measure();
}
await server.close();
console.log();
print_table();
