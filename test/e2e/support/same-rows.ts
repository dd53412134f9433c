/** The one claim that most end-to-end tests come down to: what a tag holds is what the table holds. */
import assert from 'node:assert/strict';
import type { DemoPage } from './demo-page.js';
import type { DemoRig } from './demo-rig.js';

/** What writes go on for at most, in ms, when nothing else says so. */
const PATIENCE_MS = 30_000;

/**
 * Waits until the tag has caught up with the table, then compares all of it: every row, once, in order, with its text.
 * Nothing may be writing to the run any more.
 */
export async function assertSameRows(
  rig: DemoRig,
  demo: DemoPage,
  runId: string,
  viewer = 'owner',
): Promise<number> {
  const table = await rig.table(runId);
  await demo.waitForSeq(table.length, viewer, PATIENCE_MS);
  const held = await demo.entries(viewer);
  const seqs = held.map(({ seq }) => seq);
  const missing = table.filter(({ seq }) => !seqs.includes(seq)).map(({ seq }) => seq);
  assert.deepEqual(missing, [], 'rows of the table that the tag does not hold');
  assert.equal(new Set(seqs).size, seqs.length, 'rows that the tag holds twice');
  assert.deepEqual(held, table);
  return table.length;
}

/** Resolves once the run has at least this many rows in the table. */
export function untilWritten(rig: DemoRig, runId: string, rows: number): Promise<void> {
  const { simulator } = rig.server;
  if ((simulator.run(runId)?.lastSeq ?? 0) >= rows) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = simulator.onCommitted((written) => {
      if (written.runId !== runId || written.lastSeq < rows) return;
      stop();
      resolve();
    });
  });
}
