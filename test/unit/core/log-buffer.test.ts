import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LogBuffer, type BufferChange } from '../../../src/core/log-buffer.js';
import { isOutage, type LogOutage, type LogRow } from '../../../src/core/log-entry.js';
import { SEVERITIES } from '../../../src/core/severity.js';
import { brief, entries, entry, outage } from '../../helpers/entries.js';
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

  it('replaces an outage in place, and nothing else', () => {
    const buffer = new LogBuffer(10);
    buffer.append([entry(1), outage(2, { recovered: 1 }), ...entries(2, 3)]);
    const before = buffer.rows;
    buffer.amend(outage(2, { recovered: 2 }));
    assert.equal(brief(buffer.rows), '1 ~2 2 3');
    assert.deepEqual(buffer.rows[1], outage(2, { recovered: 2 }));
    assert.deepEqual(before[1], outage(2, { recovered: 1 }), 'what was handed out stays as it was');
    const held = buffer.rows;
    for (const seq of [0, 1, 1.25, 2.5, 3, 99]) buffer.amend({ ...outage(2), seq });
    assert.equal(buffer.rows, held, 'the same array, since nothing changed');
    assert.equal(buffer.lastSeq, 3);
  });

  it('covers no seq with an outage', () => {
    const buffer = new LogBuffer(10);
    buffer.append([...entries(1, 4), outage(5)]);
    assert.equal(buffer.lastSeq, 4);
    assert.equal(buffer.counts.info, 4);
  });

  it('tells of an amended row once: as amended, or as part of what is new', () => {
    const buffer = new LogBuffer(10);
    buffer.append([entry(1), outage(2), entry(2)]);
    buffer.amend(outage(2, { recovered: 1 }));
    const first = buffer.takeChange();
    assert.deepEqual(first?.amended, []);
    assert.deepEqual(first.appended[1], outage(2, { recovered: 1 }));
    buffer.amend(outage(2, { recovered: 2 }));
    buffer.amend(outage(2, { recovered: 3 }));
    buffer.append([outage(3, { recovered: 4 }), entry(3)]);
    buffer.amend(outage(3, { recovered: 5 }));
    const second = buffer.takeChange();
    assert.deepEqual(second?.amended, [outage(2, { recovered: 3 })]);
    assert.deepEqual(second.appended[0], outage(3, { recovered: 5 }));
    assert.equal(buffer.takeChange(), null);
  });

  it('tells of a row that was prepended and amended since as it is now', () => {
    const buffer = new LogBuffer(10);
    buffer.append([entry(5)]);
    buffer.takeChange();
    buffer.prepend([outage(4), entry(4)]);
    buffer.amend(outage(4, { recovered: 6 }));
    const change = buffer.takeChange();
    assert.deepEqual(change?.prepended[0], outage(4, { recovered: 6 }));
    assert.deepEqual(change.amended, []);
  });

  it('does not tell of an amended row that was dropped since', () => {
    const buffer = new LogBuffer(10);
    buffer.append([entry(1), outage(2), ...entries(2, 9)]);
    buffer.takeChange();
    buffer.amend(outage(2, { recovered: 7 }));
    buffer.append([entry(10)]);
    assert.equal(brief(buffer.rows), '2 3 4 5 6 7 8 9 10');
    const change = buffer.takeChange();
    assert.equal(change?.trimmed, 2);
    assert.deepEqual(change.amended, []);
    buffer.amend(outage(2, { recovered: 8 }));
    assert.equal(buffer.takeChange(), null);
  });

  it('tells changes from which a reader can rebuild it', () => {
    const seed = chooseSeed();
    console.log(`seed ${seed}`);
    const random = seededRandom(seed);
    let amends = 0;
    for (let round = 0; round < 100; round += 1) {
      const buffer = new LogBuffer(between(random, 5, 60));
      const known: LogOutage[] = [];
      let twin: readonly LogRow[] = [];
      let first = 5_000;
      let next = 5_000;
      for (let step = 0; step < 40; step += 1) {
        for (let act = between(random, 0, 3); act > 0; act -= 1) {
          const count = between(random, 1, 25);
          const older = known[between(random, 0, known.length - 1)];
          const recovered = between(random, 0, 9_999);
          if (older !== undefined && random() < 0.4) {
            buffer.amend({ ...older, recovered });
            continue;
          }
          const isNewer = random() < 0.7;
          const from = isNewer ? next : first - count;
          const told = random() < 0.4 ? [outage(from)] : [];
          const rows = [...told, ...entries(from, from + count - 1)];
          if (isNewer) buffer.append(rows);
          else buffer.prepend(rows);
          if (isNewer) next += count;
          else first -= count;
          known.push(...told);
        }
        const change = buffer.takeChange();
        amends += change?.amended.length ?? 0;
        if (change !== null) twin = apply(twin, change);
        assert.deepEqual(twin, buffer.rows, `seed ${seed}, round ${round}, step ${step}`);
      }
    }
    assert.ok(amends > 100, `only ${amends} rows were amended`);
  });
});

function apply(rows: readonly LogRow[], change: BufferChange): readonly LogRow[] {
  const kept = change.reset ? [] : rows.slice(change.trimmed);
  assert.ok(change.reset || change.trimmed <= rows.length, 'trims only what there was');
  const amended = kept.map((row) => change.amended.find(({ seq }) => seq === row.seq) ?? row);
  for (const { seq } of change.amended) {
    assert.ok(
      kept.some((row) => isOutage(row) && row.seq === seq),
      'amends only what there was',
    );
  }
  return [...change.prepended, ...amended, ...change.appended];
}
