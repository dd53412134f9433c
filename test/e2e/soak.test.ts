/** A long run through a short buffer: `npm run soak` in small. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  leastHeapGrowth,
  MAX_HEAP_GROWTH,
  MAX_MOVE_PX,
  MAX_ROW_ELEMENTS,
} from '../bench/soak/limits.js';
import { runSoak, type SoakReport } from '../bench/soak/soak-run.js';

describe('150,000 rows through a buffer of 15,000', { timeout: 120_000 }, () => {
  let report: SoakReport;
  before(async () => {
    report = await runSoak({ rows: 150_000, buffer: 15_000, rowsPerFrame: 500 });
  });

  it('never hold more than the buffer', () => {
    for (const { held } of report.checkpoints) assert.ok(held <= 15_000, `${held} rows held`);
  });

  it('leave no row element behind', () => {
    const counts = report.checkpoints.map(({ rowElements }) => rowElements);
    assert.ok(Math.max(...counts) <= MAX_ROW_ELEMENTS, counts.join(' '));
    assert.ok(Math.min(...counts) > 0, 'row elements are counted');
  });

  it('leave the heap as it was', () => {
    const heaps = report.checkpoints.map(({ heapMb }) => heapMb.toFixed(2)).join(' ');
    assert.ok(leastHeapGrowth(report.checkpoints) <= MAX_HEAP_GROWTH, heaps);
  });

  it('do not move the row that a reader looks at, whatever is let go before it', () => {
    const { frames, worstPx, lostFrames, letGo } = report.parked;
    assert.ok(letGo > 15_000, `${letGo} rows were let go meanwhile`);
    assert.ok(frames > 100, `${frames} frames were watched`);
    assert.equal(lostFrames, 0);
    assert.ok(worstPx <= MAX_MOVE_PX, `${worstPx} px`);
  });
});
