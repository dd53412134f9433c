/**
 * Where the reader is when not at the newest rows: goes to any place of the run, reads on from there in both
 * directions, and joins the newest rows again when the reader comes to them. The newest rows go on being kept by
 * somebody else; here they are only borrowed from. It knows nothing of scrolling but which rows are in view.
 */
import type { LogStreamError } from '../core/errors.js';
import type { LogBuffer } from '../core/log-buffer.js';
import { isEntry, type LogRow } from '../core/log-entry.js';
import { placeRowsFor, PlaceWindow, type InView } from '../core/place-window.js';
import { rowsBefore, rowsFrom } from '../core/rows-from.js';
import type { LogPlaces, PlacePage } from '../source/log-source.js';
import { PlaceReading, type PlaceFailure, type ReadingKind } from './place-reading.js';

/** The direction of reading. */
export type PlaceSide = Exclude<ReadingKind, 'jump'>;

/** What a place needs of the stream and of the view. */
export interface PlacePorts {
  /** The newest rows. */
  tail(): LogBuffer;
  /** Nothing precedes the first of them. */
  tailReachesStart(): boolean;
  maxRows(): number;
  /** `null` where the source cannot read at a place. */
  places(): LogPlaces | null;
  inView(): InView | null;
  /** Whether a row that came in would be on show among the newest ones. */
  passes(row: LogRow): boolean;
  /** Rows on show that came in and have not been seen, when the newest rows are left. */
  unseen(): MissedRows;
  /** `isElsewhere`: another stretch of the run is to be shown, and at once. */
  onChange(isElsewhere: boolean): void;
  onError(error: LogStreamError): void;
}

/** How many rows came in while the reader was elsewhere. */
export interface MissedRows {
  readonly rows: number;
  readonly errors: number;
}

/** A stretch of the run that was read. */
interface Stretch {
  readonly rows: readonly LogRow[];
  readonly reachedStart: boolean;
}

/** Keeps the reader's place. */
export class PlaceController {
  readonly #ports: PlacePorts;
  #window: PlaceWindow | null = null;
  #missed: MissedRows = { rows: 0, errors: 0 };
  readonly #reading: PlaceReading;

  constructor(ports: PlacePorts) {
    this.#ports = ports;
    this.#reading = new PlaceReading({
      places: () => ports.places(),
      onChange: () => ports.onChange(false),
      onError: (error) => ports.onError(error),
    });
  }

  /** The rows of the place; `null` at the newest rows. */
  get buffer(): LogBuffer | null {
    return this.#window?.buffer ?? null;
  }

  /** True when nothing precedes the first row of the place. */
  get reachedStart(): boolean {
    return this.#window?.reachedStart ?? false;
  }

  /** True when the last row of the place is the newest that is known. */
  get reachesTail(): boolean {
    const window = this.#window;
    return window !== null && window.next > (this.#ports.tail().lastSeq ?? Infinity);
  }

  /** Rows that came in since the newest rows were left. */
  get missed(): MissedRows {
    return this.#missed;
  }

  /** What could not be read, until it is tried again or the reader goes elsewhere. */
  get failure(): PlaceFailure | null {
    return this.#reading.failure;
  }

  /** True while that is being read. */
  isLoading(what: ReadingKind): boolean {
    return this.#reading.has(what);
  }

  /** Another run: there is no place in it yet. */
  reset(): void {
    this.#reading.giveUp();
    this.#window = null;
    this.#missed = { rows: 0, errors: 0 };
  }

  /** Goes back to the newest rows; whatever is being read for another place is of no use any more. */
  leave(): void {
    const wasAway = this.#window !== null;
    if (!wasAway && !this.#reading.isBusy) return;
    this.reset();
    this.#ports.onChange(wasAway);
  }

  /** Goes to the row with `seq`; false if the run has none there (yet), or the reader went elsewhere meanwhile. */
  goTo(seq: number): Promise<boolean> {
    return this.#jump(
      (places, signal) => this.#readAround(places, seq, signal),
      () => this.goTo(seq),
    );
  }

  /** Goes to the first row of the run that is left; false if there is none. */
  goToStart(): Promise<boolean> {
    return this.#jump(
      async (places, signal) => {
        const { rows } = await places.newer(1, this.#beforeTail, this.#pageRows, signal);
        return { rows, reachedStart: true };
      },
      () => this.goToStart(),
    );
  }

  /** The seq of the first row written then or later; `null` if there is none, or the reader went elsewhere meanwhile. */
  async seqAt(timeMs: number): Promise<number | null> {
    let found: number | null = null;
    await this.#jump(
      async (places, signal) => {
        const seq = await places.seqAt(timeMs, signal);
        signal.throwIfAborted();
        found = seq;
        return null;
      },
      () => this.seqAt(timeMs),
    );
    return found;
  }

  /** Reads on in a direction, from memory where the newest rows have what follows. */
  async extend(side: PlaceSide): Promise<void> {
    const window = this.#window;
    if (window === null || this.#reading.has(side) || this.#reading.has('jump')) return;
    if (side === 'older' && window.reachedStart) return;
    if (this.#borrow(window, side)) {
      this.join();
      return;
    }
    if (side === 'newer' && window.next > (this.#beforeTail ?? Infinity)) return;
    const again = (): unknown => this.extend(side);
    await this.#reading.run(side, (...args) => this.#extend(window, side, ...args), again);
  }

  /** Tries again what failed. */
  retry(): void {
    this.#reading.retry();
  }

  /** The newest rows are about to lose their first `count`: if the reader looks at those, they are kept apart. */
  keep(count: number, isFrozen: boolean): void {
    if (this.#window !== null || count <= 0) return;
    const inView = this.#ports.inView();
    if (inView === null) return;
    const firstKept = this.#ports.tail().rowAt(count);
    if (isFrozen || firstKept === undefined || inView[0] < firstKept.seq) this.detach(inView);
  }

  /** Holds what is in view, and what is around it, apart from the newest rows. */
  detach([firstSeq, lastSeq]: InView): void {
    const tail = this.#ports.tail();
    const bound = placeRowsFor(this.#ports.maxRows());
    const [first, last] = [tail.placeOf(firstSeq), tail.placeOf(lastSeq)];
    // Room is left for a page, and the upper edge stays whatever is in view.
    const size = Math.floor(bound * 0.8);
    const middle = Math.floor((first + last) / 2);
    const from = Math.max(0, Math.min(first, middle - Math.floor(size / 2)));
    const rows = tail.slice(from, from + size);
    this.#enter(new PlaceWindow(rows, from === 0 && this.#ports.tailReachesStart(), bound));
    this.#ports.onChange(false);
  }

  /** Rows came in at the end of the newest ones. */
  tailGrew(rows: readonly LogRow[]): void {
    if (this.#window === null) return;
    let { rows: count, errors } = this.#missed;
    for (const row of rows) {
      if (!isEntry(row) || !this.#ports.passes(row)) continue;
      count += 1;
      if (row.severity === 'error' || row.severity === 'fatal') errors += 1;
    }
    this.#missed = { rows: count, errors };
  }

  /** Takes the reader back among the newest rows, if these hold what is in view and will go on holding it. */
  join(): void {
    const window = this.#window;
    const tail = this.#ports.tail();
    const inView = this.#ports.inView();
    if (window === null || inView === null || tail.firstSeq === null) return;
    // Rows that are about to be let go to make room would only be kept apart again.
    const safe = tail.rowAt(tail.excessOf(window.pageRows));
    if (safe === undefined || inView[0] < safe.seq) return;
    if (window.next < Math.ceil(tail.firstSeq) || window.next > (tail.lastSeq ?? 0) + 1) return;
    this.reset();
    this.#ports.onChange(true);
  }

  get #pageRows(): number {
    return Math.floor(placeRowsFor(this.#ports.maxRows()) / 10);
  }

  /** The last seq that precedes the newest rows; `null` while there are none. */
  get #beforeTail(): number | null {
    const { firstSeq } = this.#ports.tail();
    return firstSeq === null ? null : Math.ceil(firstSeq) - 1;
  }

  async #readAround(places: LogPlaces, seq: number, signal: AbortSignal): Promise<Stretch | null> {
    const before = this.#beforeTail;
    const to = before !== null && seq <= before ? before : null;
    const [older, newer] = await Promise.all([
      places.older(seq, this.#pageRows, signal),
      places.newer(seq, to, this.#pageRows, signal),
    ]);
    if (newer.rows.length === 0) return null;
    return { rows: [...older.rows, ...newer.rows], reachedStart: older.isLast };
  }

  async #jump(
    read: (places: LogPlaces, signal: AbortSignal) => Promise<Stretch | null>,
    again: () => unknown,
  ): Promise<boolean> {
    // The latest wish wins, and nothing that was asked for before it comes in its way.
    this.#reading.giveUp();
    let hasArrived = false;
    const arrive = async (places: LogPlaces, signal: AbortSignal): Promise<void> => {
      const found = await read(places, signal);
      signal.throwIfAborted();
      if (found === null || found.rows.length === 0) return;
      const bound = placeRowsFor(this.#ports.maxRows());
      this.#enter(new PlaceWindow(found.rows, found.reachedStart, bound));
      hasArrived = true;
      this.#ports.onChange(true);
    };
    await this.#reading.run('jump', arrive, again);
    return hasArrived;
  }

  async #extend(
    window: PlaceWindow,
    side: PlaceSide,
    places: LogPlaces,
    signal: AbortSignal,
  ): Promise<void> {
    const edge = (): number => (side === 'older' ? window.first : window.next);
    const from = edge();
    const page: PlacePage =
      side === 'older'
        ? await places.older(from, window.pageRows, signal)
        : await places.newer(from, this.#beforeTail, window.pageRows, signal);
    signal.throwIfAborted();
    if (window !== this.#window || edge() !== from) return;
    const inView = this.#ports.inView();
    if (side === 'older') window.addOlder(page.rows, page.isLast, inView);
    else window.addNewer(page.rows, inView);
    this.#ports.onChange(false);
    this.join();
  }

  #enter(window: PlaceWindow): void {
    if (this.#window === null) this.#missed = this.#ports.unseen();
    this.#window = window;
  }

  /** Takes what follows from the newest rows, if they have it; true if they do, or if there is nothing to follow yet. */
  #borrow(window: PlaceWindow, side: PlaceSide): boolean {
    const tail = this.#ports.tail();
    const inView = this.#ports.inView();
    const { buffer } = window;
    if (side === 'older') {
      const before = buffer.firstSeq ?? 1;
      const rows = rowsBefore(tail, before, window.pageRows);
      if (rows.length === 0) return false;
      const isFirst = rows[0]?.seq === tail.firstSeq && this.#ports.tailReachesStart();
      window.addOlder(rows, isFirst, inView);
    } else {
      const rows = rowsFrom(
        tail,
        window.next,
        buffer.rowAt(buffer.size - 1)?.seq ?? 0,
        window.pageRows,
      );
      if (rows.length === 0) return false;
      window.addNewer(rows, inView);
    }
    this.#ports.onChange(false);
    return true;
  }
}
