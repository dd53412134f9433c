import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseQuery } from '../../../src/core/query.js';
import { matchesQuery } from '../../../src/core/query-match.js';
import {
  queryTimeMs,
  timeRangeOf,
  withTimeRange,
  type QueryMoment,
  type TimeRange,
} from '../../../src/core/query-time.js';
import { entry } from '../../helpers/entries.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

const A = Date.parse('2026-03-02T09:14:00Z');
const B = Date.parse('2026-03-02T09:15:30.5Z');
const RANGE: TimeRange = { fromMs: A, toMs: B };
const TERMS = 'after:2026-03-02T09:14:00Z before:2026-03-02T09:15:30.500Z';

/** Whether a row of this time is found; for queries without words. */
function finds(query: string, createdAt: string, message = 'row'): boolean {
  return matchesQuery(parseQuery(query), entry(1, { createdAt, message }));
}

describe('times in a query', () => {
  it('find rows from a time on, and before another', () => {
    assert.ok(finds(TERMS, '2026-03-02T09:14:00.000000+00:00'), 'the first is in');
    assert.ok(finds(TERMS, '2026-03-02T11:15:30.499999+02:00'), 'the last is in');
    assert.ok(!finds(TERMS, '2026-03-02T09:13:59.999999+00:00'));
    assert.ok(!finds(TERMS, '2026-03-02T09:15:30.500000+00:00'), 'the end is out');
    assert.ok(!finds(TERMS, 'soon'));
    assert.ok(!finds('after:2026-03-02', 'soon'));
    assert.ok(finds('-after:2026-03-02T09:14:00Z', '2026-03-02T09:13:59Z'));
    assert.ok(finds('AFTER:2026-03-02T09:14:00z "row"', '2026-03-02T09:14:00Z'));
    assert.ok(!finds('after:2026-03-02T09:14:00Z "other"', '2026-03-02T09:14:00Z'));
  });

  it('are the reader’s own without a zone', () => {
    assert.equal(queryTimeMs('2026-03-02'), new Date(2026, 2, 2).getTime());
    assert.equal(queryTimeMs('2026-03-02T14'), new Date(2026, 2, 2, 14).getTime());
    assert.equal(queryTimeMs('2026-03-02T14:02'), new Date(2026, 2, 2, 14, 2).getTime());
    assert.equal(
      queryTimeMs('2026-03-02T14:02:11.5'),
      new Date(2026, 2, 2, 14, 2, 11, 500).getTime(),
    );
    assert.equal(queryTimeMs('2026-03-02Z'), Date.UTC(2026, 2, 2));
    assert.equal(queryTimeMs('2026-03-02T14+02:00'), Date.UTC(2026, 2, 2, 12));
  });

  describe('relative to a moment', () => {
    const nowMs = new Date(2026, 2, 2, 15, 0).getTime();
    const ms = (text: string, rows: QueryMoment['rows'] = null): number | null =>
      queryTimeMs(text, { nowMs, rows });
    const at = (day: number, hour: number, minute: number): number =>
      new Date(2026, 2, day, hour, minute).getTime();

    it('are so long ago', () => {
      assert.equal(ms('5m'), nowMs - 300_000);
      assert.equal(ms('1h30m'), nowMs - 5_400_000);
      assert.equal(ms('1.5H'), nowMs - 5_400_000);
      assert.equal(ms('90s'), nowMs - 90_000);
      assert.equal(ms('250ms'), nowMs - 250);
      assert.equal(ms('1w2d'), nowMs - 9 * 86_400_000);
      for (const wrong of ['5', 'm', '5y', '-5m', '5m!', '9e9d', `${'9'.repeat(30)}d`]) {
        assert.equal(ms(wrong), null, wrong);
      }
    });

    it('are today’s, as long as there are no rows', () => {
      assert.equal(ms('14:02'), at(2, 14, 2));
      assert.equal(ms('14:02:07.25'), at(2, 14, 2) + 7_250);
      assert.equal(ms('9:05'), at(2, 9, 5));
      assert.equal(ms('16:30'), at(2, 16, 30));
      assert.equal(ms('12:00Z'), Date.UTC(2026, 2, 2, 12));
      for (const wrong of ['24:00', '12:60', '12:00:60', '1:2', '14:02:']) {
        assert.equal(ms(wrong), null, wrong);
      }
    });

    it('are those that the rows can be about', () => {
      const rows = (from: number, to: number): QueryMoment['rows'] => ({ fromMs: from, toMs: to });
      // A run of yesterday, before and after that time of day.
      assert.equal(ms('14:02', rows(at(1, 13, 0), at(1, 14, 30))), at(1, 14, 2));
      assert.equal(ms('14:02', rows(at(1, 14, 30), at(1, 15, 0))), at(1, 14, 2));
      assert.equal(ms('14:02', rows(at(1, 10, 0), at(1, 11, 0))), at(1, 14, 2));
      // Past midnight.
      const night = rows(at(1, 23, 0), at(2, 1, 0));
      assert.equal(ms('23:50', night), at(1, 23, 50));
      assert.equal(ms('0:10', night), at(2, 0, 10));
      // Of several days the last.
      assert.equal(ms('8:30', rows(at(1, 8, 0), at(2, 22, 0))), at(2, 8, 30));
      assert.equal(ms('23:00', rows(at(1, 8, 0), at(2, 22, 0))), at(1, 23, 0));
    });

    it('make a stretch that can be seen, and be replaced', () => {
      const moment = { nowMs, rows: null };
      assert.deepEqual(timeRangeOf('x since:5m', moment), { fromMs: nowMs - 300_000, toMs: null });
      assert.equal(withTimeRange('x since:5m', null), 'x');
      assert.equal(withTimeRange('since:5m x', RANGE), `${TERMS} x`);
    });
  });

  for (const wrong of ['14:02', 'yesterday', '2026', '2026-13-02', '2026-03-02T25:00', '5']) {
    it(`say so when they are none: ${wrong}`, () => {
      assert.equal(queryTimeMs(wrong), null);
      const query = parseQuery(`after:${wrong}`);
      assert.deepEqual(
        query.diagnostics.map(({ code }) => code),
        ['time-unknown'],
      );
      assert.deepEqual(query.clauses[0]?.words, [`after:${wrong.toLowerCase()}`]);
    });
  }

  it('leave fields of their names reachable', () => {
    assert.ok(matchesQuery(parseQuery('fields.after:5'), entry(1, { fields: { after: 5 } })));
    assert.ok(matchesQuery(parseQuery('before>4'), entry(1, { fields: { before: 5 } })));
  });
});

describe('a stretch of time in a query', () => {
  for (const [text, written] of [
    ['', TERMS],
    ['refused', `${TERMS} refused`],
    ['  a  b ', `${TERMS} a  b`],
    ['after:2025-01-01 refused', `${TERMS} refused`],
    [
      'refused before:2025-01-01T00:00Z level:error After:2024-01-01',
      `${TERMS} refused level:error`,
    ],
    ['a OR b', `${TERMS} (a OR b)`],
    ['(a OR b)', `${TERMS} (a OR b)`],
    ['a OR after:2025-01-01Z', `${TERMS} (a OR after:2025-01-01Z)`],
    ['-after:2025-01-01Z', `${TERMS} -after:2025-01-01Z`],
    ['"open', `${TERMS} "open`],
    ['a OR "open', `${TERMS} (a OR "open")`],
    ['before:never', TERMS],
  ] as const) {
    it(`is written into “${text}”, found there, and taken out`, () => {
      assert.equal(withTimeRange(text, RANGE), written);
      assert.deepEqual(timeRangeOf(written), RANGE);
      assert.equal(withTimeRange(written, RANGE), written);
      assert.equal(timeRangeOf(withTimeRange(written, null)), null);
      assert.deepEqual(
        parseQuery(written)
          .diagnostics.map(({ code }) => code)
          .filter((code) => code !== 'quote-open'),
        [],
      );
    });
  }

  it('may be open at one side', () => {
    assert.equal(withTimeRange('x', { fromMs: A, toMs: null }), 'after:2026-03-02T09:14:00Z x');
    assert.deepEqual(timeRangeOf('before:2026-03-02T09:14:00Z'), { fromMs: null, toMs: A });
    assert.equal(timeRangeOf('(after:2026-03-02)'), null, 'it is a part of something');
    assert.equal(timeRangeOf(''), null);
  });

  it('leaves of the rows those that are in it, whatever else is asked for', (t) => {
    const seed = chooseSeed();
    t.diagnostic(`SEED=${seed}`);
    const random = seededRandom(seed);
    const parts = [
      '"a"',
      '-"b"',
      'OR',
      '(',
      ')',
      'level:info',
      'node:x',
      '/a/',
      'before:2030-01-01',
    ];
    const rows = Array.from({ length: 40 }, (_, index) =>
      entry(index + 1, {
        createdAt: new Date(A - 60_000 + index * 4_000).toISOString(),
        message: between(random, 0, 1) ? 'a' : 'b',
        severity: between(random, 0, 1) ? 'info' : 'error',
      }),
    );
    for (let round = 0; round < 2_000; round += 1) {
      const text = Array.from(
        { length: between(random, 0, 6) },
        () => parts[between(random, 0, parts.length - 1)],
      ).join(' ');
      const written = withTimeRange(text, RANGE);
      const plain = parseQuery(withTimeRange(text, null));
      const query = parseQuery(written);
      // A parenthesis without a partner means what is around it.
      if (plain.diagnostics.some(({ code }) => code === 'parenthesis-unmatched')) continue;
      for (const row of rows) {
        const ms = Date.parse(row.createdAt);
        const expected = ms >= A && ms < B && matchesQuery(plain, row);
        assert.equal(
          matchesQuery(query, row),
          expected,
          `“${text}” → “${written}”, row ${row.seq}, SEED=${seed}`,
        );
      }
    }
  });
});
