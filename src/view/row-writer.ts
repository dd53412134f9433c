/**
 * Rows as the text of a file or of the clipboard, a page at a time, so that a run of any length can be written. What
 * comes before the rows is asked for last: only then is it known what the file holds, and what it lacks.
 */
import { inertJson, inertName } from '../core/inert-text.js';
import {
  isEntry,
  isGap,
  isMark,
  isOutage,
  type LogEntry,
  type LogOutage,
} from '../core/log-entry.js';
import { plainMessage } from '../core/message-segments.js';
import { rowText, type EntryTime } from './row-text.js';
import type { LogStreamStrings } from './strings.js';
import {
  isMissing,
  type MissingRows,
  type TakenRow,
  type TakingFacts,
  type TakingFormat,
} from './taking.js';
import { factLines } from './taking-facts.js';
import { isoSpan } from './time-format.js';

/** How rows are written. */
export interface RowWriterOptions {
  readonly format: TakingFormat;
  readonly strings: LogStreamStrings;
  /** The time of a row in lines for people. Default: as it is stored. */
  readonly time?: EntryTime;
  /** Whether plain lines have a head and say what is missing. Default: false. Markdown always does. */
  readonly hasHead?: boolean;
}

const CSV_COLUMNS = ['seq', 'created_at', 'severity', 'node_id', 'message', 'fields'] as const;

/** Ending of the file's name, and its type. Text is UTF-8. */
export const FILE_TYPES: Readonly<
  Record<TakingFormat, readonly [extension: string, type: string]>
> = {
  text: ['log', 'text/plain'],
  markdown: ['md', 'text/markdown'],
  'json-array': ['json', 'application/json'],
  json: ['ndjson', 'application/x-ndjson'],
  csv: ['csv', 'text/csv'],
};

/** Writes the rows of one file. */
export class RowWriter {
  readonly #options: RowWriterOptions;
  #isFirst = true;
  #previous: LogEntry | null = null;
  /** The longest run of backticks so far: the fence around the rows has to be longer. */
  #backticks = 0;

  constructor(options: RowWriterOptions) {
    this.#options = options;
  }

  /** The text of the next rows, with what separates it from the text before. */
  rows(rows: readonly TakenRow[]): string {
    if (rows.length === 0) return '';
    const { format } = this.#options;
    const between = format === 'csv' ? '\r\n' : format === 'json-array' ? ',\n' : '\n';
    const text = rows.map((row) => this.#row(row)).join(between);
    if (format === 'markdown') this.#noteBackticks(text);
    const lead = this.#isFirst ? '' : between;
    this.#isFirst = false;
    return lead + text;
  }

  /** What comes before the rows. */
  head(facts: TakingFacts): string {
    const { format, strings, hasHead } = this.#options;
    if (format === 'json-array') return '[\n';
    if (format === 'csv') return `${CSV_COLUMNS.join(',')}${this.#isFirst ? '' : '\r\n'}`;
    if (format === 'markdown') {
      const lines = factLines(facts, strings).map(
        ([name, value]) => `- **${name}:** ${inertName(value)}`,
      );
      return `${lines.join('\n')}\n\n${this.#fence}text\n`;
    }
    if (format === 'json' || hasHead !== true) return '';
    const lines = factLines(facts, strings, plain).map(
      ([name, value]) => `# ${name}: ${inertName(value)}`,
    );
    return `${lines.join('\n')}\n\n`;
  }

  /** What comes after the rows. */
  foot(): string {
    const { format } = this.#options;
    if (format === 'json-array') return '\n]';
    return format === 'markdown' ? `\n${this.#fence}` : '';
  }

  #row(row: TakenRow): string {
    const { format, strings, time } = this.#options;
    if (format === 'json' || format === 'json-array') return inertJson(row);
    if (format === 'csv') return csvLine(row);
    if (isMissing(row)) return `--- ${missingText(row, strings)} ---`;
    const text = rowText(row, strings, time && ((entry) => time(entry, this.#previous)));
    if (isEntry(row)) this.#previous = row;
    return text;
  }

  get #fence(): string {
    return '`'.repeat(Math.max(3, this.#backticks + 1));
  }

  #noteBackticks(text: string): void {
    for (const [run] of text.matchAll(/`+/g)) {
      this.#backticks = Math.max(this.#backticks, run.length);
    }
  }
}

/** That rows are missing, and why, as a line between rows. */
export function missingText({ seq, to, why }: MissingRows, { taking }: LogStreamStrings): string {
  return taking.missingRows(String(seq), String(to), why);
}

const plain = (text: string): string => text;

function csvLine(row: TakenRow): string {
  if (isMissing(row)) return csvCells([row.seq, '', '', '', `missing up to ${row.to}: ${row.why}`, '']); // prettier-ignore
  if (isGap(row)) {
    const what = row.isElsewhere === true ? 'not in memory' : 'removed';
    return csvCells([row.seq, '', '', '', `${what} up to ${row.to}`, '']);
  }
  if (isOutage(row)) return csvOutage(row);
  if (isMark(row)) return csvCells([row.seq, isoSpan(row.atMs, null)[0], '', '', `mark ${row.number}`, '']); // prettier-ignore
  const fields = row.fields === null ? '' : inertJson(row.fields);
  const [time, node] = [inertName(row.createdAt), inertName(row.nodeId ?? '')];
  return csvCells([row.seq, time, row.severity, node, plainMessage(row.message), fields]);
}

/** Told in English like the gap: a file for a program does not change with the language of the page. */
function csvOutage({ seq, startedAtMs, endedAtMs, recovered, missing }: LogOutage): string {
  const [start, end] = isoSpan(startedAtMs, endedAtMs);
  const told = `disconnected until ${end ?? '…'}, ${recovered} recovered, ${missing} removed`;
  return csvCells([seq, start, '', '', told, '']);
}

function csvCells(cells: readonly (string | number)[]): string {
  return cells.map(csvCell).join(',');
}

/** Quoted; and text that a spreadsheet would run as a formula is kept from being one. */
function csvCell(cell: string | number): string {
  if (typeof cell === 'number') return String(cell);
  // White space before the sign is dropped by some of them; full-width signs are signs to some.
  const inert = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return `"${inert.replaceAll('"', '""')}"`;
}
