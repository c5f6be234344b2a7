// A door process (DOOR.md, the command line): one line in, one answer out, events between them.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { parse_json, write_json } from './json.mjs';

/** @typedef {{id: any, status: number, headers: Record<string, string>, body: any, as_of: number}} Answer */

const kPatience = 120_000;

/**
 * Doors of a program, each with an empty database, or the one in a file.
 * @param {string[]} program and its fixed arguments
 * @returns {import('./scenario.mjs').Setup['open']}
 */
export const doors_of = (program) => (now, file) =>
  new Door([...program, '--catalog', 'conformance', '--seed', '1', '--now', now, ...(file ? ['--db', file] : [])]);

export class Door {
  /**
   * @param {string[]} command the program and its arguments
   */
  constructor(command) {
    this.command_ = command;
    this.process_ = spawn(command[0], command.slice(1), { stdio: ['pipe', 'pipe', 'pipe'] });
    this.said_ = '';
    this.next_ = 0;
    /** @type {((answer: Answer | Error) => void)[]} */
    this.waiting_ = [];
    this.process_.stderr.on('data', (data) => {
      this.said_ = (this.said_ + String(data)).slice(-4000);
    });
    // Writing to a door that has ended shows as the end itself.
    this.process_.stdin.on('error', () => {});
    createInterface({ input: this.process_.stdout }).on('line', (line) => this.take_(line));
    /** @type {Promise<number | null>} */
    this.ended_ = new Promise((resolve) => {
      this.process_.on('error', (error) => {
        this.said_ += error.message;
        resolve(-1);
      });
      this.process_.on('close', (code) => resolve(code));
    });
    this.ended_.then((code) => {
      for (const answer of this.waiting_.splice(0)) answer(this.failure_(`found its end (exit ${code})`));
    });
  }

  /**
   * @param {Record<string, any>} request method, path, query?, headers?, body? or raw?
   * @returns {Promise<Answer>}
   */
  async ask(request) {
    const line = write_json({ id: ++this.next_, ...request });
    const answer = await new Promise((resolve) => {
      const timer = setTimeout(() => resolve(this.failure_(`found none in ${kPatience / 1000} s`)), kPatience);
      this.waiting_.push((found) => {
        clearTimeout(timer);
        resolve(found);
      });
      this.process_.stdin.write(`${line}\n`);
    });
    if (answer instanceof Error) throw answer;
    return answer;
  }

  /** Moves the standing clock. @param {number} seconds */
  async let_pass(seconds) {
    const answer = await this.ask({ method: 'PUT', path: '/api/rehearsal/clock', body: { advance_s: seconds } });
    if (answer.status >= 400) throw new Error(`Expected the clock to be moved, found ${write_json(answer.body)}.`);
  }

  /** Ends the input and waits until everything is committed. */
  async close() {
    this.process_.stdin.end();
    const code = await this.ended_;
    if (code !== 0) throw this.failure_(`found exit ${code} at the end of the input`);
  }

  /** Ends the process, whatever it does. */
  async kill() {
    this.process_.kill('SIGKILL');
    await this.ended_;
  }

  /** @param {string} line */
  take_(line) {
    let message;
    try {
      message = parse_json(line);
    } catch {
      this.waiting_.shift()?.(this.failure_(`found a line that is not JSON: ${line.slice(0, 200)}`));
      return;
    }
    if (message.event === undefined) this.waiting_.shift()?.(message);
  }

  /** @param {string} what */
  failure_(what) {
    const said = this.said_.trim();
    return new Error(`Expected an answer of ${this.command_.join(' ')}, ${what}.${said ? `\n${said}` : ''}`);
  }
}
