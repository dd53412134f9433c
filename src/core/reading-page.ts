/**
 * A bounded stretch of the rows on show, for who reads them as a document: it stands still while rows come in, and is
 * moved over the list a half at a time, so that what was read last is still there.
 */
import type { LogRow } from './log-entry.js';
import { placeOfSeq } from './place-of-seq.js';

/** Rows of a page. A screen reader keeps a copy of each; thousands make it slow, fewer would be turned too often. */
export const READING_ROWS = 500;
/** Rows that a step moves by. */
const STEP_ROWS = READING_ROWS / 2;

/** Some rows, and where they stand in the list they were taken from. */
export interface ReadingPage {
  readonly rows: readonly LogRow[];
  /** Place of the first in the list, from 0. */
  readonly from: number;
  /** Where reading goes on: the first row that was not there before the step. */
  readonly goOnSeq: number | null;
}

/** The page around a row: half of it before, half from there on. Without a row, the end of the list. */
export function pageAround(rows: readonly LogRow[], seq: number | null): ReadingPage {
  const place = seq === null ? rows.length : placeOfSeq(rows, seq);
  const page = pageFrom(rows, place - STEP_ROWS);
  return { ...page, goOnSeq: rows[Math.min(place, rows.length - 1)]?.seq ?? null };
}

/** The page half a page earlier. The list may have grown at both ends since this one was taken. */
export function olderPage(rows: readonly LogRow[], page: ReadingPage): ReadingPage {
  const from = placeOfSeq(rows, page.rows[0]?.seq ?? 0) - STEP_ROWS;
  const older = pageFrom(rows, from);
  return { ...older, goOnSeq: older.rows[0]?.seq ?? null };
}

/** The page half a page later. */
export function newerPage(rows: readonly LogRow[], page: ReadingPage): ReadingPage {
  const next = placeAfter(rows, page);
  const newer = pageFrom(rows, next - STEP_ROWS);
  return { ...newer, goOnSeq: rows[Math.min(next, rows.length - 1)]?.seq ?? null };
}

/** Rows of the list behind the page. */
export function newerCount(rows: readonly LogRow[], page: ReadingPage): number {
  return rows.length - placeAfter(rows, page);
}

/** Rows of the list before the page. */
export function olderCount(rows: readonly LogRow[], page: ReadingPage): number {
  const first = page.rows[0];
  return first === undefined ? 0 : placeOfSeq(rows, first.seq);
}

function placeAfter(rows: readonly LogRow[], page: ReadingPage): number {
  const last = page.rows.at(-1);
  if (last === undefined) return 0;
  const place = placeOfSeq(rows, last.seq);
  return rows[place]?.seq === last.seq ? place + 1 : place;
}

function pageFrom(rows: readonly LogRow[], wanted: number): ReadingPage {
  const from = Math.max(0, Math.min(wanted, rows.length - READING_ROWS));
  return { rows: rows.slice(from, from + READING_ROWS), from, goOnSeq: null };
}
