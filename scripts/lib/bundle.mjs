// Puts modules that are always loaded together into one file: a page of many small ones asks for each, and each is
// compressed alone. What is only loaded when it is needed stays apart.
import { rollup } from 'rollup';

/** What the page, and the engine's worker, begin with. */
const entries = ['early.js', 'main.js', 'engine-worker.js'];

/**
 * @param {Map<string, Uint8Array>} parts what was built, by path
 * @returns {Promise<{parts: Map<string, Uint8Array>, at_start: string[]}>} the same with its modules bundled, and the files
 *   that main.js imports at its start
 */
export async function bundled(parts) {
  const begun = entries.filter((path) => parts.has(path));
  const bundle = await rollup({
    input: begun,
    onwarn: ({ message }) => {
      throw new Error(message);
    },
    plugins: [{
      name: 'parts',
      resolveId(source, importer) {
        const path = source.replace(/^\.\//, '');
        if (!parts.has(path)) throw new Error(`expected ${path}, which ${importer} imports, among the parts; found none`);
        return path;
      },
      load: (path) => String(Buffer.from(parts.get(path) ?? [])),
    }],
  });
  const { output } = await bundle.generate({ entryFileNames: '[name].js', chunkFileNames: '[name].js', minifyInternalExports: true });
  await bundle.close();
  const made = new Map(parts);
  const chunks = output.flatMap((one) => (one.type === 'chunk' ? [one] : []));
  for (const { moduleIds } of chunks) for (const path of moduleIds) made.delete(path);
  for (const { fileName, code } of chunks) made.set(fileName, Buffer.from(code));
  /** @type {Set<string>} */
  const at_start = new Set();
  /** @param {string} name */
  const follow = (name) => {
    for (const path of chunks.find(({ fileName }) => fileName === name)?.imports ?? []) {
      if (!at_start.has(path)) follow((at_start.add(path), path));
    }
  };
  follow('main.js');
  return { parts: made, at_start: [...at_start] };
}
