/** What a fault of the chaos run is: drawn first, then begun, and ended by itself. */
import type { SeededRandom } from '../../demo/simulator/seeded-random.js';
import type { ChaosRig } from './chaos-rig.js';

/** Which ways to the rows a fault closes altogether while it lasts. */
export type Closes = 'live' | 'rest' | 'both' | 'none';

/** A fault that is ready to begin. */
export interface DrawnFault {
  /** What exactly, in a few words. */
  readonly detail: string;
  /** 0 for what is over as it happens. */
  readonly lastsMs: number;
  readonly closes: Closes;
  /** The one viewer that it strikes; `null`: both. */
  readonly viewer: number | null;
  /** Two faults of one switch cannot be at the same time: the later one ends the earlier. `null`: none is turned. */
  readonly onSwitch: string | null;
  begin(): unknown;
  end(): unknown;
}

/** Draws a fault of one kind. */
export type DrawFault = (rig: ChaosRig, random: SeededRandom) => DrawnFault;

/** A fault that has been. */
export interface FaultRecord {
  readonly kind: string;
  readonly detail: string;
  readonly closes: Closes;
  readonly viewer: number | null;
  readonly startMs: number;
  endMs: number;
}
