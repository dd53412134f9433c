/**
 * Reads a run at any place, for a viewer who has left its newest rows. Each reading stands for itself: it is tried a few
 * times and then fails where the reader can see it, since nothing else depends on it.
 */
import { backoffMs, type BackoffBounds } from '../core/backoff.js';
import type { Clock } from '../core/clock.js';
import { LogStreamError } from '../core/errors.js';
import { SequenceLedger } from '../core/sequence-ledger.js';
import { PAGE_ROWS, type HistoryFeed, type HistoryPage } from './history-feed.js';
import { reportMisshapen } from './intake.js';
import type { LogPlaces, LogSink, PlacePage } from './log-source.js';
import { RestError } from './rest-client.js';
import type { TimeFinder } from './time-finder.js';

/** The reader waits and watches: long enough for a server that blinks, and then a button is better than a spinner. */
const RETRY: BackoffBounds = { floorMs: 250, baseMs: 500, capMs: 2_000 };
const ATTEMPTS = 3;

/** What reading at a place stands on. */
export interface RunPlacesPorts {
  readonly history: HistoryFeed;
  readonly finder: TimeFinder;
  readonly sink: LogSink;
  readonly clock: Clock;
  /** A number from 0 up to, not including, 1. */
  readonly random: () => number;
  /** Ends it all. */
  readonly signal: AbortSignal;
  readonly onTokenRefused: () => void;
}

/** A run's places. */
export class RunPlaces implements LogPlaces {
  readonly #ports: RunPlacesPorts;
  #tokenWaiters: (() => void)[] = [];
  #tokenGeneration = 0;

  constructor(ports: RunPlacesPorts) {
    this.#ports = ports;
  }

  /** Lets readings that wait for another token go on. */
  tokenReplaced(): void {
    this.#tokenGeneration += 1;
    const waiters = this.#tokenWaiters;
    this.#tokenWaiters = [];
    for (const resume of waiters) resume();
  }

  async older(before: number, limit: number, signal: AbortSignal): Promise<PlacePage> {
    const rows = Math.min(limit, PAGE_ROWS);
    const page = await this.#page((own) => this.#ports.history.before(before, rows, own), signal);
    const first = page.entries[0]?.seq ?? 1;
    const ledger = new SequenceLedger(first);
    return {
      rows: [
        ...ledger.acceptPage(page.entries).delivered,
        ...ledger.declareMissing(before - 1).delivered,
      ],
      isLast: first === 1,
    };
  }

  async newer(
    from: number,
    to: number | null,
    limit: number,
    signal: AbortSignal,
  ): Promise<PlacePage> {
    const rows = Math.min(limit, PAGE_ROWS);
    const page = await this.#page((own) => this.#ports.history.after(from, to, own, rows), signal);
    const ledger = new SequenceLedger(from);
    const delivered = [...ledger.acceptPage(page.entries).delivered];
    // A page may be cut short by the server: only an empty one says that the rest is gone.
    const isEmpty = page.entries.length === 0;
    if (isEmpty && to !== null) delivered.push(...ledger.declareMissing(to).delivered);
    return { rows: delivered, isLast: isEmpty || (to !== null && ledger.next > to) };
  }

  seqAt(timeMs: number, signal: AbortSignal): Promise<number | null> {
    return this.#ask((own) => this.#ports.finder.find(timeMs, own), signal);
  }

  /** A page; an empty one only if this viewer is known to see the run, since hidden rows look like deleted ones. */
  async #page(
    read: (signal: AbortSignal) => Promise<HistoryPage>,
    signal: AbortSignal,
  ): Promise<HistoryPage> {
    let page = await this.#ask(read, signal);
    if (page.entries.length === 0) {
      const run = await this.#ask((own) => this.#ports.history.cursor(own), signal);
      if (run === null) throw new LogStreamError('denied');
      page = await this.#ask(read, signal);
    }
    reportMisshapen(page, this.#ports.sink);
    return page;
  }

  async #ask<Answer>(
    request: (signal: AbortSignal) => Promise<Answer>,
    signal: AbortSignal,
  ): Promise<Answer> {
    const either = AbortSignal.any([signal, this.#ports.signal]);
    for (let attempt = 1; ; attempt += 1) {
      either.throwIfAborted();
      const generation = this.#tokenGeneration;
      try {
        return await request(either);
      } catch (cause) {
        either.throwIfAborted();
        if (!(cause instanceof RestError)) {
          throw new LogStreamError('source-failed', undefined, cause);
        }
        if (cause.failure === 'token') await this.#untilToken(generation, either);
        else if (cause.failure === 'refused' || attempt >= ATTEMPTS) throw failureOf(cause);
        else await this.#rest(attempt, cause.retryAfterMs ?? 0, either);
      }
    }
  }

  async #untilToken(generation: number, signal: AbortSignal): Promise<void> {
    // A token that was replaced while the request was under way has not been refused.
    if (generation !== this.#tokenGeneration) return;
    this.#ports.onTokenRefused();
    await untilEither(signal, (resume) => {
      this.#tokenWaiters.push(resume);
    });
  }

  async #rest(attempt: number, leastMs: number, signal: AbortSignal): Promise<void> {
    const delayMs = backoffMs(attempt - 1, this.#ports.random(), RETRY);
    let cancel = (): void => undefined;
    try {
      await untilEither(signal, (resume) => {
        cancel = this.#ports.clock.after(Math.max(delayMs, leastMs), resume);
      });
    } finally {
      cancel();
    }
  }
}

function failureOf({ failure, message }: RestError): LogStreamError {
  if (failure === 'refused') return new LogStreamError('history-refused', message);
  const code = failure === 'unreadable' ? 'history-unreadable' : 'history-unreachable';
  return new LogStreamError(code, message);
}

/** Resolves when it is told to, rejects when the signal is aborted. */
function untilEither(signal: AbortSignal, start: (resume: () => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const handleAbort = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', handleAbort, { once: true });
    start(() => {
      signal.removeEventListener('abort', handleAbort);
      resolve();
    });
  });
}
