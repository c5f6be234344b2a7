// A host of published snapshots that misbehaves on request, on localhost: another origin than the page's.
import { createServer } from 'node:http';

/**
 * What one address does. `act` answers by itself; otherwise `body` is sent with the headers of a host that shares.
 * @typedef {object} Place
 * @property {string | Buffer} [body]
 * @property {string} [type]
 * @property {number} [status]
 * @property {boolean} [shared] sends Access-Control-Allow-Origin
 * @property {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void} [act]
 */

/**
 * @param {{after: (what: () => Promise<void>) => void}} test
 * @param {Record<string, Place>} places by path
 */
export async function open_odd_host(test, places) {
  /** @type {{path: string, range: string | undefined}[]} */
  const asked = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    asked.push({ path, range: request.headers.range });
    const place = places[path] ?? { body: 'There is nothing here.', status: 404, type: 'text/plain' };
    if (place.shared ?? true) response.setHeader('access-control-allow-origin', '*');
    if (place.act) return place.act(request, response);
    const body = Buffer.from(place.body ?? '');
    response.writeHead(place.status ?? 200, { 'content-type': place.type ?? 'application/json', 'content-length': body.length });
    response.end(body);
  });
  await new Promise((done) => server.listen(0, 'localhost', () => done(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = () =>
    new Promise((done) => {
      server.close(() => done(undefined));
      server.closeAllConnections();
    });
  test.after(async () => void (await close()));
  return { address: `http://localhost:${port}`, asked, places, close };
}

/** Sends a whole body in pieces, each when `next` says so. @param {Buffer} body @param {number} size @param {() => Promise<unknown>} next */
export const drip = (body, size, next) => async (/** @type {unknown} */ _, /** @type {import('node:http').ServerResponse} */ response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  for (let at = 0; at < body.length && !response.destroyed; at += size) {
    response.write(body.subarray(at, at + size));
    await next();
  }
  response.end();
};

/** A body that breaks off in the middle at the first time; asked again from there, the rest. @param {Buffer} body @param {boolean} ranges */
export function breaking(body, ranges) {
  let broken = false;
  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  return (request, response) => {
    const from = ranges ? Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0) : 0;
    const rest = body.subarray(from);
    response.writeHead(from ? 206 : 200, {
      'content-type': 'application/json', 'content-length': rest.length,
      ...(from && { 'content-range': `bytes ${from}-${body.length - 1}/${body.length}` }),
    });
    if (broken) return void response.end(rest);
    broken = true;
    response.write(rest.subarray(0, rest.length / 2), () => setTimeout(() => response.destroy(), 50));
  };
}
