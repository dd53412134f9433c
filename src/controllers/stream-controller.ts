/**
 * Joins a stream to a host: opens and closes it, keeps its rows in the buffer, walks the state table, and hands the
 * host what happened at most once a frame. It knows nothing of tokens or of where rows come from.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { LogStreamError } from '../core/errors.js';
import { LogBuffer, type BufferChange } from '../core/log-buffer.js';
import { FramePace } from '../core/frame-pace.js';
import { isEntry, type LogEntry, type LogRow } from '../core/log-entry.js';
import { differenceOf } from '../core/row-difference.js';
import { tallyOf, type SeverityCounts } from '../core/row-tally.js';
import { nextState, type StreamEvent, type StreamState } from '../core/stream-state.js';
import { HealthRecorder, type LogStreamHealth } from '../observe/health.js';
import type {
  BatchOrigin,
  LogPlaces,
  LogSearch,
  LogSink,
  LogSource,
  LogStream,
  RunInfo,
  TokenReason,
} from '../source/log-source.js';
import { Arrivals } from './arrivals.js';
import { FloodController } from './flood-controller.js';
import { FrameBatcher } from './frame-batcher.js';
import { guardedSink } from './guarded-sink.js';
import { PlaceController, type PlacePorts } from './place-controller.js';

/** Rows that one request for older rows asks for. A page of the server: more would take several anyway. */
const OLDER_ROWS = 1_000;

/** So many rows at once take longer to be shown than a frame has: they do not wait for one before it is begun. */
const BULK_ROWS = 5_000;

/** What a host wants to hear; each is called at most once a frame, but for errors and tokens. */
export interface StreamHandlers {
  /** Another run was opened: nothing of what is said from now on is about the last one. */
  onRun(): void;
  onBatch(entries: readonly LogEntry[], origin: BatchOrigin): void;
  /** Other rows than before are to be shown: of the newest ones, or of the place that the reader has gone to. */
  onChange(change: BufferChange): void;
  /** Newest rows came, or changed, wherever the reader is. */
  onTail(change: BufferChange): void;
  onState(state: StreamState, previous: StreamState, reason: string | undefined): void;
  onError(error: LogStreamError): void;
  onTokenNeeded(reason: TokenReason, expiresAtMs: number | null): void;
}

/** What the stream has to know of the reader, so that it never takes away what is being read. */
export interface StreamReader extends Pick<PlacePorts, 'inView' | 'passes' | 'unseen'> {
  /** `follows`: the newest rows are kept in view; `paused`: the rows stand still. */
  stance(): 'follows' | 'reads' | 'paused';
}

/** Nobody in particular: what comes in is taken as it comes. */
const NOBODY: StreamReader = {
  stance: () => 'follows',
  inView: () => null,
  passes: () => true,
  unseen: () => ({ rows: 0, errors: 0 }),
};

/** One run on screen. */
export class StreamController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #handlers: StreamHandlers;
  readonly #reader: StreamReader;
  readonly #pace = new FramePace();
  readonly #flood = new FloodController(() => this.#touch());
  readonly #batcher = new FrameBatcher(() => this.#flush(), this.#pace);
  /** Where the reader is, if not at the newest rows. */
  readonly place: PlaceController;
  /** The newest rows. */
  #buffer = new LogBuffer(1);
  /** What was shown last; `null` before anything of this run was. */
  #shown: { readonly buffer: LogBuffer; readonly rows: readonly LogRow[] } | null = null;
  #isNewRun = false;
  #maxRows = 1;
  #stream: LogStream | null = null;
  #health = new HealthRecorder(Date.now());
  #state: Exclude<StreamState, 'paused'> = 'idle';
  #stateSinceMs = Date.now();
  #reportedState: StreamState = 'idle';
  #reason: string | undefined;
  #error: LogStreamError | null = null;
  #run: RunInfo | null = null;
  #reachedStart = false;
  #isLoadingOlder = false;
  /** The first row that was held when older ones were asked for. */
  #olderThan: number | undefined;
  /** The sink of the present stream: what an earlier stream still has to say is dropped. */
  #sink: LogSink | null = null;
  readonly #arrivals = new Arrivals();

  constructor(host: ReactiveControllerHost, handlers: StreamHandlers, reader = NOBODY) {
    this.#host = host;
    this.#handlers = handlers;
    this.#reader = reader;
    this.place = new PlaceController({
      ...reader,
      tail: () => this.#buffer,
      tailReachesStart: () => this.#reachedStart,
      maxRows: () => this.#maxRows,
      places: () => this.#stream?.places ?? null,
      onChange: (isElsewhere) => {
        if (isElsewhere) this.#flushNow();
        else this.#touch();
      },
      onError: (error) => handlers.onError(error),
    });
    host.addController(this);
  }

  /** Where the stream stands. */
  get state(): StreamState {
    return this.#state;
  }

  /** When it came to stand there, in milliseconds since 1970. */
  get stateSinceMs(): number {
    return this.#stateSinceMs;
  }

  /** What there is to add to the state, in words. */
  get reason(): string | undefined {
    return this.#reason;
  }

  /** The last error; `null` again once the stream is live or has ended. */
  get error(): LogStreamError | null {
    return this.#error;
  }

  /** The rows in memory around where the reader is; a new array only when they changed. */
  get rows(): readonly LogRow[] {
    return this.#present.rows;
  }

  /** Those rows by severity, whatever is filtered. */
  get counts(): SeverityCounts {
    return this.#present.counts;
  }

  /** Rows a second, while more come than anyone can follow; `null` otherwise. */
  get floodRate(): number | null {
    return this.#flood.rate;
  }

  /** Whether rows only fly by: more come than can be read, and the reader follows them. */
  get isSkimmed(): boolean {
    return !this.isAway && this.#reader.stance() === 'follows' && this.#flood.rate !== null;
  }

  /** The newest rows in memory by severity, wherever the reader is. */
  get tailCounts(): SeverityCounts {
    return this.#buffer.counts;
  }

  /** The newest rows, wherever the reader is. */
  get tail(): LogBuffer {
    return this.#buffer;
  }

  /** True while the reader is at a place of the run other than its newest rows. */
  get isAway(): boolean {
    return this.place.buffer !== null;
  }

  /** Reads anywhere in the run; `null` where the source cannot, or none is open. */
  get places(): LogPlaces | null {
    return this.#stream?.places ?? null;
  }

  /** Looks through the run; `null` where the source cannot, or none is open. */
  get search(): LogSearch | null {
    return this.#stream?.search ?? null;
  }

  /** True when the source can read anywhere in the run. */
  get canGoAnywhere(): boolean {
    return this.#stream?.places !== undefined;
  }

  /** What the run is known to be. */
  get run(): RunInfo | null {
    return this.#run;
  }

  /** True once there is nothing older to load. */
  get reachedStart(): boolean {
    return this.isAway ? this.place.reachedStart : this.#reachedStart;
  }

  /** True when nothing precedes the newest rows that are in memory. */
  get tailReachesStart(): boolean {
    return this.#reachedStart;
  }

  /** True while older rows are being fetched. */
  get isLoadingOlder(): boolean {
    return this.isAway ? this.place.isLoading('older') : this.#isLoadingOlder;
  }

  /** True when no more older rows can be shown: they do not fit, and the source cannot read elsewhere. */
  get isFull(): boolean {
    return this.#buffer.free <= 0 && !this.canGoAnywhere;
  }

  /** A reading of the widget's health. */
  health(): LogStreamHealth {
    const known = this.#run?.lastSeq ?? 0;
    return this.#health.read(Date.now(), known - (this.#buffer.lastSeq ?? known));
  }

  /** Leaves the present run, if any, and opens another. The rows of the old one go at once. */
  open(source: LogSource, runId: string, options: { readonly maxRows: number }): void {
    this.close();
    this.place.reset();
    this.#buffer = new LogBuffer(options.maxRows);
    this.#maxRows = options.maxRows;
    this.#shown = null;
    this.#isNewRun = true;
    this.#health = new HealthRecorder(Date.now());
    this.#run = null;
    this.#error = null;
    this.#reachedStart = false;
    this.#flood.reset();
    this.#arrivals.clear();
    this.#sink = this.#newSink();
    try {
      this.#stream = source.open(runId, this.#sink);
    } catch (cause) {
      // A source of the page's own making: its mistake is told, and does not stop the view.
      this.fail(new LogStreamError('source-failed', undefined, cause));
    }
    this.#touch();
  }

  /** Leaves the run. What is on screen stays. */
  close(): void {
    this.#stream?.close();
    this.#stream = null;
    this.#sink = null;
    this.#move('close', undefined);
  }

  /** Fetches rows that precede the first one shown; resolves when they are in, or when there are none. */
  async loadOlder(limit = OLDER_ROWS): Promise<void> {
    if (!this.isAway && this.#buffer.free <= 0 && !this.#reachedStart && this.canGoAnywhere) {
      const inView = this.#reader.inView();
      if (inView !== null) this.place.detach(inView);
    }
    if (this.isAway) return this.place.extend('older');
    const stream = this.#stream;
    const fitting = Math.min(limit, this.#buffer.free);
    if (stream === null || this.#isLoadingOlder || this.#reachedStart || fitting <= 0) return;
    this.#isLoadingOlder = true;
    this.#olderThan = this.#firstHeld;
    this.#touch();
    try {
      await stream.loadOlder(fitting, this.#olderThan);
    } catch (cause) {
      this.report(new LogStreamError('source-failed', undefined, cause));
    }
    this.#isLoadingOlder = false;
    this.#touch();
  }

  /** Hands on at once what has come in, instead of with the next frame. */
  settle(): void {
    this.#flushNow();
  }

  setToken(token: string): void {
    this.#stream?.setToken(token);
  }

  reconnect(): void {
    this.#stream?.reconnect();
  }

  /** Shows an error of the host's side as one of the stream's own. */
  report(error: LogStreamError): void {
    this.#error = error;
    this.#handlers.onError(error);
    this.#touch();
  }

  /** Reports an error without which there can be no stream, and leaves the present one. */
  fail(error: LogStreamError): void {
    this.close();
    this.report(error);
    this.#move('give-up', error.message);
  }

  hostConnected(): void {
    this.#touch();
  }

  #newSink(): LogSink {
    const sink: LogSink = {
      probe: this.#health,
      append: (rows, origin) => this.#append(rows, origin),
      amend: (row) => {
        this.#buffer.amend(row);
        this.place.buffer?.amend(row);
        this.#touch();
      },
      prepend: (rows, reachedStart) => this.#prepend(rows, reachedStart),
      transition: (event, reason) => this.#move(event, reason),
      error: (error) => this.report(error),
      tokenNeeded: (reason, expiresAtMs) => this.#handlers.onTokenNeeded(reason, expiresAtMs),
      run: (info) => {
        this.#run = info;
        this.#touch();
      },
    };
    return guardedSink(sink, (said) => said === this.#sink);
  }

  /** The rows that are to be shown. */
  get #present(): LogBuffer {
    return this.place.buffer ?? this.#buffer;
  }

  /** The seq of the first row in memory; an outage stands half a step before one. */
  get #firstHeld(): number | undefined {
    const { firstSeq } = this.#buffer;
    return firstSeq === null ? undefined : Math.ceil(firstSeq);
  }

  #append(given: readonly LogRow[], origin: BatchOrigin): void {
    // A source may use its array again, and what is known of an array is known by its identity.
    const rows = given.slice();
    const firstHeld = this.#firstHeld;
    const stance = this.#reader.stance();
    const excess = this.#buffer.excessOf(rows.length);
    if (excess > 0 && stance !== 'follows') this.place.keep(excess, stance === 'paused');
    this.#buffer.append(rows);
    this.place.tailGrew(rows);
    // What was let go to make room can be loaded again.
    if (firstHeld !== undefined && this.#firstHeld !== firstHeld) this.#reachedStart = false;
    this.#arrivals.add(rows, origin);
    const { entries, counts } = tallyOf(rows);
    if (entries > 0) this.#health.rowsArrived(Date.now());
    this.#health.count('shown', entries);
    if (origin !== 'history') this.#health.count('errors', counts.error + counts.fatal);
    this.#flood.add(entries);
    if (rows.length < BULK_ROWS) this.#touch();
    else this.#batcher.hurry();
  }

  #prepend(rows: readonly LogRow[], reachedStart: boolean): void {
    // Rows that were let go while older ones were on their way would be a hole between them that nobody sees.
    if (this.#isLoadingOlder && this.#firstHeld !== this.#olderThan) return;
    const fitting = this.#buffer.prepend(rows);
    this.#health.count('shown', fitting.filter(isEntry).length);
    this.#reachedStart = reachedStart && fitting.length === rows.length;
    this.#touch();
  }

  #move(event: StreamEvent, reason: string | undefined): void {
    const state = nextState(this.#state, event);
    if (state === this.#state) return;
    this.#state = state;
    this.#stateSinceMs = Date.now();
    this.#reason = reason;
    this.#health.enterState(state, this.#stateSinceMs);
    if (state === 'live' || state === 'ended') this.#error = null;
    this.#touch();
  }

  #touch(): void {
    this.#batcher.request();
  }

  #flushNow(): void {
    this.#batcher.cancel();
    this.#flush();
  }

  #flush(): void {
    const startedMs = performance.now();
    if (this.#isNewRun) this.#handlers.onRun();
    this.#isNewRun = false;
    const tail = this.#buffer.takeChange();
    if (tail !== null) this.#handlers.onTail(tail);
    this.#tellShown(tail);
    this.#reportState();
    this.#reportArrivals();
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => this.#pace.took(performance.now() - startedMs));
  }

  #tellShown(tail: BufferChange | null): void {
    const buffer = this.#present;
    const own = buffer === this.#buffer ? tail : buffer.takeChange();
    const shown = this.#shown;
    // Another stretch of the run is told by what the two have in common; rows on screen mostly are.
    const isSame = shown === null || shown.buffer === buffer;
    const change = isSame ? own : differenceOf(shown.rows, buffer.rows);
    this.#shown = { buffer, rows: buffer.rows };
    if (change !== null) this.#handlers.onChange(change);
  }

  #reportState(): void {
    if (this.#state === this.#reportedState) return;
    const previous = this.#reportedState;
    this.#reportedState = this.#state;
    this.#handlers.onState(this.#state, previous, this.#reason);
  }

  #reportArrivals(): void {
    const arrival = this.#arrivals.take();
    if (arrival === null) return;
    if (arrival.origin === 'live') this.#measurePaint(arrival.entries);
    this.#handlers.onBatch(arrival.entries, arrival.origin);
  }

  /** Takes the time from commit to paint of a frame's oldest and newest row; the rest lies between them. */
  #measurePaint(entries: readonly LogEntry[]): void {
    const samples = [entries[0], entries.at(-1)];
    void this.#host.updateComplete.then(() => {
      const nowMs = Date.now();
      for (const entry of samples) {
        if (entry !== undefined) this.#health.rowPainted(entry.createdAt, nowMs);
      }
    });
  }
}
