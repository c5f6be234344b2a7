// clang-tidy over the files of src/ and shell/ that the native preset compiles. A file that was clean is not looked at
// again until it, a header of ours that it includes, its flags or .clang-tidy change.
// node scripts/lib/tidy.mjs [--jobs N] [--changed | FILE...]: N at a time, as many as there are cores without it;
// --changed looks only at files that differ from the last commit.
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, relative, resolve } from 'node:path';

const build = 'build/native';
const clean = 'build/tidy';

/** @type {{file: string, command: string, output?: string}[]} */
const commands = JSON.parse(readFileSync(join(build, 'compile_commands.json'), 'utf8'));

/** What each object was made from, as Ninja knows it. @returns {Map<string, string[]>} */
function headers_by_object() {
  const found = new Map();
  let object = '';
  const said = execFileSync('ninja', ['-C', build, '-t', 'deps'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  for (const line of said.split('\n')) {
    const head = /^(\S+): #deps/.exec(line);
    if (head) {
      object = head[1];
      found.set(object, []);
    } else if (line.startsWith('    ')) {
      found.get(object)?.push(resolve(build, line.trim()));
    }
  }
  return found;
}

const headers = headers_by_object();
const root = resolve('.');
const config = readFileSync('.clang-tidy', 'utf8');

/** @param {{file: string, command: string}} unit */
function key_of(unit) {
  const hash = createHash('sha256').update(config).update(unit.command);
  const object = / -o (\S+)/.exec(unit.command)?.[1] ?? '';
  const ours = (headers.get(object) ?? [unit.file]).filter((path) => path.startsWith(`${root}/`) && !path.includes('/.cache/'));
  for (const path of new Set([unit.file, ...ours])) if (existsSync(path)) hash.update(readFileSync(path));
  return hash.digest('hex');
}

/** @returns {Set<string>} */
function changed_files() {
  const said = execFileSync('git', ['status', '--porcelain', '--untracked-files=all'], { encoding: 'utf8' });
  return new Set(said.split('\n').map((line) => resolve(line.slice(3))));
}

const asked = process.argv.slice(2);
const jobs = asked[0] === '--jobs' ? Number(asked.splice(0, 2)[1]) : cpus().length;
if (!(jobs >= 1)) throw new Error('expected --jobs and a number of 1 or more, as in --jobs 1');
const only = asked[0] === '--changed' ? changed_files() : asked.length ? new Set(asked.map((path) => resolve(path))) : null;
const units = commands.filter(({ file }) => /^(src|shell)\//.test(relative(root, file)) && (!only || only.has(file)));
const waiting = units.filter((unit) => asked.length > 0 || !existsSync(join(clean, key_of(unit))));
mkdirSync(clean, { recursive: true });
console.log(`${waiting.length} of ${units.length} files to look at`);

let bad = 0;
async function work() {
  for (let unit = waiting.shift(); unit; unit = waiting.shift()) {
    const { file } = unit;
    const key = key_of(unit);
    const said = await new Promise((done) => {
      execFile('clang-tidy', ['-p', build, '--quiet', file], { maxBuffer: 1 << 26 }, (error, out) => done(error ? out || String(error) : ''));
    });
    if (said) {
      bad += 1;
      console.log(said);
    } else {
      writeFileSync(join(clean, key), '');
    }
  }
}
await Promise.all(Array.from({ length: jobs }, work));
console.log(bad ? `${bad} files are not clean` : 'all clean');
process.exitCode = bad ? 1 : 0;
