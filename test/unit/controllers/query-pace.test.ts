import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { DWELL_MS, QueryPace, SETTLE_MS } from '../../../src/controllers/query-pace.js';

describe('the pace of typing', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  const paced = (): { pace: QueryPace; told: string[] } => {
    const told: string[] = [];
    const pace = new QueryPace({
      onSettled: () => told.push('settled'),
      onDwelt: () => told.push('dwelt'),
    });
    return { pace, told };
  };

  it('settles once after any number of keys, and later counts as dwelt on', () => {
    const { pace, told } = paced();
    for (let key = 0; key < 100; key += 1) {
      pace.typed();
      mock.timers.tick(10);
    }
    assert.deepEqual([told, pace.isSettled], [[], false]);
    mock.timers.tick(SETTLE_MS);
    assert.deepEqual([told, pace.isSettled], [['settled'], true]);
    mock.timers.tick(DWELL_MS);
    assert.deepEqual(told, ['settled', 'dwelt']);
  });

  it('waits for nothing once it is stopped', () => {
    const { pace, told } = paced();
    pace.typed();
    pace.stop();
    mock.timers.tick(DWELL_MS);
    assert.deepEqual([told, pace.isSettled], [[], true]);
  });
});
