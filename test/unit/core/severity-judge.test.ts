/** What a host declares of its own lines: rules, the scale of its numbers, and what is believed before them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { detectSeverity } from '../../../src/core/detect-severity.js';
import { LEVEL_SCALES, severityOnScale, type LevelScale } from '../../../src/core/level-scale.js';
import { isEntry, type LogEntry, type LogRow } from '../../../src/core/log-entry.js';
import { parseRow } from '../../../src/core/parse-row.js';
import { SeverityJudge, type SeverityRule } from '../../../src/core/severity-judge.js';

const row = (raw: Record<string, unknown>): LogEntry => {
  const entry = parseRow(
    { seq: 1, id: 1, run_id: 'r', created_at: '2024-05-01T10:00:00Z', ...raw },
    { runId: 'r' },
  );
  assert.ok(entry);
  return entry;
};

const silent = (cause: unknown): void => {
  throw cause;
};

const judged = (
  entry: LogEntry,
  rules: readonly SeverityRule[],
  scale?: LevelScale,
  thrown: unknown[] = [],
): LogEntry => {
  const judge = new SeverityJudge(
    () => ({ rules, scale }),
    (cause) => thrown.push(cause),
  );
  const [result] = judge.rows([entry]);
  assert.ok(result);
  return result;
};

describe('SeverityJudge', () => {
  it('believes the first rule that answers, before text and fields, as declared', () => {
    const rules: SeverityRule[] = [
      () => undefined,
      ({ message }) => (message.startsWith('!!') ? 'error' : null),
      () => 'debug',
    ];
    const entry = row({ message: '!! WARN late', fields: { level: 'info' } });
    assert.equal(entry.severity, 'info');
    const { severity, guessed } = judged(entry, rules);
    assert.deepEqual({ severity, guessed }, { severity: 'error', guessed: false });
    assert.equal(judged(row({ message: 'ERROR x' }), rules).severity, 'debug');
  });

  it('asks nobody about a level that is a word', () => {
    const entry = row({ message: 'x', level: 'Warning' });
    assert.equal(judged(entry, [() => 'error'], 'pino'), entry);
  });

  it('outlives a rule that throws: tells of it once, and goes on with the next rule and row', () => {
    const thrown: unknown[] = [];
    const rules: SeverityRule[] = [
      ({ fields }) => (fields as { kind: string }).kind as never,
      () => 'warn',
    ];
    const judge = new SeverityJudge(
      () => ({ rules, scale: undefined }),
      (cause) => thrown.push(cause),
    );
    const rows = [row({ message: 'a' }), row({ message: 'b' }), row({ fields: { kind: 'error' } })];
    assert.deepEqual(
      judge.rows<LogRow>(rows).map((one) => isEntry(one) && one.severity),
      ['warn', 'warn', 'error'],
    );
    assert.equal(thrown.length, 1);
    assert.ok(thrown[0] instanceof TypeError);
  });

  it('takes no answer that is not a severity', () => {
    for (const answer of ['warning', 3, true, {}, Promise.resolve('error')]) {
      assert.equal(judged(row({ message: 'ERROR x' }), [() => answer as never]).severity, 'error');
    }
  });

  it('hands on the same rows where nothing is declared or nothing changes', () => {
    const rows: LogRow[] = [row({ message: 'x' }), { kind: 'gap', seq: 2, to: 3 }];
    assert.equal(
      new SeverityJudge(() => ({ rules: [], scale: undefined }), silent).rows(rows),
      rows,
    );
    const rules: SeverityRule[] = [() => null];
    assert.equal(new SeverityJudge(() => ({ rules, scale: 'syslog' }), silent).rows(rows), rows);
  });

  it('reads a number on the scale that was named, and on none unless one was', () => {
    const entry = row({ message: 'x', level: 30 });
    assert.equal(entry.malformed, undefined);
    assert.equal(entry.severity, 'unknown');
    assert.equal(judged(entry, []).severity, 'unknown');
    assert.equal(judged(entry, [], 'pino').severity, 'info');
    assert.equal(judged(entry, [], 'python').severity, 'warn');
    assert.equal(
      judged(row({ message: 'x', fields: { level: 3 } }), [], 'syslog').severity,
      'error',
    );
    assert.equal(judged(row({ message: 'x', level: '99' }), [], 'syslog').severity, 'unknown');
  });
});

describe('severityOnScale', () => {
  const EXPECTED: Readonly<Record<LevelScale, readonly (readonly [number, string | null])[]>> = {
    syslog: [
      [-1, null],
      [0, 'fatal'],
      [2, 'fatal'],
      [3, 'error'],
      [4, 'warn'],
      [5, 'info'],
      [6, 'info'],
      [7, 'debug'],
      [8, null],
    ],
    opentelemetry: [
      [0, null],
      [1, 'trace'],
      [4, 'trace'],
      [5, 'debug'],
      [9, 'info'],
      [13, 'warn'],
      [17, 'error'],
      [24, 'fatal'],
      [25, null],
    ],
    pino: [
      [5, null],
      [10, 'trace'],
      [30, 'info'],
      [35, 'info'],
      [40, 'warn'],
      [50, 'error'],
      [60, 'fatal'],
      [70, null],
    ],
    bunyan: [
      [20, 'debug'],
      [50, 'error'],
    ],
    python: [
      [0, null],
      [10, 'debug'],
      [20, 'info'],
      [30, 'warn'],
      [40, 'error'],
      [50, 'fatal'],
      [60, null],
    ],
  };
  for (const scale of LEVEL_SCALES) {
    it(`reads ${scale}`, () => {
      for (const [value, expected] of EXPECTED[scale]) {
        assert.equal(severityOnScale(value, scale), expected, String(value));
        if (value >= 0) assert.equal(severityOnScale(` ${value} `, scale), expected);
      }
    });
  }

  it('reads nothing that is no number', () => {
    for (const value of [null, undefined, true, [], {}, NaN, Infinity, '', 'x', '3.5', '-3']) {
      assert.equal(severityOnScale(value, 'syslog'), null);
    }
  });
});

describe('detectSeverity of a row', () => {
  it('believes the level, then a number on the scale that is named, then fields, then the text', () => {
    const message = 'ERROR x';
    const said = (more: object): string => detectSeverity({ message, ...more }).severity;
    assert.equal(said({ level: 'info', fields: { level: 'warn' } }), 'info');
    assert.equal(said({ level: 'dpanic' }), 'fatal');
    assert.equal(said({ level: 'strange', fields: { level: 'warn' } }), 'warn');
    assert.equal(said({ level: 40, levelScale: 'pino', fields: { severity: 'info' } }), 'warn');
    assert.equal(said({ level: 40, fields: { severity: 'info' } }), 'info');
    assert.equal(said({ level: null, fields: null }), 'error');
    assert.equal(detectSeverity({ message, level: 'info' }).guessed, false);
    assert.equal(detectSeverity({ message }).guessed, true);
  });

  it('is pure: frozen input, the same answer twice, and nothing thrown at whatever is in it', () => {
    const input = Object.freeze({ message: '{"a":', fields: Object.freeze({ level: null }) });
    assert.deepEqual(detectSeverity(input), detectSeverity(input));
    for (const message of [
      'null',
      '{}',
      '{"level":{}}',
      '{"log":null}',
      '[]',
      '{"msg":{"msg":1}}',
      '\u0000',
      '{"a":1}{"b":2}',
    ]) {
      assert.doesNotThrow(() => detectSeverity(message), message);
    }
  });
});
