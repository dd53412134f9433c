/**
 * Going places in a run: to a row, a time, the start, a permalink, and back to the newest rows; and reading on when the
 * reader comes to the edge of what is held. It joins the stream, which has the rows, to the view, which shows them.
 */
import type { ReactiveControllerHost } from 'lit';
import type { AnnounceController } from './controllers/announce-controller.js';
import type { FollowController } from './controllers/follow-controller.js';
import type { ListController } from './controllers/list-controller.js';
import type { SelectionController } from './controllers/selection-controller.js';
import type { StreamController } from './controllers/stream-controller.js';
import { readJump, type JumpTarget } from './core/jump-target.js';
import { LogStreamError } from './core/errors.js';
import { isEntry, type LogRow } from './core/log-entry.js';
import { placeOfSeq } from './core/place-of-seq.js';
import { covers, rowAt, seqInRows } from './core/rows-at.js';
import { errorSentence } from './view/error-text.js';
import type { LogStreamStrings } from './view/strings.js';
import type { VirtualRows } from './view/virtual-rows.js';

/** Nearer to the edge of what is held than this, the rows beyond it are fetched before they are asked for. In pixels. */
const REACH_PX = 600;
/** The same when the reader moves by keys, in rows. */
const REACH_ROWS = 20;

/** What travelling needs of the element. */
export interface TravelHost extends ReactiveControllerHost {
  readonly texts: LogStreamStrings;
  readonly timeFormat: string;
}

/** The controllers that do the work. */
export interface TravelTools {
  readonly stream: StreamController;
  readonly list: ListController;
  readonly follow: FollowController;
  readonly selection: SelectionController;
  readonly announce: AnnounceController;
  readonly virtual: VirtualRows<LogRow>;
  /** A place that was asked for cannot be reached. */
  readonly onError: (error: LogStreamError) => void;
}

/** Takes the reader to places. */
export class LogStreamTravel {
  readonly #host: TravelHost;
  readonly #tools: TravelTools;
  /** Counts what was asked for: the latest wish wins. */
  #journey = 0;
  /** Where the page wants the reader to be once there are rows. */
  #destination: JumpTarget | null = null;
  #hasSaidStart = false;
  #jumpProblem: string | null = null;
  /** Why the last place could not be reached, where that is for good. */
  #obstacle: LogStreamError | null = null;

  constructor(host: TravelHost, tools: TravelTools) {
    this.#host = host;
    this.#tools = tools;
  }

  /** Why the reader could not be taken to where they asked to go; `null` when nothing is wrong. */
  get jumpProblem(): string | null {
    return this.#jumpProblem;
  }

  /** Goes there as soon as there are rows. */
  setDestination(target: JumpTarget | null): void {
    this.#destination = target;
    if (target !== null) this.#tools.follow.yield('host');
  }

  /** Rows may be there now. */
  rowsChanged(): void {
    const target = this.#destination;
    if (target === null || this.#tools.stream.tail.size === 0) return;
    this.#destination = null;
    void this.#go(target);
  }

  /** Goes to the row with `seq`; false if it is not there or not on show. */
  async goTo(seq: number): Promise<boolean> {
    const { stream, follow, selection, list } = this.#tools;
    const journey = this.#setOut();
    const last = Math.max(stream.run?.lastSeq ?? 0, stream.tail.lastSeq ?? 0);
    if (!(seq >= 1) || seq > last) return false;
    follow.yield('host');
    if (!(await this.#bring(seq))) return false;
    await this.#host.updateComplete;
    if (list.patterns.open(seq)) {
      this.#host.requestUpdate();
      await this.#host.updateComplete;
    }
    if (journey !== this.#journey) return false;
    const row = rowAt(list.rows, seq);
    const isThere = row?.seq === seq;
    if (isThere) selection.select(seq);
    // Where it was deleted, or is filtered away, the reader is shown what is nearest.
    if (row !== undefined) this.#tools.virtual.reveal(row.seq, 'center');
    return isThere && isEntry(row);
  }

  /** Goes to the first row of the run; false if there is none, or it is not on show. */
  async goToStart(): Promise<boolean> {
    const { stream, follow } = this.#tools;
    const journey = this.#setOut();
    follow.yield('host');
    if (this.#showStart()) return true;
    if (!(await this.#bringStart())) return false;
    await this.#host.updateComplete;
    return journey === this.#journey && stream.reachedStart && this.#showStart();
  }

  /** Goes to the first row that was written then or later; false if there is none, or it is not on show. */
  async goToTime(timeMs: number): Promise<boolean> {
    if (Number.isNaN(timeMs)) return false;
    const journey = this.#setOut();
    const seq = await this.#seqAt(timeMs);
    return journey === this.#journey && seq !== null && this.goTo(seq);
  }

  /** Goes to where these words say, and calls `arrived` once the reader is there, or on the way and shown to be. */
  async jump(words: string, arrived: () => void): Promise<void> {
    const { texts, timeFormat } = this.#host;
    this.#setOut();
    const target = readJump(words, { newestMs: this.#newestMs, utc: timeFormat === 'utc' });
    this.#jumpProblem = target === null ? texts.jumpUnclear : null;
    const hasArrived = target !== null && (await this.#go(target));
    const hasFailed = this.#tools.stream.place.failure !== null;
    const obstacle = this.#obstacle;
    if (obstacle !== null) this.#jumpProblem = errorSentence(obstacle, texts);
    else if (target !== null && !hasArrived && !hasFailed) this.#jumpProblem = texts.jumpNothing;
    if (this.#jumpProblem === null) arrived();
    else this.#tools.announce.say(this.#jumpProblem);
    this.#host.requestUpdate();
  }

  /** Goes to the start at once if that is held, and when it is read if not; failing that, to what is first here. */
  toStart(): void {
    if (this.#showStart()) return;
    void this.goToStart().then((isThere) => {
      if (!isThere && !this.#tools.stream.canGoAnywhere) this.#tools.selection.moveTo('first');
    });
  }

  /** Reads on towards the newest rows. */
  loadNewer(): void {
    void this.#tools.stream.place.extend('newer');
  }

  /** Tries again what could not be read. */
  retry(): void {
    this.#tools.stream.place.retry();
  }

  /** The newest rows are to be shown: the reader follows them. */
  returnToTail(): void {
    this.#setOut();
    this.#tools.stream.place.leave();
  }

  /** The reader scrolled: rows beyond the edge that they come near are fetched. */
  handleScroll({ up, fromEndPx }: { readonly up: boolean; readonly fromEndPx: number }): void {
    const { stream, virtual, list } = this.#tools;
    const topPx = virtual.scrollTop;
    if (up && topPx < REACH_PX && !list.hasOlder) void stream.loadOlder();
    if (stream.isAway) {
      if (!up && fromEndPx < REACH_PX) void stream.place.extend('newer');
      stream.place.join();
    }
    this.#sayStart(up && topPx < 1, topPx);
  }

  /** The reader moved to a row by keys. */
  movedTo(seq: number): void {
    const { stream, list } = this.#tools;
    const { lines } = list;
    const place = placeOfSeq(lines, seq);
    if (place < REACH_ROWS && !list.hasOlder) void stream.loadOlder();
    if (stream.isAway && lines.length - place < REACH_ROWS) void stream.place.extend('newer');
  }

  #setOut(): number {
    this.#destination = null;
    this.#jumpProblem = this.#obstacle = null;
    this.#journey += 1;
    return this.#journey;
  }

  async #go(target: JumpTarget): Promise<boolean> {
    switch (target.kind) {
      case 'seq':
        return this.goTo(target.seq);
      case 'time':
        return this.goToTime(target.timeMs);
      case 'start':
        return this.goToStart();
      case 'end':
        this.#tools.follow.resume();
        return true;
    }
  }

  /** Sees to it that what is held includes `seq`. */
  async #bring(seq: number): Promise<boolean> {
    const { stream } = this.#tools;
    const { place, tail } = stream;
    if (covers(place.buffer, seq)) return true;
    if (covers(tail, seq)) {
      place.leave();
      return true;
    }
    if (stream.canGoAnywhere) return place.goTo(seq);
    return this.#pageBack(() => covers(tail, seq));
  }

  async #bringStart(): Promise<boolean> {
    const { stream } = this.#tools;
    if (stream.isAway && stream.tailReachesStart) {
      stream.place.leave();
      return true;
    }
    if (stream.canGoAnywhere) return stream.place.goToStart();
    return this.#pageBack(() => stream.reachedStart);
  }

  /** All that a source without places can do. */
  async #pageBack(isThere: () => boolean): Promise<boolean> {
    const { stream } = this.#tools;
    const first = (): number => stream.rows[0]?.seq ?? 0;
    for (let before = NaN; !isThere() && first() !== before;) {
      before = first();
      await stream.loadOlder();
    }
    // They are in memory, and not on show yet.
    stream.settle();
    if (isThere()) return true;
    if (stream.isFull && !stream.reachedStart) {
      this.#obstacle = new LogStreamError('place-unreachable');
      this.#tools.onError(this.#obstacle);
    }
    return false;
  }

  async #seqAt(timeMs: number): Promise<number | null> {
    const { stream } = this.#tools;
    const held = (): number | null | undefined =>
      seqInRows(stream.tail.rows, timeMs, stream.tailReachesStart);
    const seq = held();
    if (seq !== undefined) return seq;
    if (stream.canGoAnywhere) return stream.place.seqAt(timeMs);
    await this.#pageBack(() => held() !== undefined);
    return held() ?? null;
  }

  #showStart(): boolean {
    const { stream, list, selection, virtual, announce } = this.#tools;
    const [first] = list.rows;
    if (!stream.reachedStart || first === undefined) return false;
    selection.select(first.seq);
    this.#hasSaidStart = true;
    announce.say(this.#host.texts.startOfRun);
    return virtual.reveal(first.seq, 'center');
  }

  /** Once for each time that the reader comes there. */
  #sayStart(isAtTop: boolean, topPx: number): void {
    const { stream, announce } = this.#tools;
    if (topPx > REACH_PX) this.#hasSaidStart = false;
    if (!isAtTop || !stream.reachedStart || this.#hasSaidStart) return;
    this.#hasSaidStart = true;
    announce.say(this.#host.texts.startOfRun);
  }

  get #newestMs(): number {
    const { tail } = this.#tools.stream;
    for (let place = tail.size - 1; place >= 0; place -= 1) {
      const row = tail.rowAt(place);
      if (row !== undefined && isEntry(row)) return Date.parse(row.createdAt);
    }
    return Date.now();
  }
}
