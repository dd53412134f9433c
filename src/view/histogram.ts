/**
 * The strip above the rows: how many rows of each severity were written when, of all that are in memory; and a stretch
 * of time to be chosen on it. Two sliders, for keys and assistive technology, stand at its ends. It asks for the stretch
 * and filters nothing by itself.
 */
import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { LogRow } from '../core/log-entry.js';
import type { TimeRange } from '../core/query-time.js';
import { SLOTS } from '../core/severity-slots.js';
import { TimeHistogram } from '../core/time-histogram.js';
import { TimeScale } from '../core/time-scale.js';
import { CanvasSheet, type Sheet } from './canvas-sheet.js';
import { HistogramBrush } from './histogram-brush.js';
import { countsAt, paintHistogram } from './histogram-painter.js';
import { icon } from './icons.js';
import { swatches } from './palette.js';
import { axisLabel, axisTicks, type AxisClock } from './time-axis.js';

/** What the strip shows. */
export interface HistogramInput {
  /** All rows in memory; a new array when they changed. */
  readonly rows: readonly LogRow[];
  /** The stretch that is chosen; `null` for all. */
  readonly range: TimeRange | null;
  readonly clock: AxisClock;
  /** Rows only fly by: it is painted less often. */
  readonly isSkimmed: boolean;
}

/** What the strip says. */
export interface HistogramTexts {
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly clear: string;
}

/** What the strip asks for. */
export interface HistogramHandlers {
  onRange(range: TimeRange | null): void;
  /** A stretch of time and what was written in it, in words. */
  describe(start: string, end: string, counts: Uint32Array): string;
}

/** The least width of a bar, in pixels. */
const BIN_PX = 5;
/** More bars than this are a picture of noise. */
const MOST_BINS = 240;
/** Bars of fewer rows than this on average are a comb, but as many bars as this are there always. */
const BIN_ROWS = 8;
const FEW_BINS = 60;
/** Labels below the bars, in the font of the widget's controls. */
const LABEL_SIZE_PX = 10;

const NOTHING = new TimeScale(new TimeHistogram().bins(0), 0);

/** The strip. */
export class Histogram {
  readonly #handlers: HistogramHandlers;
  readonly #sheet = new CanvasSheet((sheet) => this.#paint(sheet));
  readonly #brush: HistogramBrush;
  #counts = new TimeHistogram();
  #root: HTMLElement | null = null;
  #input: HistogramInput | null = null;
  #painted: HistogramInput | null = null;
  #draft: TimeRange | null | undefined;
  /** What the ends were put around last; `undefined` before the first time. */
  #placed: TimeRange | null | undefined;
  #scale = NOTHING;
  #hovered: number | null = null;
  #font = '';

  constructor(handlers: HistogramHandlers) {
    this.#handlers = handlers;
    this.#brush = new HistogramBrush({
      scale: () => this.#scale,
      range: () => this.#input?.range ?? null,
      isRtl: () => this.#sheet.isRtl,
      onDraft: (range) => {
        this.#draft = range;
        this.#sheet.request(true);
      },
      onRange: (range) => {
        handlers.onRange(range);
      },
      onHover: (bin) => {
        this.#hovered = bin;
        this.#showTip();
      },
    });
  }

  readonly #attach = (root?: Element): void => {
    this.#root = root instanceof HTMLElement ? root : null;
    this.#painted = null;
    this.#draft = this.#placed = undefined;
    this.#hovered = null;
    if (this.#root === null) {
      // Turned off, it costs nothing, not even memory.
      this.#counts = new TimeHistogram();
      this.#scale = NOTHING;
      this.#input = null;
    } else this.#font = `${LABEL_SIZE_PX}px ${getComputedStyle(this.#root).fontFamily}`;
    this.#brush.attach(this.#root?.querySelector<HTMLElement>('.chart') ?? null);
    this.#sheet.attach(root);
  };

  /** Its place in the widget. */
  render({ label, from, to, clear }: HistogramTexts): TemplateResult {
    const end = (name: 'from' | 'to', text: string): TemplateResult =>
      html`<span
        class=${`brush-end ${name}`}
        role="slider"
        tabindex="0"
        aria-label=${text}
        aria-valuemin="0"
        aria-valuemax="0"
        aria-valuenow="0"
      ></span>`;
    return html`<div
      class="histogram"
      part="histogram"
      role="group"
      aria-label=${label}
      aria-describedby="histogram-summary"
      ${ref(this.#attach)}
    >
      <div class="chart">
        <canvas aria-hidden="true"></canvas>
        <span class="brush"></span>
        ${end('from', from)}${end('to', to)}
        <span class="map-tip" aria-hidden="true" hidden></span>
      </div>
      <button
        type="button"
        class="brush-clear"
        title=${clear}
        aria-label=${clear}
        hidden
        @click=${this.#handleClear}
      >
        ${icon('clear')}
      </button>
      <span class="visually-hidden" id="histogram-summary"></span>
      ${swatches()}
    </div>`;
  }

  /** Takes what there is now. Cheap: the counting is left to the next painting. */
  update(input: HistogramInput): void {
    this.#input = input;
    if (this.#root === null || !this.#sheet.isShown) return;
    const painted = this.#painted;
    const isSamePlace =
      painted !== null &&
      sameRange(painted.range, input.range) &&
      painted.clock.format === input.clock.format &&
      painted.clock.locale === input.clock.locale;
    if (!isSamePlace) this.#sheet.request(true);
    else if (painted.rows !== input.rows) {
      this.#sheet.request(painted.rows.length === 0, input.isSkimmed);
    }
  }

  #paint(sheet: Sheet): void {
    const input = this.#input;
    if (input === null) return;
    this.#painted = input;
    this.#counts.follow(input.rows);
    const room = Math.min(MOST_BINS, Math.floor(sheet.widthPx / BIN_PX));
    const most = Math.min(room, Math.max(FEW_BINS, input.rows.length / BIN_ROWS));
    this.#scale = new TimeScale(this.#counts.bins(most), sheet.widthPx);
    const range = this.#draft === undefined ? input.range : this.#draft;
    const edges = this.#scale.edgesOf(range);
    const ticks = axisTicks(this.#scale, input.clock);
    paintHistogram(sheet, { scale: this.#scale, ticks, edges, font: this.#font });
    this.#root?.classList.toggle('blank', this.#scale.bins.count === 0);
    this.#placeBrush(edges, range);
    this.#tellSummary();
    this.#showTip();
  }

  #placeBrush([from, to]: readonly [number, number], range: TimeRange | null): void {
    const root = this.#root;
    if (root === null) return;
    const isChosen = range !== null;
    const isOld = sameRange(range, this.#placed ?? null) && this.#placed !== undefined;
    this.#placed = range;
    const { binPx, bins } = this.#scale;
    root.classList.toggle('brushed', isChosen);
    const brush = root.querySelector<HTMLElement>('.brush');
    brush?.style.setProperty('inset-inline-start', `${from * binPx}px`);
    brush?.style.setProperty('inline-size', `${Math.max(0, to - from) * binPx}px`);
    const clear = root.querySelector<HTMLElement>('.brush-clear');
    if (clear !== null) clear.hidden = !isChosen;
    for (const [name, edge, low, high] of [
      ['from', from, 0, to - 1],
      ['to', to, from + 1, bins.count],
    ] as const) {
      const end = root.querySelector<HTMLElement>(`.brush-end.${name}`);
      if (end === null) continue;
      end.style.setProperty('inset-inline-start', `${edge * binPx}px`);
      end.setAttribute('aria-valuemin', String(Math.max(0, low)));
      end.setAttribute('aria-valuemax', String(Math.max(0, high)));
      // Of an end that is held, only its own moves are told: rows that come in would be read out.
      if (isOld && end.matches(':focus')) continue;
      end.setAttribute('aria-valuenow', String(edge));
      end.setAttribute('aria-valuetext', this.#label(edge));
    }
  }

  #tellSummary(): void {
    const { bins } = this.#scale;
    const sums = new Uint32Array(SLOTS);
    for (const [place, count] of bins.counts.entries()) {
      sums[place % SLOTS] = (sums[place % SLOTS] ?? 0) + count;
    }
    const summary = this.#root?.querySelector('#histogram-summary');
    if (!summary) return;
    const text =
      bins.count === 0
        ? ''
        : this.#handlers.describe(this.#label(0), this.#label(bins.count), sums);
    if (summary.textContent !== text) summary.textContent = text;
  }

  #showTip(): void {
    const tip = this.#root?.querySelector<HTMLElement>('.map-tip') ?? null;
    const bin = this.#hovered;
    if (tip === null) return;
    tip.hidden = bin === null || bin >= this.#scale.bins.count;
    if (bin === null || tip.hidden) return;
    const counts = countsAt(this.#scale.bins.counts, bin);
    tip.textContent = this.#handlers.describe(this.#label(bin), this.#label(bin + 1), counts);
    const share = (bin + 0.5) / Math.max(1, this.#sheet.widthPx / this.#scale.binPx);
    tip.style.setProperty('inset-inline-start', `${share * 100}%`);
    // At the ends it must not stick out of the widget, which would cut it.
    tip.style.setProperty('translate', `${(this.#sheet.isRtl ? 100 : -100) * share}% 0`);
  }

  #label(edge: number): string {
    const clock = this.#input?.clock;
    if (clock === undefined) return '';
    // One step finer than the bins, or a minute's start and end would read the same.
    return axisLabel(this.#scale.msOf(edge), Math.min(this.#scale.bins.stepMs, 59_000), clock);
  }

  readonly #handleClear = (): void => {
    this.#root?.querySelector<HTMLElement>('.brush-end.from')?.focus();
    this.#handlers.onRange(null);
  };
}

function sameRange(a: TimeRange | null, b: TimeRange | null): boolean {
  return a?.fromMs === b?.fromMs && a?.toMs === b?.toMs;
}
