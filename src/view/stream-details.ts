/** What the status pill opens: since when the stream is where it is, and what it has counted on the way. */
import { html, nothing, type TemplateResult } from 'lit';
import type { StreamState } from '../core/stream-state.js';
import { STREAM_COUNTS, type LogStreamStrings, type StreamCount } from './strings.js';
import { spanText, type TimeFormat } from './time-format.js';

/** What is known of the stream. Times are in milliseconds, moments in milliseconds since 1970. */
export interface StreamHealthFacts {
  readonly state: StreamState;
  readonly counts: Readonly<Record<StreamCount, number>>;
  readonly commitToPaintMs: { readonly p50: number | null; readonly p95: number | null };
}

/** What the details say. */
export interface StreamDetailsModel {
  readonly title: string;
  readonly heading: string;
  /** Why it is there, where there is more to say than the name of the state. */
  readonly detail: string | undefined;
  readonly lines: readonly (readonly [name: string, value: string])[];
}

/** How the details are written, and since when the state lasts. */
export interface StreamDetailsContext {
  readonly strings: LogStreamStrings;
  readonly formatNumber: (value: number) => string;
  readonly timeFormat: TimeFormat;
  readonly locale: string | undefined;
  readonly sinceMs: number;
  readonly nowMs: number;
  readonly reason: string | undefined;
}

/** From a reading of the stream's health to what the details say. */
export function streamDetailsModel(
  health: StreamHealthFacts,
  context: StreamDetailsContext,
): StreamDetailsModel {
  const { strings, formatNumber, timeFormat, locale } = context;
  // Of a state that has lasted since another day, the day is told.
  const [since] = spanText(context.sinceMs, context.nowMs, { format: timeFormat, locale });
  const { p50, p95 } = health.commitToPaintMs;
  const lines = STREAM_COUNTS.map(
    (name) => [strings.streamCounts[name], formatNumber(health.counts[name])] as const,
  );
  const latency =
    p50 === null || p95 === null
      ? '–'
      : strings.commitToPaintMs(formatNumber(Math.round(p50)), formatNumber(Math.round(p95)));
  return {
    title: strings.streamDetails,
    heading: strings.stateSince(strings.states[health.state], since),
    detail: context.reason ?? strings.stateDetails[health.state],
    lines: [...lines, [strings.commitToPaint, latency]],
  };
}

/** The details, and what stands at their foot. Focusable, because where there is little room they scroll. */
export function streamDetails(model: StreamDetailsModel, foot: TemplateResult): TemplateResult {
  return html`<div class="menu stream-details" role="group" tabindex="0" aria-label=${model.title}>
    <p class="stream-state"><bdi>${model.heading}</bdi></p>
    ${
      model.detail === undefined
        ? nothing
        : html`<p class="stream-reason"><bdi>${model.detail}</bdi></p>`
    }
    <dl>
      ${model.lines.map(
        ([name, value]) =>
          html`<dt><bdi>${name}</bdi></dt>
            <dd><bdi>${value}</bdi></dd>`,
      )}
    </dl>
    ${foot}
  </div>`;
}
