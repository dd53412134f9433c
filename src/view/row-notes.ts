/**
 * What is to be said of a row's time: that it came late, or after a pause. Asked for every row on every frame, so that
 * it answers at once for the many rows of which there is nothing to say.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { LogEntry } from '../core/log-entry.js';
import { pauseBetween } from '../core/pauses.js';
import { durationWords } from './duration-words.js';
import { icon } from './icons.js';
import type { LogStreamStrings } from './strings.js';

/** What is known of the times of the rows on show. */
export interface RowTimes {
  /** By how many milliseconds rows are late, by their seq. */
  readonly late: ReadonlyMap<number, number>;
  /** From how many milliseconds on the time between two rows is a pause. */
  readonly leastPauseMs: number;
}

/** In milliseconds; `null` where there is nothing to say. */
export interface RowNotes {
  readonly lateMs: number | null;
  readonly pauseMs: number | null;
}

/** What is to be said of a row; `null` for nearly all. */
export function rowNotes(
  entry: LogEntry,
  before: LogEntry | undefined,
  { late, leastPauseMs }: RowTimes,
): RowNotes | null {
  const lateMs = late.size === 0 ? null : (late.get(entry.seq) ?? null);
  const pauseMs = before === undefined ? null : pauseBetween(before, entry, leastPauseMs);
  return lateMs === null && pauseMs === null ? null : { lateMs, pauseMs };
}

/** The same, to be seen and spoken. */
export function rowNoteChips(
  { lateMs, pauseMs }: RowNotes,
  strings: LogStreamStrings,
  locale: string | undefined,
): TemplateResult {
  return html`${
    lateMs === null
      ? nothing
      : chip('late', durationWords(lateMs, locale), (span) => strings.late(span))
  }${
    pauseMs === null
      ? nothing
      : chip('pause', durationWords(pauseMs, locale), (span) => strings.pauseBefore(span))
  }`;
}

function chip(name: string, span: string, title: (span: string) => string): TemplateResult {
  return html`<span class=${`time-note ${name}`} title=${title(span)}
    >${icon(name === 'late' ? 'clock' : 'pause')}<span aria-hidden="true" dir="auto">${span}</span
    ><span class="visually-hidden">${title(span)}</span></span
  >`;
}
