import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ALERT_THRESHOLDS,
  AlertWatch,
  type Expectations,
} from '../../../src/observe/alert-watch.js';
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
});
