/**
 * A report on a tag that a reader can hand to somebody else: built from named facts, one by one, so that no token, no
 * row's text, no search and no address of the page gets in. Of what may hold a secret it says that it is there.
 */
import type { LogStreamErrorCode } from '../core/errors.js';
import type { StreamState } from '../core/stream-state.js';
import { VERSION } from '../core/version.js';
import type { LogStreamHealth } from './health.js';
import type { StreamHistory } from './stream-history.js';

/** The report. Times are ISO 8601, durations in milliseconds. */
export interface LogStreamDiagnostics {
  readonly version: string;
  readonly at: string;
  readonly state: StreamState;
  readonly stateSince: string;
  /** Attributes by name; of a search only its length, of a token and a key only whether there is one. */
  readonly settings: Readonly<Record<string, string | number | boolean | null>>;
  readonly health: LogStreamHealth;
  /** The last 40. */
  readonly errors: readonly { readonly at: string; readonly code: LogStreamErrorCode }[];
  readonly errorCounts: Readonly<Partial<Record<LogStreamErrorCode, number>>>;
  /** The last 40 states. */
  readonly states: readonly { readonly at: string; readonly state: StreamState }[];
  readonly sizes: {
    readonly rowsHeld: number;
    readonly rowsShown: number;
    /** Used heap of the page in MiB, where the browser tells. */
    readonly heapMiB: number | null;
    /** Of the tag, in CSS pixels. */
    readonly width: number;
    readonly height: number;
  };
  readonly page: PageFacts;
}

/** What matters of the page and the browser. */
export interface PageFacts {
  readonly browser: string;
  readonly language: string;
  readonly timeZone: string;
  readonly online: boolean;
  readonly visible: boolean;
  readonly secureContext: boolean;
  readonly inFrame: boolean;
  readonly trustedTypes: boolean;
  /** The search runs in the page, since its worker was refused. */
  readonly workerRefused: boolean;
  readonly devicePixelRatio: number;
  /** Minutes from UTC to the reader’s time, eastward. */
  readonly utcOffsetMinutes: number;
}

/** What a report is made of. */
export interface DiagnosticFacts {
  readonly nowMs: number;
  readonly state: StreamState;
  readonly stateSinceMs: number;
  readonly settings: GivenSettings;
  readonly health: LogStreamHealth;
  readonly history: StreamHistory;
  readonly sizes: LogStreamDiagnostics['sizes'];
  readonly page: Omit<PageFacts, 'workerRefused'>;
}

/** The settings as they are; what becomes of each is decided in here. */
export interface GivenSettings {
  readonly runId: string | undefined;
  readonly sessionToken: string | undefined;
  readonly tokenProvider: unknown;
  readonly supabaseUrl: string | undefined;
  readonly supabaseKey: string | undefined;
  readonly source: unknown;
  readonly columns: unknown;
  readonly query: string;
  readonly label: string | undefined;
  readonly table: string;
  /** Settings that cannot hold a secret: they were read into a closed set of values. */
  readonly checked: Readonly<Record<string, unknown>>;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const TABLE = /^[\w$]{1,63}(?:\.[\w$]{1,63})?$/;

/** The report on these facts. */
export function diagnosticsOf(facts: DiagnosticFacts): LogStreamDiagnostics {
  const { history, health } = facts;
  return {
    version: VERSION,
    at: iso(facts.nowMs),
    state: facts.state,
    stateSince: iso(facts.stateSinceMs),
    settings: settingsOf(facts.settings),
    health,
    errors: history.errors.map(({ atMs, code }) => ({ at: iso(atMs), code })),
    errorCounts: Object.fromEntries(history.errorCounts),
    states: history.states.map(({ atMs, state }) => ({ at: iso(atMs), state })),
    sizes: facts.sizes,
    page: { ...facts.page, workerRefused: history.errorCounts.has('search-unavailable') },
  };
}

/** The report as text to be pasted into a message. */
export function diagnosticsText(report: LogStreamDiagnostics): string {
  return JSON.stringify(report, null, 2);
}

function settingsOf(given: GivenSettings): LogStreamDiagnostics['settings'] {
  const { runId, table, query } = given;
  return {
    'run-id': runId === undefined ? null : UUID.test(runId) ? runId : 'not a uuid',
    'session-token': isGiven(given.sessionToken),
    'token-provider': isGiven(given.tokenProvider),
    'supabase-url': originOf(given.supabaseUrl),
    'supabase-key': isGiven(given.supabaseKey),
    source: isGiven(given.source),
    table: TABLE.test(table) ? table : 'not a name',
    columns: isGiven(given.columns),
    label: isGiven(given.label),
    'query-length': query.length,
    ...Object.fromEntries(
      Object.entries(given.checked).map(([name, value]) => [name, plainText(value)]),
    ),
  };
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** Where a project is, without what may stand around it: names, passwords, paths, questions. */
function originOf(url: string | undefined): string | null {
  if (url === undefined || url === '') return null;
  try {
    const { protocol, host } = new URL(url);
    return protocol === 'https:' || protocol === 'http:' ? `${protocol}//${host}` : 'not http(s)';
  } catch {
    return 'not a url';
  }
}

function plainText(value: unknown): string | number | boolean | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') {
    return value;
  }
  return JSON.stringify(value);
}

const iso = (ms: number): string => new Date(ms).toISOString();
