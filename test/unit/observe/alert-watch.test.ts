import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ALERT_THRESHOLDS, readAlertThresholds } from '../../../src/core/alert-thresholds.js';
import { AlertWatch, type Expectations } from '../../../src/observe/alert-watch.js';
import { HealthRecorder, type LogStreamHealth } from '../../../src/observe/health.js';

const SECOND_MS = 1_000;

/** A watch that is read once a second, and what it said at each second. */
function watched(
  reading: (second: number) => LogStreamHealth,
  seconds: number,
  expecting?: (second: number) => Expectations,
): string[] {
  const watch = new AlertWatch();
  return Array.from({ length: seconds }, (_, second) =>
    watch
      .read(reading(second), second * SECOND_MS, expecting?.(second))
      .map((alert) => `${second}: ${alert.name} ${alert.active ? 'on' : 'off'}`),
  ).flat();
}

const healthy = new HealthRecorder(0).read(0, 0);

describe('alerts', () => {
  it('says nothing while all is well', () => {
    assert.deepEqual(
      watched(() => ({ ...healthy, state: 'live' }), 100),
      [],
    );
  });

  it('raises a silent stream once, and clears it once', () => {
    const alerts = watched(
      (second) => ({ ...healthy, state: second >= 10 && second < 60 ? 'polling' : 'live' }),
      100,
    );
    assert.deepEqual(alerts, ['40: silent-stream on', '60: silent-stream off']);
  });

  it('asks nothing of a page that nobody sees, and starts to count when it is seen', () => {
    const alerts = watched(
      () => ({ ...healthy, state: 'polling', lagRows: 9 }),
      150,
      (second) => ({ isSeen: second >= 100 }),
    );
    assert.deepEqual(alerts, ['105: lag on', '130: silent-stream on']);
  });

  it('does not miss a live path that the host did not want', () => {
    const alerts = watched(
      () => ({ ...healthy, state: 'polling' }),
      100,
      () => ({ hasLivePath: false }),
    );
    assert.deepEqual(alerts, []);
  });

  it('forgives a reconnection that is over in time', () => {
    const alerts = watched(
      (second) => ({ ...healthy, state: second < 20 ? 'connecting' : 'live' }),
      100,
    );
    assert.deepEqual(alerts, []);
  });

  it('raises lag only when it lasts', () => {
    const blip = watched((second) => ({ ...healthy, lagRows: second === 5 ? 9 : 0 }), 20);
    assert.deepEqual(blip, []);
    const lasting = watched((second) => ({ ...healthy, lagRows: second < 10 ? 9 : 0 }), 20);
    assert.deepEqual(lasting, ['5: lag on', '10: lag off']);
  });

  it('raises a gap when rows are found to be gone', () => {
    const alerts = watched(
      (second) => ({
        ...healthy,
        counts: { ...healthy.counts, missing: second < 3 ? 0 : 12 },
      }),
      10,
    );
    assert.deepEqual(alerts, ['3: gap on', '4: gap off']);
  });

  it('raises a burst of errors, not errors that trickle in', () => {
    const errors = (perSecond: number, until: number) => (second: number) => ({
      ...healthy,
      counts: { ...healthy.counts, errors: Math.min(second, until) * perSecond },
    });
    assert.deepEqual(watched(errors(1, 100), 100), []);
    assert.deepEqual(watched(errors(ALERT_THRESHOLDS['error-burst'] / 5, 10), 40), [
      '5: error-burst on',
      '16: error-burst off',
    ]);
  });

  it('begins where the page says, and not at all where it says off', () => {
    const polling: LogStreamHealth = { ...healthy, state: 'polling', lagRows: 3 };
    const { value: thresholds } = readAlertThresholds('silent-stream=2m lag=off');
    const alerts = watched(
      () => polling,
      130,
      () => ({ thresholds }),
    );
    assert.deepEqual(alerts, ['120: silent-stream on']);
  });

  it('is over when it is switched off, and tells what it had crossed', () => {
    const watch = new AlertWatch();
    const behind: LogStreamHealth = { ...healthy, state: 'live', lagRows: 3 };
    watch.read(behind, 0);
    assert.equal(watch.read(behind, 5_000).length, 1);
    const { value: thresholds } = readAlertThresholds('off');
    assert.deepEqual(watch.read(behind, 6_000, { thresholds }), [
      { name: 'lag', active: false, value: 6, threshold: 5 },
    ]);
    assert.deepEqual(watch.read(behind, 7_000, { thresholds }), []);
  });
});

describe('where alerts begin', () => {
  const read = (given: unknown): unknown => readAlertThresholds(given).value;

  it('is read from an attribute, in its units', () => {
    assert.deepEqual(read('silent-stream=1.5m, lag=500ms gap=off error-burst=200'), {
      'silent-stream': 90,
      lag: 0.5,
      gap: null,
      'error-burst': 200,
    });
    assert.deepEqual(read('lag=7'), { ...ALERT_THRESHOLDS, lag: 7 });
    for (const given of [null, undefined, '', {}, { lag: undefined }]) {
      assert.deepEqual(readAlertThresholds(given), { value: ALERT_THRESHOLDS, problem: null });
    }
  });

  it('is read from a property', () => {
    assert.deepEqual(read({ lag: 9, gap: null }), { ...ALERT_THRESHOLDS, lag: 9, gap: null });
    assert.deepEqual(Object.values(read('off') as object), [null, null, null, null]);
  });

  for (const given of [
    ...['lag', 'lag=', 'lag=soon', 'lag=-1s', 'lag=0', 'lag=1h', 'gap=2s', 'gap=1.5', 'gap=0'],
    ...['toString=3', 'delay=3s', 'off lag=3x', 'lag=9999999s'],
    ...[3, true, { lag: 'x' }, { gap: 0.5 }, { lag: Number.NaN }, { delay: 1 }],
  ]) {
    it(`keeps its default for ${JSON.stringify(given)}, and says so`, () => {
      const { value, problem } = readAlertThresholds(given);
      assert.deepEqual(value, ALERT_THRESHOLDS);
      assert.match(problem ?? '', /silent-stream=30s/);
    });
  }
});
