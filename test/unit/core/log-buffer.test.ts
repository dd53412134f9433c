import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LogBuffer, type BufferChange } from '../../../src/core/log-buffer.js';
import type { LogRow } from '../../../src/core/log-entry.js';
import { SEVERITIES } from '../../../src/core/severity.js';
import { brief, entries, entry } from '../../helpers/entries.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

describe('log buffer', () => {
  it('gives a new array after a change and the same one otherwise', () => {
    const buffer = new LogBuffer(10);
    buffer.append(entries(1, 2));
    const before = buffer.rows;
    assert.equal(buffer.rows, before);
    buffer.append([entry(3)]);
    assert.notEqual(buffer.rows, before);
    assert.equal(brief(buffer.rows), '1 2 3');
  });

  it('never holds more than its bound, and drops the oldest in chunks', () => {
    const buffer = new LogBuffer(100);
    buffer.append(entries(1, 100));
    assert.equal(buffer.size, 100);
    buffer.append([entry(101)]);
    assert.equal(buffer.size, 90);
    assert.equal(buffer.firstSeq, 12);
    assert.equal(buffer.lastSeq, 101);
  });

  it('keeps the newest when more comes at once than it holds', () => {
    const buffer = new LogBuffer(10);
    buffer.append(entries(1, 1000));
    assert.equal(buffer.lastSeq, 1000);
    assert.ok(buffer.size <= 10);
  });

  it('takes older rows only as far as they fit, the newest of them first', () => {
    const buffer = new LogBuffer(5);
    buffer.append(entries(10, 12));
    assert.equal(brief(buffer.prepend(entries(5, 9))), '8 9');
    assert.equal(brief(buffer.rows), '8 9 10 11 12');
  });

  it('counts rows by severity through appends, prepends and trims', () => {
    const seed = chooseSeed();
    console.log(`seed ${seed}`);
    const random = seededRandom(seed);
    const buffer = new LogBuffer(50);
    let first = 1000;
    let next = 1000;
    for (let step = 0; step < 400; step += 1) {
      const count = between(random, 1, 20);
      const rows = (from: number): LogRow[] =>
        Array.from({ length: count }, (_, index) =>
          random() < 0.1
            ? { kind: 'gap', seq: from + index, to: from + index }
            : entry(from + index, { severity: SEVERITIES[between(random, 0, 6)] ?? 'info' }),
        );
      if (random() < 0.7) {
        buffer.append(rows(next));
        next += count;
      } else {
        first -= count;
        buffer.prepend(rows(first));
      }
      for (const severity of SEVERITIES) {
        const naive = buffer.rows.filter((row) => 'severity' in row && row.severity === severity);
        assert.equal(buffer.counts[severity], naive.length, `seed ${seed}, step ${step}`);
      }
    }
  });

  it('tells changes from which a reader can rebuild it', () => {
    const seed = chooseSeed();
    console.log(`seed ${seed}`);
    const random = seededRandom(seed);
    for (let round = 0; round < 100; round += 1) {
      const buffer = new LogBuffer(between(random, 5, 60));
      let twin: readonly LogRow[] = [];
      let first = 5_000;
      let next = 5_000;
      for (let step = 0; step < 40; step += 1) {
        for (let act = between(random, 0, 3); act > 0; act -= 1) {
          const count = between(random, 1, 25);
          if (random() < 0.7) {
            buffer.append(entries(next, next + count - 1));
            next += count;
          } else {
            first -= count;
            buffer.prepend(entries(first, first + count - 1));
          }
        }
        const change = buffer.takeChange();
        if (change !== null) twin = apply(twin, change);
        assert.deepEqual(twin, buffer.rows, `seed ${seed}, round ${round}, step ${step}`);
      }
    }
  });
});

function apply(rows: readonly LogRow[], change: BufferChange): readonly LogRow[] {
  const kept = change.reset ? [] : rows.slice(change.trimmed);
  assert.ok(change.reset || change.trimmed <= rows.length, 'trims only what there was');
  return [...change.prepended, ...kept, ...change.appended];
}
