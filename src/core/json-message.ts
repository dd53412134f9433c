/** Messages that are JSON: found by a glance, parsed when somebody opens the row. */
import type { LogEntry } from './log-entry.js';
import { isBranch, type TreeBranch } from './tree-items.js';

/** Longer messages are not parsed: it would take visible time, and the tree would be of no more use than the text. */
const MAX_JSON_CHARS = 200_000;

const parsed = new WeakMap<LogEntry, TreeBranch | null>();

/** Whether a message looks like an object or an array; costs the same for any length. */
export function looksLikeJson(message: string): boolean {
  const first = message.charCodeAt(0);
  const last = message.charCodeAt(message.length - 1);
  return (first === 0x7b && last === 0x7d) || (first === 0x5b && last === 0x5d);
}

/** The object or array that the row's message is; `null` when it is none, or an empty one. */
export function jsonOfMessage(entry: LogEntry): TreeBranch | null {
  let value = parsed.get(entry);
  if (value === undefined) {
    value = parse(entry.message.trim());
    parsed.set(entry, value);
  }
  return value;
}

function parse(text: string): TreeBranch | null {
  if (text.length > MAX_JSON_CHARS || !looksLikeJson(text)) return null;
  try {
    const value = JSON.parse(text) as Parameters<typeof isBranch>[0];
    return isBranch(value) ? value : null;
  } catch {
    return null;
  }
}
