// Links modules into one script and makes it small, for `link.rs`: the job comes by standard input,
// the script goes to standard output.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { build } from 'esbuild';
import { minify } from 'terser';

/**
 * Paths are absolute.
 *
 * @typedef {{
 *   entry: string,
 *   format: 'esm' | 'iife',
 *   small: boolean,
 *   substitutes: Record<string, string>,
 *   texts: Record<string, string>,
 *   externals: Record<string, string>,
 * }} Job
 */

const job = /** @type {Job} */ (JSON.parse(readFileSync(0, 'utf8')));

/** @type {import('esbuild').Plugin} */
const ours = {
  name: 'ours',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /./ }, ({ path, resolveDir, kind }) => {
      if (kind === 'entry-point') {
        return { path };
      }
      if (!/^\.\.?\//u.test(path)) {
        return { errors: [{ text: `“${path}” is no file of ours` }] };
      }
      const file = resolve(resolveDir, path);
      const external = job.externals[file];
      return external ? { path: external, external: true } : { path: job.substitutes[file] ?? file };
    });
    onLoad({ filter: /./ }, ({ path }) => ({ contents: job.texts[path] ?? readFileSync(path, 'utf8'), loader: 'js' }));
  },
};

const { outputFiles: [{ text }], warnings } = await build({
  entryPoints: [job.entry], bundle: true, write: false, format: job.format, minify: job.small, plugins: [ours],
  target: 'esnext', charset: 'utf8', legalComments: 'none', logLevel: 'warning',
});
if (warnings.length) {
  process.exitCode = 1;
}
// esbuild joins the modules; terser finds more that nobody needs.
const { code } = job.small
  ? await minify(text, { ecma: 2020, module: job.format === 'esm', compress: { passes: 3 } })
  : { code: text };
process.stdout.write(code ?? '');
