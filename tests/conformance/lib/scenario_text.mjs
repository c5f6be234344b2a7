// Scenarios as a person writes them, requests only (README.md shows one), as the JSON that recordings have.
import { parse_json } from './json.mjs';

const kSettled = { pointer: '/last_status', not_in: ['created', 'running', 'resumed'] };
const kMethods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * @param {string} text
 * @returns {{kind: string, scenario: import('./scenario.mjs').Scenario}[]}
 */
export function parse_scenarios(text) {
  /** @type {{kind: string, scenario: import('./scenario.mjs').Scenario}[]} */
  const scenarios = [];
  let sleep = 0;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    try {
      const [word, rest] = divided(line.trim());
      const requests = scenarios.at(-1)?.scenario.requests;
      if (word === '==') {
        const [, kind, name, about] = /^(\w+)\/(\w+): (.+)$/.exec(rest) ?? wrong('kind/name: what it is about', rest);
        scenarios.push({ kind, scenario: { name, about, requests: [] } });
      } else if (!requests) {
        wrong('a line "== kind/name: about" first', line);
      } else if (/^\s/.test(line)) {
        add_option(requests.at(-1) ?? wrong('a request first', line), word, rest);
      } else if (word === 'sleep') {
        sleep = Number(rest);
      } else {
        const request = request_of(word, rest);
        requests.push(sleep ? { ...request, sleep_before: sleep } : request);
        sleep = 0;
      }
    } catch (error) {
      throw new Error(`line ${index + 1}: ${/** @type {Error} */ (error).message}`);
    }
  }
  return scenarios;
}

/** @param {string} expected @param {string} found @returns {never} */
function wrong(expected, found) {
  throw new Error(`expected ${expected}, found "${found}"`);
}

/** The first word and the rest. @param {string} line @returns {[string, string]} */
function divided(line) {
  const [, word, rest] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
  return [word, rest];
}

/**
 * @param {string} word
 * @param {string} rest
 * @returns {Record<string, any>}
 */
function request_of(word, rest) {
  if (word === 'sql') return { sql: rest };
  const [first, second] = divided(rest);
  if (word === 'start') {
    const [workflow, pages] = divided(second);
    return { method: 'POST', path: `/api/processes/${workflow}`, body: parse_json(pages || '[{}]'), capture: { [first]: '/id' } };
  }
  if (word === 'rest') {
    const capture = second ? { capture: captures(second) } : {};
    return { method: 'GET', path: `/api/processes/{{${first}}}`, until: kSettled, ...capture };
  }
  if (!kMethods.has(word)) wrong(`start, rest, sql, sleep or one of ${[...kMethods].join(', ')}`, word);
  const [path, asked] = first.split('?');
  return {
    method: word,
    path,
    ...(asked === undefined ? {} : { query: query_of(asked) }),
    ...(second === '' ? {} : second.startsWith('raw ') ? { raw_body: second.slice(4) } : { body: parse_json(second) }),
  };
}

/** @param {string} text "a=1&a=2&b=3", escaped as in an address @returns {Record<string, string | string[]>} */
function query_of(text) {
  /** @type {Record<string, string | string[]>} */
  const query = {};
  for (const part of text.split('&')) {
    const [, name, value] = /^([^=]*)=?(.*)$/.exec(decodeURIComponent(part)) ?? [];
    query[name] = query[name] === undefined ? value : [query[name], value].flat();
  }
  return query;
}

/** @param {string} text "a=/pointer b=/pointer" */
function captures(text) {
  return Object.fromEntries(text.split(' ').map((one) => one.split('=')));
}

/**
 * @param {Record<string, any>} request
 * @param {string} word
 * @param {string} rest
 */
function add_option(request, word, rest) {
  if (word === 'capture') Object.assign((request.capture ??= {}), captures(rest));
  else if (word === 'capture_header') Object.assign((request.capture_header ??= {}), captures(rest));
  else if (word === 'headers' || word === 'until') request[word] = parse_json(rest);
  else if (word === 'any' || word === 'unordered') request[word] = rest === '' ? [''] : rest.split(' ');
  else wrong('capture, capture_header, headers, until, any or unordered', word);
}
