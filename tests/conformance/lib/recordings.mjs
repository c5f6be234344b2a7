// Which recordings there are.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param {string} folder
 * @returns {{kind: string, id: string, file: string}[]} in order of their ids, which are kind/name
 */
export function recordings(folder) {
  return readdirSync(folder)
    .sort()
    .flatMap((kind) =>
      readdirSync(join(folder, kind))
        .sort()
        .map((name) => ({ kind, id: `${kind}/${name.replace(/\.json$/, '')}`, file: join(folder, kind, name) })),
    );
}
