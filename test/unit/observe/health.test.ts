import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HealthRecorder } from '../../../src/observe/health.js';
import { LatencyHistogram } from '../../../src/observe/latency-histogram.js';
import { chooseSeed, seededRandom } from '../../helpers/random.js';

describe('latency histogram', () => {
  it('has no percentile before it has a duration', () => {
    assert.equal(new LatencyHistogram().percentileMs(0.5), null);
  });

  it('is within a fifth of the sorted truth', () => {
    const seed = chooseSeed();
    console.log(`seed ${seed}`);
    const random = seededRandom(seed);
    const durations = Array.from({ length: 2_000 }, () => 1 + 10 ** (random() * 4));
    const histogram = new LatencyHistogram();
    for (const durationMs of durations) histogram.record(durationMs);
    const sorted = durations.toSorted((a, b) => a - b);
    for (const share of [0.5, 0.95, 0.99]) {
      const truth = sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
      const ratio = (histogram.percentileMs(share) ?? 0) / truth;
      assert.ok(ratio > 0.8 && ratio < 1.25, `seed ${seed}, p${share * 100}: ${ratio}`);
    }
  });

  it('takes clocks that disagree, and times that are none', () => {
    const histogram = new LatencyHistogram();
    histogram.record(-50);
    histogram.record(Number.NaN);
    histogram.record(Infinity);
    assert.equal(histogram.count, 2);
    assert.equal(histogram.percentileMs(0.5), 1);
  });
});

describe('health', () => {
  it('adds up the time spent in each state', () => {
    const health = new HealthRecorder(1_000);
    health.enterState('connecting', 1_100);
    health.enterState('live', 1_400);
    const reading = health.read(2_400, 0);
    assert.equal(reading.state, 'live');
    assert.deepEqual(reading.timeInStateMs, { idle: 100, connecting: 300, live: 1_000 });
  });

  it('tells the age of the last row and the rows still to come', () => {
    const health = new HealthRecorder(0);
    assert.equal(health.read(10, 0).sinceLastRowMs, null);
    health.rowsArrived(500);
    const reading = health.read(800, 3);
    assert.equal(reading.sinceLastRowMs, 300);
    assert.equal(reading.lagRows, 3);
  });

  it('takes the latency of a painted row from its own time', () => {
    const health = new HealthRecorder(0);
    health.rowPainted('2026-01-01T00:00:00.000Z', Date.UTC(2026, 0, 1) + 20);
    const { p50 } = health.read(0, 0).commitToPaintMs;
    assert.ok(p50 !== null && p50 >= 17 && p50 <= 24, String(p50));
  });
});
