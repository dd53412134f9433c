/** Lets faults happen, one every so often and overlapping as they fall, and keeps account of them. */
import type { SeededRandom } from '../../demo/simulator/seeded-random.js';
import type { ChaosRig } from './chaos-rig.js';
import type { DrawnFault, FaultRecord } from './fault.js';
import { FAULT_KINDS, type FaultName } from './fault-kinds.js';

interface Active {
  readonly fault: DrawnFault;
  readonly record: FaultRecord;
  readonly timer: NodeJS.Timeout;
}

/** The account, and the faults that are on at the moment. */
export class FaultStorm {
  /** In order of their beginning. */
  readonly records: FaultRecord[] = [];
  readonly #rig: ChaosRig;
  readonly #random: SeededRandom;
  readonly #say: (line: string) => void;
  readonly #active = new Set<Active>();
  #failure: unknown = null;

  /** @param say - told of every beginning and end */
  constructor(rig: ChaosRig, random: SeededRandom, say: (line: string) => void) {
    this.#rig = rig;
    this.#random = random;
    this.#say = say;
  }

  /** Draws a fault of this kind and begins it; it ends by itself. */
  async strike(kind: FaultName): Promise<void> {
    if (this.#failure !== null) throw this.#failure as Error;
    const fault: DrawnFault = FAULT_KINDS[kind](this.#rig, this.#random);
    for (const other of [...this.#active]) {
      if (fault.onSwitch !== null && other.fault.onSwitch === fault.onSwitch)
        await this.#end(other);
    }
    const { detail, closes, viewer, lastsMs } = fault;
    const startMs = Date.now();
    const record = { kind, detail, closes, viewer, startMs, endMs: startMs + lastsMs };
    this.records.push(record);
    this.#say(`${kind}: ${detail}${lastsMs > 0 ? ` for ${lastsMs} ms` : ''}`);
    await fault.begin();
    if (lastsMs === 0) return;
    const active: Active = {
      fault,
      record,
      timer: setTimeout(() => {
        this.#end(active).catch((error: unknown) => (this.#failure ??= error));
      }, lastsMs),
    };
    this.#active.add(active);
  }

  /** Mends everything that is broken. */
  async end(): Promise<void> {
    for (const active of [...this.#active]) await this.#end(active);
    if (this.#failure !== null) throw this.#failure as Error;
  }

  async #end(active: Active): Promise<void> {
    if (!this.#active.delete(active)) return;
    clearTimeout(active.timer);
    await active.fault.end();
    active.record.endMs = Date.now();
    this.#say(`… ${active.record.kind} is over`);
  }
}
