#!/usr/bin/env node
// The part of `record` that plays against the real orchestrator-core, once it runs.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parse_json, write_json } from './lib/json.mjs';
import { Original } from './lib/original.mjs';
import { record } from './lib/recorder.mjs';
import { recordings } from './lib/recordings.mjs';
import { play } from './lib/scenario.mjs';
import { parse_scenarios } from './lib/scenario_text.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'recordings');
const { values: options, positionals: words } = parseArgs({
  allowPositionals: true,
  options: {
    original: { type: 'string', default: '' },
    psql: { type: 'string', default: '' },
    new: { type: 'boolean', default: false },
    again: { type: 'boolean', default: false },
  },
});
const original = new Original(options.original, options.psql.split(' '));

/**
 * @param {string} kind
 * @param {import('./lib/scenario.mjs').Scenario} scenario
 * @returns {Promise<boolean>} whether it could be recorded
 */
async function write(kind, scenario) {
  let recorded;
  try {
    recorded = await record(original.open(), scenario);
  } catch (error) {
    console.log(`NOT RECORDED ${kind}/${scenario.name}: ${/** @type {Error} */ (error).message}`);
    return false;
  }
  mkdirSync(join(folder, kind), { recursive: true });
  writeFileSync(join(folder, kind, `${scenario.name}.json`), `${write_json(recorded, 1)}\n`);
  console.log(`recorded ${kind}/${scenario.name}: ${recorded.requests.map(({ expect }) => expect?.status ?? 'sql').join(' ')}`);
  return true;
}

async function record_new() {
  const all = words.flatMap((file) => parse_scenarios(readFileSync(file, 'utf8')));
  const there = all.filter(({ kind, scenario }) => existsSync(join(folder, kind, `${scenario.name}.json`)));
  if (there.length > 0) {
    console.error(`Expected new scenarios, found recordings of ${there.map(({ kind, scenario }) => `${kind}/${scenario.name}`).join(', ')}. Remove them, or give other names.`);
    return 2;
  }
  let failed = 0;
  for (const { kind, scenario } of all) failed += (await write(kind, scenario)) ? 0 : 1;
  return failed === 0 ? 0 : 1;
}

async function main() {
  if (options.new) return record_new();
  const count = { passed: 0, failed: 0 };
  for (const { kind, id, file } of recordings(folder)) {
    if (words.length > 0 && !words.some((word) => id.includes(word))) continue;
    const scenario = parse_json(readFileSync(file, 'utf8'));
    if (options.again) {
      count[(await write(kind, scenario)) ? 'passed' : 'failed'] += 1;
      continue;
    }
    const problem = await play({ open: () => original.open() }, scenario, []);
    console.log(problem ? `NOT EQUAL ${id}: ${scenario.about}\n  ${problem}` : `equal ${id}`);
    count[problem ? 'failed' : 'passed'] += 1;
  }
  console.log(`${count.passed} passed, ${count.failed} failed`);
  return count.failed === 0 ? 0 : 1;
}

process.exitCode = await main();
