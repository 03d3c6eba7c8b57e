// Every requirement of the page, the element and the package has tests that are there.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';

/** Those that must have a test. */
const WANTED = [[1, 34], [39, 39], [42, 50], [53, 64], [66, 67], [69, 71], [73, 74], [76, 77]];

it('requirements have tests', () => {
  const table = readFileSync(new URL('requirements.toml', import.meta.url), 'utf8');
  const rows = [...table.matchAll(/^(R\d+) = (\[.+\])$/gmu)];
  assert.equal(rows.length, table.split('\n').filter((l) => l && !l.startsWith('#')).length, 'every line is a row');
  for (const [, requirement, list] of rows) {
    for (const test of /** @type {string[]} */ (JSON.parse(list))) {
      const [, file, name] = /^(\w+): (.+)$/u.exec(test) ?? [];
      const source = readFileSync(new URL(`${file}.test.mjs`, import.meta.url), 'utf8');
      const quoted = [`it('${name}`, `it("${name}`, `it(\`${name}`];
      assert.ok(quoted.some((q) => source.includes(q)), `${requirement}: ${file}.test.mjs has no “${name}”`);
    }
  }
  const listed = new Set(rows.map(([, requirement]) => requirement));
  const missing = WANTED.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => `R${from + i}`)).filter((r) => !listed.has(r));
  assert.deepEqual(missing, []);
});
