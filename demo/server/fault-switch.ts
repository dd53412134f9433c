/** Faults with an end: whatever is broken from the page repairs itself after a while, and the page can see which is on. */
import { UnavailableError, type StackFaults } from './backend.js';

/** Faults that last. */
export const FAULT_KINDS = ['down', 'hang-up', 'frozen', 'silent', 'shuffled', 'rest'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A fault that is on. */
export interface ActiveFault {
  readonly kind: FaultKind;
  /** When it ends by itself, in milliseconds since 1970. */
  readonly endsAtMs: number;
}

interface Running extends ActiveFault {
  readonly timer: NodeJS.Timeout;
  readonly repair: () => void;
}

const NOT_HERE =
  'A real project cannot be broken from here. Start the demo without SUPABASE_URL to try this on the embedded stack.';
/** Enough of both that every few messages one comes twice and one is overtaken. */
const SHUFFLED = { duplicateShare: 0.3, reorderShare: 0.3 };
/** Close code of a server that fails as soon as it is asked for something. */
const INTERNAL_ERROR = 1011;
const SERVICE_UNAVAILABLE = 503;

/** Breaks one thing, and gives what repairs it. */
type Break = (faults: StackFaults) => () => void;

const BREAKS: Readonly<Record<FaultKind, Break>> = {
  down: ({ realtime }) => {
    realtime.pause();
    realtime.dropSockets();
    return () => realtime.resume();
  },
  'hang-up': ({ realtime }) => {
    realtime.acceptThenClose(INTERNAL_ERROR);
    realtime.dropSockets();
    return () => realtime.acceptThenClose(null);
  },
  frozen: ({ realtime }) => {
    realtime.freezeSockets(true);
    return () => realtime.freezeSockets(false);
  },
  silent: ({ realtime }) => {
    realtime.setBroadcastsFlowing(false);
    return () => realtime.setBroadcastsFlowing(true);
  },
  shuffled: ({ realtime }) => {
    realtime.disturbBroadcasts(SHUFFLED);
    return () => realtime.disturbBroadcasts(null);
  },
  rest: ({ rest }) => {
    rest.failRest(SERVICE_UNAVAILABLE);
    return () => rest.failRest(null);
  },
};

export class FaultSwitch {
  readonly #faults: StackFaults | null;
  readonly #running = new Map<FaultKind, Running>();

  constructor(faults: StackFaults | null) {
    this.#faults = faults;
  }

  active(): ActiveFault[] {
    return [...this.#running.values()].map(({ kind, endsAtMs }) => ({ kind, endsAtMs }));
  }

  dropSockets(): void {
    this.#stack().realtime.dropSockets();
  }

  /** Ends every channel as if its token had just run out. */
  expireTokens(): void {
    this.#stack().realtime.closeChannels('token-expired');
  }

  /** Breaks that for `seconds`, which begin anew when it is broken already. */
  start(kind: FaultKind, seconds: number): void {
    const faults = this.#stack();
    this.#repair(kind);
    const repair = BREAKS[kind](faults);
    const timer = setTimeout(() => this.#repair(kind), seconds * 1000);
    this.#running.set(kind, { kind, endsAtMs: Date.now() + seconds * 1000, timer, repair });
  }

  /** Repairs everything now. */
  clear(): void {
    for (const kind of [...this.#running.keys()]) this.#repair(kind);
  }

  #repair(kind: FaultKind): void {
    const running = this.#running.get(kind);
    if (running === undefined) return;
    clearTimeout(running.timer);
    this.#running.delete(kind);
    running.repair();
  }

  #stack(): StackFaults {
    if (this.#faults === null) throw new UnavailableError(NOT_HERE);
    return this.#faults;
  }
}
