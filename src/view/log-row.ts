/**
 * One row of the log. Stateless: what is expanded, active or found is handed in, so that an element can show one row
 * now and another after the next scroll. Clicks are handled by the viewport, by the `data-action` they land on.
 */
import { html, nothing, type TemplateResult } from 'lit';
import {
  isEntry,
  isGap,
  type LogEntry,
  type LogGap,
  type LogOutage,
  type LogRow,
} from '../core/log-entry.js';
import {
  COLLAPSED_CHARS,
  EXPANDED_CHARS,
  isLongMessage,
  messageSegments,
} from '../core/message-segments.js';
import type { TextRange } from '../core/text-segments.js';
import { icon, severityIcon } from './icons.js';
import { messageText } from './message-text.js';
import { outageText } from './outage-text.js';
import { rowDetails } from './row-details.js';
import { fieldsPreview } from './row-text.js';
import type { LogStreamStrings } from './strings.js';
import { fullTime, isoSpan, spanText, timeText, type TimeFormat } from './time-format.js';

/** A button that a host puts on every row. */
export interface RowAction {
  /** Its name, shown and spoken. */
  readonly label: string;
  /** Called with the row when it is pressed. */
  readonly run: (entry: LogEntry) => void;
}

/** What the rows of one rendering have in common. */
export interface RowContext {
  readonly strings: LogStreamStrings;
  readonly locale: string | undefined;
  readonly formatNumber: (value: number) => string;
  readonly timeFormat: TimeFormat;
  /** Replaces the built-in formats. */
  readonly formatTime: ((entry: LogEntry) => string) | undefined;
  readonly startMs: number | null;
  readonly wrap: boolean;
  readonly activeSeq: number | null;
  readonly selection: readonly [number, number] | null;
  readonly currentHitSeq: number | null;
  readonly expanded: ReadonlySet<number>;
  readonly rangesOf: (entry: LogEntry) => readonly TextRange[] | undefined;
  readonly rowActions: readonly RowAction[];
}

/** A row's position in the list, and what came before it. */
export interface RowPlace {
  readonly index: number;
  readonly previous: LogRow | undefined;
}

/** The row, as one element. */
export function logRow(row: LogRow, place: RowPlace, context: RowContext): TemplateResult {
  if (isEntry(row)) return entryRow(row, place, context);
  return isGap(row) ? gapRow(row, place, context) : outageRow(row, place, context);
}

function gapRow(gap: LogGap, place: RowPlace, context: RowContext): TemplateResult {
  const { strings, formatNumber } = context;
  const text = strings.gap(formatNumber(gap.seq), formatNumber(gap.to));
  return noteRow(gap.seq, place, context, {
    name: 'gap',
    cell: html`<span class="note-text" role="gridcell" dir="auto">${text}</span>`,
  });
}

function outageRow(outage: LogOutage, place: RowPlace, context: RowContext): TemplateResult {
  const { strings, formatNumber, locale, timeFormat } = context;
  const text = outageText(outage, {
    strings,
    formatNumber,
    formatSpan: (startMs, endMs) => spanText(startMs, endMs, { format: timeFormat, locale }),
  });
  const [start, end] = isoSpan(outage.startedAtMs, outage.endedAtMs);
  return noteRow(outage.seq, place, context, {
    name: 'outage',
    cell: html`<span
      class=${outage.endedAtMs === null ? 'note-text open' : 'note-text'}
      role="gridcell"
      title=${`${start} – ${end ?? '…'}`}
      >${icon('plug')}<span dir="auto">${text}</span></span
    >`,
  });
}

/** A row that is not of the log but about it. */
function noteRow(
  seq: number,
  place: RowPlace,
  context: RowContext,
  note: { readonly name: string; readonly cell: TemplateResult },
): TemplateResult {
  const [from, to] = context.selection ?? [1, 0];
  const selected = seq >= from && seq <= to ? ' selected' : '';
  const active = context.activeSeq === seq ? ' active' : '';
  return html`<div
    class=${`row note ${note.name}${active}${selected}`}
    part=${`row row-${note.name}`}
    role="row"
    id=${`row-${seq}`}
    aria-rowindex=${place.index + 1}
    .rowSeq=${seq}
  >
    ${note.cell}
  </div>`;
}

function entryRow(entry: LogEntry, place: RowPlace, context: RowContext): TemplateResult {
  const expanded = context.expanded.has(entry.seq);
  const active = context.activeSeq === entry.seq;
  return html`<div
    class=${rowClasses(entry, expanded, active, context)}
    part=${`row row-${entry.severity}`}
    role="row"
    id=${`row-${entry.seq}`}
    aria-rowindex=${place.index + 1}
    .rowSeq=${entry.seq}
  >
    ${toggle(entry, expanded, context.strings)} ${time(entry, place, context)}
    ${severity(entry, context.strings)}
    ${
      entry.nodeId === null
        ? html`<span class="node" role="gridcell"></span>`
        : html`<span class="node" role="gridcell" title=${entry.nodeId}
            ><bdi>${entry.nodeId}</bdi></span
          >`
    }
    ${body(entry, expanded, active, context)} ${actions(context)}
    ${expanded ? rowDetails(entry, context.locale) : nothing}
  </div>`;
}

function rowClasses(
  entry: LogEntry,
  expanded: boolean,
  active: boolean,
  context: RowContext,
): string {
  let names = `row s-${entry.severity}`;
  if (expanded) names += ' expanded';
  if (active) names += ' active';
  if (context.currentHitSeq === entry.seq) names += ' current-hit';
  if (entry.malformed !== undefined) names += ' malformed';
  const [from, to] = context.selection ?? [1, 0];
  if (entry.seq >= from && entry.seq <= to) names += ' selected';
  return names;
}

function toggle(entry: LogEntry, expanded: boolean, strings: LogStreamStrings): TemplateResult {
  const hasMore = entry.fields !== null || isLongMessage(entry.message);
  return html`<span class="lead" role="gridcell"
    ><button
      class=${hasMore ? 'toggle has-more' : 'toggle'}
      type="button"
      tabindex="-1"
      data-action="toggle"
      aria-expanded=${expanded ? 'true' : 'false'}
      aria-label=${expanded ? strings.collapse : strings.expand}
    ></button
  ></span>`;
}

function time(entry: LogEntry, place: RowPlace, context: RowContext): TemplateResult {
  if (context.formatTime !== undefined) {
    return html`<time
      class="time"
      part="time"
      role="gridcell"
      datetime=${entry.createdAt}
      title=${entry.createdAt}
      >${context.formatTime(entry)}</time
    >`;
  }
  if (context.timeFormat === 'none') return html`<span class="time" role="gridcell"></span>`;
  const previous = place.previous;
  const text = timeText(entry.createdAt, {
    format: context.timeFormat,
    locale: context.locale,
    startMs: context.startMs,
    previousMs:
      previous === undefined || !isEntry(previous) ? null : Date.parse(previous.createdAt),
  });
  return html`<time
    class="time"
    part="time"
    role="gridcell"
    datetime=${entry.createdAt}
    title=${fullTime(entry.createdAt, context.locale)}
    >${text.main}<span class="fraction">${text.fraction}</span></time
  >`;
}

function severity(entry: LogEntry, strings: LogStreamStrings): TemplateResult {
  const name = strings.levels[entry.severity];
  const title = entry.guessed ? `${name} (${strings.levelGuessed})` : name;
  return html`<span
    class=${entry.guessed ? 'severity guessed' : 'severity'}
    part="severity"
    role="gridcell"
    title=${entry.severity === 'unknown' ? strings.levelUnknown : title}
    >${severityIcon(entry.severity, entry.guessed)}<span class="word"
      >${strings.levelWords[entry.severity]}</span
    ></span
  >`;
}

function body(
  entry: LogEntry,
  expanded: boolean,
  active: boolean,
  context: RowContext,
): TemplateResult {
  const { strings, formatNumber } = context;
  const whole = expanded || context.wrap;
  const parts = messageSegments(entry.message, context.rangesOf(entry), {
    maxChars: expanded ? EXPANDED_CHARS : COLLAPSED_CHARS,
    maxLines: whole ? Infinity : 1,
  });
  const preview = expanded ? '' : fieldsPreview(entry);
  return html`<span class="body" role="gridcell"
    ><span class="message" part="message" dir="auto">${messageText(parts.segments, active)}</span>${
      parts.hiddenLines > 0
        ? html`<button class="fold" type="button" tabindex="-1" data-action="toggle">
            ${strings.moreLines(formatNumber(parts.hiddenLines))}
          </button>`
        : nothing
    }${preview === '' ? nothing : html`<span class="preview" dir="auto">${preview}</span>`}${
      expanded && parts.hiddenChars > 0
        ? html`<span class="clamped">${strings.moreChars(formatNumber(parts.hiddenChars))}</span>`
        : nothing
    }${
      entry.malformed === undefined
        ? nothing
        : html`<span class="malformed-note">${strings.malformed(entry.malformed)}</span>`
    }</span
  >`;
}

function actions(context: RowContext): TemplateResult {
  return html`<span class="actions" role="gridcell"
    >${context.rowActions.map(
      (action, index) =>
        html`<button type="button" tabindex="-1" data-action="host" data-index=${index}>
          ${action.label}
        </button>`,
    )}<button
      type="button"
      tabindex="-1"
      data-action="copy"
      aria-label=${context.strings.copyRow}
      title=${context.strings.copyRow}
    >
      ${icon('copy')}
    </button></span
  >`;
}
