/**
 * The contract between whatever rows come from and the widget. A source promises what the widget relies on:
 * entries leave it in seq order, each once, and a hole is either repaired or declared a gap.
 */
import type { LogStreamError } from '../core/errors.js';
import type { LogEntry, LogOutage, LogRow } from '../core/log-entry.js';
import type { RunFilter } from '../core/run-filter.js';
import type { StreamEvent } from '../core/stream-state.js';
import type { Probe } from '../observe/metrics.js';

/** How rows came to be here: over the live path, read from the database, or read to close a hole. */
export type BatchOrigin = 'live' | 'history' | 'repair';

/** Why a source asks for a token. */
export type TokenReason = 'missing' | 'expiring' | 'expired' | 'refused';

/** What a source knows of the run itself. */
export interface RunInfo {
  /** As the host's table has it (`running`, `succeeded`, …); `null` if it says nothing. */
  readonly status: string | null;
  /** The highest seq given out. */
  readonly lastSeq: number;
}

/**
 * Where a source puts what it has. Rows are never handed on from within a call of the stream; `setToken` and
 * `reconnect` may move the state before they return.
 */
export interface LogSink {
  /** Rows that follow the last one, in order; `gap` rows stand for what was deleted, `outage` rows for disconnections. */
  append(rows: readonly LogRow[], origin: BatchOrigin): void;
  /** Replaces the outage of that seq, appended earlier, with a newer account of it; ignored if it is not held. */
  amend(row: LogOutage): void;
  /** Rows that precede the first one, in order; `reachedStart` once there is nothing older. */
  prepend(rows: readonly LogRow[], reachedStart: boolean): void;
  /** Something that moves the state of the stream, and why in words, where there is something to add. */
  transition(event: StreamEvent, reason?: string): void;
  /** What went wrong; the source goes on unless it also says `give-up`. */
  error(error: LogStreamError): void;
  /** A token is needed; `expiresAtMs` is in milliseconds since 1970, if the present token says. */
  tokenNeeded(reason: TokenReason, expiresAtMs: number | null): void;
  /** What the run is known to be. */
  run(info: RunInfo): void;
  /** Where the source reports what it does. */
  readonly probe: Probe;
}

/** A stretch of the run, as it was read at some place in it. */
export interface PlacePage {
  /** In order, without a hole: what was deleted is among them as gaps. */
  readonly rows: readonly LogRow[];
  /** True when there is nothing beyond them, in the direction of reading, at present. */
  readonly isLast: boolean;
}

/**
 * Reads anywhere in the run, whatever has been handed on so far. Each reading rejects with a `LogStreamError` when it
 * fails for good, and with the signal's reason when it is aborted.
 */
export interface LogPlaces {
  /** Up to `limit` rows that end right before the seq `before`. */
  older(before: number, limit: number, signal: AbortSignal): Promise<PlacePage>;
  /**
   * Up to `limit` rows that begin with the seq `from`.
   *
   * @param to - the last seq that is wanted and known to have been given out; `null`: whatever there is
   */
  newer(from: number, to: number | null, limit: number, signal: AbortSignal): Promise<PlacePage>;
  /**
   * The seq of the first row that was written at `timeMs` (in milliseconds since 1970) or after; `null` if there is none.
   * Where times do not rise with seq, it is one such row whose predecessor was written before.
   */
  seqAt(timeMs: number, signal: AbortSignal): Promise<number | null>;
}

/** A stretch of the run that was looked through, from `scannedTo` up to where the looking began. */
export interface SearchPage {
  /** The rows of the stretch that may be meant, in order: all that are, and perhaps others. */
  readonly rows: readonly LogEntry[];
  /** The first seq of the stretch: where to look next is before it. */
  readonly scannedTo: number;
  /** When the row there was written, ISO 8601; `null` where nobody knows. */
  readonly scannedAt: string | null;
  /** True when nothing precedes the stretch. */
  readonly isDone: boolean;
  /** True when the rows were read to be looked through here, which takes longer. Default: false. */
  readonly isRead?: boolean;
}

/** Looks through the run, whatever has been handed on so far. Rejects as the readings of `LogPlaces` do. */
export interface LogSearch {
  /**
   * Looks through the rows before the seq `before`, the newest first, as far as one short request goes.
   *
   * @param filter - what every row that is meant satisfies; others may be given too
   * @param limit - rows wanted at most
   */
  older(before: number, filter: RunFilter, limit: number, signal: AbortSignal): Promise<SearchPage>;
}

/** One open run. */
export interface LogStream {
  /** Left out by a source that can only page back: then the viewer cannot leave the rows that it holds. */
  readonly places?: LogPlaces | undefined;
  /** Left out by a source that cannot look through a run: then its rows are read by `places`, and looked through here. */
  readonly search?: LogSearch | undefined;
  /**
   * Fetches up to `limit` rows that precede the first one; they arrive at `prepend`. Never rejects.
   *
   * @param before - the seq of the first row that the viewer holds, where rows were let go since. Default: the first
   *   row handed on so far
   */
  loadOlder(limit: number, before?: number): Promise<void>;
  /** Uses this token from now on, without leaving the stream. */
  setToken(token: string): void;
  /** Drops the connection and makes a new one at once. */
  reconnect(): void;
  /** Ends the stream; nothing reaches the sink afterwards. */
  close(): void;
}

/** Where rows come from. */
export interface LogSource {
  /** Opens the run; everything that it has to say goes to `sink`, from the next microtask on. */
  open(runId: string, sink: LogSink): LogStream;
}
