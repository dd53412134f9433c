import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GeneratedRow } from '../../../demo/simulator/generated-row.js';
import { RowGenerator } from '../../../demo/simulator/row-generator.js';
import { WORKFLOWS } from '../../../demo/simulator/vocabulary.js';
import { chooseSeed } from '../../helpers/random.js';

/** Enough rows for the rarest scene, which plays once in some 1,700: a miss would be one chance in millions. */
const MANY = 40_000;
const SEED = chooseSeed();
const LEVELS = new Set(['trace', 'debug', 'info', 'warn', 'error', 'fatal']);

const share = (rows: readonly GeneratedRow[], test: (row: GeneratedRow) => boolean): number =>
  rows.filter(test).length / rows.length;

// In the name, so that a failure can be repeated: SEED=… runs the same rows.
describe(`row generator, seed ${SEED}`, () => {
  it('gives the same rows for the same seed, and others for another', () => {
    const rows = new RowGenerator({ seed: SEED }).take(500);
    assert.deepEqual(new RowGenerator({ seed: SEED }).take(500), rows);
    assert.notDeepEqual(new RowGenerator({ seed: SEED + 1 }).take(500), rows);
  });

  it('does not depend on how many rows are taken at once', () => {
    const oneByOne = new RowGenerator({ seed: SEED });
    const rows = Array.from({ length: 300 }, () => oneByOne.next());
    assert.deepEqual(rows, new RowGenerator({ seed: SEED }).take(300));
  });

  it('writes everything that a viewer has to cope with', () => {
    const rows = new RowGenerator({ seed: SEED }).take(MANY);
    const has = (pattern: RegExp): boolean => rows.some(({ message }) => pattern.test(message));
    assert.ok(has(/\n {4}at /), 'a stack trace');
    // eslint-disable-next-line no-control-regex -- the escape character is what is looked for
    assert.ok(has(/\u001b\[31m/), 'ANSI colours');
    assert.ok(has(/retry \d of 4 in \d+ ms/), 'a retry with its backoff');
    assert.ok(has(/gave up after/), 'a call that was given up');
    assert.ok(has(/[\u0600-\u06ff]/), 'a script that runs right to left');
    assert.ok(has(/\u200d/), 'a joined emoji');
    assert.ok(has(/<b onclick/), 'markup');
    assert.ok(has(/^\{"level":/), 'a line of JSON');
    assert.ok(has(/https:\/\/runbooks\.example/), 'a link');
    assert.ok(
      rows.some(({ message }) => message.length > 2000),
      'a long line',
    );
    assert.ok(
      rows.some(({ fields }) => fields?.['db'] !== undefined),
      'nested fields',
    );
    for (const level of LEVELS)
      assert.ok(
        rows.some((row) => row.level === level),
        level,
      );
  });

  it('begins each step once', () => {
    const rows = new RowGenerator({ seed: SEED }).take(MANY);
    const started = rows.filter(
      ({ message }) => message.startsWith('step ') && message.includes(' started'),
    );
    const names = started.map(({ message }) => message);
    assert.equal(new Set(names).size, names.length);
    assert.deepEqual(
      names.slice(0, 3),
      ['webhook', 'verify-signature', 'load-customer'].map(
        (step) => `step ${step} started for item 1`,
      ),
    );
  });

  it('keeps bad news rare, as in a run that mostly works', () => {
    const rows = new RowGenerator({ seed: SEED }).take(MANY);
    const bad = share(rows, ({ level }) => level === 'error' || level === 'fatal');
    const silent = share(rows, ({ level }) => level === undefined);
    assert.ok(bad > 0.005 && bad < 0.06, `errors: ${bad}`);
    assert.ok(silent > 0.02 && silent < 0.15, `without level: ${silent}`);
  });

  it('writes only levels that the database takes, and only steps of its workflow', () => {
    const { steps } = WORKFLOWS[1];
    const rows = new RowGenerator({ seed: SEED, steps }).take(MANY);
    for (const { level, nodeId } of rows) {
      assert.ok(level === undefined || LEVELS.has(level), level);
      assert.ok(nodeId !== undefined && (steps as readonly string[]).includes(nodeId), nodeId);
    }
    assert.equal(new Set(rows.map(({ nodeId }) => nodeId)).size, steps.length);
  });
});
