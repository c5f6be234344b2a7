// The real orchestrator-core as a door: REST over HTTP, its tables emptied for each scenario.
import { spawnSync } from 'node:child_process';
import { request as http_request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { parse_json, write_json } from './json.mjs';

/** @typedef {import('./door.mjs').Answer} Answer */

const kTouched = ['products', 'product_blocks', 'resource_types', 'workflows'];
// Descriptions and the like that a scenario may change are kept aside once and put back before each.
const kKeep = ['create schema if not exists kept', ...kTouched.map((name) => `create table if not exists kept.${name} as select * from public.${name}`)];
const kReset = [
  'update engine_settings set global_lock = false',
  'truncate processes, process_steps, input_states, processes_subscriptions, subscriptions, subscription_customer_descriptions cascade',
  'update products p set description = k.description, status = k.status, end_date = k.end_date from kept.products k where k.product_id = p.product_id',
  'update product_blocks p set description = k.description, status = k.status, end_date = k.end_date from kept.product_blocks k where k.product_block_id = p.product_block_id',
  'update resource_types p set description = k.description from kept.resource_types k where k.resource_type_id = p.resource_type_id',
  'update workflows p set description = k.description, deleted_at = k.deleted_at from kept.workflows k where k.workflow_id = p.workflow_id',
];
// As Python writes it, which is how the first recordings were asked: some refusals quote what was sent.
/** @param {unknown} body */
const spaced = (body) => write_json(body, 1).replace(/,\n */g, ', ').replace(/\n */g, '');
const kUnfinished = "select count(*) from processes where last_status in ('created', 'running', 'resumed')";

export class Original {
  /**
   * @param {string} address where it answers
   * @param {string[]} psql the program that runs SQL in its database, and its arguments
   */
  constructor(address, psql) {
    this.address_ = address;
    this.psql_ = psql;
    this.sql(kKeep.join(';'));
  }

  /** @param {string} text @returns {string} what was printed */
  sql(text) {
    const done = spawnSync(this.psql_[0], [...this.psql_.slice(1), '-c', text], { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`Expected psql to run ${text}, found: ${done.error?.message ?? done.stderr}`);
    return done.stdout.trim();
  }

  /**
   * A door with no process and no subscription.
   * @returns {import('./scenario.mjs').OpenDoor & {change: (sql: string) => Promise<void>}}
   */
  open() {
    const ready = this.emptied_();
    return {
      // A failed group of steps, for one, is written twice.
      calm: 0.15,
      ask: (request) => ready.then(() => this.ask_(request)),
      let_pass: (seconds) => ready.then(() => pause(seconds * 1000)),
      change: (sql) => ready.then(() => void this.sql(sql)),
      close: async () => {},
      kill: async () => {},
    };
  }

  async emptied_() {
    // What still runs would write to what is being emptied; what a lock holds up does not run.
    const locked = this.sql('select global_lock from engine_settings') === 't';
    for (let tries = 0; !locked && tries < 100 && this.sql(kUnfinished) !== '0'; ++tries) await pause(100);
    this.sql(kReset.join(';'));
  }

  /**
   * @param {any} request
   * @returns {Promise<Answer>}
   */
  ask_({ method, path, query = {}, headers = {}, body, raw }) {
    const url = new URL(path, this.address_);
    for (const [name, values] of Object.entries(query)) {
      for (const value of [values].flat()) url.searchParams.append(name, value);
    }
    const text = raw ?? (body === undefined ? undefined : spaced(body));
    const sent = { ...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }), ...headers };
    return new Promise((resolve, reject) => {
      const asking = http_request(url, { method, headers: sent, agent: false }, (answer) => {
        answer.setEncoding('utf8');
        let said = '';
        answer.on('data', (part) => (said += part));
        answer.on('end', () => {
          const json = answer.headers['content-type']?.startsWith('application/json');
          const found = said === '' ? null : json ? parse_json(said) : said;
          resolve({ id: null, status: answer.statusCode ?? 0, headers: /** @type {any} */ (answer.headers), body: found, as_of: 0 });
        });
      });
      asking.on('error', reject);
      asking.end(text);
    });
  }
}
