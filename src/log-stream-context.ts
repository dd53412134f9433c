/**
 * A hit among all the rows around it, and the way back; and the reader's place when a search turns from hiding rows to
 * marking them, or back. A filter is not changed for that: it is only not applied while its hit is looked at.
 */
import type { ReactiveControllerHost } from 'lit';
import type { AnnounceController } from './controllers/announce-controller.js';
import type { FollowController } from './controllers/follow-controller.js';
import type { ListController } from './controllers/list-controller.js';
import type { SelectionController } from './controllers/selection-controller.js';
import type { LogRow } from './core/log-entry.js';
import { placeOfSeq } from './core/place-of-seq.js';
import { isEmptyQuery } from './core/query.js';
import type { SearchMode } from './core/visible-rows.js';
import type { LogStreamStrings } from './view/strings.js';
import type { HeldPlace, VirtualRows } from './view/virtual-rows.js';

/** What is told, and in which words. */
export interface ContextHost extends ReactiveControllerHost {
  readonly texts: LogStreamStrings;
}

/** What it moves, and what it goes by. */
export interface ContextTools {
  readonly list: ListController;
  readonly follow: FollowController;
  readonly selection: SelectionController;
  readonly announce: AnnounceController;
  readonly virtual: VirtualRows<LogRow>;
  /** A row is shown among all others, which may not be in memory; and the hits are back. */
  readonly onOpen: (seq: number) => void;
  readonly onBack: () => void;
  readonly filter: () => {
    readonly levels: readonly unknown[] | null;
    readonly 'search-mode': SearchMode;
  };
}

/** The context of one element's hits. */
export class LogStreamContext {
  readonly #host: ContextHost;
  readonly #tools: ContextTools;
  /** Where the hit stood among the hits. */
  #origin: HeldPlace | null = null;
  /** The last turn of the search's mode: what was held before it, and what it made to be held. */
  #turn: { readonly before: HeldPlace; readonly after: HeldPlace | null } | null = null;

  constructor(host: ContextHost, tools: ContextTools) {
    this.#host = host;
    this.#tools = tools;
  }

  /** True while all rows are on show though a filter is set. */
  get isOpen(): boolean {
    return this.#origin !== null;
  }

  /** True when rows are hidden around those on show. */
  get isPossible(): boolean {
    const { levels, 'search-mode': mode } = this.#tools.filter();
    const isSearched = mode === 'filter' && !isEmptyQuery(this.#tools.list.query);
    const isByPattern = this.#tools.list.patterns.test !== null;
    return !this.isOpen && (levels !== null || isSearched || isByPattern);
  }

  /** Shows the current row among all others, else the first in view; its seq, or `null` when nothing is hidden. */
  open(): number | null {
    const { follow, selection, announce, virtual } = this.#tools;
    const window = virtual.visibleRange;
    if (!this.isPossible || window === null) return null;
    const active = selection.activeRow?.seq ?? NaN;
    const seq = active >= window[0] && active <= window[1] ? active : window[0];
    const origin = { seq, offsetPx: virtual.offsetOf(seq) ?? 0 };
    follow.yield();
    this.#origin = origin;
    virtual.holdAt(origin);
    selection.select(seq);
    announce.say(this.#host.texts.query.contextShown);
    this.#tools.onOpen(seq);
    this.#host.requestUpdate();
    return seq;
  }

  /** Back to the hits, at the one that was looked at; false when there is nothing to come back from. */
  back(): boolean {
    const origin = this.#origin;
    if (origin === null) return false;
    const { follow, selection, announce, virtual } = this.#tools;
    follow.yield();
    this.#origin = null;
    virtual.holdAt(origin);
    selection.select(origin.seq);
    announce.say(this.#host.texts.query.contextLeft);
    this.#tools.onBack();
    this.#host.requestUpdate();
    return true;
  }

  /** The filter was changed, or the run: there is nothing to come back to. */
  forget(): void {
    this.#origin = null;
  }

  /**
   * The search is about to turn from marking to hiding, or back: what is read stays where it is. What is turned twice
   * without being scrolled is as it was, also where there were too few hits to keep the place.
   */
  turn(mode: SearchMode): void {
    const { list, virtual } = this.#tools;
    const held = virtual.held;
    if (held === null || isEmptyQuery(list.query)) return;
    const last = this.#turn;
    const isUntouched = last !== null && last.after === held;
    virtual.holdAt(isUntouched ? last.before : this.#placeFor(mode, this.#whole(held)));
    this.#turn = { before: held, after: virtual.held };
  }

  /** What is to be held: the current row if it is in view, else the upper one; where that is hidden, the nearest hit. */
  #placeFor(mode: SearchMode, held: HeldPlace): HeldPlace {
    const { list, selection } = this.#tools;
    const { matches } = list;
    const stays = (seq: number): boolean =>
      mode === 'highlight' || matches[placeOfSeq(matches, seq)]?.seq === seq;
    const active = this.#inView(selection.activeSeq);
    if (active !== null && stays(active.seq)) return active;
    if (stays(held.seq)) return held;
    const at = placeOfSeq(matches, held.seq);
    const [before, after] = [matches[at - 1], matches[at]];
    const below = this.#inView(after?.seq ?? null);
    if (below !== null || before === undefined)
      return below ?? { ...held, seq: after?.seq ?? held.seq };
    const rowsAway = (seq: number): number =>
      Math.abs(placeOfSeq(list.rows, seq) - placeOfSeq(list.rows, held.seq));
    const isAfterNearer = after !== undefined && rowsAway(after.seq) <= rowsAway(before.seq);
    return { seq: isAfterNearer ? after.seq : before.seq, offsetPx: 0 };
  }

  /** A row that is cut off by the edge is not what is read: the one below it is. */
  #whole(held: HeldPlace): HeldPlace {
    if (held.offsetPx >= 0) return held;
    const { rows } = this.#tools.list;
    const below = rows[placeOfSeq(rows, held.seq) + 1];
    return this.#inView(below?.seq ?? null) ?? held;
  }

  /** Where a row stands, if it can be seen. */
  #inView(seq: number | null): HeldPlace | null {
    const { virtual } = this.#tools;
    const window = virtual.visibleRange;
    if (seq === null || window === null || seq < window[0] || seq > window[1]) return null;
    const offsetPx = virtual.offsetOf(seq);
    return offsetPx === null ? null : { seq, offsetPx };
  }
}
