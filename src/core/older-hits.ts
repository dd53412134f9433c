/**
 * Hits of a search that are not in memory, in front of those that are, with a note between the two of which rows lie
 * there and are not shown because nobody has loaded them. It does not know how they were found.
 */
import type { LogEntry, LogGap, LogRow } from './log-entry.js';
import { placeOfSeq } from './place-of-seq.js';

const NONE: readonly LogEntry[] = [];

/** What a list has from elsewhere in the run. */
export class OlderHits {
  #found: readonly LogEntry[] = NONE;
  #older: readonly LogEntry[] = NONE;
  #firstSeq = 0;
  #shown: Made | null = null;
  #hits: Made | null = null;

  /** The hits that precede memory. */
  get rows(): readonly LogEntry[] {
    return this.#older;
  }

  /**
   * Takes what was found, and where memory begins.
   *
   * @param found - in order; those that are in memory are left out
   */
  update(found: readonly LogEntry[], firstSeq: number): void {
    if (found === this.#found && firstSeq === this.#firstSeq) return;
    this.#found = found;
    this.#firstSeq = firstSeq;
    const end = placeOfSeq(found, firstSeq);
    const isSame = end === this.#older.length && found[0] === this.#older[0] && found[end - 1] === this.#older.at(-1); // prettier-ignore
    if (!isSame) this.#older = end === 0 ? NONE : found.slice(0, end);
    this.#shown = null;
    this.#hits = null;
  }

  /** The hits in memory with the older ones before them; the same array as long as nothing changed. */
  before(rows: readonly LogRow[]): readonly LogRow[] {
    if (this.#hits?.rows !== rows) this.#hits = { rows, all: this.#spliced(rows, null) };
    return this.#hits.all;
  }

  /** The same with the note between the two. */
  apartFrom(rows: readonly LogRow[]): readonly LogRow[] {
    if (this.#shown?.rows !== rows) {
      const [seq, to] = [(this.#older.at(-1)?.seq ?? Infinity) + 1, this.#firstSeq - 1];
      const gap: LogGap | null = seq > to ? null : { kind: 'gap', seq, to, isElsewhere: true };
      this.#shown = { rows, all: this.#spliced(rows, gap) };
    }
    return this.#shown.all;
  }

  /** What was found elsewhere may be found in memory too by now, if it was loaded since. */
  #spliced(rows: readonly LogRow[], gap: LogGap | null): readonly LogRow[] {
    const end = placeOfSeq(this.#older, rows[0]?.seq ?? Infinity);
    const isWhole = end === this.#older.length;
    const older: readonly LogRow[] = isWhole ? this.#older : this.#older.slice(0, end);
    return (gap === null || !isWhole ? older : [...older, gap]).concat(rows);
  }
}

/** A list with older hits, and what it was made of. */
interface Made {
  readonly rows: readonly LogRow[];
  readonly all: readonly LogRow[];
}
