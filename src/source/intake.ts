/** Where rows enter, by whatever way: the ledger puts them in order, the probe counts them, the sink gets them. */
import { LogStreamError } from '../core/errors.js';
import { isEntry, type LogEntry } from '../core/log-entry.js';
import type { Acceptance, SequenceLedger } from '../core/sequence-ledger.js';
import type { HistoryPage } from './history-feed.js';
import type { BatchOrigin, LogSink } from './log-source.js';
import type { OutageRecord } from './outage-record.js';

/** Takes rows in, in any order, and hands them on in theirs. */
export class Intake {
  readonly ledger: SequenceLedger;
  readonly #sink: LogSink;
  readonly #outages: OutageRecord;

  constructor(ledger: SequenceLedger, sink: LogSink, outages: OutageRecord) {
    this.ledger = ledger;
    this.#sink = sink;
    this.#outages = outages;
  }

  /** Takes the rows of a message. Returns whether some have to wait for one that precedes them. */
  takeLive(entries: readonly LogEntry[]): boolean {
    const { probe } = this.#sink;
    probe.count('received', entries.length);
    reportMisshapen({ entries, unplaceable: 0 }, this.#sink);
    const acceptance = this.ledger.acceptLive(entries);
    this.#hand(acceptance, 'live');
    return acceptance.held > 0;
  }

  /** Takes a page read from `next` on. */
  takePage(page: HistoryPage, origin: BatchOrigin): void {
    reportMisshapen(page, this.#sink);
    this.#hand(this.ledger.acceptPage(page.entries), origin);
  }

  /** Takes the database's word that what is missing up to `seq` is gone. */
  takeAbsence(seq: number, origin: BatchOrigin): void {
    this.#hand(this.ledger.declareMissing(seq), origin);
  }

  #hand(acceptance: Acceptance, origin: BatchOrigin): void {
    const { probe } = this.#sink;
    const { delivered, duplicates, held, missing } = acceptance;
    probe.count('duplicate', duplicates);
    probe.count('late', held);
    probe.count('missing', missing);
    if (delivered.length === 0) return;
    if (origin === 'repair') probe.count('repaired', delivered.filter(isEntry).length);
    this.#outages.append(delivered, origin);
  }
}

/** Counts the rows that are not what they should be, and tells the host of them, once for all of a batch. */
export function reportMisshapen(page: HistoryPage, sink: LogSink): void {
  const malformed = page.entries.filter((entry) => entry.malformed !== undefined).length;
  sink.probe.count('malformed', malformed + page.unplaceable);
  if (malformed > 0) sink.error(new LogStreamError('row-malformed', `${malformed} rows`));
  if (page.unplaceable > 0) {
    sink.error(new LogStreamError('row-unplaceable', `${page.unplaceable} rows`));
  }
}
