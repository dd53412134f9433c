/** A way to get at a run, and what comes of trying it. */
import type { LocalStack } from '../../../demo/stack/stack.js';

/** `Y`: got what is behind the door. `0`: answered, with nothing in it. `x`: refused. */
export type Outcome = 'Y' | '0' | 'x';

/** Somebody at the door. */
export interface Holder {
  readonly apiKey: string;
  /** `null`: an API key and nothing else. */
  readonly token: string | null;
  /** Runs that this one may see; `null` for all. Whatever else comes through a door is a leak. */
  readonly mayOnlySee: ReadonlySet<string> | null;
}

/** The run that is tried for, and what belongs to it. */
export interface Target {
  readonly stack: LocalStack;
  readonly runId: string;
  readonly projectId: string;
  readonly topic: string;
  /** Name of the partition that holds the run's rows. */
  readonly leaf: string;
}

/** Tries it. Throws when something comes that this holder must never see, or that makes no sense. */
export type Door = (target: Target, holder: Holder) => Promise<Outcome>;

/** What rows that came say: anything of a run that the holder may not see is a leak, whatever else was expected. */
export function judgeRuns(runIds: readonly string[], target: Target, holder: Holder): Outcome {
  const leaked = runIds.filter((runId) => holder.mayOnlySee?.has(runId) === false);
  if (leaked.length > 0) throw new Error(`rows of runs that this holder may not see: ${leaked[0]}`);
  return runIds.includes(target.runId) ? 'Y' : '0';
}
