/**
 * The search of all of a run, joined to the element: what it starts from, what the list is given of it, what is said of
 * it, and how a hit that is not in memory is shown in its place in the run.
 */
import type { ReactiveControllerHost } from 'lit';
import type { AnnounceController } from './controllers/announce-controller.js';
import type { ListController } from './controllers/list-controller.js';
import {
  RunSearchController,
  type RunSearchProgress,
  type RunSearchState,
} from './controllers/run-search-controller.js';
import type { StreamController } from './controllers/stream-controller.js';
import type { LogStreamError } from './core/errors.js';
import { lastSeqOf } from './core/log-entry.js';
import { isEmptyQuery } from './core/query.js';
import type { HitRanges } from './core/search-hits.js';
import type { Severity } from './core/severity.js';
import type { LogStreamTravel } from './log-stream-travel.js';
import type { LogSearch } from './source/log-source.js';
import { readOlder } from './source/run-search.js';
import { SYSTEM_CLOCK } from './source/system-clock.js';
import { errorText } from './view/error-text.js';
import type { RunSearchModel } from './view/run-search-strip.js';
import type { LogStreamStrings } from './view/strings.js';
import { spanText, type TimeFormat } from './view/time-format.js';

/** In which words it is told. */
export interface RunSearchHost extends ReactiveControllerHost {
  readonly texts: LogStreamStrings;
  formatNumber(value: number): string;
}

/** What it reads, and moves. */
export interface RunSearchTools {
  readonly stream: StreamController;
  readonly list: ListController;
  readonly announce: AnnounceController;
  readonly travel: LogStreamTravel;
  settings(): {
    readonly levels: readonly Severity[] | null;
    readonly 'search-mode': 'filter' | 'highlight';
    readonly 'time-format': TimeFormat;
    readonly locale: string | undefined;
  };
  onProgress(progress: RunSearchProgress): void;
  onError(error: LogStreamError): void;
}

/** Searches all of the run that an element shows. */
export class LogStreamRunSearch {
  readonly #host: RunSearchHost;
  readonly #tools: RunSearchTools;
  readonly #search: RunSearchController;
  #key = '';
  /** From here on, rows in memory have been searched there. */
  #firstSearched = 0;
  #told = '';
  #said: RunSearchState = 'idle';
  /** A hit that is not in memory is looked at in its place. */
  #isVisiting = false;

  constructor(host: RunSearchHost, tools: RunSearchTools) {
    this.#host = host;
    this.#tools = tools;
    this.#search = new RunSearchController({
      search: () => this.#source,
      clock: SYSTEM_CLOCK,
      random: Math.random,
      onChange: () => {
        host.requestUpdate();
      },
      onError: (error) => {
        tools.onError(error);
      },
    });
  }

  /** How far it is. */
  get progress(): RunSearchProgress {
    return this.#search.progress;
  }

  /** Where the query is in a row that was found elsewhere. */
  readonly rangesOf = (seq: number): HitRanges | undefined => this.#search.rangesOf(seq);

  /** Begins, or goes on; resolves when it has come to an end of whatever kind. */
  async start(): Promise<RunSearchProgress> {
    const { list } = this.#tools;
    const before = this.#memory?.[0];
    const { state } = this.progress;
    const isOffered = state !== 'idle' || this.#isPossible;
    if (before === undefined || !isOffered) return this.progress;
    const { levels } = this.#tools.settings();
    return this.#search.start({ query: list.typed, levels, before });
  }

  /** Stops; what was found stays. */
  cancel(): void {
    this.#search.cancel();
  }

  /** By the key: begins, stops, goes on. */
  handleToggle(): void {
    if (this.progress.state === 'searching') this.cancel();
    else void this.start();
  }

  /** Another run. */
  reset(): void {
    this.#isVisiting = false;
    this.#search.reset();
  }

  /** A row is shown among all others: one that is not in memory is gone to. */
  visit(seq: number): void {
    const [first] = this.#memory ?? [0];
    this.#isVisiting = !this.#tools.stream.isAway && seq < first;
    if (this.#isVisiting) void this.#tools.travel.goTo(seq);
  }

  /** The hits are wanted again. */
  return(): void {
    if (this.#isVisiting) this.#tools.travel.returnToTail();
    this.#isVisiting = false;
  }

  /** Before each rendering, once the list knows its rows. */
  update(): void {
    const { stream, list } = this.#tools;
    const { levels } = this.#tools.settings();
    const key = `${levels?.join() ?? ''} ${list.typed.text}`;
    if (key !== this.#key) {
      this.#search.reset();
      this.#key = key;
    }
    const memory = this.#memory;
    if (memory !== null) {
      const isKnown = !stream.isAway && !list.pending && list.query === list.typed;
      this.#search.follow(memory, isKnown ? list.held : null);
    }
    const isShown = memory !== null && !stream.isAway;
    // What was loaded since is found once more by the search in memory, and stays on show until then.
    if (memory !== null) {
      this.#firstSearched = list.pending ? Math.max(this.#firstSearched, memory[0]) : memory[0];
    }
    list.older.update(isShown ? this.#search.hits : NO_HITS, this.#firstSearched);
    this.#tell();
  }

  /** What is shown of it; `null` for nothing. */
  model(): RunSearchModel | null {
    const { state } = this.progress;
    const mode = this.#tools.settings()['search-mode'];
    if (state === 'idle') {
      if (!this.#isPossible) return null;
      const rows = this.#host.formatNumber((this.#memory?.[0] ?? 1) - 1);
      const says = [this.#host.texts.runSearch.notSearched(rows)];
      return { state: 'offer', says, remedy: null, canList: false };
    }
    const { error, hits } = this.#search;
    const remedy = error === null ? null : errorText(error, this.#host.texts).remedy;
    return { state, says: this.#says(), remedy, canList: mode === 'highlight' && hits.length > 0 };
  }

  /** True when there is a query, and older rows than those in memory. */
  get #isPossible(): boolean {
    const { stream, list } = this.#tools;
    if (isEmptyQuery(list.typed) || this.#source === null || stream.isAway) return false;
    return !stream.tailReachesStart && (this.#memory?.[0] ?? 1) > 1;
  }

  get #source(): LogSearch | null {
    const { search, places } = this.#tools.stream;
    if (search !== null || places === null) return search;
    return {
      older: (before, _filter, _limit, signal) => readOlder(places, before, signal),
    };
  }

  /** The first and the last seq of the newest rows, as they are on show: those of a paused view stay. */
  get #memory(): readonly [number, number] | null {
    const { stream, list } = this.#tools;
    const rows = stream.isAway ? stream.tail.rows : list.all;
    const [first, last] = [rows[0], rows.at(-1)];
    return first === undefined || last === undefined
      ? null
      : [Math.ceil(first.seq), lastSeqOf(last)];
  }

  #says(): readonly string[] {
    const { texts } = this.#host;
    const { runSearch: words, taking } = texts;
    const { state, hits, scannedAt } = this.progress;
    const { error, isWaiting, isRead } = this.#search;
    const time = scannedAt === null ? null : this.#timeText(Date.parse(scannedAt));
    const found = words.found(this.#host.formatNumber(hits));
    switch (state) {
      case 'searching': {
        const waits =
          this.#tools.stream.state === 'auth-required'
            ? taking.waitsForSession
            : isWaiting
              ? taking.waitsForServer
              : null;
        const far = time === null ? words.searching : words.backTo(time);
        return [far, found, ...(waits === null ? [] : [waits]), ...(isRead ? [words.isRead] : [])];
      }
      case 'done':
        return [words.done, found];
      case 'canceled':
        return [words.canceled(time), found];
      case 'full':
        return [found, words.full(time)];
      default:
        return error === null ? [found] : [errorText(error, texts).message, found];
    }
  }

  #timeText(ms: number): string {
    const { 'time-format': format, locale } = this.#tools.settings();
    return spanText(ms, null, { format, locale })[0];
  }

  /** Tells the page of every change, and a person who cannot see it of its end. */
  #tell(): void {
    const { progress } = this;
    const told = Object.values(progress).join();
    if (told === this.#told) return;
    this.#told = told;
    this.#tools.onProgress(progress);
    if (progress.state === this.#said) return;
    this.#said = progress.state;
    const ends = progress.state !== 'idle' && progress.state !== 'canceled';
    if (ends) this.#tools.announce.say(this.#says().join(' · '));
  }
}

const NO_HITS: readonly never[] = [];
