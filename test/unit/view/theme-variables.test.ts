import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { settersOfThemeVariables, themeVariables } from '../../support/theme-variables.js';

const README = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');

/** Name and default of every variable that the manual lists. */
const documented = new Map(
  [...README.matchAll(/^\| `(--log-stream-[a-z-]+)`\s*\|([^|]*)\|/gm)].map(([, name, value]) => [
    name ?? '',
    (value ?? '').replaceAll('`', '').trim(),
  ]),
);

describe('the variables of the theme', () => {
  it('are those that the manual lists, each once', () => {
    const read = themeVariables();
    assert.ok(read.size > 25, 'the search found them');
    assert.deepEqual([...documented.keys()].sort(), [...read.keys()].sort());
  });

  it('have the defaults that the manual tells', () => {
    for (const { name, fallbacks } of themeVariables().values()) {
      const plain = [...fallbacks].filter((fallback) => !fallback.includes('var(--'));
      const told = documented.get(name) ?? '';
      assert.notEqual(told, '', name);
      if (plain.length > 0) assert.ok(plain.includes(told), `${name}: ${told}`);
    }
  });

  it('are never read without a default, and never set', () => {
    for (const { name, fallbacks } of themeVariables().values()) {
      assert.ok(!fallbacks.has(''), name);
    }
    assert.deepEqual(settersOfThemeVariables(), []);
  });
});
