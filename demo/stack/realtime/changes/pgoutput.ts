/**
 * Takes the messages of Postgres' own output plugin apart (protocol version 1, text values): rows that were inserted,
 * updated and deleted, and when they were committed. Values stay the text that Postgres printed.
 */
import type { ChangeType } from './binding.js';

/** A row as the log has it. */
export interface LoggedTuple {
  /** By position in {@link LoggedRelation.columns}; `undefined` for one that the log does not have. */
  readonly values: readonly (string | null | undefined)[];
}

export interface LoggedRelation {
  readonly oid: number;
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
}

export interface LoggedChange {
  readonly type: ChangeType;
  readonly relation: LoggedRelation;
  /** `null` for a DELETE. */
  readonly row: LoggedTuple | null;
  /** The replica identity before the change: the key, or under REPLICA IDENTITY FULL the row. `null` for an INSERT. */
  readonly old: LoggedTuple | null;
  /** Where in the log its transaction was committed. */
  readonly commitLsn: bigint;
  readonly committedAtMs: number;
}

const EPOCH_2000_MS = Date.UTC(2000, 0, 1);

interface KeyedRelation extends LoggedRelation {
  /** For each column whether it is part of the replica identity. */
  readonly isKey: readonly boolean[];
}

/** The changes in `messages`, which must begin with the begin of a transaction. */
export function decodeChanges(messages: readonly Buffer[]): readonly LoggedChange[] {
  const relations = new Map<number, KeyedRelation>();
  const changes: LoggedChange[] = [];
  let commitLsn = 0n;
  let committedAtMs = 0;
  for (const message of messages) {
    const reader = new Reader(message);
    const kind = reader.character();
    if (kind === 'B') {
      commitLsn = reader.uint64();
      committedAtMs = EPOCH_2000_MS + Number(reader.uint64() / 1000n);
    } else if (kind === 'R') {
      const relation = readRelation(reader);
      relations.set(relation.oid, relation);
    } else if (kind === 'I' || kind === 'U' || kind === 'D') {
      const relation = relations.get(reader.uint32());
      if (relation === undefined) continue;
      changes.push({ ...readChange(kind, relation, reader), relation, commitLsn, committedAtMs });
    }
  }
  return changes;
}

function readChange(
  kind: 'I' | 'U' | 'D',
  relation: KeyedRelation,
  reader: Reader,
): Pick<LoggedChange, 'type' | 'row' | 'old'> {
  const part = reader.character();
  let old: LoggedTuple | null = null;
  if (part === 'K' || part === 'O') {
    old = part === 'K' ? keyOf(relation, reader.tuple()) : reader.tuple();
    if (kind === 'U') reader.skip(1); // the mark of the new row
  }
  if (kind === 'D') return { type: 'DELETE', row: null, old };
  const row = reader.tuple();
  if (kind === 'I') return { type: 'INSERT', row, old: null };
  // The log has no old key when the update left it as it was.
  return { type: 'UPDATE', row, old: old ?? keyOf(relation, row) };
}

function keyOf(relation: KeyedRelation, tuple: LoggedTuple): LoggedTuple {
  return {
    values: tuple.values.map((value, index) => (relation.isKey[index] ? value : undefined)),
  };
}

function readRelation(reader: Reader): KeyedRelation {
  const oid = reader.uint32();
  const schema = reader.text() || 'pg_catalog';
  const table = reader.text();
  reader.skip(1); // replica identity
  const columns: string[] = [];
  const isKey: boolean[] = [];
  for (let count = reader.uint16(); count > 0; count--) {
    isKey.push((reader.uint8() & 1) === 1);
    columns.push(reader.text());
    reader.skip(8); // type and its modifier: the catalog is asked instead
  }
  return { oid, schema, table, columns, isKey };
}

class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  skip(bytes: number): void {
    this.#at += bytes;
  }

  uint8(): number {
    return this.#bytes.readUInt8(this.#at++);
  }

  uint16(): number {
    this.#at += 2;
    return this.#bytes.readUInt16BE(this.#at - 2);
  }

  uint32(): number {
    this.#at += 4;
    return this.#bytes.readUInt32BE(this.#at - 4);
  }

  uint64(): bigint {
    this.#at += 8;
    return this.#bytes.readBigUInt64BE(this.#at - 8);
  }

  character(): string {
    return String.fromCharCode(this.uint8());
  }

  /** Up to the next zero byte. */
  text(): string {
    const end = this.#bytes.indexOf(0, this.#at);
    const text = this.#bytes.toString('utf8', this.#at, end);
    this.#at = end + 1;
    return text;
  }

  tuple(): LoggedTuple {
    const values: (string | null | undefined)[] = [];
    for (let count = this.uint16(); count > 0; count--) values.push(this.#value());
    return { values };
  }

  #value(): string | null | undefined {
    const kind = this.character();
    if (kind === 'n') return null;
    // Large and not changed by the update: the log does not repeat it.
    if (kind === 'u') return undefined;
    const length = this.uint32();
    this.#at += length;
    return this.#bytes.toString('utf8', this.#at - length, this.#at);
  }
}
