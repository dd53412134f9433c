import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { heaviestSeverity } from '../../../src/core/heaviest-severity.js';
import { LogBuffer } from '../../../src/core/log-buffer.js';
import type { LogEntry, LogRow } from '../../../src/core/log-entry.js';
import { tallyOf } from '../../../src/core/row-tally.js';
import type { Severity } from '../../../src/core/severity.js';

const entry = (seq: number, severity: Severity): LogEntry => ({
  seq,
  id: String(seq),
  runId: 'r',
  level: null,
  message: '',
  nodeId: null,
  fields: null,
  createdAt: '',
  severity,
  guessed: false,
});

describe('a tally of rows', () => {
  const outage: LogRow = {
    kind: 'outage',
    seq: 1.5,
    startedAtMs: 0,
    endedAtMs: null,
    recovered: 0,
    missing: 0,
  };
  const rows: readonly LogRow[] = [
    entry(1, 'info'),
    outage,
    entry(2, 'fatal'),
    { kind: 'gap', seq: 3, to: 4 },
    entry(5, 'info'),
  ];

  it('counts rows of the log only, and hands over the outages', () => {
    const { counts, entries, outages } = tallyOf(rows);
    assert.deepEqual([counts.info, counts.fatal, counts.error, entries], [2, 1, 0, 3]);
    assert.deepEqual(outages, [outage]);
    assert.equal(heaviestSeverity(rows), 'fatal');
    assert.equal(heaviestSeverity([entry(1, 'info'), outage]), null);
  });

  it('is made once for the rows that come in one frame', () => {
    const buffer = new LogBuffer(10);
    buffer.append(rows);
    assert.equal(tallyOf(buffer.takeChange()?.appended ?? []), tallyOf(rows));
    const more = [entry(6, 'warn')];
    buffer.append(more);
    assert.equal(buffer.takeChange()?.appended, more);
  });

  it('never changes the array that it was made of', () => {
    const buffer = new LogBuffer(10);
    buffer.append([entry(1, 'info')]);
    buffer.takeChange();
    const [one, two] = [[entry(2, 'info'), { ...outage, seq: 2.5 }], [entry(3, 'error')]] as const;
    buffer.append(one);
    buffer.append(two);
    buffer.amend({ ...outage, seq: 2.5, recovered: 7 });
    const appended = buffer.takeChange()?.appended ?? [];
    assert.deepEqual([one.length, two.length, appended.length], [2, 1, 3]);
    assert.deepEqual(one[1], { ...outage, seq: 2.5 });
    assert.deepEqual(appended[1], { ...outage, seq: 2.5, recovered: 7 });
    assert.deepEqual(tallyOf(appended).counts.error, 1);
  });
});
