/**
 * 1,000,000 rows through a buffer of 100,000, in a real browser. Run it with `npm run soak`; options: `--rows N`,
 * `--buffer N`, `--rows-per-frame N`. It fails when a goal is missed.
 */
import { parseArgs } from 'node:util';
import { printGoal } from './goal.js';
import { heapGrowth, MAX_HEAP_GROWTH, MAX_MOVE_PX, MAX_ROW_ELEMENTS } from './soak/limits.js';
import { runSoak } from './soak/soak-run.js';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    buffer: { type: 'string', default: '100000' },
    'rows-per-frame': { type: 'string', default: '1000' },
  },
});

console.log('      rows   held  heap MB  row elements');
const { checkpoints, parked, stayed } = await runSoak({
  rows: Number(values.rows),
  buffer: Number(values.buffer),
  rowsPerFrame: Number(values['rows-per-frame']),
  onCheckpoint: ({ seq, held, heapMb, rowElements }) => {
    console.log(
      `${String(seq).padStart(10)} ${String(held).padStart(6)} ${heapMb.toFixed(2).padStart(8)} ${String(rowElements).padStart(13)}`,
    );
  },
});
console.log(
  `\nParked in ${parked.frames} frames: never more than ${parked.worstPx.toFixed(2)} px off, not rendered in ${parked.lostFrames}; ${parked.letGo} rows let go before it.`,
);
console.log(
  `Parked for longer than the buffer holds a row, ${stayed.frames} frames: ${stayed.worstPx.toFixed(2)} px off at most, not ` +
    `rendered in ${stayed.lostFrames}, ${stayed.isHeld ? 'still held' : 'let go'} in the end, ${stayed.letGo} rows let go before it.\n`,
);
const rowElements = Math.max(...checkpoints.map((checkpoint) => checkpoint.rowElements));
const growth = heapGrowth(checkpoints);
printGoal('soak-heap', growth, { atMost: MAX_HEAP_GROWTH, unit: '× the smallest' });
printGoal('soak-row-elements', rowElements, { atMost: MAX_ROW_ELEMENTS, unit: 'elements' });
printGoal('soak-anchor', parked.worstPx, { atMost: MAX_MOVE_PX, unit: 'px' });
printGoal('soak-anchor-rendered', parked.lostFrames, { atMost: 0, unit: 'frames without it' });
const isMissed =
  growth > MAX_HEAP_GROWTH ||
  rowElements > MAX_ROW_ELEMENTS ||
  parked.worstPx > MAX_MOVE_PX ||
  parked.lostFrames > 0;
process.exitCode = isMissed ? 1 : 0;
