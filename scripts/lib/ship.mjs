// Copies a file of the page as it ships: scripts and styles without the comments that stand on lines of their own, which
// are a quarter of what a first visit would fetch of them.
// node scripts/lib/ship.mjs SOURCE COPY
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @param {string} text of a script or style, in which no text of several lines has a line that begins like a comment */
export const without_comments = (text) => text.replace(/^[ \t]*\/\*(?:(?!\*\/)[\s\S])*\*\/[ \t]*\n/gm, '').replace(/^[ \t]*\/\/.*\n/gm, '');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [source, copy] = process.argv.slice(2);
  if (/\.(js|css)$/.test(source)) writeFileSync(copy, without_comments(readFileSync(source, 'utf8')));
  else copyFileSync(source, copy);
}
