// Plays one scenario against a door of its own with an empty database.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filled, first_difference } from './compare.mjs';
import { gone_keys, is_left_out, ours, stale_difference, without_gone } from './differences.mjs';
import { at_pointer, write_json } from './json.mjs';

/**
 * @typedef {object} OpenDoor
 * @property {(request: any) => Promise<import('./door.mjs').Answer>} ask
 * @property {(seconds: number) => Promise<void>} let_pass lets the engine's clock go on by so much
 * @property {number=} calm how many seconds an answer that was waited for must stay the same; without it none
 * @property {((sql: string) => Promise<void>)=} change changes the database behind its back; a door that has none is closed meanwhile
 * @property {() => Promise<void>} close
 * @property {() => Promise<void>} kill whatever it does; may follow close()
 *
 * @typedef {object} Setup
 * @property {(now: string, file: string | undefined) => OpenDoor} open a door to the database in `file`; without one, to an empty database
 * @property {string=} sql the program that changes a database file: FILE SQL; for doors without `change`
 *
 * @typedef {{name: string, about: string, requests: any[]}} Scenario
 * @typedef {import('./differences.mjs').Known} Known
 */

const kStart = Date.UTC(2026, 10, 23, 9, 0, 0);
// Seconds that the clock is moved between two times of asking, and how long in all unless the recording says.
const kPause = 0.25;
const kLongest = 60;
const kCalmTries = 20;

/**
 * @param {Setup} setup
 * @param {Scenario} scenario
 * @param {Known[]} known
 * @returns {Promise<string | undefined>} what went wrong, for a person; undefined when all was equal
 */
export async function play(setup, scenario, known) {
  const run = new Run(setup, scenario, known);
  try {
    for (let i = 0; i < scenario.requests.length; ++i) {
      if (is_left_out(known, i)) continue;
      const wrong = await run.step(i);
      if (wrong) return `request ${i}, ${wrong}`;
    }
    await run.close();
    return run.stale();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await run.clean();
  }
}

export class Run {
  /**
   * @param {Setup} setup
   * @param {Scenario} scenario
   * @param {Known[]} known
   */
  constructor(setup, scenario, known) {
    this.setup_ = setup;
    this.scenario_ = scenario;
    this.known_ = known;
    /** @type {Record<string, any>} */
    this.captured_ = {};
    this.elapsed_ = 0;
    this.gone_ = gone_keys(known);
    /** @type {Set<string>} */
    this.missed_ = new Set();
    // Only what is changed from outside needs a file.
    const changes = setup.sql !== undefined && scenario.requests.some((request) => changes_database(request));
    this.folder_ = changes ? mkdtempSync(join(tmpdir(), 'rehearsal-conformance-')) : undefined;
    this.door_ = this.open_();
  }

  open_() {
    const now = new Date(kStart + this.elapsed_ * 1000).toISOString();
    return this.setup_.open(now, this.folder_ && this.file_());
  }

  file_() {
    return join(/** @type {string} */ (this.folder_), 'database');
  }

  /**
   * @param {number} index
   * @returns {Promise<string | undefined>}
   */
  async step(index) {
    const recorded = this.scenario_.requests[index];
    if (recorded.sql !== undefined) {
      await this.change_database_(recorded);
      return undefined;
    }
    if (recorded.sleep_before) await this.let_pass_(recorded.sleep_before);
    const request = filled(asked(recorded), this.captured_);
    const found = await settled(this.door_, request, recorded.until, (seconds) => this.let_pass_(seconds));
    Object.assign(this.captured_, captured_from(recorded, found));
    const told = `${recorded.method} ${request.path}`;
    const expect = comparable(recorded.expect);
    const stale = stale_difference(this.known_, index, this.fill_known_(expect), found);
    if (stale !== undefined) return `${told}: the known difference at ${stale} is none any more; take it out.`;
    const wanted = ours(this.known_, index, expect);
    if (wanted.status !== found.status) {
      return `${told}: at /status\n  expected ${wanted.status}\n  found    ${found.status} ${text_of(found.body)}`;
    }
    const considered_found = considered(expect, found);
    const left = without_gone(this.gone_, wanted, considered_found, (key) => this.missed_.add(key));
    const difference = first_difference(filled(left, this.captured_), considered_found);
    return difference ? `${told}: at ${difference.pointer || 'the whole'}\n${shown(difference)}` : undefined;
  }

  /**
   * Names that an answer of ours cannot give (it is refused, where the original took it) stay as they are.
   * @param {any} expect
   */
  fill_known_(expect) {
    const names = [...JSON.stringify(expect).matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]);
    const missing = Object.fromEntries(names.map((name) => [name, `{{${name}}}`]));
    return filled(expect, { ...missing, ...this.captured_ });
  }

  /** @param {number} seconds */
  async let_pass_(seconds) {
    this.elapsed_ += seconds;
    await this.door_.let_pass(seconds);
  }

  /** @param {any} recorded */
  async change_database_(recorded) {
    const sql = filled(recorded.sql, this.captured_);
    if (this.door_.change) return this.door_.change(sql);
    if (!changes_database(recorded)) return;
    await this.door_.close();
    const done = spawnSync(/** @type {string} */ (this.setup_.sql), [this.file_(), in_our_words(sql)], { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`Expected ${this.setup_.sql} to change the database, found: ${done.error?.message ?? done.stderr}`);
    this.elapsed_ += 60;
    this.door_ = this.open_();
  }

  /** @returns {string | undefined} */
  stale() {
    const stale = [...this.gone_].find((key) => !this.missed_.has(key));
    return stale && `the known difference that ${stale} is gone is none any more; take it out.`;
  }

  async close() {
    await this.door_.close();
  }

  async clean() {
    await this.door_.kill();
    if (this.folder_) rmSync(this.folder_, { recursive: true });
  }
}

/**
 * Moments are integers in our database.
 * @param {string} sql
 */
function in_our_words(sql) {
  return sql.replace(/'(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)\+00'/g, (_, day, time) => String(Date.parse(`${day}T${time}Z`) * 1000));
}

/** @param {any} request */
function changes_database(request) {
  // The original's search view; ours is always fresh.
  return request.sql !== undefined && !/^refresh materialized view /.test(request.sql);
}

/**
 * Asks until the answer is what the recording waited for, letting the clock pass in between.
 * @param {OpenDoor} door
 * @param {any} request
 * @param {{pointer: string, in?: any[], not_in?: any[], timeout?: number} | undefined} until
 * @param {(seconds: number) => Promise<void>} let_pass
 */
export async function settled(door, request, until, let_pass) {
  let answer = await door.ask(request);
  if (!until) return answer;
  const enough = () => {
    const value = at_pointer(answer.body, until.pointer);
    return until.in ? until.in.includes(value) : !until.not_in?.includes(value);
  };
  for (let waited = 0; !enough() && waited < (until.timeout ?? kLongest); waited += kPause) {
    await let_pass(kPause);
    answer = await door.ask(request);
  }
  for (let tries = 0; door.calm && tries < kCalmTries; ++tries) {
    await let_pass(door.calm);
    const next = await door.ask(request);
    if (write_json(next.body) === write_json(answer.body)) break;
    answer = next;
  }
  return answer;
}

/**
 * What a recorded request takes out of the answer, by name.
 * @param {any} recorded
 * @param {import('./door.mjs').Answer} found
 * @returns {Record<string, any>}
 */
export function captured_from(recorded, found) {
  const captured = [
    ...Object.entries(recorded.capture ?? {}).map(([name, pointer]) => [name, at_pointer(found.body, pointer)]),
    ...Object.entries(recorded.capture_header ?? {}).map(([name, header]) => [name, found.headers?.[header.toLowerCase()]]),
  ];
  return Object.fromEntries(captured.filter(([, value]) => value !== undefined));
}

/** @param {any} recorded */
export function asked(recorded) {
  /** @type {Record<string, any>} */
  const request = { method: recorded.method, path: recorded.path };
  if (recorded.query) request.query = recorded.query;
  if (recorded.headers) request.headers = lower_case(recorded.headers);
  if (recorded.raw_body !== undefined) request.raw = recorded.raw_body;
  if (recorded.body !== undefined) request.body = recorded.body;
  return request;
}

/** @param {any} expect */
function comparable(expect) {
  return expect.headers ? { ...expect, headers: lower_case(expect.headers) } : expect;
}

/**
 * Of an answer what the recording says something about.
 * @param {any} expect
 * @param {import('./door.mjs').Answer} found
 */
function considered(expect, found) {
  /** @type {Record<string, any>} */
  const part = { status: found.status, body: found.body };
  if (expect.headers) part.headers = Object.fromEntries(Object.keys(expect.headers).map((name) => [name, found.headers?.[name]]));
  return part;
}

/** @param {Record<string, any>} headers */
function lower_case(headers) {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** @param {import('./compare.mjs').Difference} difference */
function shown({ expected, found }) {
  return `  expected ${text_of(expected)}\n  found    ${text_of(found)}`;
}

/** @param {any} value */
function text_of(value) {
  return (value === undefined ? 'nothing' : JSON.stringify(value)).slice(0, 1200);
}
