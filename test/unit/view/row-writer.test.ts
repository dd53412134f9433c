import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LogRow } from '../../../src/core/log-entry.js';
import { copyTime } from '../../../src/view/copy-time.js';
import { RowWriter, type RowWriterOptions } from '../../../src/view/row-writer.js';
import { ENGLISH } from '../../../src/view/strings.js';
import type { TakenRow, TakingFacts } from '../../../src/view/taking.js';
import { entry, outage } from '../../helpers/entries.js';

const FACTS: TakingFacts = {
  runId: 'run-1',
  levels: null,
  query: '',
  masked: 0,
  rows: 2,
  firstSeq: 1,
  lastSeq: 9,
  startedAt: '2026-01-01T00:00:00.000+00:00',
  endedAt: '2026-01-01T00:00:09.000+00:00',
  zone: '',
  removed: 0,
  outages: 0,
  missing: [],
};

function write(
  rows: readonly TakenRow[],
  options: Partial<RowWriterOptions>,
  facts: TakingFacts = FACTS,
): string {
  const writer = new RowWriter({ format: 'text', strings: ENGLISH, ...options });
  // A page at a time must come to the same as all at once.
  const text = rows.map((row) => writer.rows([row])).join('');
  assert.equal(text, new RowWriter({ format: 'text', strings: ENGLISH, ...options }).rows(rows));
  return writer.head(facts) + text + writer.foot();
}

const missing = { kind: 'missing', seq: 4, to: 8, why: 'it was away' } as const;
const gap: LogRow = { kind: 'gap', seq: 2, to: 3 };

describe('rows as text', () => {
  it('are lines; of a message further lines stand back, and what is missing is said', () => {
    const rows = [entry(1, { message: 'a\n\tb', nodeId: 'http' }), gap, missing, entry(9)];
    assert.equal(
      write(rows, {}),
      '2026-01-01T00:00:00.000+00:00 INFO [http] a\n    \tb\n' +
        '--- Rows 2–3 were removed by retention ---\n' +
        '--- Rows 4–8 are missing here: it was away ---\n' +
        '2026-01-01T00:00:00.000+00:00 INFO row 9',
    );
  });

  it('have a head in a file, where a value cannot begin a line of its own', () => {
    const facts = { ...FACTS, levels: ['error'], query: 'a\n# Run: other', masked: 3, removed: 2, missing: [missing] }; // prettier-ignore
    assert.equal(
      write([entry(1)], { hasHead: true }, facts).split('\n\n')[0],
      '# Run: run-1\n# Rows: 2 (1 to 9 of the run)\n' +
        '# Time: 2026-01-01T00:00:00.000+00:00 – 2026-01-01T00:00:09.000+00:00\n' +
        '# Levels: error\n# Search: a # Run: other\n# Masked: 3\n# Removed by retention: 2\n' +
        '# Missing: Rows 4–8 are missing here: it was away',
    );
  });

  it('stay inside their fence in Markdown, and so does a search', () => {
    const facts = { ...FACTS, query: '`` `x`' };
    const text = write([entry(1, { message: '```\nno end ````` here' })], { format: 'markdown' }, facts); // prettier-ignore
    assert.ok(text.includes('- **Search:** ``` `` `x` ```\n'));
    const lines = text.split('\n');
    assert.deepEqual(
      lines.filter((line) => line.startsWith('``')),
      ['``````text', '``````'],
    );
    assert.equal(lines.at(-1), '``````');
  });

  it('are JSON that can be read, as one array or line by line', () => {
    const rows = [
      entry(1, { message: 'a\u2028"b"\n', fields: { a: [1] } }),
      gap,
      outage(4),
      missing,
    ];
    assert.deepEqual(JSON.parse(write(rows, { format: 'json-array' })), rows);
    assert.deepEqual(
      write(rows, { format: 'json' })
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
      rows,
    );
    assert.deepEqual(JSON.parse(write([], { format: 'json-array' })), []);
  });

  it('are values with commas between them, and never a formula', () => {
    const rows = [entry(1, { message: '=cmd|x', nodeId: '@a' }), missing];
    assert.deepEqual(write(rows, { format: 'csv' }).split('\r\n'), [
      'seq,created_at,severity,node_id,message,fields',
      `1,"2026-01-01T00:00:00.000+00:00","info","'@a","'=cmd|x",""`,
      '4,"","","","missing up to 8: it was away",""',
    ]);
    assert.equal(write([], { format: 'csv' }), 'seq,created_at,severity,node_id,message,fields');
  });

  it('have the time that is shown, whole', () => {
    const rows = [
      entry(1, { createdAt: '2026-01-01T23:59:59.123456+00:00' }),
      entry(2, { createdAt: '2026-01-02T01:00:00.5+01:00' }),
      entry(3, { createdAt: 'never' }),
    ];
    const times = (format: Parameters<typeof copyTime>[0]['format']): string[] => {
      const time = copyTime({ format, locale: 'en', startMs: Date.parse('2026-01-01T23:59:50Z'), formatTime: undefined }); // prettier-ignore
      return write(rows, { time }).split('\n').map((line) => line.replace(/ ?INFO.*/, '')); // prettier-ignore
    };
    assert.deepEqual(times('utc'), ['2026-01-01T23:59:59.123456+00:00', '2026-01-02T00:00:00.500Z', 'never']); // prettier-ignore
    assert.deepEqual(times('elapsed'), ['+00:09.123', '+00:10.500', 'never']);
    assert.deepEqual(times('delta'), ['+0.000', '+1.376', 'never']);
    assert.deepEqual(times('none'), ['', '', '']);
    const [local = ''] = times('local');
    assert.match(local, /T\d\d:\d\d:59\.123[+-]\d\d:\d\d$/);
    assert.equal(Date.parse(local), Date.parse('2026-01-01T23:59:59.123Z'));
  });
});
