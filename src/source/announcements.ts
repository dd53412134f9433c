/**
 * Takes what the live path says: rows into the intake, pointers and holes to whoever reads from the database, the
 * run's end to whoever watches it. A message that cannot be used is told, and its rows are read instead.
 */
import type { Clock } from '../core/clock.js';
import { LogStreamError } from '../core/errors.js';
import type { LogEntry } from '../core/log-entry.js';
import type { Intake } from './intake.js';
import type { LiveEvent } from './live-feed.js';
import type { LiveMessage } from './live-message.js';
import type { LogSink, RunInfo } from './log-source.js';
import { Timers } from './timers.js';

/** A row that overtook another is normally followed by it within milliseconds; asking sooner would be wasted. */
const HOLE_PATIENCE_MS = 150;

/** Reads a message of the live path. */
export type ReadLiveMessage = (event: LiveEvent, payload: unknown) => LiveMessage;

/** What follows from a message. */
export interface AnnouncementListener {
  /** Rows came that can be shown, or wait for others. */
  onRows(): void;
  /** Rows are known to exist and have to be read. */
  onMissing(): void;
  /** Rows exist that have no number yet. */
  onUnnumbered(): void;
  /** A message could not be used: what it said is anybody's guess. */
  onUnusable(): void;
  onRun(info: RunInfo): void;
}

/** The messages of one run. */
export class Announcements {
  readonly #read: ReadLiveMessage;
  readonly #sink: LogSink;
  readonly #listener: AnnouncementListener;
  readonly #timers: Timers<'hole'>;

  constructor(read: ReadLiveMessage, clock: Clock, sink: LogSink, listener: AnnouncementListener) {
    this.#read = read;
    this.#sink = sink;
    this.#listener = listener;
    this.#timers = new Timers(clock);
  }

  /** Takes a message; `intake` is `null` until the first page has come, with or after which it will be read. */
  take(event: LiveEvent, payload: unknown, intake: Intake | null): void {
    if (intake === null && event !== 'run') return;
    const message = this.#read(event, payload);
    switch (message.kind) {
      case 'unreadable':
        this.takeUnreadable(message.why);
        return;
      case 'foreign':
        this.takeUnreadable('another run');
        return;
      case 'run':
        this.#listener.onRun(message.info);
        return;
      case 'rows':
        if (intake !== null) this.#takeRows(message.entries, message.to, intake);
        if (message.isPartial === true) this.#listener.onUnnumbered();
        return;
      case 'pointer':
        intake?.ledger.noteExists(message.to);
        this.#listener.onMissing();
        return;
      case 'reread':
        this.#listener.onUnnumbered();
    }
  }

  /** Takes note of something that is no message. */
  takeUnreadable(why: string): void {
    this.#sink.probe.count('malformed');
    this.#sink.error(new LogStreamError('message-malformed', why));
    this.#listener.onUnusable();
  }

  stop(): void {
    this.#timers.clearAll();
  }

  #takeRows(entries: readonly LogEntry[], to: number, intake: Intake): void {
    const { ledger } = intake;
    const haveToWait = intake.takeLive(entries);
    ledger.noteExists(to);
    if (haveToWait) {
      this.#timers.set('hole', HOLE_PATIENCE_MS, () => {
        if (ledger.isBehind) this.#listener.onMissing();
      });
    }
    this.#listener.onRows();
  }
}
