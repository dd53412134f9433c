/**
 * When the run began, for times since then: the first row may never have been in memory, or have been let go. It is
 * read once, from where rows are read that are elsewhere in the run, and only when somebody wants to know.
 */
import { isEntry, type LogRow } from './core/log-entry.js';
import type { LogPlaces } from './source/log-source.js';

/** What there is of the run. */
export interface RunStartStream {
  /** The rows in memory around where the reader is. */
  readonly rows: readonly LogRow[];
  /** Nothing precedes them. */
  readonly reachedStart: boolean;
  /** Reads anywhere in the run; `null` where the source cannot. */
  readonly places: LogPlaces | null;
}

/** Where a run begins. */
export class RunStart {
  readonly #stream: RunStartStream;
  readonly #onKnown: () => void;
  #knownMs: number | null = null;
  #reading: AbortController | null = null;

  /** @param onKnown - it was read: times are others now */
  constructor(stream: RunStartStream, onKnown: () => void) {
    this.#stream = stream;
    this.#onKnown = onKnown;
  }

  /** When the first row of the run was written, in milliseconds since 1970; of those held while that is not known. */
  get ms(): number | null {
    return this.#known ?? this.#firstHeld;
  }

  /** Whether that is the run's first row. */
  get isKnown(): boolean {
    return this.#known !== null;
  }

  /** Somebody looks at times since the start. Reads the first row, unless it is known, or was asked for already. */
  want(): void {
    const { places, rows } = this.#stream;
    if (this.isKnown || this.#reading !== null || places === null || rows.length === 0) return;
    const reading = (this.#reading = new AbortController());
    places.newer(1, null, 1, reading.signal).then(
      ({ rows: first }) => {
        if (reading.signal.aborted) return;
        this.#knownMs = timeOfFirst(first);
        this.#onKnown();
      },
      // It is said that times count from the first row held; what cannot be read is told by whoever has to read it.
      () => undefined,
    );
  }

  /** Another run. */
  reset(): void {
    this.#reading?.abort();
    this.#reading = null;
    this.#knownMs = null;
  }

  get #known(): number | null {
    if (this.#knownMs === null && this.#stream.reachedStart) this.#knownMs = this.#firstHeld;
    return this.#knownMs;
  }

  get #firstHeld(): number | null {
    return timeOfFirst(this.#stream.rows);
  }
}

function timeOfFirst(rows: readonly LogRow[]): number | null {
  const first = rows.find(isEntry);
  const ms = first === undefined ? NaN : Date.parse(first.createdAt);
  return Number.isNaN(ms) ? null : ms;
}
