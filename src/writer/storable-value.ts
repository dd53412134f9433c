/**
 * Whatever a worker puts into a row's fields → JSON that Postgres takes, with a note of each thing that had to be
 * changed. It never throws, whatever getters and `toJSON` do, and never runs away on cycles or on what has no end.
 */
import type { JsonValue } from '../core/log-entry.js';

/** Deeper than any context that a person reads; what moves if this does is where `[too deep]` appears. */
const MAX_DEPTH = 24;
/** Values in one row: bounds the time that one write can take, at about a millisecond. */
const MAX_VALUES = 10_000;

/** What was changed, each kind once, as words that a reader of the row understands. */
export type Notes = Set<string>;

const FIRST_LOOK = /[\0\ud800-\udfff]/;
const LONE_SURROGATES = /\p{Surrogate}/gu;

/** A text as Postgres can hold it: NUL and halves of surrogate pairs are replaced by signs for them. */
export function storableText(text: string, notes: Notes): string {
  if (!FIRST_LOOK.test(text)) return text;
  let tidy = text;
  if (tidy.includes('\0')) {
    tidy = tidy.replaceAll('\0', '\u2400');
    notes.add('NUL characters replaced');
  }
  const whole = tidy.replace(LONE_SURROGATES, '\ufffd');
  if (whole !== tidy) notes.add('lone surrogates replaced');
  return whole;
}

/** A value as JSON can hold it; `undefined` for what JSON leaves out. */
export function storableValue(value: unknown, notes: Notes): JsonValue | undefined {
  return new Conversion(notes).value(value, 0);
}

/** A name, and how to get what it stands for. */
type Member = readonly [key: string, read: () => unknown];

function membersOf(value: object, keys: readonly string[]): readonly Member[] {
  return keys.map((key) => [key, () => Reflect.get(value, key) as unknown]);
}

class Conversion {
  readonly #notes: Notes;
  /** The objects that we are inside of. */
  readonly #path = new Set<object>();
  #left = MAX_VALUES;

  constructor(notes: Notes) {
    this.#notes = notes;
  }

  value(value: unknown, depth: number): JsonValue | undefined {
    switch (typeof value) {
      case 'string':
        return storableText(value, this.#notes);
      case 'boolean':
        return value;
      case 'number':
        return Number.isFinite(value)
          ? value
          : this.#changed('numbers that are none as text', String(value));
      case 'bigint':
        return this.#changed('bigints as text', String(value));
      case 'symbol':
        return this.#changed('symbols as text', String(value.description));
      case 'function':
        return this.#changed('functions by name', '[function]');
      case 'object':
        return value === null ? null : this.#object(value, depth);
      default:
        return undefined;
    }
  }

  #object(value: object, depth: number): JsonValue | undefined {
    if (this.#path.has(value)) return this.#changed('cycles cut', '[circular]');
    if (depth >= MAX_DEPTH) return this.#changed('nesting cut', '[too deep]');
    if ((this.#left -= 1) < 0) return this.#changed('values cut', '[too many values]');
    this.#path.add(value);
    try {
      return this.#content(value, depth + 1);
    } catch {
      return this.#changed('unreadable values', '[unreadable]');
    } finally {
      this.#path.delete(value);
    }
  }

  #content(value: object, depth: number): JsonValue | undefined {
    if (value instanceof Error) return this.#error(value, depth);
    if (ArrayBuffer.isView(value)) {
      return this.#changed('binary data left out', `[${value.byteLength} bytes]`);
    }
    if ('toJSON' in value && typeof value.toJSON === 'function') {
      return this.value((value as { toJSON: () => unknown }).toJSON(), depth);
    }
    if (value instanceof Map) {
      const entries = [...(value as Map<unknown, unknown>)];
      return this.#members(
        entries.map(([key, member]) => [String(key), () => member]),
        depth,
      );
    }
    if (Array.isArray(value) || value instanceof Set) {
      const items: JsonValue[] = [];
      for (const item of value as Iterable<unknown>) {
        if (this.#left < 0) {
          this.#notes.add('values cut');
          break;
        }
        this.#left -= 1;
        items.push(this.value(item, depth) ?? null);
      }
      return items;
    }
    return this.#members(membersOf(value, Object.keys(value)), depth);
  }

  /** Errors have nothing that JSON sees by itself. */
  #error(error: Error, depth: number): JsonValue | undefined {
    const own = Object.keys(error).filter((key) => !['name', 'message', 'stack'].includes(key));
    const names = ['name', 'message', 'stack', ...(error.cause === undefined ? [] : ['cause'])];
    return this.#members(membersOf(error, [...new Set([...names, ...own])]), depth);
  }

  #members(members: readonly Member[], depth: number): JsonValue {
    // Without a prototype, or a member named __proto__ would become one.
    const result = Object.create(null) as Record<string, JsonValue>;
    for (const [key, read] of members) {
      if ((this.#left -= 1) < 0) {
        this.#notes.add('values cut');
        break;
      }
      const value = this.#member(read, depth);
      if (value !== undefined) result[storableText(key, this.#notes)] = value;
    }
    return result;
  }

  /** A getter that throws costs its member, not the whole object. */
  #member(read: () => unknown, depth: number): JsonValue | undefined {
    try {
      return this.value(read(), depth);
    } catch {
      return this.#changed('unreadable values', '[unreadable]');
    }
  }

  #changed(note: string, value: string): string {
    this.#notes.add(note);
    return storableText(value, this.#notes);
  }
}
