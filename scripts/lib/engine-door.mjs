// The door on the command line with the engine.wasm that ships, under Node: `scripts/door --wasm`. The same options,
// lines and exit codes as src/door/main.cpp; what to build and how to be used scripts/door says.
// node scripts/lib/engine-door.mjs FOLDER [--db FILE] [--seed N] [--now ISO] [--catalog NAME], or FOLDER --replay FILE;
// FOLDER holds the engine.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { EngineHost } from '../../web/engine-host.js';
import { open_disk_files } from './disk-files.mjs';

/** @param {string} message @param {number} code @returns {never} */
function give_up(message, code) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

function read_arguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { db: { type: 'string' }, seed: { type: 'string' }, now: { type: 'string' }, catalog: { type: 'string' }, replay: { type: 'string' } },
    });
    if (positionals.length !== 1) throw new Error('Expected the folder of engine.js, found none.');
    if (values.seed !== undefined && (!/^[0-9]{1,20}$/.test(values.seed) || BigInt(values.seed) >= 1n << 64n)) {
      throw new Error(`--seed expects an integer from 0 to 2^64 - 1, found '${values.seed}'.`);
    }
    if (values.replay !== undefined && Object.keys(values).length > 1) {
      throw new Error('--replay stands alone: the report says all the rest.');
    }
    return { folder: positionals[0], ...values };
  } catch (error) {
    return give_up(/** @type {Error} */ (error).message, 2);
  }
}

/** Lines as bytes, without their ends: what is not UTF-8 is the engine's to refuse. */
async function* lines() {
  /** @type {Buffer[]} */
  let begun = [];
  for await (const chunk of process.stdin) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      yield Buffer.concat([...begun, chunk.subarray(from, end)]);
      begun = [];
      from = end + 1;
    }
    if (from < chunk.length) begun.push(chunk.subarray(from));
  }
  if (begun.length) yield Buffer.concat(begun);
}

const { folder, db, seed, now, catalog, replay } = read_arguments();
const files = db === undefined ? null : open_disk_files(db);
const { default: create } = await import(pathToFileURL(resolve(folder, 'engine.js')).href);
const module = new WebAssembly.Module(readFileSync(resolve(folder, 'engine.wasm')));
const host = await EngineHost.start(create, module, files);

const end_of_line = Buffer.from('\n');
/** @type {Uint8Array[]} */
let written = [];
/** @param {Uint8Array} line */
const write_line = (line) => written.push(line, end_of_line);

/** @param {{kind: string, message: string}} refused */
const refuse = (refused) => give_up(refused.message, refused.kind === 'ValueError' ? 2 : 1);

/** @param {string} name */
function play_again(name) {
  if (!existsSync(name)) give_up(`--replay expects a problem report, found no file ${name} that can be read.`, 2);
  const event = host.replay(readFileSync(name));
  const said = JSON.parse(new TextDecoder().decode(event));
  if (said.kind) refuse(said);
  write_line(event);
  process.exitCode = said.event.value.is_same ? 0 : 1;
}

if (replay !== undefined) {
  play_again(replay);
} else {
  const refused = host.open({ storage: files ? 'file' : 'memory', seed, now, catalog });
  if (refused) refuse(refused);
}
const write_events = () => host.events().forEach(write_line);

function run_what_is_due() {
  while (host.turn() === 0) write_events();
  write_events();
}

async function send() {
  const bytes = Buffer.concat(written);
  written = [];
  if (bytes.length) await new Promise((done) => process.stdout.write(bytes, done));
}

run_what_is_due();
await send();
for await (const line of lines()) {
  write_line(host.request(line));
  write_events();
  run_what_is_due();
  await send();
}
host.close();
files?.close();
