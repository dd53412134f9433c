import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LogEntry, LogRow } from '../../../src/core/log-entry.js';
import { entryBefore, leastPauseMs, pauseBetween, PauseScale } from '../../../src/core/pauses.js';
import { entry, outage } from '../../helpers/entries.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

const START_MS = Date.parse('2026-03-01T23:59:00Z');
const at = (seq: number, seconds: number): LogEntry =>
  entry(seq, { createdAt: new Date(START_MS + seconds * 1_000).toISOString() });

describe('pauses between rows', () => {
  it('are ten seconds at least, and ten times what is usual in a slow run', () => {
    const every = (seconds: number, count: number): LogRow[] =>
      Array.from({ length: count }, (_, index) => at(index + 1, index * seconds));
    assert.equal(leastPauseMs(every(1, 50)), 10_000);
    assert.equal(leastPauseMs(every(60, 50)), 600_000);
    // One long pause does not make the others short.
    assert.equal(leastPauseMs([...every(1, 20), at(21, 90_000), at(22, 90_300)]), 10_000);
    assert.equal(leastPauseMs(every(20, 100_000)), 200_000);
    assert.equal(leastPauseMs(every(60, 3)), 10_000);
    assert.equal(leastPauseMs([]), 10_000);
    assert.equal(leastPauseMs([entry(1, { createdAt: 'x' }), ...every(60, 9)]), 600_000);
  });

  it('are measured again when the list has changed by a quarter', () => {
    const scale = new PauseScale();
    const slow = Array.from({ length: 100 }, (_, index) => at(index + 1, index * 60));
    assert.equal(scale.leastMs(slow), 600_000);
    const quick = Array.from({ length: 120 }, (_, index) => at(index + 1, index));
    assert.equal(scale.leastMs(quick), 600_000);
    assert.equal(scale.leastMs([...quick, ...quick.slice(0, 9)]), 10_000);
    assert.equal(scale.leastMs(slow.slice(0, 70)), 600_000);
  });

  it('are found as by parsing each time', () => {
    const seed = chooseSeed();
    const random = seededRandom(seed);
    for (let turn = 0; turn < 3_000; turn++) {
      const seconds = between(random, 0, 200);
      const [one, two] = [
        at(1, seconds),
        at(2, seconds + between(random, -30_000, 30_000) / 1_000),
      ];
      const ms = Date.parse(two.createdAt) - Date.parse(one.createdAt);
      assert.equal(pauseBetween(one, two, 10_000), ms >= 10_000 ? ms : null, `SEED=${seed}`);
    }
    const elsewhere = entry(2, { createdAt: '2026-03-02T00:00:00+00:30' });
    assert.equal(pauseBetween(at(1, 0), elsewhere, 10_000), null);
    assert.equal(pauseBetween(elsewhere, at(3, 0), 10_000), 29 * 60_000);
  });

  it('are told from the row of the log that is shown before', () => {
    const mark: LogRow = { kind: 'mark', seq: 1.25, number: 1, atMs: 0, since: null };
    const rows: LogRow[] = [
      at(1, 0),
      mark,
      outage(2),
      at(2, 60),
      { kind: 'gap', seq: 3, to: 9 },
      at(10, 99),
    ];
    assert.equal(entryBefore(rows, 3), rows[0]);
    assert.equal(entryBefore(rows, 5), undefined);
    assert.equal(entryBefore(rows, 0), undefined);
  });
});
