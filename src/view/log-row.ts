/**
 * One row of the log. Stateless: what is expanded, active or found is handed in, so that an element can show one row
 * now and another after the next scroll. Clicks are handled by the viewport, by the `data-action` they land on.
 */
import { html, type TemplateResult } from 'lit';
import {
  isGap,
  isMark,
  type LogEntry,
  type LogGap,
  type LogMark,
  type LogOutage,
} from '../core/log-entry.js';
import type { RowFold } from '../core/folded-rows.js';
import type { TextRange } from '../core/text-segments.js';
import { gapText } from './gap-text.js';
import { icon } from './icons.js';
import { markText } from './mark-text.js';
import { outageText } from './outage-text.js';
import type { DetailsModel } from './row-details.js';
import type { RowTimes } from './row-notes.js';
import type { LogStreamStrings } from './strings.js';
import { isoSpan, spanText, type TimeFormat } from './time-format.js';

/** A button that a host puts on every row. */
export interface RowAction {
  /** Its name, shown and spoken. */
  readonly label: string;
  /** Called with the row when it is pressed. */
  readonly run: (entry: LogEntry) => void;
}

/** What the rows of one rendering have in common. */
export interface RowContext extends RowTimes {
  readonly strings: LogStreamStrings;
  readonly locale: string | undefined;
  readonly formatNumber: (value: number) => string;
  readonly timeFormat: TimeFormat;
  /** Replaces the built-in formats. */
  readonly formatTime: ((entry: LogEntry) => string) | undefined;
  readonly startMs: number | null;
  readonly wrap: boolean;
  /** Rows only fly by: what is beside their text is left out. */
  readonly isBrief: boolean;
  readonly activeSeq: number | null;
  readonly isSelected: (seq: number) => boolean;
  readonly currentHitSeq: number | null;
  readonly expanded: ReadonlySet<number>;
  readonly rangesOf: (entry: LogEntry) => readonly TextRange[] | undefined;
  readonly rowActions: readonly RowAction[];
  /** Rows that stand in one line, by the seq of the first; empty where none do. */
  readonly folds: ReadonlyMap<number, RowFold>;
  /** Rows of a fold that the search has found. */
  readonly hitsIn: (fold: RowFold) => number;
  /** Rows are hidden around those on show. */
  readonly hasContext: boolean;
  /** Which rows are marked as found; `null` for none. */
  readonly isHit: ((seq: number) => boolean) | null;
  /** What is open in the details of expanded rows. */
  readonly details: DetailsModel;
}

/** A row's position in the list, and what came before it. */
export interface RowPlace {
  readonly index: number;
  /** The row of the log that is shown before it, if it is known. */
  readonly previous: LogEntry | undefined;
}

/** A row that is not of the log but about it, as one element. */
export function noteRow(
  row: LogGap | LogOutage | LogMark,
  place: RowPlace,
  context: RowContext,
): TemplateResult {
  if (isMark(row)) return markRow(row, place, context);
  return isGap(row) ? gapRow(row, place, context) : outageRow(row, place, context);
}

function markRow(mark: LogMark, place: RowPlace, context: RowContext): TemplateResult {
  const { strings, formatNumber, locale, timeFormat } = context;
  const text = markText(
    mark,
    strings,
    formatNumber,
    (ms) => spanText(ms, null, { format: timeFormat, locale })[0],
  );
  return note(mark.seq, place, context, {
    name: 'mark',
    cell: html`<span class="note-text" role="gridcell" title=${isoSpan(mark.atMs, null)[0]}
      >${icon('flag')}<span dir="auto">${text}</span
      ><button
        class="unmark"
        type="button"
        tabindex="-1"
        data-action="unmark"
        aria-label=${strings.removeMark}
        title=${strings.removeMark}
      >
        ${icon('clear')}
      </button></span
    >`,
  });
}

function gapRow(gap: LogGap, place: RowPlace, context: RowContext): TemplateResult {
  const { strings, formatNumber } = context;
  const text = gapText(gap, strings, formatNumber);
  return note(gap.seq, place, context, {
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
  return note(outage.seq, place, context, {
    name: 'outage',
    cell: html`<span
      class=${outage.endedAtMs === null ? 'note-text open' : 'note-text'}
      role="gridcell"
      title=${`${start} – ${end ?? '…'}`}
      >${icon('plug')}<span dir="auto">${text}</span></span
    >`,
  });
}

function note(
  seq: number,
  place: RowPlace,
  context: RowContext,
  { name, cell }: { readonly name: string; readonly cell: TemplateResult },
): TemplateResult {
  const isSelected = context.isSelected(seq);
  const selected = isSelected ? ' selected' : '';
  const active = context.activeSeq === seq ? ' active' : '';
  return html`<div
    class=${`row note ${name}${active}${selected}`}
    part=${`row row-${name}`}
    role="row"
    aria-selected=${isSelected ? 'true' : 'false'}
    id=${`row-${seq}`}
    aria-rowindex=${place.index + 1}
    .rowSeq=${seq}
  >
    ${cell}
  </div>`;
}
