/**
 * What a host knows of its own lines: rules of its own and the scale of its numbers, asked where a row's level is no word
 * that we know, before whatever text and fields give away. It reads rows; it neither keeps nor orders them.
 */
import { severityOnScale, type LevelScale } from './level-scale.js';
import { isEntry, type LogEntry, type LogRow } from './log-entry.js';
import { SEVERITIES, severityFromLevel, type Severity } from './severity.js';

/** A host's own rule: the severity of a row, or nothing where the rule has nothing to say. */
export type SeverityRule = (entry: LogEntry) => Severity | null | undefined;

/** What a host declared. */
export interface SeverityDeclarations {
  /** Asked in order; the first that answers with a severity is believed. */
  readonly rules: readonly SeverityRule[];
  /** The scale of numbers in `level`, in the column or in fields. */
  readonly scale: LevelScale | undefined;
}

/** Settles the severity of rows by what a host declared. */
export class SeverityJudge {
  readonly #declared: () => SeverityDeclarations;
  readonly #onThrown: (cause: unknown) => void;
  /** Rules that threw: each is told of once, and asked on, since the next row may be one that it can read. */
  readonly #thrown = new WeakSet<SeverityRule>();

  constructor(declared: () => SeverityDeclarations, onThrown: (cause: unknown) => void) {
    this.#declared = declared;
    this.#onThrown = onThrown;
  }

  /** The rows, settled; the same array when nothing was declared or nothing changed. */
  rows<Row extends LogRow>(rows: readonly Row[]): readonly Row[] {
    const { rules, scale } = this.#declared();
    if (rules.length === 0 && scale === undefined) return rows;
    let settled: Row[] | null = null;
    for (const [index, row] of rows.entries()) {
      const severity = isEntry(row) ? this.#severityOf(row, rules, scale) : null;
      if (severity === null) continue;
      settled ??= [...rows];
      settled[index] = { ...row, severity, guessed: false };
    }
    return settled ?? rows;
  }

  #severityOf(
    entry: LogEntry,
    rules: readonly SeverityRule[],
    scale: LevelScale | undefined,
  ): Severity | null {
    if (entry.level !== null && severityFromLevel(entry.level) !== undefined) return null;
    for (const rule of rules) {
      const severity = this.#ask(rule, entry);
      if (severity !== null) return severity;
    }
    if (scale === undefined) return null;
    return severityOnScale(entry.level, scale) ?? severityOnScale(entry.fields?.['level'], scale);
  }

  #ask(rule: SeverityRule, entry: LogEntry): Severity | null {
    try {
      const answer = rule(entry);
      return SEVERITIES.find((severity) => severity === answer) ?? null;
    } catch (cause) {
      if (!this.#thrown.has(rule)) {
        this.#thrown.add(rule);
        this.#onThrown(cause);
      }
      return null;
    }
  }
}
