/**
 * The minimap and the histogram, joined to the element: what they are fed, what they ask for, and how they put it into
 * words. Both are fed after each update and count when they paint; turned off or out of sight, they are not fed at all.
 */
import { nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { FollowController } from './controllers/follow-controller.js';
import type { ListController } from './controllers/list-controller.js';
import { inSpareTime } from './controllers/spare-time.js';
import type { StreamController } from './controllers/stream-controller.js';
import { isEntry, type LogRow } from './core/log-entry.js';
import type { RowWindow } from './core/map-scale.js';
import { placeOfSeq } from './core/place-of-seq.js';
import { isEmptyQuery } from './core/query.js';
import { timeRangeOf, withTimeRange } from './core/query-time.js';
import { entriesIn, errorsIn, warningsIn } from './core/severity-slots.js';
import type { RunStart } from './run-start.js';
import type { ReaderSetting } from './log-stream-reader.js';
import type { CheckedSettings } from './log-stream-properties.js';
import { Histogram } from './view/histogram.js';
import { Minimap, type MinimapWords } from './view/minimap.js';
import type { LogStreamStrings } from './view/strings.js';
import { axisLabel, type AxisClock } from './view/time-axis.js';
import type { VirtualRows } from './view/virtual-rows.js';

/** What both need of the element. */
export interface OverviewHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly texts: LogStreamStrings;
  readonly minimap: boolean | null;
  readonly histogram: boolean;
  readonly query: string;
  formatNumber(value: number): string;
  changeSetting(change: ReaderSetting): void;
}

/** Where rows, places and times come from. */
export interface OverviewTools {
  readonly list: ListController;
  readonly stream: StreamController;
  readonly start: RunStart;
  readonly follow: FollowController;
  readonly virtual: VirtualRows<LogRow>;
}

/** Height of a line and of a page, in pixels, for wheels that count in them. */
const WHEEL_UNITS_PX = [1, 20, 400] as const;

const NO_ROWS: readonly LogRow[] = [];

/** Feeds both. */
export class LogStreamOverview {
  readonly #host: OverviewHost;
  readonly #tools: OverviewTools;
  readonly #map: Minimap;
  readonly #histogram: Histogram;
  #clock: AxisClock = { format: 'local', locale: undefined, startMs: null };

  constructor(host: OverviewHost, tools: OverviewTools) {
    this.#host = host;
    this.#tools = tools;
    this.#map = new Minimap({
      onGo: (index, isEnd) => {
        this.#go(index, isEnd);
      },
      onWheel: (event) => {
        this.#scroll(event);
      },
      describe: (index, counts, around) => this.#describeRow(index, counts, around),
      pageLength: () => tools.virtual.pageLength,
      later: inSpareTime,
    });
    this.#histogram = new Histogram({
      onRange: (range) => {
        host.changeSetting({ name: 'query', value: withTimeRange(host.query, range) });
      },
      describe: (start, end, counts) =>
        host.texts.timeStretch(start, end, this.#countsText(counts)),
    });
  }

  /** Whether the minimap is to be seen: where nothing was said about it, that is a question of room. */
  get minimapShown(): boolean {
    return this.#map.isShown;
  }

  /** For the view: the strip beside the rows. */
  minimap(): TemplateResult | typeof nothing {
    const { minimap, texts } = this.#host;
    return minimap === false ? nothing : this.#map.render(texts.minimapLabel, minimap === true);
  }

  /** For the view: the strip above the rows. */
  histogram(): TemplateResult | typeof nothing {
    const { histogram, texts } = this.#host;
    if (!histogram) return nothing;
    const { timeFrom, timeUntil, clearTimes } = texts;
    return this.#histogram.render({
      label: texts.histogram,
      from: timeFrom,
      to: timeUntil,
      clear: clearTimes,
    });
  }

  /** The element has updated. */
  update({ 'time-format': format, locale, levels, 'search-mode': mode }: CheckedSettings): void {
    const { list, stream, virtual } = this.#tools;
    if (!this.#map.isShown && !this.#host.histogram && this.#host.minimap === false) return;
    this.#clock = { format, locale, startMs: this.#tools.start.ms };
    const isMarking = list.inContext || (mode === 'highlight' && !isEmptyQuery(list.query));
    const { isSkimmed } = stream;
    this.#map.update({
      rows: list.lines,
      hits: isMarking ? list.matches : NO_ROWS,
      marks: list.marks.all,
      filter: `${list.inContext ? 'context' : mode} ${levels?.join(' ') ?? ''} ${list.query.text}`,
      window: () => virtual.visibleRange,
      isSkimmed,
    });
    if (!this.#host.histogram) return;
    const range = timeRangeOf(this.#host.query);
    this.#histogram.update({ rows: stream.rows, range, clock: this.#clock, isSkimmed });
  }

  #go(index: number, isEnd: boolean): void {
    const { list, follow, virtual } = this.#tools;
    const row = list.lines[index];
    if (row === undefined) return;
    if (isEnd) follow.resume();
    else {
      follow.yield();
      virtual.reveal(row.seq, 'center');
    }
    this.#host.requestUpdate();
  }

  #scroll(event: WheelEvent): void {
    const list = this.#host.renderRoot.querySelector('.viewport');
    if (list === null || event.deltaY === 0) return;
    const before = list.scrollTop;
    list.scrollTop += event.deltaY * (WHEEL_UNITS_PX[event.deltaMode] ?? 1);
    // At an end the page may go on scrolling, as it does over the list.
    if (list.scrollTop !== before) event.preventDefault();
  }

  #describeRow(index: number, counts: Uint32Array, around: RowWindow): MinimapWords {
    const { texts, formatNumber } = { texts: this.#host.texts, formatNumber: this.#number };
    const rows = this.#tools.list.lines;
    const row = rows[index];
    const ms = row === undefined || !isEntry(row) ? NaN : Date.parse(row.createdAt);
    const time = Number.isNaN(ms) ? '' : axisLabel(ms, 1_000, this.#clock);
    const text = this.#countsText(counts);
    const place = texts.minimapPlace(
      formatNumber(index + 1),
      formatNumber(rows.length),
      time,
      text,
    );
    const marks = this.#marksIn(around);
    return {
      tip: [texts.minimapTip(time, text), ...marks].join(' · '),
      value: [place, ...marks].join('. '),
    };
  }

  /** The reader's marks among those rows, in words. */
  #marksIn({ first, last }: RowWindow): readonly string[] {
    const { marks, rows } = this.#tools.list;
    return marks.all
      .filter(({ seq }) => {
        const place = placeOfSeq(rows, seq);
        return place >= first && place <= last && rows[place]?.seq === seq;
      })
      .map(({ number, atMs }) => {
        const time = axisLabel(atMs, 1_000, this.#clock);
        return this.#host.texts.markLine(this.#number(number), time, null);
      });
  }

  /** What matters of a count, and how many rows it is otherwise. */
  #countsText(counts: Uint32Array): string {
    const [errors, warnings] = [errorsIn(counts), warningsIn(counts)];
    const { texts } = this.#host;
    if (errors + warnings === 0) return texts.rowCount(this.#number(entriesIn(counts)));
    return texts.severityCounts(
      errors === 0 ? null : this.#number(errors),
      warnings === 0 ? null : this.#number(warnings),
    );
  }

  readonly #number = (value: number): string => this.#host.formatNumber(value);
}
