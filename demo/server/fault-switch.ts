/** Faults with an end: whatever is broken from the page repairs itself after a while, and the page can see which is on. */
import { UnavailableError, type RealtimeFaults } from './backend.js';

/** A fault that is on. */
export interface ActiveFault {
  readonly kind: 'down' | 'silent';
  /** When it ends by itself, in milliseconds since 1970. */
  readonly endsAtMs: number;
}

interface Running extends ActiveFault {
  readonly timer: NodeJS.Timeout;
  readonly repair: () => void;
}

const NOT_HERE =
  'A real project cannot be broken from here. Start the demo without SUPABASE_URL to try this on the embedded stack.';

export class FaultSwitch {
  readonly #faults: RealtimeFaults | null;
  readonly #running = new Map<ActiveFault['kind'], Running>();

  constructor(faults: RealtimeFaults | null) {
    this.#faults = faults;
  }

  active(): ActiveFault[] {
    return [...this.#running.values()].map(({ kind, endsAtMs }) => ({ kind, endsAtMs }));
  }

  dropSockets(): void {
    this.#realtime().dropSockets();
  }

  /** Realtime refuses connections for `seconds`. */
  stopRealtime(seconds: number): void {
    const realtime = this.#realtime();
    this.#repair('down');
    realtime.pause();
    realtime.dropSockets();
    this.#start('down', seconds, () => realtime.resume());
  }

  /** Messages from the database are lost in silence for `seconds`. */
  loseBroadcasts(seconds: number): void {
    const realtime = this.#realtime();
    this.#repair('silent');
    realtime.setBroadcastsFlowing(false);
    this.#start('silent', seconds, () => realtime.setBroadcastsFlowing(true));
  }

  /** Repairs everything now. */
  clear(): void {
    for (const kind of [...this.#running.keys()]) this.#repair(kind);
  }

  #start(kind: ActiveFault['kind'], seconds: number, repair: () => void): void {
    const timer = setTimeout(() => this.#repair(kind), seconds * 1000);
    this.#running.set(kind, { kind, endsAtMs: Date.now() + seconds * 1000, timer, repair });
  }

  #repair(kind: ActiveFault['kind']): void {
    const running = this.#running.get(kind);
    if (running === undefined) return;
    clearTimeout(running.timer);
    this.#running.delete(kind);
    running.repair();
  }

  #realtime(): RealtimeFaults {
    if (this.#faults === null) throw new UnavailableError(NOT_HERE);
    return this.#faults;
  }
}
