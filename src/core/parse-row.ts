/**
 * From whatever a server sends to a `LogEntry`. A row that is not what it should be is still shown, marked, with
 * what could be saved of it: only a row that cannot be given a place in the run is turned away.
 */
import { DEFAULT_COLUMNS, type LogColumns } from './columns.js';
import { detectSeverity } from './detect-severity.js';
import type { LogEntry, LogFields } from './log-entry.js';
import { SEVERITIES, severityFromLevel, type Severity, type SeverityVerdict } from './severity.js';

/** Text kept of a row that did not parse. It is shown to a person who looks for a mistake, not searched. */
const SALVAGED_CHARACTERS_MAX = 4_000;

/** What is known of a row beside the row itself. */
export interface RowContext {
  /** The run that was asked for. A row of another run is turned away. */
  readonly runId: string;
  /** How the host's table names its columns. Default: as in the migrations. */
  readonly columns?: LogColumns;
  /** The row's place, where the message gives it rather than the row. */
  readonly seq?: number;
}

/** An entry for `raw`, or `null` when it has no usable seq or belongs to another run. */
export function parseRow(raw: unknown, context: RowContext): LogEntry | null {
  const columns = context.columns ?? DEFAULT_COLUMNS;
  const row: Record<string, unknown> | null =
    typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : null;
  const cell = (column: string | null): unknown => (column === null ? null : row?.[column]);
  const seq = context.seq ?? readSeq(cell(columns.seq));
  if (seq === null) return null;
  const runId = cell(columns.runId);
  if (typeof runId === 'string' && runId !== context.runId) return null;

  const problems: string[] = [];
  const message = cell(columns.message);
  const fields = readFields(cell(columns.fields), problems);
  const level = readLevel(cell(columns.level), problems);
  if (typeof message !== 'string') problems.push('message');
  const text = typeof message === 'string' ? message : salvage(raw);
  const { severity, guessed } = settleSeverity(level, text, fields);
  // Named one by one: an object that is spread into is made in steps and takes more memory, 100,000 times.
  const entry: LogEntry = {
    seq,
    id: readId(cell(columns.id), seq),
    runId: context.runId,
    level,
    message: text,
    nodeId: readText(cell(columns.nodeId), 'node_id', problems),
    fields,
    createdAt: readTime(cell(columns.createdAt), problems),
    severity,
    guessed,
  };
  return problems.length === 0 ? entry : { ...entry, malformed: problems.join(', ') };
}

/** One verdict for all rows of a severity: made anew for each, it would be as much to be collected as rows are to be kept. */
const DECLARED = Object.fromEntries(
  SEVERITIES.map((severity) => [severity, Object.freeze({ severity, guessed: false })]),
) as Readonly<Record<Severity, SeverityVerdict>>;

/** A declared level is always believed; without one the text decides, and the verdict says it was guessed. */
export function settleSeverity(
  level: string | null,
  message: string,
  fields: LogFields | null,
): SeverityVerdict {
  const declared = level === null ? undefined : severityFromLevel(level);
  return declared === undefined ? detectSeverity({ level, message, fields }) : DECLARED[declared];
}

/** A usable seq, or `null`. */
export function readSeq(value: unknown): number | null {
  const seq = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof seq === 'number' && Number.isSafeInteger(seq) && seq > 0 ? seq : null;
}

function readId(value: unknown, seq: number): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : `seq-${seq}`;
}

/** A level may be a number: what it stands for is for the host to say. */
function readLevel(value: unknown, problems: string[]): string | null {
  return typeof value === 'number' ? String(value) : readText(value, 'level', problems);
}

function readText(value: unknown, name: string, problems: string[]): string | null {
  if (value === null || value === undefined || typeof value === 'string') return value ?? null;
  problems.push(name);
  return null;
}

function readFields(value: unknown, problems: string[]): LogFields | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'object' && !Array.isArray(value)) return value as LogFields;
  problems.push('fields');
  return { value: value as LogFields[string] };
}

function readTime(value: unknown, problems: string[]): string {
  if (typeof value === 'string' && !Number.isNaN(Date.parse(value))) return value;
  problems.push('created_at');
  return '';
}

function salvage(raw: unknown): string {
  try {
    return (raw === undefined ? '' : JSON.stringify(raw)).slice(0, SALVAGED_CHARACTERS_MAX);
  } catch {
    return '(unreadable)';
  }
}
