/**
 * What a worker says → the JSON text of one entry of `append_run_logs`, as large as it will be on the wire. What had to
 * be changed is said in the row itself, under `writer_notes` in its fields.
 */
import type { JsonValue, LogFields } from '../core/log-entry.js';
import { storableText, storableValue, type Notes } from './storable-value.js';
import { utf8Length } from './utf8-length.js';

/** One row, as a worker gives it. */
export interface WriterEntry {
  /** `trace debug info warn error fatal` or a word that means one of them; anything else is kept in the fields. */
  readonly level?: string | undefined;
  readonly message: string;
  /** The workflow node that says it. */
  readonly nodeId?: string | undefined;
  /** Context. What is no JSON (errors, maps, bigints, cycles …) is made into some. */
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
  /** Default: now. A text is passed on as it is, microseconds included. */
  readonly createdAt?: Date | string | number | undefined;
}

/** A row ready to be sent. */
export interface StorableEntry {
  readonly json: string;
  /** Of `json`, in UTF-8. */
  readonly bytes: number;
  /** True when something had to be changed to make it storable. */
  readonly isChanged: boolean;
}

/**
 * Longest message that is sent, in UTF-16 units. The database keeps 1,048,576 characters, says what it cut, and looks at
 * 8,192 more when it masks secrets, so that no half of one is left at the cut; less here would undo that.
 */
export const MAX_MESSAGE_UNITS = 1_048_576 + 8_192;
/** Largest fields that are sent, in bytes. The database cuts at 262,144, and member by member, which is kinder. */
export const MAX_FIELDS_BYTES = 1_048_576;
/** The database keeps 1,024 characters of a node's id and of a level, and says what it cut. */
const MAX_WORD_UNITS = 2_048;
/** Years that both sides can write the same way. */
const [FIRST_MS, END_MS] = [0, Date.UTC(10_000, 0, 1)];

/** @param nowMs - the row's time if it has none, in milliseconds since 1970 */
export function storableEntry(entry: WriterEntry, nowMs: number): StorableEntry {
  const notes: Notes = new Set();
  const message = messageOf(entry.message, notes);
  const fields = entry.fields === undefined ? undefined : storableValue(entry.fields, notes);
  const createdAt = timeOf(entry.createdAt, nowMs, notes);
  const level = wordOf(entry.level, notes);
  const nodeId = wordOf(entry.nodeId, notes);
  const json = JSON.stringify({
    level,
    message,
    node_id: nodeId,
    fields: withNotes(cutFields(fields, notes), notes),
    created_at: createdAt,
  });
  return { json, bytes: utf8Length(json), isChanged: notes.size > 0 };
}

function messageOf(given: unknown, notes: Notes): string {
  let text: string;
  if (typeof given === 'string') text = given;
  else {
    const value = storableValue(given, notes);
    text = textOf(value);
    notes.add('message was no text');
  }
  if (text.length > MAX_MESSAGE_UNITS) {
    notes.add(`message cut, it had ${text.length} characters`);
    text = text.slice(0, MAX_MESSAGE_UNITS);
  }
  return storableText(text, notes);
}

function wordOf(given: unknown, notes: Notes): string | undefined {
  if (given === undefined || given === null) return undefined;
  const text = typeof given === 'string' ? given : textOf(storableValue(given, notes));
  return storableText(text.slice(0, MAX_WORD_UNITS), notes);
}

/** A text as it is, anything else as its JSON, nothing as an empty text. */
function textOf(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function timeOf(given: WriterEntry['createdAt'], nowMs: number, notes: Notes): string {
  if (given !== undefined) {
    const ms = given instanceof Date ? given.getTime() : new Date(given).getTime();
    if (ms >= FIRST_MS && ms < END_MS) {
      return typeof given === 'string' ? storableText(given, notes) : new Date(ms).toISOString();
    }
    notes.add('createdAt was no time from 1970 to 9999');
  }
  return new Date(nowMs).toISOString();
}

function cutFields(fields: JsonValue | undefined, notes: Notes): JsonValue | undefined {
  if (fields === undefined) return undefined;
  const text = JSON.stringify(fields);
  // Nothing can be too large in bytes that is not a third of it in units; most are nowhere near.
  if (text.length * 3 <= MAX_FIELDS_BYTES) return fields;
  const bytes = utf8Length(text);
  if (bytes <= MAX_FIELDS_BYTES) return fields;
  notes.add('fields left out');
  return { fields_cut: `[cut: the fields had ${bytes} bytes]` };
}

function withNotes(fields: JsonValue | undefined, notes: Notes): JsonValue | undefined {
  if (notes.size === 0) return fields;
  const members = isRecord(fields) ? fields : fields === undefined ? {} : { value: fields };
  const key = Object.hasOwn(members, 'writer_notes') ? 'writer_notes_2' : 'writer_notes';
  return { ...members, [key]: [...notes] };
}

function isRecord(value: JsonValue | undefined): value is LogFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
