import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ageText,
  exactMs,
  timeText,
  zoneName,
  type TimeContext,
} from '../../../src/view/time-format.js';

const AT = '2026-01-02T03:04:05.678901Z';
const context = (over: Partial<TimeContext>): TimeContext => ({
  format: 'utc',
  locale: 'en',
  startMs: null,
  previousMs: null,
  ...over,
});
const text = (over: Partial<TimeContext>): string => {
  const { main, fraction } = timeText(AT, context(over));
  return main + fraction;
};

describe('time format', () => {
  it('writes the clock to the millisecond, never rounded up', () => {
    assert.equal(text({}), '03:04:05.678');
  });

  it('writes the time since the start', () => {
    assert.equal(text({ format: 'elapsed', startMs: Date.parse(AT) - 61_500 }), '+01:01.500');
    assert.equal(text({ format: 'elapsed', startMs: Date.parse(AT) - 3_661_000 }), '+1:01:01.000');
  });

  it('writes the time since the row before, also backwards', () => {
    assert.equal(text({ format: 'delta', previousMs: exactMs(AT) - 1_234 }), '+1.234');
    assert.equal(text({ format: 'delta', previousMs: exactMs(AT) + 5 }), '−0.005');
    assert.equal(text({ format: 'delta', previousMs: exactMs(AT) - 90_000 }), '+01:30.000');
  });

  it('tells rows of one millisecond apart', () => {
    const since = (before: string): string =>
      text({ format: 'delta', previousMs: exactMs(before) });
    assert.equal(since('2026-01-02T03:04:05.678900Z'), '+0.000001');
    assert.equal(since('2026-01-02T04:04:05.679+01:00'), '−0.000099');
    assert.equal(since('2026-01-02T03:04:05.677901Z'), '+0.001');
    assert.equal(since(AT), '+0.000');
  });

  it('says so when a time is none', () => {
    assert.equal(timeText('yesterday', context({})).main, '–');
  });

  it('names the zone of clocks, and only of clocks', () => {
    assert.equal(zoneName('utc', 0), 'UTC');
    assert.match(zoneName('local', 0), /^UTC[+−]\d\d:\d\d$/);
    assert.equal(zoneName('delta', 0), '');
  });

  it('tells ages in words once they are worth it', () => {
    assert.equal(ageText(0, 4_999, 'en'), null);
    assert.equal(ageText(0, 30_000, 'en'), '30s ago');
    assert.equal(ageText(0, 7_200_000, 'en'), '2h ago');
  });
});
