import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readJump, readPermalink } from '../../../src/core/jump-target.js';

const NEWEST_MS = Date.UTC(2026, 10, 23, 14, 30);
const CONTEXT = { newestMs: NEWEST_MS, utc: true };

function msOf(text: string, utc = true): number | null {
  const target = readJump(text, { newestMs: NEWEST_MS, utc });
  return target?.kind === 'time' ? target.timeMs : null;
}

describe('where somebody wants to go', () => {
  it('is a row by its number', () => {
    for (const text of ['1234', '#1234', ' # 1234 ']) {
      assert.deepEqual(readJump(text, CONTEXT), { kind: 'seq', seq: 1234 });
    }
    assert.equal(readJump('0', CONTEXT), null);
    assert.deepEqual(readJump('Start', CONTEXT), { kind: 'start' });
    assert.deepEqual(readJump('now', CONTEXT), { kind: 'end' });
  });

  it('is a time of day, of the last day on which it has been', () => {
    assert.equal(msOf('14:02'), Date.UTC(2026, 10, 23, 14, 2));
    assert.equal(msOf('9:05:07.25'), Date.UTC(2026, 10, 23, 9, 5, 7, 250));
    assert.equal(msOf('23:59'), Date.UTC(2026, 10, 22, 23, 59));
    assert.equal(msOf('14:30'), NEWEST_MS);
    const local = new Date(NEWEST_MS);
    local.setHours(local.getHours(), 0, 0, 0);
    const hours = String(local.getHours()).padStart(2, '0');
    assert.equal(msOf(`${hours}:00`, false), local.getTime());
  });

  it('is a date, with a zone or in that of the time column', () => {
    assert.equal(msOf('2026-11-23T14:02Z'), Date.UTC(2026, 10, 23, 14, 2));
    assert.equal(msOf('2026-11-23 14:02:07.123456'), Date.UTC(2026, 10, 23, 14, 2, 7, 123));
    assert.equal(msOf('2026-11-23T14:02+05:30'), Date.UTC(2026, 10, 23, 8, 32));
    assert.equal(msOf('2026-11-23'), Date.UTC(2026, 10, 23));
    assert.equal(msOf('2026-11-23 14:02', false), new Date(2026, 10, 23, 14, 2).getTime());
  });

  it('is how long before the newest row', () => {
    assert.equal(msOf('-5m'), NEWEST_MS - 300_000);
    assert.equal(msOf('- 1.5 h'), NEWEST_MS - 5_400_000);
    assert.equal(msOf('\u221290s'), NEWEST_MS - 90_000);
    assert.equal(msOf('-250ms'), NEWEST_MS - 250);
  });

  it('is nothing else', () => {
    for (const text of [
      '',
      'soon',
      '25:00',
      '14:60',
      '2026-02-30',
      '2026-13-01',
      '5m',
      '-5y',
      '1.5',
      '1e3',
      '#',
    ]) {
      assert.equal(readJump(text, CONTEXT), null, text);
    }
  });

  it('is, in a permalink, a row or a date alone', () => {
    assert.deepEqual(readPermalink('42'), { kind: 'seq', seq: 42 });
    assert.deepEqual(readPermalink('2026-11-23T14:02:07.5Z'), {
      kind: 'time',
      timeMs: Date.UTC(2026, 10, 23, 14, 2, 7, 500),
    });
    for (const text of ['14:02', '-5m', 'start', '']) assert.equal(readPermalink(text), null, text);
  });
});
