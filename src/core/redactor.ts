/**
 * Rows as they may be passed on: every text in them masked, the page's own rule applied after ours, and a count of
 * what was masked. What is recognised as a secret is `redact-text.ts`; this knows which texts a row has.
 */
import type { JsonValue, LogEntry, LogFields, LogRow } from './log-entry.js';
import { isEntry } from './log-entry.js';
import { plainMessage } from './message-segments.js';
import { redactText } from './redact-text.js';

/** A page's own rule: the text as it may be passed on. */
export type RedactFunction = (text: string) => string;

/** What is masked. */
export interface RedactionRules {
  /** Tokens, keys, passwords, addresses and card numbers. */
  readonly maskSecrets: boolean;
  /** The page's own rule, if it has one; it is applied whether or not `maskSecrets` is on. */
  readonly redact: RedactFunction | undefined;
  /** The page's rule threw, or gave something that is no text. Called once for each redactor. */
  onFailed(cause: unknown): void;
}

/** A value whose name says what it is: accessToken, db_password, x-api-key. The same names as in the database. */
const SECRET_NAME =
  /(?:passwords?|passwd|passphrase|pwd|secret|token|(?:api|access|secret|private|signing)[_-]?key|authorization|cookie|credentials?|^jwt|^ssn|^cvv|^cvc|^pin)$/i;

const SECRET = '[redacted:secret]';
/** In place of a text on which the page's rule failed: what cannot be checked does not leave. */
const WITHHELD = '[redaction failed]';

/** Masks rows, and counts. */
export class Redactor {
  readonly #rules: RedactionRules;
  #count = 0;
  #hasFailed = false;

  constructor(rules: RedactionRules) {
    this.#rules = rules;
  }

  /** Places masked so far. */
  get count(): number {
    return this.#count;
  }

  /** The row, masked; the same one when nothing in it was. */
  row(row: LogRow): LogRow {
    const { maskSecrets, redact } = this.#rules;
    if (!isEntry(row) || (!maskSecrets && redact === undefined)) return row;
    const message = this.#message(row.message);
    const level = row.level === null ? null : this.text(row.level);
    const nodeId = row.nodeId === null ? null : this.text(row.nodeId);
    const fields = row.fields === null ? null : this.#fields(row.fields);
    const isSame =
      message === row.message &&
      level === row.level &&
      nodeId === row.nodeId &&
      fields === row.fields;
    return isSame ? row : ({ ...row, message, level, nodeId, fields } satisfies LogEntry);
  }

  /** A text, masked. */
  text(text: string): string {
    const { maskSecrets, redact } = this.#rules;
    let result = text;
    if (maskSecrets) {
      const masked = redactText(text);
      this.#count += masked.count;
      result = masked.text;
    }
    return redact === undefined ? result : this.#custom(redact, result);
  }

  /** Colours between the letters of a secret must not hide it, nor what a terminal would have written over it. */
  #message(message: string): string {
    if (!message.includes('\x1b') && !message.includes('\x9b')) return this.text(message);
    const plain = plainMessage(message);
    const masked = this.text(plain);
    return masked === plain ? this.text(message) : masked;
  }

  #custom(redact: RedactFunction, text: string): string {
    let result: unknown;
    try {
      result = redact(text);
      if (typeof result !== 'string') throw new TypeError('redact() did not return a string');
    } catch (cause) {
      if (!this.#hasFailed) this.#rules.onFailed(cause);
      this.#hasFailed = true;
      result = WITHHELD;
    }
    if (result !== text) this.#count += 1;
    return result as string;
  }

  #fields(fields: LogFields): LogFields {
    try {
      return this.#object(fields);
    } catch {
      // Nested deeper than can be followed: stored like this by the database, too.
      return { redaction: 'failed' };
    }
  }

  #value(value: JsonValue): JsonValue {
    if (typeof value === 'string') return this.#message(value);
    if (typeof value === 'number') {
      const text = String(value);
      const masked = this.text(text);
      return masked === text ? value : masked;
    }
    if (Array.isArray(value)) return this.#array(value as readonly JsonValue[]);
    return typeof value === 'object' && value !== null ? this.#object(value as LogFields) : value;
  }

  #array(values: readonly JsonValue[]): readonly JsonValue[] {
    const masked = values.map((value) => this.#value(value));
    return masked.every((value, index) => value === values[index]) ? values : masked;
  }

  #object(object: LogFields): LogFields {
    const before = Object.entries(object);
    const masked = before.map(([key, value]): [string, JsonValue] => [
      this.text(key),
      this.#member(key, value),
    ]);
    const isSame = masked.every(
      ([key, value], index) => key === before[index]?.[0] && value === before[index][1],
    );
    return isSame ? object : Object.fromEntries(masked);
  }

  #member(key: string, value: JsonValue): JsonValue {
    const hidesNothing = value === null || typeof value === 'boolean' || value === '';
    if (!this.#rules.maskSecrets || hidesNothing || !SECRET_NAME.test(key)) {
      return this.#value(value);
    }
    if (value !== SECRET) this.#count += 1;
    return SECRET;
  }
}
