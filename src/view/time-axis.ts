/** Which times are written below a strip, and how: round ones, as finely as they differ, on the clock the rows are on. */
import { SHOWN_STEPS } from '../core/time-histogram.js';
import type { TimeScale } from '../core/time-scale.js';
import { timeText, type TimeFormat } from './time-format.js';

/** How times are to be written. */
export interface AxisClock {
  readonly format: TimeFormat;
  readonly locale: string | undefined;
  /** What elapsed time counts from, in milliseconds since 1970; `null` without rows. */
  readonly startMs: number | null;
}

/** A time below the strip. */
export interface AxisTick {
  readonly ms: number;
  readonly label: string;
}

/** Between two labels, in pixels: the longest is a little shorter. */
const LABEL_PX = 84;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The ticks of a strip. */
export function axisTicks(scale: TimeScale, clock: AxisClock): readonly AxisTick[] {
  const { bins } = scale;
  if (bins.count === 0) return [];
  const leastMs = (LABEL_PX / scale.binPx) * bins.stepMs;
  const tickMs = SHOWN_STEPS.find((step) => step >= leastMs) ?? Infinity;
  const origin = originOf(bins.startMs, clock);
  const ticks: AxisTick[] = [];
  const first = Math.ceil((bins.startMs - origin) / tickMs);
  for (let at = first; ; at += 1) {
    const ms = origin + at * tickMs;
    if (!(ms < scale.endMs)) break;
    ticks.push({ ms, label: axisLabel(ms, tickMs, clock) });
  }
  return ticks;
}

/** A time as finely as steps of `stepMs` ask for. */
export function axisLabel(ms: number, stepMs: number, clock: AxisClock): string {
  const { format, locale, startMs } = clock;
  if (Math.abs(ms) > 8.64e15) return '–';
  if (format !== 'elapsed' && stepMs >= DAY_MS) {
    const zone = format === 'utc' ? { timeZone: 'UTC' } : {};
    return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', ...zone }).format(ms);
  }
  const shown = format === 'utc' || format === 'elapsed' ? format : 'local';
  const context = { format: shown, locale, startMs, previousMs: null } as const;
  const { main, fraction } = timeText(new Date(ms).toISOString(), context);
  if (stepMs < 1_000) return main + fraction.slice(0, 2);
  // A clock without seconds; elapsed time keeps them, or nobody could tell minutes from hours.
  return stepMs < MINUTE_MS || shown === 'elapsed' ? main : main.replace(/\D\d\d$/, '');
}

/** Where round times are counted from: midnight of the zone, or the start of the run. */
function originOf(atMs: number, { format, startMs }: AxisClock): number {
  if (format === 'elapsed') return startMs ?? 0;
  if (format === 'utc') return 0;
  const offset = new Date(atMs).getTimezoneOffset();
  return Number.isNaN(offset) ? 0 : offset * MINUTE_MS;
}
