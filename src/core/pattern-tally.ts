/**
 * How many rows of each pattern there are, kept in step with a list that grows at its ends and is trimmed at its start.
 * Rows are counted in portions that the caller sizes, the newest first, so that switching it on over many rows stops
 * nobody; what has been counted is right at any time. It knows no clock.
 */
import { listOverlap } from './list-overlap.js';
import { isEntry, type LogEntry, type LogRow } from './log-entry.js';
import { PatternIds } from './pattern-ids.js';
import { rowPattern } from './row-pattern.js';
import type { Severity } from './severity.js';

/**
 * Patterns that are told apart; rows of further ones are counted together. A run with more has no patterns that would
 * help a reader, and each costs some 200 bytes. Must stay below 65,534, the numbers of `PatternIds`.
 */
export const MAX_PATTERNS = 5_000;

/** The number of rows whose pattern is not told apart. */
const OTHER = 1;

/** One pattern and its rows. */
export interface PatternCount {
  /** As `rowPattern` gives it. */
  readonly key: string;
  readonly severity: Severity;
  /** Rows of it that are there. */
  readonly count: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
}

interface Tallied extends PatternCount {
  readonly id: number;
  count: number;
  firstSeq: number;
  lastSeq: number;
}

/** Counts rows by pattern. */
export class PatternTally {
  readonly #maxPatterns: number;
  readonly #ids = new PatternIds();
  readonly #byKey = new Map<string, Tallied>();
  readonly #byId: (Tallied | undefined)[] = [];
  readonly #free: number[] = [];
  #rows: readonly LogRow[] = [];
  /** The rows from one place up to another are counted. */
  #from = 0;
  #to = 0;
  #others = 0;
  #entries = 0;
  #epoch = 0;

  constructor(maxPatterns = MAX_PATTERNS) {
    this.#maxPatterns = maxPatterns;
  }

  /** True when every row is counted. */
  get isComplete(): boolean {
    return this.#from === 0 && this.#to === this.#rows.length;
  }

  /** Rows counted, of the log alone. */
  get counted(): number {
    return this.#entries;
  }

  /** How much of the list has been counted, from 0 to 1. */
  get progress(): number {
    return this.#rows.length === 0 ? 1 : (this.#to - this.#from) / this.#rows.length;
  }

  /** Rows whose pattern came when there were too many already. */
  get others(): number {
    return this.#others;
  }

  get patterns(): number {
    return this.#byKey.size;
  }

  /** Changes when numbers that `idOf` has given are void. */
  get epoch(): number {
    return this.#epoch;
  }

  /** Takes the list as it is now, and forgets the rows that are gone. New rows are counted by `work`. */
  follow(rows: readonly LogRow[]): void {
    if (rows === this.#rows) return;
    const kept = listOverlap(this.#rows, rows);
    if (kept === null) {
      this.reset();
      this.#rows = rows;
      // The newest rows are what the reader looks at.
      this.#from = this.#to = rows.length;
      return;
    }
    const gone = Math.min(this.#to, kept.trimmed);
    for (let at = this.#from; at < gone; at++) this.#drop(this.#rows[at]);
    const shift = kept.start - kept.trimmed;
    const [from, to] = [Math.max(this.#from, kept.trimmed), Math.max(this.#to, kept.trimmed)];
    this.#from = from + shift;
    this.#to = to + shift;
    this.#rows = rows;
  }

  /** Counts up to so many rows more: what was added at the end first, then backwards. */
  work(rows: number): void {
    const end = Math.min(this.#rows.length, this.#to + rows);
    const added = end - this.#to;
    for (; this.#to < end; this.#to++) this.#add(this.#rows[this.#to]);
    const start = Math.max(0, this.#from - (rows - added));
    while (this.#from > start) this.#add(this.#rows[--this.#from]);
  }

  /** The number of a row's pattern; 0 where it is not known, or not told apart from others. */
  idOf(row: LogRow): number {
    if (!isEntry(row)) return 0;
    const id = this.#ids.get(row.seq);
    return id === OTHER ? 0 : id;
  }

  /** A row's pattern: known, or found out. */
  keyOf(entry: LogEntry): string {
    return this.#byId[this.#ids.get(entry.seq)]?.key ?? rowPattern(entry);
  }

  countOf(key: string): number {
    return this.#byKey.get(key)?.count ?? 0;
  }

  /** The most frequent patterns of these severities, or of all, the most frequent first; of two, the later one. */
  top(most: number, severities: ReadonlySet<Severity> | null = null): readonly PatternCount[] {
    const all: Tallied[] = [];
    for (const each of this.#byKey.values()) {
      if (severities === null || severities.has(each.severity)) all.push(each);
    }
    all.sort((a, b) => b.count - a.count || b.lastSeq - a.lastSeq);
    return all.slice(0, most).map((each) => ({ ...each, firstSeq: this.#firstSeqOf(each) }));
  }

  /** Nothing is there any more. */
  reset(): void {
    this.#ids.clear();
    this.#byKey.clear();
    this.#byId.length = 0;
    this.#free.length = 0;
    this.#rows = [];
    this.#from = this.#to = this.#others = this.#entries = 0;
    this.#epoch++;
  }

  #add(row: LogRow | undefined): void {
    if (row === undefined || !isEntry(row)) return;
    const { seq } = row;
    const key = rowPattern(row);
    const known = this.#byKey.get(key) ?? this.#register(key, row);
    this.#entries++;
    this.#ids.set(seq, known?.id ?? OTHER);
    if (known === undefined) {
      this.#others++;
      return;
    }
    known.count++;
    if (seq < known.firstSeq) known.firstSeq = seq;
    if (seq > known.lastSeq) known.lastSeq = seq;
  }

  #register(key: string, { severity, seq }: LogEntry): Tallied | undefined {
    if (this.#byKey.size >= this.#maxPatterns) return undefined;
    const id = this.#free.pop() ?? OTHER + 1 + this.#byKey.size;
    const made: Tallied = { id, key, severity, count: 0, firstSeq: seq, lastSeq: seq };
    this.#byKey.set(key, made);
    this.#byId[id] = made;
    return made;
  }

  #drop(row: LogRow | undefined): void {
    if (row === undefined || !isEntry(row)) return;
    const known = this.#byId[this.#ids.get(row.seq)];
    this.#ids.set(row.seq, 0);
    this.#entries--;
    if (known === undefined) this.#others--;
    else if (--known.count === 0) {
      this.#byKey.delete(known.key);
      this.#byId[known.id] = undefined;
      this.#free.push(known.id);
    }
  }

  /** Trimming takes first rows away; the one that is first now is looked for where it is asked for, and from there on. */
  #firstSeqOf(pattern: Tallied): number {
    const first = this.#rows[this.#from]?.seq ?? 0;
    let seq = Math.max(Math.ceil(first), pattern.firstSeq);
    while (seq < pattern.lastSeq && this.#ids.get(seq) !== pattern.id) seq++;
    pattern.firstSeq = seq;
    return seq;
  }
}
