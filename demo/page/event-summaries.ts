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
  'log-stream-token-needed': ({ reason }) => reason,
  'log-stream-search': (event) => summariseFields(event),
  'log-stream-filter': (event) => summariseFields(event),
  'log-stream-select': (event) => summariseFields(event),
  'log-stream-follow': (event) => summariseFields(event),
  'log-stream-severity': (event) => summariseFields(event),
  'log-stream-health': (event) => summariseFields(event),
  'log-stream-alert': (event) => summariseFields(event),
};

function summariseFields(event: Event): string {
  return Object.entries(event)
    .filter(([name]) => name !== 'isTrusted')
    .map(([name, value]) => `${name} ${summariseValue(value)}`)
    .join(', ');
}

function summariseValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.length}]`;
  if (typeof value !== 'object' || value === null) return String(value).slice(0, 80);
  return 'seq' in value ? `seq ${String(value.seq)}` : '{…}';
}
