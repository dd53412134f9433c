/** Reads a run at any place, for a viewer who has left its newest rows. Each reading stands for itself. */
import { LogStreamError } from '../core/errors.js';
import { SequenceLedger } from '../core/sequence-ledger.js';
import { PAGE_ROWS, type HistoryFeed, type HistoryPage } from './history-feed.js';
import { reportMisshapen } from './intake.js';
import type { LogPlaces, LogSink, PlacePage } from './log-source.js';
import type { TimeFinder } from './time-finder.js';
import type { ViewerRequests } from './viewer-requests.js';

/** What reading at a place stands on. */
export interface RunPlacesPorts {
  readonly history: HistoryFeed;
  readonly finder: TimeFinder;
  readonly sink: LogSink;
  readonly requests: ViewerRequests;
}

/** A run's places. */
export class RunPlaces implements LogPlaces {
  readonly #ports: RunPlacesPorts;

  constructor(ports: RunPlacesPorts) {
    this.#ports = ports;
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
    return this.#ports.requests.ask((own) => this.#ports.finder.find(timeMs, own), signal);
  }

  /** A page; an empty one only if this viewer is known to see the run, since hidden rows look like deleted ones. */
  async #page(
    read: (signal: AbortSignal) => Promise<HistoryPage>,
    signal: AbortSignal,
  ): Promise<HistoryPage> {
    let page = await this.#ports.requests.ask(read, signal);
    if (page.entries.length === 0) {
      const run = await this.#ports.requests.ask((own) => this.#ports.history.cursor(own), signal);
      if (run === null) throw new LogStreamError('denied');
      page = await this.#ports.requests.ask(read, signal);
    }
    reportMisshapen(page, this.#ports.sink);
    return page;
  }
}
