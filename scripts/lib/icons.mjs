// The icon as launchers want it: PNG files drawn from web/icon.svg. It knows what that drawing uses: a rounded square, one
// line of straight strokes, circles; anything else is refused, so that icon and files cannot drift apart.
// node scripts/lib/icons.mjs FOLDER
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';

import { crc32 } from '../../web/zip.js';

/** @typedef {{distance: (x: number, y: number) => number, color: number[], ground?: boolean}} Shape distance below 0 is inside */

/** @param {string} text "#rgb" or "#rrggbb" @param {number} opacity @returns {number[]} each 0 to 1 */
function color_of(text, opacity) {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text)?.[1];
  if (!digits) throw new Error(`expected a colour like #0070bd in web/icon.svg, found '${text}'`);
  const pairs = digits.length === 3 ? [...digits].map((one) => one + one) : [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)];
  return [...pairs.map((pair) => parseInt(pair, 16) / 255), opacity];
}

/** @param {string} path "M7 7v5h10v5" @returns {[number, number][]} */
function points_of(path) {
  if (!/^(M *[-\d.]+[ ,]+[-\d.]+|[vh] *[-\d.]+| )+$/.test(path)) throw new Error(`expected a path of M, v and h in web/icon.svg, found '${path}'`);
  /** @type {[number, number][]} */
  const points = [];
  for (const [, command, numbers] of path.matchAll(/([Mvh])([^Mvh]*)/g)) {
    const [a, b] = numbers.trim().split(/[ ,]+/).map(Number);
    const [x, y] = points.at(-1) ?? [0, 0];
    points.push(command === 'M' ? [a, b] : command === 'v' ? [x, y + a] : [x + a, y]);
  }
  return points;
}

/** @param {number} x @param {number} y @param {[number, number]} from @param {[number, number]} to */
function distance_to_line(x, y, [ax, ay], [bx, by]) {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const at = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
  return Math.hypot(x - ax - at * (bx - ax), y - ay - at * (by - ay));
}

/** @type {Record<string, (value: (name: string) => number, text: (name: string) => string) => Shape>} */
const readers = {
  rect(value, text) {
    const [w, h, r] = [value('width') / 2, value('height') / 2, value('rx')];
    const distance = (/** @type {number} */ x, /** @type {number} */ y) => {
      const [dx, dy] = [Math.abs(x - w) - w + r, Math.abs(y - h) - h + r];
      return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - r;
    };
    return { distance, color: color_of(text('fill'), 1), ground: true };
  },
  path(value, text) {
    const points = points_of(text('d'));
    const half = value('stroke-width') / 2;
    const distance = (/** @type {number} */ x, /** @type {number} */ y) =>
      Math.min(...points.slice(1).map((to, index) => distance_to_line(x, y, points[index], to))) - half;
    return { distance, color: color_of(text('stroke'), value('stroke-opacity')) };
  },
  circle(value, text) {
    const distance = (/** @type {number} */ x, /** @type {number} */ y) => Math.hypot(x - value('cx'), y - value('cy')) - value('r');
    return { distance, color: color_of(text('fill'), 1) };
  },
};

/** @param {string} svg @returns {{size: number, shapes: Shape[]}} */
export function read_icon(svg) {
  const size = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]);
  if (!size) throw new Error('expected a square viewBox from 0 in web/icon.svg');
  const shapes = [...svg.matchAll(/<(\w+)([^>]*?)\/>/g)].map(([, tag, attributes]) => {
    const read = readers[tag];
    if (!read) throw new Error(`expected only ${Object.keys(readers).join(', ')} in web/icon.svg, found ${tag}; teach scripts/lib/icons.mjs`);
    const text = (/** @type {string} */ name) => {
      const found = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes);
      if (!found) throw new Error(`expected ${name} of ${tag} in web/icon.svg, found none`);
      return found[1];
    };
    return read((name) => Number(text(name)), text);
  });
  return { size, shapes };
}

/**
 * RGBA bytes of the icon. `margin` is the share of the edge that a launcher may cut away: the ground fills all of it.
 * @param {{size: number, shapes: Shape[]}} icon @param {number} pixels @param {{bleed?: boolean, margin?: number}} [options]
 */
export function draw_icon({ size, shapes }, pixels, { bleed = false, margin = 0 } = {}) {
  const unit = size / pixels / (1 - 2 * margin);
  const image = Buffer.alloc(pixels * pixels * 4);
  for (let row = 0; row < pixels; row += 1) {
    for (let column = 0; column < pixels; column += 1) {
      const x = (column + 0.5) * unit - size * margin / (1 - 2 * margin);
      const y = (row + 0.5) * unit - size * margin / (1 - 2 * margin);
      let [r, g, b, a] = [0, 0, 0, 0];
      for (const { distance, color, ground } of shapes) {
        const inside = bleed && ground ? 1 : Math.max(0, Math.min(1, 0.5 - distance(x, y) / unit));
        const over = inside * color[3];
        const under = a * (1 - over);
        a = over + under;
        if (a > 0) [r, g, b] = [r, g, b].map((one, index) => (color[index] * over + one * under) / a);
      }
      image.set([r, g, b, a].map((one) => Math.round(one * 255)), (row * pixels + column) * 4);
    }
  }
  return image;
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(data.length + 12);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), data.length + 8);
  return out;
}

/** @param {Buffer} rgba @param {number} pixels its width and height */
export function png(rgba, pixels) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(pixels, 0);
  header.writeUInt32BE(pixels, 4);
  // Eight bits for each of red, green, blue and alpha.
  header.set([8, 6], 8);
  const rows = Buffer.alloc(pixels * (pixels * 4 + 1));
  for (let row = 0; row < pixels; row += 1) rgba.copy(rows, row * (pixels * 4 + 1) + 1, row * pixels * 4, (row + 1) * pixels * 4);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2];
  const icon = read_icon(await readFile(fileURLToPath(new URL('../../web/icon.svg', import.meta.url)), 'utf8'));
  await mkdir(folder, { recursive: true });
  for (const [name, pixels, options] of /** @type {const} */ ([
    ['icon-192.png', 192, {}],
    ['icon-512.png', 512, {}],
    // Launchers cut a circle of four fifths of the width out of it; Apple's rounds the corners itself.
    ['icon-maskable-512.png', 512, { bleed: true, margin: 0.1 }],
    ['icon-touch-180.png', 180, { bleed: true }],
  ])) {
    await writeFile(join(folder, name), png(draw_icon(icon, pixels, options), pixels));
  }
}
