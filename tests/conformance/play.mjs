#!/usr/bin/env node
// Plays what the real orchestrator-core answered (recordings/) against our door, one empty database per scenario.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { doors_of } from './lib/door.mjs';
import { bookkeeping, known_differences } from './lib/differences.mjs';
import { parse_json } from './lib/json.mjs';
import { recordings } from './lib/recordings.mjs';
import { play } from './lib/scenario.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
// Every kind of recording must be equal but these, which are no contract of ours: of them we count how many are, and call
// none of them passed.
const kBeyond = ['graphql'];

const usage = `node tests/conformance/play.mjs [--wasm] [--all] [--door PROGRAM] [--sql PROGRAM] [WORD…]
  Plays the recordings, but for those of ${kBeyond.join(', ')}, against scripts/door: a line for each, then how many match.
  --wasm          against engine.wasm, with the recordings' workflows beside what ships
  --all           the other recordings too, reported as not yet equal or equal, and without a say in the outcome
  --door PROGRAM  instead of scripts/door, so that nothing is built or looked for: build/native/rehearsal-door, or
                  'node scripts/lib/engine-door.mjs build/web/conformance'
  --sql PROGRAM   changes a database file from outside, for the scenarios that need it (build/native/conformance-sql)
  WORD…           only scenarios whose kind/name contains one of the words, whatever their kind`;

const { values: options, positionals: words } = parseArgs({
  allowPositionals: true,
  options: {
    wasm: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    door: { type: 'string' },
    sql: { type: 'string', default: join(root, 'build/native/conformance-sql') },
  },
});

async function main() {
  if (options.help) {
    console.log(usage);
    return 0;
  }
  if (!existsSync(options.sql)) {
    console.error(`Expected the program ${relative(root, options.sql)}, found none. Build it: cmake --build --preset native`);
    return 2;
  }
  const door = options.door?.split(' ') ?? [join(root, 'scripts/door')];
  const setup = { open: doors_of([...door, ...(options.wasm ? ['--wasm'] : [])]), sql: options.sql };
  const folder = join(here, 'differences');
  const all = recordings(join(here, 'recordings'));
  const page = readFileSync(join(root, 'docs/differences.md'), 'utf8');
  const wrong = bookkeeping(folder, page, new Set(all.map(({ id }) => id)));
  for (const line of wrong) console.log(`not in order: ${line}`);

  const count = { passed: 0, failed: wrong.length, skipped: 0 };
  /** @type {Map<string, {equal: number, other: number, unplayed: number}>} */
  const beyond = new Map();
  for (const { kind, id, file } of all) {
    const wanted = words.length === 0 ? !kBeyond.includes(kind) || options.all : words.some((word) => id.includes(word));
    const required = !kBeyond.includes(kind) || words.length > 0;
    const tally = beyond.get(kind) ?? { equal: 0, other: 0, unplayed: 0 };
    if (!required) beyond.set(kind, tally);
    if (!wanted) {
      if (!required) ++tally.unplayed;
      ++count.skipped;
      continue;
    }
    const scenario = parse_json(readFileSync(file, 'utf8'));
    const problem = await play(setup, scenario, known_differences(folder, id));
    const known = known_differences(folder, id).length > 0 ? ', but for what docs/differences.md names' : '';
    console.log(problem ? `${required ? 'FAILED' : 'not yet'} ${id}: ${scenario.about}\n  ${problem}` : `equal ${id}${known}`);
    if (!required) {
      ++count.skipped;
      tally[problem ? 'other' : 'equal'] += 1;
    } else {
      count[problem ? 'failed' : 'passed'] += 1;
    }
  }
  for (const [kind, { equal, other, unplayed }] of beyond) {
    const played = equal + other > 0 ? `${equal} equal, ${other} not equal` : `${unplayed} not played`;
    console.log(`not yet: ${kind}, ${played}`);
  }
  console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  return count.failed === 0 && count.passed > 0 ? 0 : 1;
}

process.exitCode = await main();
