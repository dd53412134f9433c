import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LogOutage, LogRow } from '../../../src/core/log-entry.js';
import { exportRows } from '../../../src/view/export-rows.js';
import { outageText } from '../../../src/view/outage-text.js';
import { ENGLISH, withStrings } from '../../../src/view/strings.js';
import { isoSpan, spanText, type TimeFormat } from '../../../src/view/time-format.js';
import { entry, outage } from '../../helpers/entries.js';

const text = (
  over: Partial<LogOutage>,
  { format = 'utc', locale = 'en' }: { format?: TimeFormat; locale?: string } = {},
): string =>
  outageText(outage(5, over), {
    strings: ENGLISH,
    formatNumber: (value) => new Intl.NumberFormat(locale).format(value),
    formatSpan: (startMs, endMs) => spanText(startMs, endMs, { format, locale }),
  });

describe('a disconnection in words', () => {
  it('says from when to when, and what became of the rows', () => {
    assert.equal(text({}), '14:02:07–14:02:19 disconnected, 31 rows recovered');
    assert.equal(
      text({ recovered: 1_200, missing: 1 }),
      '14:02:07–14:02:19 disconnected, 1,200 rows recovered, 1 row deleted meanwhile',
    );
    assert.equal(text({ recovered: 0 }), '14:02:07–14:02:19 disconnected');
  });

  it('says so while it lasts', () => {
    const open = { endedAtMs: null };
    assert.equal(
      text({ ...open, recovered: 12 }),
      '14:02:07 – disconnected, 12 rows recovered so far',
    );
    assert.equal(text({ ...open, recovered: 0 }), '14:02:07 – disconnected');
  });

  it('is on the local clock where rows are not on a clock', () => {
    for (const format of ['elapsed', 'delta', 'none'] as const) {
      assert.equal(text({}, { format }), text({}, { format: 'local' }));
    }
  });

  it('tells the day only where there are two', () => {
    const startedAtMs = Date.UTC(2026, 0, 1, 23, 59, 50);
    assert.equal(
      text({ startedAtMs, endedAtMs: startedAtMs + 12_000 }),
      'Jan 1, 23:59:50–Jan 2, 00:00:02 disconnected, 31 rows recovered',
    );
  });

  it('outlives times that are none', () => {
    for (const ms of [NaN, Infinity, -Infinity, 1e300]) {
      assert.equal(text({ startedAtMs: ms }), '––14:02:19 disconnected, 31 rows recovered');
      assert.deepEqual(isoSpan(ms, ms), ['–', '–']);
    }
  });

  it('is the host’s to word', () => {
    const strings = withStrings({
      outage: (start, end, recovered, deleted) => [start, end, recovered, deleted].join('|'),
    });
    const file = exportRows([outage(5, { missing: 2 })], 'text', strings);
    assert.equal(file, '--- 2026-01-01T14:02:07.000Z|2026-01-01T14:02:19.000Z|31|2 ---');
  });

  it('has a line in every kind of file, in its place', () => {
    const rows: readonly LogRow[] = [
      entry(1),
      { kind: 'gap', seq: 2, to: 4 },
      outage(5, { endedAtMs: null }),
      entry(5),
    ];
    const lines = exportRows(rows, 'text', ENGLISH).split('\n');
    assert.equal(lines.length, 4);
    assert.match(lines[1] ?? '', /^--- .*2–4.* ---$/);
    assert.equal(
      lines[2],
      '--- 2026-01-01T14:02:07.000Z – disconnected, 31 rows recovered so far ---',
    );
    const objects = exportRows(rows, 'json', ENGLISH)
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    assert.deepEqual(objects, rows);
    const csv = exportRows(rows, 'csv', ENGLISH).split('\r\n');
    assert.equal(
      csv[3],
      '4.5,"2026-01-01T14:02:07.000Z","","","disconnected until …, 31 recovered, 0 removed",""',
    );
    const columns = csv.map((line) => line.split(',').length);
    assert.deepEqual(columns.slice(0, 2), [6, 6]);
  });
});
