/**
 * A row as plain text: what is copied is made from the data, so that rows which were never on screen are copied too,
 * in order, with their zone, and without what the page shows around them.
 */
import { escapeHidden } from '../core/hidden-characters.js';
import { inertJson, inertName } from '../core/inert-text.js';
import {
  isGap,
  isMark,
  isOutage,
  type LogEntry,
  type LogFields,
  type LogRow,
} from '../core/log-entry.js';
import { plainMessage } from '../core/message-segments.js';
import { gapText } from './gap-text.js';
import { markText } from './mark-text.js';
import { outageText } from './outage-text.js';
import type { LogStreamStrings } from './strings.js';
import { isoSpan } from './time-format.js';

/** The time of a row; `previous` is the entry written before it. Empty: none is written. */
export type EntryTime = (entry: LogEntry, previous: LogEntry | null) => string;

/** Before each further line of a message, so that a line that begins at the edge begins a row. */
const INDENT = '    ';

/**
 * One row, as one or more lines.
 *
 * @param time - how its time is written. Default: as it is stored
 */
export function rowText(
  row: LogRow,
  strings: LogStreamStrings,
  time: (entry: LogEntry) => string = ({ createdAt }) => createdAt,
): string {
  if (isGap(row)) return `--- ${gapText(row, strings, String)} ---`;
  if (isOutage(row)) {
    const text = outageText(row, { strings, formatNumber: String, formatSpan: isoSpan });
    return `--- ${text} ---`;
  }
  if (isMark(row)) return `--- ${markText(row, strings, String, (ms) => isoSpan(ms, null)[0])} ---`;
  const level = row.severity === 'unknown' ? '-' : row.severity.toUpperCase();
  const node = row.nodeId === null ? '' : ` [${inertName(row.nodeId)}]`;
  const fields = row.fields === null ? '' : ` ${inertJson(row.fields)}`;
  const message = plainMessage(row.message).replace(/\r?\n/g, `\n${INDENT}`);
  const when = inertName(time(row));
  return `${when}${when === '' ? '' : ' '}${level}${node} ${message}${fields}`;
}

/** Keys and values longer than this are cut in a preview; they are whole in the details. */
const PREVIEW_CHARS = 40;
const PREVIEW_FIELDS = 6;
/** Keys from which a preview is remembered: listing more takes longer than all else in a row, on every rendering. */
const MANY_KEYS = 200;
const knownPreviews = new WeakMap<LogFields, string>();

/** The fields in one line, `key=value` each: enough to see whether the details are worth opening. */
export function fieldsPreview({ fields }: LogEntry): string {
  if (fields === null) return '';
  const known = knownPreviews.get(fields);
  if (known !== undefined) return known;
  const keys = Object.keys(fields);
  const shown = keys.slice(0, PREVIEW_FIELDS);
  const preview = shown.map((key) => `${oneLine(key)}=${previewValue(fields[key])}`).join('  ');
  if (keys.length >= MANY_KEYS) knownPreviews.set(fields, preview);
  return preview;
}

function previewValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.length}]`;
  return typeof value === 'object' && value !== null ? '{…}' : oneLine(String(value));
}

/** Cut before it is looked at: a key or a value may be megabytes. */
function oneLine(text: string): string {
  const start = text.length > PREVIEW_CHARS ? `${text.slice(0, PREVIEW_CHARS)}…` : text;
  return escapeHidden(start.replace(/[\s\u0085]+/g, ' '));
}
