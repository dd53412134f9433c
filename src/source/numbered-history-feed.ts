/**
 * The run in a table that does not number its rows. They are numbered here, in the order in which they become known,
 * so that all above sees what it sees of any other table: dense numbers, each row once.
 *
 * A row that has a number must not be dropped, or its number would be a hole that nothing can fill. So a row gets one
 * only when it is handed on, or kept here until it is.
 */
import type { Clock } from '../core/clock.js';
import type { LogEntry } from '../core/log-entry.js';
import { parseRow } from '../core/parse-row.js';
import { microsOf } from '../core/row-time.js';
import type { HistoryFeed, HistoryPage } from './history-feed.js';
import { readInsertion, readRowId } from './insert-message.js';
import type { LiveMessage } from './live-message.js';
import type { RunInfo } from './log-source.js';
import { RowNumbering } from './row-numbering.js';
import { RowWindow, type RowPlace, type Walk } from './row-window.js';
import { PAGE_ROWS, type RowFilter, type RunTable } from './run-table.js';

/** Rows that are read ahead of being asked for; what is beyond waits for the next question, some seconds. */
const WAITING_ROWS_MAX = 50_000;

/** Live rows that are remembered while the database does not answer; beyond, they have to wait until it does. */
const LIVE_ROWS_MAX = 50_000;

/** Rows that are remembered beyond those that will be read again, in case Realtime tells of them minutes late. */
const REMEMBERED_ROWS_MAX = 50_000;

const NOTHING: HistoryPage = { entries: [], unplaceable: 0 };

interface PlacedRow {
  readonly row: unknown;
  readonly id: string;
  readonly micros: number;
  readonly place: RowPlace;
}

/** A page as the database gave it. */
interface RawPage {
  readonly placed: readonly PlacedRow[];
  readonly unplaceable: number;
  /** What the next page follows; `null` when there were no rows. */
  readonly last: RowPlace | null;
}

/** Reads such a run, and numbers what comes live as well. */
export class NumberedHistoryFeed implements HistoryFeed {
  readonly #table: RunTable;
  readonly #clock: Clock;
  readonly #rememberedRowsMax: number;
  readonly #numbering = new RowNumbering();
  readonly #window: RowWindow;
  #walk: Walk | null = null;
  #waiting: LogEntry[] = [];
  #unplaceable = 0;
  #isBegun = false;
  #hasAskedForLookBack = false;
  /** Live rows that no walk has confirmed yet. */
  #liveSinceWalk = 0;
  /** One request at a time: each goes on from where the one before it ended. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(table: RunTable, clock: Clock, rememberedRowsMax = REMEMBERED_ROWS_MAX) {
    this.#table = table;
    this.#clock = clock;
    this.#rememberedRowsMax = rememberedRowsMax;
    this.#window = new RowWindow(table.columns);
  }

  after(_from: number, _to: number | null, signal: AbortSignal): Promise<HistoryPage> {
    return this.#inTurn(async () => {
      if (this.#waiting.length === 0) await this.#beginWalk(signal);
      while (this.#waiting.length === 0 && this.#walk !== null) await this.#walkOn(signal);
      const unplaceable = this.#unplaceable;
      this.#unplaceable = 0;
      return this.#handOn({ entries: this.#takeWaiting(), unplaceable });
    });
  }

  before(before: number | null, limit: number, signal: AbortSignal): Promise<HistoryPage> {
    return this.#inTurn(() =>
      before === null ? this.#readNewest(limit, signal) : this.#readOlder(before, limit, signal),
    );
  }

  /** Reads what is new, since nothing else tells how much there is. The rows wait here until they are asked for. */
  cursor(signal: AbortSignal): Promise<RunInfo | null> {
    return this.#inTurn(async () => {
      if (this.#isBegun) await this.#readOn(signal);
      const { last } = this.#numbering;
      const isMore = this.#walk !== null && this.#numbering.numberOf(this.#walk.end.id) === null;
      return { lastSeq: isMore ? last + 1 : last, status: null };
    });
  }

  /** Reads an insertion that came live. Call it only when what it returns will be taken. */
  readLive(change: unknown): LiveMessage {
    const { runId, columns } = this.#table;
    const reading = readInsertion(change, runId, columns);
    if (reading.kind !== 'row') return reading;
    const placed = reading.isWhole ? this.#place(reading.row) : null;
    if (placed === null || this.#liveSinceWalk >= LIVE_ROWS_MAX) return this.#reread();
    const entries = this.#takeLive(placed);
    // Without holes in the numbers, rows that were lost among others are only found by looking back.
    const isDue = this.#window.isLookBackDue(this.#clock.now());
    const isPartial = isDue && !this.#hasAskedForLookBack;
    if (isPartial) this.#reread();
    return { kind: 'rows', entries, to: this.#numbering.last, isPartial };
  }

  /** The row, after those that wait: a number is never handed on before a lower one that could be. */
  #takeLive(placed: PlacedRow): LogEntry[] {
    const waiting = this.#takeWaiting();
    if (this.#numbering.isForgotten(placed.id, placed.micros)) return waiting;
    const known = this.#numbering.numberOf(placed.id);
    if (known === null) {
      this.#liveSinceWalk += 1;
      return [...waiting, ...this.#appendAll([placed])];
    }
    const isAmongThem = waiting.some(({ seq }) => seq === known);
    return isAmongThem ? waiting : [...waiting, this.#entryOf(placed, known)];
  }

  #reread(): LiveMessage {
    this.#hasAskedForLookBack = true;
    this.#window.askForLookBack();
    return { kind: 'reread' };
  }

  async #readNewest(limit: number, signal: AbortSignal): Promise<HistoryPage> {
    const { placed, unplaceable, last } = await this.#page('desc', null, limit, signal);
    this.#numbering.restart();
    this.#walk = null;
    this.#waiting = [];
    this.#unplaceable = 0;
    this.#isBegun = true;
    const entries = this.#appendAll(placed.toReversed());
    const places = placed.map(({ place }) => place);
    this.#window.begin(places, this.#numbering.newestMicros, this.#clock.now());
    return this.#handOn({ entries, unplaceable, startsRun: last === null });
  }

  async #readOlder(before: number, limit: number, signal: AbortSignal): Promise<HistoryPage> {
    // Asked twice at once: the first answer has what there was.
    if (before !== this.#numbering.first) return { ...NOTHING, startsRun: false };
    let from = this.#window.olderThanFloor();
    while (from !== null) {
      const { placed, unplaceable, last } = await this.#page('desc', from, limit, signal);
      if (last === null) break;
      from = this.#window.beyond('lt', last);
      const first = placed.at(-1);
      if (first === undefined) continue;
      this.#window.moveFloor(first.place);
      const entries = this.#new(placed)
        .map((row) => this.#entryOf(row, this.#numbering.prepend(row.id, row.micros)))
        .reverse();
      // A row that came live long after it was written may be all that a page holds.
      if (entries.length === 0) continue;
      return this.#handOn({ entries, unplaceable, startsRun: false });
    }
    this.#window.moveFloor(null);
    return { ...NOTHING, startsRun: true };
  }

  /** Walks to what is the present now, or until there are enough rows for the time being. */
  async #readOn(signal: AbortSignal): Promise<void> {
    // One that was broken off goes only to what was the present then.
    let isBrokenOff: boolean;
    do {
      isBrokenOff = this.#walk !== null;
      await this.#beginWalk(signal);
      while (this.#walk !== null) {
        if (this.#waiting.length >= WAITING_ROWS_MAX) return;
        await this.#walkOn(signal);
      }
    } while (isBrokenOff || this.#hasAskedForLookBack);
  }

  async #beginWalk(signal: AbortSignal): Promise<void> {
    if (this.#walk !== null) return;
    const end = await this.#newestPlace(signal);
    this.#hasAskedForLookBack = false;
    if (end === null) return;
    this.#walk = this.#window.beginWalk(end, this.#numbering.newestMicros, this.#clock.now());
    if (this.#walk === null) this.#liveSinceWalk = 0;
  }

  /** Reads the next page of the walk; rows that are new are numbered and wait. */
  async #walkOn(signal: AbortSignal): Promise<void> {
    const walk = this.#walk;
    if (walk === null) return;
    const { placed, unplaceable, last } = await this.#page('asc', walk.from, PAGE_ROWS, signal);
    this.#unplaceable += unplaceable;
    this.#waiting.push(...this.#appendAll(this.#new(placed)));
    if (last !== null) this.#walk = this.#window.advance(walk, last, this.#clock.now());
    const isAtEnd = placed.some(({ id }) => id === walk.end.id);
    if (last === null || isAtEnd || this.#window.isBeyondEnd(walk, last)) this.#endWalk(walk);
  }

  #endWalk(walk: Walk): void {
    this.#walk = null;
    this.#liveSinceWalk = 0;
    const settled = this.#window.endWalk(walk);
    if (settled === null || this.#numbering.size <= this.#rememberedRowsMax) return;
    this.#numbering.forgetBetween(...settled);
  }

  async #newestPlace(signal: AbortSignal): Promise<RowPlace | null> {
    const { createdAt, id } = this.#table.columns;
    const filters = this.#filters('desc', null, 1);
    return this.#lastPlace(await this.#table.rows(filters, signal, `${id}::text,${createdAt}`));
  }

  async #page(
    direction: 'asc' | 'desc',
    from: RowFilter | null,
    limit: number,
    signal: AbortSignal,
  ): Promise<RawPage> {
    const rows = await this.#table.rows(this.#filters(direction, from, limit), signal);
    const placed = rows.map((row) => this.#place(row)).filter((row) => row !== null);
    return { placed, unplaceable: rows.length - placed.length, last: this.#lastPlace(rows) };
  }

  #filters(direction: 'asc' | 'desc', from: RowFilter | null, limit: number): RowFilter[] {
    const { createdAt, id } = this.#table.columns;
    return [
      [createdAt, 'not.is.null'],
      ...(from === null ? [] : [from]),
      ['order', `${createdAt}.${direction},${id}.${direction}`],
      ['limit', String(limit)],
    ];
  }

  #lastPlace(rows: readonly unknown[]): RowPlace | null {
    const last = rows.at(-1) as Readonly<Record<string, unknown>> | undefined;
    const { createdAt, id: idColumn } = this.#table.columns;
    const [time, id] = [last?.[createdAt], readRowId(last?.[idColumn])];
    return typeof time === 'string' && id !== null ? { time, id } : null;
  }

  #place(raw: unknown): PlacedRow | null {
    const { createdAt, id: idColumn } = this.#table.columns;
    const row = raw as Readonly<Record<string, unknown>>;
    const [time, id] = [row[createdAt], readRowId(row[idColumn])];
    const micros = typeof time === 'string' ? microsOf(time) : null;
    if (id === null || typeof time !== 'string' || micros === null) return null;
    return { row, id, micros, place: { time, id } };
  }

  #new(rows: readonly PlacedRow[]): PlacedRow[] {
    return rows.filter(({ id }) => this.#numbering.numberOf(id) === null);
  }

  #appendAll(rows: readonly PlacedRow[]): LogEntry[] {
    if (rows.length > 0) this.#window.noteFound(this.#clock.now());
    return rows.map((row) => this.#entryOf(row, this.#numbering.append(row.id, row.micros)));
  }

  #entryOf({ row }: PlacedRow, seq: number): LogEntry {
    const { runId, columns } = this.#table;
    const entry = parseRow(row, { runId, columns, seq });
    // Only a row of another run is turned away, and both ways ask for one run alone.
    if (entry === null) throw new Error('a row of another run');
    return entry;
  }

  #handOn(page: HistoryPage): HistoryPage {
    this.#table.countReceived(page.entries.length + page.unplaceable);
    return page;
  }

  #takeWaiting(): LogEntry[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting;
  }

  #inTurn<Answer>(read: () => Promise<Answer>): Promise<Answer> {
    const answer = this.#turn.then(read);
    this.#turn = answer.catch(() => undefined);
    return answer;
  }
}
