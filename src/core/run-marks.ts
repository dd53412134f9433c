/**
 * The marks that a reader has put into one run, and the rows on show with the marks between them. Marks are not of the
 * log: they are in no buffer, are counted nowhere, and stay when the rows around them are trimmed or filtered.
 */
import { lastSeqOf, type LogMark, type LogRow } from './log-entry.js';
import { placeOfSeq } from './place-of-seq.js';

/** Place of the first mark behind a row; an outage stands at 0.5, and the next row at 1. */
const FIRST_STEP = 0.25;
/** From one mark to the next behind the same row. */
const NEXT_STEP = 0.001;
/** As many fit between the two. */
const MAX_BEHIND_ONE_ROW = 200;

/** The marks of a run, in order of place. */
export class RunMarks {
  #marks: readonly LogMark[] = [];
  #count = 0;
  #shown: { readonly rows: readonly LogRow[]; readonly key: unknown } | null = null;
  #result: readonly LogRow[] = [];

  /** The marks, in order of place; a new array after a change. */
  get all(): readonly LogMark[] {
    return this.#marks;
  }

  /** Puts a mark behind the row `afterSeq`; `null` when no more fit there. */
  put(afterSeq: number, atMs: number): LogMark | null {
    const before = this.#marks.filter((mark) => mark.seq < afterSeq + 0.5).at(-1);
    const isSecond = before !== undefined && Math.floor(before.seq) === afterSeq;
    const seq = isSecond ? before.seq + NEXT_STEP : afterSeq + FIRST_STEP;
    if (seq > afterSeq + FIRST_STEP + NEXT_STEP * MAX_BEHIND_ONE_ROW) return null;
    const mark: LogMark = {
      kind: 'mark',
      seq,
      number: ++this.#count,
      atMs,
      since: before === undefined ? null : afterSeq - Math.floor(before.seq),
    };
    this.#marks = [...this.#marks, mark].sort((a, b) => a.seq - b.seq);
    return mark;
  }

  /** Takes the mark in this place away; `false` when there is none. */
  remove(seq: number): boolean {
    const rest = this.#marks.filter((mark) => mark.seq !== seq);
    if (rest.length === this.#marks.length) return false;
    this.#marks = rest;
    return true;
  }

  /** Another run: there are none, and the next one is the first. */
  clear(): void {
    this.#marks = [];
    this.#count = 0;
  }

  /**
   * The rows on show with the marks among them; the rows themselves while there are none, and the same array as long
   * as nothing changed.
   *
   * @param all - all rows that there are: marks outside of them belong to rows that are not here
   */
  among(rows: readonly LogRow[], all: readonly LogRow[]): readonly LogRow[] {
    const [first, last] = [all[0], all.at(-1)];
    // Without rows there is a notice in their place, which says why.
    if (this.#marks.length === 0 || rows.length === 0) return rows;
    if (first === undefined || last === undefined) return rows;
    const lastSeq = lastSeqOf(last);
    const here = this.#marks.filter(
      (mark) => mark.seq > first.seq && Math.floor(mark.seq) <= lastSeq,
    );
    const key = here.map(({ seq }) => seq).join();
    if (this.#shown?.rows === rows && this.#shown.key === key) return this.#result;
    this.#shown = { rows, key };
    this.#result = merged(rows, here);
    return this.#result;
  }
}

function merged(rows: readonly LogRow[], marks: readonly LogMark[]): readonly LogRow[] {
  if (marks.length === 0) return rows;
  const stretches: (readonly LogRow[])[] = [];
  let from = 0;
  for (const mark of marks) {
    const place = placeOfSeq(rows, mark.seq, from);
    stretches.push(rows.slice(from, place), [mark]);
    from = place;
  }
  stretches.push(rows.slice(from));
  return rows.slice(0, 0).concat(...stretches);
}
