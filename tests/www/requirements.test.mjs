// Every requirement of the page has a test that is there.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';

it('requirements have tests', () => {
  const table = readFileSync(new URL('requirements.toml', import.meta.url), 'utf8');
  const rows = [...table.matchAll(/^(R\d+) = "(\w+): (.+)"$/gmu)];
  assert.equal(rows.length, table.split('\n').filter((l) => l && !l.startsWith('#')).length, 'every line is a row');
  for (const [, requirement, file, name] of rows) {
    const source = readFileSync(new URL(`${file}.test.mjs`, import.meta.url), 'utf8');
    const quoted = [`it('${name}`, `it("${name}`, `it(\`${name}`];
    assert.ok(quoted.some((q) => source.includes(q)), `${requirement}: ${file}.test.mjs has no “${name}”`);
  }
});
