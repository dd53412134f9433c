/** One line of pino's output → a row, and the run that it belongs to. Nothing of a line is lost but what is asked to. */
import type { WriterEntry } from './storable-entry.js';

/** How lines are read. */
export interface PinoLineOptions {
  /** The run of lines that name none. */
  readonly runId?: string;
  /** Member that names the run. Default `runId`. */
  readonly runIdKey?: string;
  /** Member that names the workflow node. Default `nodeId`. */
  readonly nodeIdKey?: string;
  /** Member that is the message; pino's own `messageKey`. Default `msg`. */
  readonly messageKey?: string;
  /** Members that are left out. Default `pid` and `hostname`, which are the same on every line. */
  readonly omit?: readonly string[];
}

/** A line, read. `runId` is undefined if it names none; `isUnreadable` if it was no JSON object. */
export interface PinoLine {
  readonly runId: string | undefined;
  readonly entry: WriterEntry;
  readonly isUnreadable: boolean;
}

/** pino's numbers, heaviest first; a number between two counts as the lower one. */
const LEVELS: readonly (readonly [from: number, name: string])[] = [
  [60, 'fatal'],
  [50, 'error'],
  [40, 'warn'],
  [30, 'info'],
  [20, 'debug'],
  [-Infinity, 'trace'],
];

export function parsePinoLine(line: string, options: PinoLineOptions = {}): PinoLine {
  const { runIdKey = 'runId', nodeIdKey = 'nodeId', messageKey = 'msg' } = options;
  const members = membersOf(line);
  if (members === undefined) {
    return { runId: options.runId, entry: { message: line }, isUnreadable: true };
  }
  const taken = new Set(['level', 'time', runIdKey, nodeIdKey, messageKey]);
  for (const name of options.omit ?? ['pid', 'hostname']) taken.add(name);
  const fields = Object.fromEntries(Object.entries(members).filter(([name]) => !taken.has(name)));
  const level = levelOf(members['level']);
  const { [nodeIdKey]: nodeId, [runIdKey]: runId, time } = members;
  return {
    runId: typeof runId === 'string' ? runId : options.runId,
    entry: {
      ...(level === undefined ? {} : { level }),
      message: messageOf(members[messageKey], fields),
      ...(nodeId === undefined || nodeId === null ? {} : { nodeId: textOf(nodeId) }),
      ...(Object.keys(fields).length === 0 ? {} : { fields }),
      ...(typeof time === 'number' || typeof time === 'string' ? { createdAt: time } : {}),
    },
    isUnreadable: false,
  };
}

function membersOf(line: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(line) as unknown;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function levelOf(level: unknown): string | undefined {
  if (typeof level === 'string') return level;
  if (typeof level !== 'number') return undefined;
  return LEVELS.find(([from]) => level >= from)?.[1];
}

/** pino writes no message for `logger.error(error)` only when the error has none, and for `logger.info({ … })`. */
function messageOf(message: unknown, fields: Readonly<Record<string, unknown>>): string {
  if (message !== undefined && message !== null) return textOf(message);
  const { err } = fields as { readonly err?: { readonly message?: unknown } | null };
  return typeof err?.message === 'string' ? err.message : '';
}

function textOf(value: object | string | number | boolean): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
