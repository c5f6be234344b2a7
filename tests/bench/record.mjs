// Results as JSON lines in build/bench.jsonl, and as a table for reading.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';

/** @typedef {{bench: string, value: number, unit: string, better: 'less' | 'more', samples?: number[], note?: string}} Result */

/** @type {Result[]} */
const results = [];
const run = {
  at: new Date().toISOString(),
  commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
  changed: execFileSync('git', ['status', '--porcelain', '-uno'], { encoding: 'utf8' }).trim() !== '',
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
};

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Records one figure; with samples, their median is the value. @param {Omit<Result, 'value'> & {value?: number}} result */
export function record(result) {
  const value = result.value ?? median(result.samples ?? []);
  const whole = { ...result, value };
  results.push(whole);
  mkdirSync('build', { recursive: true });
  appendFileSync('build/bench.jsonl', `${JSON.stringify({ ...run, load: loadavg()[0], ...whole })}\n`);
}

/** @param {number} value */
const shown = (value) => (Math.abs(value) >= 100 || Number.isInteger(value) ? Math.round(value).toLocaleString('en-GB') : value.toPrecision(3));

export function print_table() {
  const width = Math.max(...results.map(({ bench }) => bench.length));
  for (const { bench, value, unit, samples, note } of results) {
    const spread = samples && samples.length > 1 ? `  (${shown(Math.min(...samples))} to ${shown(Math.max(...samples))}, n=${samples.length})` : '';
    console.log(`${bench.padEnd(width)}  ${shown(value).padStart(10)} ${unit.padEnd(6)}${spread}${note ? `  ${note}` : ''}`);
  }
}
