/**
 * The log as a document, for screen readers and whoever would rather read than scroll a list: a plain ordered list
 * with the whole text of each row, no cursor, no recycled elements, no roles but those that the elements have.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { briefText } from '../core/hidden-characters.js';
import { jsonText } from '../core/json-text.js';
import { isEntry, type LogEntry, type LogFields, type LogRow } from '../core/log-entry.js';
import { EXPANDED_CHARS, messageSegments } from '../core/message-segments.js';
import { severityIcon } from './icons.js';
import type { RowContext } from './log-row.js';
import { messageText } from './message-text.js';
import { rowText } from './row-text.js';
import { exactMs, timeText } from './time-format.js';

/** What the document shows. */
export interface ReadingModel {
  readonly rows: readonly LogRow[];
  /** Which of the rows on show these are, as numbers to read. */
  readonly first: string;
  readonly last: string;
  readonly total: string;
  readonly hasOlder: boolean;
  /** Rows behind these, as a number to read; `null` when there is none. */
  readonly newer: string | null;
  readonly isLoading: boolean;
  /** What the marks in the texts depend on: as long as these are the same, so are the marks. */
  readonly searched: readonly unknown[];
  readonly onOlder: () => void;
  readonly onNewer: () => void;
  readonly onLeave: () => void;
}

/** Characters of a name that are shown. */
const NAME_CHARS = 200;

/** The document. It scrolls by itself; the bars around it stay. */
export function readingView(
  model: ReadingModel,
  context: RowContext,
  label: string,
): TemplateResult {
  const { strings } = context;
  return html`<section class="reading" part="reading" tabindex="-1" aria-label=${label}>
    <div class="reading-bar">
      <h2>${strings.readingRows(model.first, model.last, model.total)}</h2>
      <button type="button" class="notice-action" @click=${model.onLeave}>
        ${strings.readingLeave}
      </button>
    </div>
    ${
      model.hasOlder
        ? html`<button type="button" class="reading-step" @click=${model.onOlder}>
            ${model.isLoading ? strings.loadingOlder : strings.readingOlder}
          </button>`
        : nothing
    }
    ${guard(
      [
        model.rows,
        strings,
        context.timeFormat,
        context.formatTime,
        context.locale,
        ...model.searched,
      ],
      () =>
        html`<ol class="reading-rows">
          ${model.rows.map((row, index) => item(row, model.rows[index - 1], context))}
        </ol>`,
    )}
    ${
      model.newer === null
        ? nothing
        : html`<button type="button" class="reading-step" @click=${model.onNewer}>
            ${strings.readingNewer(model.newer)}
          </button>`
    }
  </section>`;
}

function item(row: LogRow, previous: LogRow | undefined, context: RowContext): TemplateResult {
  if (!isEntry(row)) {
    return html`<li class="reading-note" tabindex="-1" data-seq=${row.seq}>
      <p dir="auto">${rowText(row, context.strings)}</p>
    </li>`;
  }
  return html`<li class=${`s-${row.severity}`} tabindex="-1" data-seq=${row.seq}>
    <p class="reading-head">
      ${severityIcon(row.severity, row.guessed)}<span class="word">${level(row, context)}</span>
      ${time(row, previous, context)}
      ${row.nodeId === null ? nothing : html`<bdi>${briefText(row.nodeId, NAME_CHARS)}</bdi>`}
    </p>
    ${message(row, context)}
  </li>`;
}

function level({ severity, guessed }: LogEntry, { strings }: RowContext): string {
  const name = severity === 'unknown' ? strings.levelUnknown : strings.levels[severity];
  return guessed ? `${name} (${strings.levelGuessed})` : name;
}

function time(
  entry: LogEntry,
  previous: LogRow | undefined,
  context: RowContext,
): TemplateResult | typeof nothing {
  if (context.formatTime !== undefined) {
    return html`<time datetime=${entry.createdAt}>${context.formatTime(entry)}</time>`;
  }
  if (context.timeFormat === 'none') return nothing;
  const { main, fraction } = timeText(entry.createdAt, {
    format: context.timeFormat,
    locale: context.locale,
    startMs: context.startMs,
    previousMs: previous === undefined || !isEntry(previous) ? null : exactMs(previous.createdAt),
  });
  return html`<time datetime=${entry.createdAt}>${main}${fraction}</time>`;
}

function message(entry: LogEntry, context: RowContext): TemplateResult {
  const { strings, formatNumber } = context;
  const { segments, hiddenChars } = messageSegments(entry.message, context.rangesOf(entry), {
    maxChars: EXPANDED_CHARS,
    maxLines: Infinity,
  });
  return html`<p class="reading-text" dir="auto">${messageText(segments, true)}</p>
    ${
      hiddenChars > 0
        ? html`<p class="reading-hint">${strings.moreChars(formatNumber(hiddenChars))}</p>`
        : nothing
    }
    ${entry.fields === null ? nothing : fieldsText(entry.fields)}
    ${
      entry.malformed === undefined
        ? nothing
        : html`<p class="reading-hint">
            ${strings.malformed(briefText(entry.malformed, NAME_CHARS))}
          </p>`
    }`;
}

function fieldsText(fields: LogFields): TemplateResult {
  const text = jsonText(fields, 2).slice(0, EXPANDED_CHARS);
  return html`<p class="reading-text reading-fields" dir="auto" .textContent=${text}></p>`;
}
