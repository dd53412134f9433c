/** Each event of the tag in a few words, for the page's event log. Counts and codes only, never a row's text. */
import type { MeshhookLogStreamEventMap } from '../../src/element.js';

/** Every event that the tag sends. */
export type EventName = keyof MeshhookLogStreamEventMap;

type Summaries = {
  readonly [Name in EventName]: (event: MeshhookLogStreamEventMap[Name]) => string;
};

const because = (reason: string | undefined): string =>
  reason === undefined ? '' : ` (${reason})`;

export const EVENT_SUMMARIES: Summaries = {
  'log-stream-state': ({ previous, state, reason }) => `${previous} → ${state}${because(reason)}`,
  'log-stream-batch': ({ entries, origin }) =>
    `${entries.length} rows by ${origin}, up to seq ${entries.at(-1)?.seq ?? '–'}`,
  'log-stream-error': ({ error }) => `${error.code}: ${error.message} ${error.remedy}`,
  'log-stream-token-needed': ({ reason, expiresAt }) =>
    expiresAt === null ? reason : `${reason}, expires ${new Date(expiresAt).toLocaleTimeString()}`,
  'log-stream-search': ({ query, total, pending }) =>
    `“${query}”: ${total}${pending ? ' so far' : ''}`,
  'log-stream-run-search': ({ state, hits, scannedTo }) =>
    `${state}: ${hits} in older rows, back to seq ${scannedTo ?? '–'}`,
  'log-stream-filter': ({ levels }) => levels?.join(', ') ?? 'all levels',
  'log-stream-select': ({ entry }) => (entry === null ? 'none' : `seq ${entry.seq}`),
  'log-stream-follow': ({ following }) => (following ? 'following' : 'not following'),
  'log-stream-severity': ({ severity, counts }) => `${severity}, ${counts[severity]} in memory`,
  'log-stream-health': ({ health }) =>
    `${health.counts.received} received, ${health.lagRows} behind`,
  'log-stream-mark': ({ marks }) => `${marks.length} marks`,
  'log-stream-alert': ({ alert }) => `${alert.name} ${alert.active ? 'raised' : 'cleared'}`,
};
