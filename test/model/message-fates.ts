/** What becomes of the messages to one viewer: from what the database announces to what arrives, and how late. */
import type { LogEntry } from '../../src/core/log-entry.js';
import type { LiveEvent } from '../../src/source/live-feed.js';
import { RUN_ID } from '../helpers/entries.js';
import type { Announcement } from './run-table.js';
import type { Garbage, MessageFate } from './schedule.js';

/** A message as it arrives. */
export interface Message {
  readonly event: LiveEvent | 'frame';
  readonly payload: unknown;
  /** Later than it would have been, in milliseconds. */
  readonly delayMs: number;
}

interface Fate {
  readonly fate: MessageFate;
  readonly ms: number;
  readonly as: Garbage;
}

const COLUMNS = ['id', 'level', 'message', 'node_id', 'fields', 'created_at'];
/** No run gets there: a lie of this size must not end a stream. */
const FAR = 1_000_000;
const FAR_ROWS = 5;

let million: readonly unknown[] | null = null;

/** The fates of one viewer's messages, in the order in which they were ordered. */
export class MessageFates {
  readonly #ordered: Fate[] = [];
  #merging: Extract<Announcement, { kind: 'rows' }> | null = null;
  /** Rows that arrived without their content. */
  readonly misshapen = new Set<number>();

  order(fate: MessageFate, next: number, ms: number, as: Garbage): void {
    for (let count = 0; count < next; count += 1) this.#ordered.push({ fate, ms, as });
  }

  /** From now on messages arrive as they are sent. */
  heal(): void {
    this.#ordered.splice(0);
    this.#merging = null;
  }

  /** What arrives of an announcement. */
  carry(announcement: Announcement): readonly Message[] {
    const { fate, ms, as } = this.#ordered.shift() ?? SOUND;
    if (announcement.kind === 'run') return this.#carryStatus(announcement, fate, ms, as);
    const held = this.#merging;
    this.#merging = null;
    const rows = held === null ? announcement.rows : [...held.rows, ...announcement.rows];
    switch (fate) {
      case 'lose':
        return [];
      case 'merge':
        this.#merging = { kind: 'rows', rows };
        return [];
      case 'duplicate':
        return [rowsMessage(rows), { ...rowsMessage(rows), delayMs: ms }];
      case 'delay':
        return [{ ...rowsMessage(rows), delayMs: ms }];
      case 'pointer':
        return [pointer(rows)];
      case 'split': {
        const half = rows.length >> 1;
        const parts = [rows.slice(0, half), rows.slice(half)].filter((part) => part.length > 0);
        return parts.map((part, index) => ({ ...rowsMessage(part), delayMs: index * ms }));
      }
      case 'garble':
        return [this.garble(as, rows)];
      default:
        return [rowsMessage(rows)];
    }
  }

  /** Something of the wrong shape; about `rows`, where there are any. */
  garble(as: Garbage, rows: readonly LogEntry[]): Message {
    const from = rows[0]?.seq ?? 1;
    const to = rows.at(-1)?.seq ?? 1;
    const say = (payload: unknown): Message => ({ event: 'logs', payload, delayMs: 0 });
    const about = { v: 1, run_id: RUN_ID, from, to };
    switch (as) {
      case 'no-object':
        return say(from % 2 === 0 ? null : [from]);
      case 'foreign':
        return say({ ...about, run_id: 'another', rows: [], cols: [] });
      case 'backwards':
        return say({ ...about, from: to + 1, to: from });
      case 'text':
        return say({ ...about, from: String(from), to: { valueOf: 7 } });
      case 'miscounted':
        return say({ ...about, cols: COLUMNS, rows: [...positional(rows), [], []] });
      case 'million':
        million ??= new Array(1_000_000).fill([]) as readonly unknown[];
        return say({ ...about, cols: COLUMNS, rows: million });
      case 'misshapen-rows':
        for (const { seq } of rows) this.misshapen.add(seq);
        return rows.length === 0
          ? say('')
          : say({ ...about, cols: ['message', '__proto__'], rows: rows.map(() => [7, {}]) });
      case 'far-pointer':
        return say({ ...about, to: to + FAR });
      case 'far-rows': {
        const rowsThere = new Array(FAR_ROWS).fill([]) as readonly unknown[];
        const bounds = { from: to + FAR, to: to + FAR + FAR_ROWS - 1 };
        return say({ ...about, ...bounds, cols: COLUMNS, rows: rowsThere });
      }
      case 'fraction':
        return {
          event: 'run',
          payload: { v: 1, run_id: RUN_ID, status: 'running', last_seq: to + 1.5 },
          delayMs: 0,
        };
      case 'frame':
        return { event: 'frame', payload: 'SyntaxError', delayMs: 0 };
    }
  }

  #carryStatus(
    announcement: Extract<Announcement, { kind: 'run' }>,
    fate: MessageFate | null,
    ms: number,
    as: Garbage,
  ): readonly Message[] {
    const { status, lastSeq } = announcement;
    const message: Message = {
      event: 'run',
      payload: { v: 1, run_id: RUN_ID, status, last_seq: lastSeq },
      delayMs: 0,
    };
    if (fate === 'lose') return [];
    if (fate === 'garble') return [this.garble(as, [])];
    if (fate === 'duplicate') return [message, { ...message, delayMs: ms }];
    return [{ ...message, delayMs: fate === 'delay' ? ms : 0 }];
  }
}

const SOUND: { fate: MessageFate | null; ms: number; as: Garbage } = {
  fate: null,
  ms: 0,
  as: 'frame',
};

function rowsMessage(rows: readonly LogEntry[]): Message {
  const payload = {
    v: 1,
    run_id: RUN_ID,
    from: rows[0]?.seq,
    to: rows.at(-1)?.seq,
    cols: COLUMNS,
    rows: positional(rows),
  };
  return { event: 'logs', payload, delayMs: 0 };
}

function pointer(rows: readonly LogEntry[]): Message {
  const payload = { v: 1, run_id: RUN_ID, from: rows[0]?.seq, to: rows.at(-1)?.seq };
  return { event: 'logs', payload, delayMs: 0 };
}

function positional(rows: readonly LogEntry[]): unknown[][] {
  return rows.map((row) => [row.id, row.level, row.message, null, null, row.createdAt]);
}
