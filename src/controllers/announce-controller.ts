/**
 * What a screen reader is told while rows pour in: a digest now and then instead of every row, and only while the
 * newest rows are followed, so that leaving the end also stops the talking.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Clock } from '../core/clock.js';
import type { LogOutage, LogRow } from '../core/log-entry.js';
import { tallyOf } from '../core/row-tally.js';
import { SYSTEM_CLOCK } from '../source/system-clock.js';

/** What came in since the last digest. */
export interface Digest {
  readonly rows: number;
  readonly errors: number;
  readonly warnings: number;
  /** A disconnection that is over: what became of the rows written meanwhile. `null` if there was none. */
  readonly outage: { readonly recovered: number; readonly missing: number } | null;
}

/** Shortest time between two digests, in milliseconds. Speech needs about that long for one; less would queue up. */
const INTERVAL_MS = 5_000;
/** The same while rows only fly by: the counts are all there is to say, and are soon old. It ends with the flood. */
const FLOOD_INTERVAL_MS = 20_000;
/** The first digest waits for its burst to be over, in milliseconds. */
const SETTLE_MS = 1_000;
/** Longest that a digest waits for what was missed to be in, in milliseconds. Without it a long catch-up is silent. */
const PATIENCE_MS = 10_000;

/** Collects rows and says how many there were. */
export class AnnounceController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #describe: (digest: Digest) => string;
  readonly #isSkimmed: () => boolean;
  readonly #clock: Clock;
  #text = '';
  #rows = 0;
  #errors = 0;
  #warnings = 0;
  /** Disconnections that are over and have not been told of, by when they began. */
  readonly #outages = new Map<number, LogOutage>();
  /** When the last one began that was told of: what is found out about it later is not told again. */
  #toldOutageMs = -Infinity;
  /** When one of those to be told of was last amended. */
  #outageChangedMs = -Infinity;
  #lastMs = -Infinity;
  /** Since when there is something to say. */
  #dueSinceMs = 0;
  #cancel: (() => void) | null = null;

  /**
   * @param isSkimmed - whether more rows come than can be read
   * @param clock - for tests. Default: the real one
   */
  constructor(
    host: ReactiveControllerHost,
    describe: (digest: Digest) => string,
    isSkimmed: () => boolean = () => false,
    clock: Clock = SYSTEM_CLOCK,
  ) {
    this.#host = host;
    this.#describe = describe;
    this.#isSkimmed = isSkimmed;
    this.#clock = clock;
    host.addController(this);
  }

  /** The text of the live region. */
  get text(): string {
    return this.#text;
  }

  /** Notes rows that were added at the end of those on show. */
  rowsAdded(rows: readonly LogRow[]): void {
    const { counts, entries } = tallyOf(rows);
    this.#rows += entries;
    this.#errors += counts.error + counts.fatal;
    this.#warnings += counts.warn;
    if (this.#rows > 0) this.#schedule();
  }

  /** Notes how disconnections stand. The end of one is told also to who does not follow: it is about all rows. */
  outagesChanged(rows: readonly LogRow[]): void {
    for (const row of tallyOf(rows).outages) {
      if (row.endedAtMs === null) {
        // It was over, and is not after all: its end is still to be told.
        this.#outages.delete(row.startedAtMs);
        this.#toldOutageMs = Math.min(this.#toldOutageMs, row.startedAtMs - 1);
      } else if (row.startedAtMs > this.#toldOutageMs) {
        this.#outages.set(row.startedAtMs, row);
        this.#outageChangedMs = this.#clock.now();
      }
    }
    if (this.#outages.size > 0) this.#schedule();
  }

  /** Says something at once: the answer to what the reader just did. */
  say(text: string): void {
    // A live region is silent when its text does not change; a trailing space makes a repetition a change.
    this.#text = this.#text === text ? `${text}\u00a0` : text;
    this.#host.requestUpdate();
  }

  /** Forgets the rows that were to be told of. */
  silence(): void {
    this.#rows = this.#errors = this.#warnings = 0;
    if (this.#outages.size > 0) return;
    this.#cancel?.();
    this.#cancel = null;
  }

  hostDisconnected(): void {
    this.#takeOutage();
    this.silence();
  }

  #schedule(): void {
    if (this.#cancel !== null) return;
    this.#dueSinceMs = this.#clock.now();
    this.#arm(Math.max(SETTLE_MS, INTERVAL_MS - (this.#dueSinceMs - this.#lastMs)));
  }

  #arm(delayMs: number): void {
    this.#cancel = this.#clock.after(delayMs, () => {
      if (this.#isStillRecovering() || this.#isTooSoon()) this.#arm(SETTLE_MS);
      else this.#speak();
    });
  }

  /** Rows that were missed are still being brought in: their number would be out of date when it is spoken. */
  #isStillRecovering(): boolean {
    const nowMs = this.#clock.now();
    const isChanging = this.#outages.size > 0 && nowMs - this.#outageChangedMs < SETTLE_MS;
    return isChanging && nowMs - this.#dueSinceMs < PATIENCE_MS;
  }

  /** In a flood it is asked again and again whether it is over. What became of a disconnection is not kept back. */
  #isTooSoon(): boolean {
    const sinceMs = this.#clock.now() - this.#lastMs;
    return this.#outages.size === 0 && sinceMs < FLOOD_INTERVAL_MS && this.#isSkimmed();
  }

  #speak(): void {
    this.#cancel = null;
    if (this.#rows === 0 && this.#outages.size === 0) return;
    this.#lastMs = this.#clock.now();
    const counts = { rows: this.#rows, errors: this.#errors, warnings: this.#warnings };
    const digest = { ...counts, outage: this.#takeOutage() };
    this.#rows = this.#errors = this.#warnings = 0;
    this.say(this.#describe(digest));
  }

  /** Several at once are told of as one. */
  #takeOutage(): Digest['outage'] {
    if (this.#outages.size === 0) return null;
    let [recovered, missing] = [0, 0];
    for (const outage of this.#outages.values()) {
      recovered += outage.recovered;
      missing += outage.missing;
      this.#toldOutageMs = Math.max(this.#toldOutageMs, outage.startedAtMs);
    }
    this.#outages.clear();
    return { recovered, missing };
  }
}
