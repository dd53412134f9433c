/** Marks among rows against the plain way: all of it sorted anew. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isEntry, isMark, type LogMark, type LogRow } from '../../../src/core/log-entry.js';
import { RunMarks } from '../../../src/core/run-marks.js';
import { entry } from '../../helpers/entries.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

const rowsUpTo = (count: number): LogRow[] =>
  Array.from({ length: count }, (_, index) => entry(index + 1));

describe('marks', () => {
  it('stand among the rows as sorting would put them', () => {
    const seed = chooseSeed();
    const random = seededRandom(seed);
    for (let turn = 0; turn < 300; turn++) {
      const marks = new RunMarks();
      let all: LogRow[] = [];
      for (let step = 0; step < 30; step++) {
        const what = between(random, 0, 5);
        if (what <= 1) all = rowsUpTo(all.length + between(random, 1, 4));
        const outage = { kind: 'outage', startedAtMs: 0, endedAtMs: 0, recovered: 0, missing: 0 };
        const withOutage: LogRow[] =
          what === 2 && all.length > 2
            ? [...all, { ...outage, seq: all.length + 0.5 } as LogRow]
            : all;
        const last = withOutage.at(-1);
        if (what >= 3 && last !== undefined) marks.put(all.length, step);
        const gone = marks.all[between(random, 0, 40)];
        if (gone !== undefined) marks.remove(gone.seq);
        const trimmed = withOutage.slice(between(random, 0, Math.min(3, withOutage.length)));
        const shown = trimmed.filter(() => random() < 0.8);
        const [first, final] = [trimmed[0], trimmed.at(-1)];
        const here =
          shown.length === 0
            ? []
            : marks.all.filter(
                ({ seq }) => seq > (first?.seq ?? 0) && seq < (final?.seq ?? 0) + 0.5,
              );
        const expected = [...shown, ...here].sort((a, b) => a.seq - b.seq);
        const got = marks.among(shown, trimmed);
        assert.deepEqual(
          got.map(({ seq }) => seq),
          expected.map(({ seq }) => seq),
          `SEED=${seed}`,
        );
        assert.equal(marks.among(shown, trimmed), got, 'the same array');
        assert.equal(new Set(got.map(({ seq }) => seq)).size, got.length, 'a place for each');
      }
    }
  });

  it('cost nothing when there are none', () => {
    const rows = rowsUpTo(3);
    assert.equal(new RunMarks().among(rows, rows), rows);
  });

  it('are numbered through, and count the rows between them', () => {
    const marks = new RunMarks();
    const told = (mark: LogMark | null): unknown => mark && [mark.seq, mark.number, mark.since];
    assert.deepEqual(told(marks.put(4, 0)), [4.25, 1, null]);
    assert.deepEqual(told(marks.put(9, 0)), [9.25, 2, 5]);
    assert.deepEqual(told(marks.put(9, 0)), [9.251, 3, 0]);
    assert.equal(marks.remove(9.25), true);
    assert.equal(marks.remove(9.25), false);
    assert.deepEqual(told(marks.put(12, 0)), [12.25, 4, 3]);
    marks.clear();
    assert.deepEqual(told(marks.put(2, 0)), [2.25, 1, null]);
  });

  it('never reach the place of an outage or of the next row', () => {
    const marks = new RunMarks();
    const last = 10_000_000;
    for (let press = 0; press < 1_000; press++) marks.put(last, press);
    assert.ok(marks.all.length >= 200);
    assert.ok(marks.all.every(({ seq }) => seq > last && seq < last + 0.5));
    assert.equal(new Set(marks.all.map(({ seq }) => seq)).size, marks.all.length);
    const rows = [entry(last), entry(last + 1)];
    const shown = marks.among(rows, rows);
    assert.ok(isEntry(shown[0] as LogRow) && isMark(shown[1] as LogRow));
  });
});
