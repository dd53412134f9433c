/** Late rows against the plain way: every time parsed, the latest kept, all of it again at every change. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LATE_MS, LateRows } from '../../../src/core/late-rows.js';
import { isEntry, type LogRow } from '../../../src/core/log-entry.js';
import { entries, entry, outage } from '../../helpers/entries.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

const START_MS = Date.parse('2026-12-31T23:59:00Z');

function plainly(rows: readonly LogRow[], seenBefore: number): Map<number, number> {
  const late = new Map<number, number>();
  let latestMs = seenBefore;
  for (const row of rows) {
    if (!isEntry(row)) continue;
    const ms = Date.parse(row.createdAt);
    if (Number.isNaN(ms)) continue;
    if (latestMs - ms >= LATE_MS) late.set(row.seq, latestMs - ms);
    latestMs = Math.max(latestMs, ms);
  }
  return late;
}

/** As databases, JavaScript and others write times. */
function written(ms: number, how: number): string {
  const iso = new Date(ms).toISOString();
  if (how === 0) return iso.replace('Z', '+00:00');
  if (how === 1) return iso.replace(/0*Z$/, '+00:00').replace('.+', '+');
  if (how === 2) return `${new Date(ms + 5.5 * 3_600_000).toISOString().slice(0, -1)}+05:30`;
  if (how === 3) return 'not a time';
  return iso;
}

describe('late rows', () => {
  it('are those that a look at all times finds', () => {
    const seed = chooseSeed();
    const random = seededRandom(seed);
    let found = 0;
    for (let turn = 0; turn < 300; turn++) {
      const late = new LateRows();
      let rows: LogRow[] = [];
      let [ms, seq] = [START_MS, 1_000];
      for (let step = 0; step < 12; step++) {
        const more: LogRow[] = [];
        for (let count = between(random, 0, 6); count > 0; count--) {
          ms += between(random, 0, 900);
          const behindMs = random() < 0.2 ? between(random, 0, 9_000) : 0;
          const createdAt = written(ms - behindMs, between(random, 0, 40));
          more.push(random() < 0.05 ? outage(seq) : entry(seq, { createdAt }));
          seq++;
        }
        rows = [...rows, ...more];
        // A part of them now and the rest bit by bit, or a part only, to be gone on with after the next rows.
        late.follow(rows, between(random, 0, 4));
        while (late.isBehind && random() < 0.7) late.lookOn(between(random, 1, 3));
        if (random() < 0.1 && rows.length > 0) {
          const first = rows[0]?.seq ?? 0;
          rows = [...entries(first - 3, first - 1), ...rows];
        }
        for (const [seq, byMs] of late.all) {
          assert.equal(
            byMs,
            plainly(rows, -Infinity).get(seq),
            `SEED=${seed} turn ${turn}, too soon`,
          );
        }
        if (random() < 0.5) continue;
        late.follow(rows);
        assert.equal(late.isBehind, false);
        assert.deepEqual(late.all, plainly(rows, -Infinity), `SEED=${seed} turn ${turn}`);
        found += late.all.size;
      }
    }
    assert.ok(found > 1_000, 'there are some');
  });

  it('stay late when the rows above them are trimmed', () => {
    const late = new LateRows();
    const rows = [
      entry(1, { createdAt: '2026-01-01T00:00:09Z' }),
      entry(2, { createdAt: '2026-01-01T00:00:01.5Z' }),
    ];
    late.follow(rows);
    late.follow([...rows.slice(1), entry(3, { createdAt: '2026-01-01T00:00:02Z' })]);
    assert.deepEqual(
      [...late.all],
      [
        [2, 7_500],
        [3, 7_000],
      ],
    );
  });

  it('of another list are found anew', () => {
    const late = new LateRows();
    late.follow([entry(5, { createdAt: '2026-01-01T00:01:00Z' })]);
    late.follow([entry(1, { createdAt: '2026-01-01T00:00:00Z' })]);
    assert.equal(late.all.size, 0);
  });

  it('cost little to look for', () => {
    const rows = entries(1, 100_000).map((row, at) => ({
      ...row,
      createdAt: new Date(START_MS + at).toISOString(),
    }));
    new LateRows().follow(rows);
    const startMs = performance.now();
    new LateRows().follow(rows);
    const tookMs = performance.now() - startMs;
    assert.ok(tookMs < 60, `${tookMs} ms for 100,000 rows`);
  });
});
