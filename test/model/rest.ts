/** A world at rest: nothing is being done, and what has to be so at every moment is looked at. */
import { settle } from '../helpers/fake-clock.js';
import { BrokenPromise } from './broken-promise.js';
import type { Viewer } from './viewer.js';
import type { World } from './world.js';

/** What follows at once from what happened, and a look at what has to be so then. */
export async function rest(world: World): Promise<void> {
  await settle();
  for (const viewer of world.viewers) viewer.checkAtRest();
  if (world.broken !== null) throw world.broken;
}

/** Everything that the table holds is there. */
export function checkComplete(world: World, viewer: Viewer): void {
  const { rows } = viewer;
  const { table } = world;
  // Of a run that is over, rows that came late and went before they were read may go unmentioned.
  if (rows.isComplete || (table.isOver && !table.hasRows(rows.last, table.lastSeq))) return;
  // Rows written after the end are looked for twice, by somebody who may see them then.
  if (rows.last >= table.lastSeqAtEnd && viewer.blindMs >= table.endedAtMs) return;
  throw new BrokenPromise('complete', `${rows.last} of ${world.table.lastSeq}, ${viewer.state}`);
}

/** The viewers that have not closed their stream. */
export function openViewers(world: World): Viewer[] {
  return world.viewers.filter((viewer) => !viewer.isClosed);
}
