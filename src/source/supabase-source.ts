/**
 * A run's log in a Supabase project: PostgREST for history, Realtime for what is new. It puts the parts together;
 * what they do is in their own files. It makes no connection before it is opened.
 */
import type { Clock } from '../core/clock.js';
import type { LogColumns } from '../core/columns.js';
import { Delivery, type LiveMeans } from './delivery.js';
import { RestHistoryFeed } from './history-feed.js';
import { readLogsMessage, readRunMessage } from './live-message.js';
import type { LogSink, LogSource, LogStream } from './log-source.js';
import { pageSignals, type PageSignals } from './page-signals.js';
import { broadcastPlan } from './realtime/channel-plan.js';
import type { RealtimePlatform } from './realtime/realtime-connection.js';
import { RealtimeFeed } from './realtime/realtime-feed.js';
import { PAGE_POOL, RealtimePool } from './realtime/realtime-pool.js';
import { RestClient } from './rest-client.js';
import { SYSTEM_CLOCK } from './system-clock.js';

/** How new rows reach the page: `auto` is broadcast, and polling where that cannot be had. */
export type Transport = 'auto' | 'broadcast' | 'postgres-changes' | 'polling';

/** Every transport, in the order of the documentation. */
export const TRANSPORTS: readonly Transport[] = [
  'auto',
  'broadcast',
  'postgres-changes',
  'polling',
];

/** A message from the database takes a few milliseconds; a few hundred, when everything is busy. */
const BROADCAST_IN_FLIGHT_MS = 300;

/** What a Supabase source needs. */
export interface SupabaseLogSourceOptions {
  /** Project URL, as in `https://xyz.supabase.co`. */
  readonly url: string;
  /** Publishable key. */
  readonly key: string;
  /** The viewer's JWT. Without one the stream asks for it. */
  readonly token?: string;
  /** Default: `auto`. */
  readonly transport?: Transport;
  /** Table or view that holds the rows. Default: `logs`. */
  readonly table?: string;
  /** Names of its columns. Default: as in the migrations. */
  readonly columns?: LogColumns;
  /** For platforms without a global WebSocket (Node before 22). */
  readonly webSocket?: RealtimePlatform['webSocket'];
  /** Default: the platform's. */
  readonly fetch?: typeof fetch;
  /** Default: the system's. */
  readonly clock?: Clock;
  /** A number from 0 up to, not including, 1. Default: `Math.random`. */
  readonly random?: () => number;
  /** Default: the page that this runs in, if there is one. */
  readonly page?: PageSignals;
}

/** Rows of a Supabase project. */
export class SupabaseLogSource implements LogSource {
  readonly #options: SupabaseLogSourceOptions;
  readonly #pool: RealtimePool;

  constructor(options: SupabaseLogSourceOptions) {
    const { webSocket, clock, random } = options;
    this.#options = options;
    const isOfThePage = webSocket === undefined && clock === undefined && random === undefined;
    this.#pool = isOfThePage
      ? PAGE_POOL
      : new RealtimePool({
          clock: clock ?? SYSTEM_CLOCK,
          random: random ?? Math.random,
          webSocket,
        });
  }

  open(runId: string, sink: LogSink): LogStream {
    const { url, key, token, transport = 'auto', table = 'logs', columns } = this.#options;
    const { fetch, clock = SYSTEM_CLOCK, random = Math.random } = this.#options;
    const rest = new RestClient({ url, key, ...(fetch === undefined ? {} : { fetch }) });
    const history = new RestHistoryFeed(
      rest,
      { runId, table, ...(columns === undefined ? {} : { columns }) },
      sink.probe,
    );
    const pool = this.#pool;
    const plan = broadcastPlan(runId);
    const live: LiveMeans = {
      make: (listener, liveToken) =>
        new RealtimeFeed(pool, { url, key }, plan, liveToken, listener),
      read: (event, payload) =>
        event === 'logs' ? readLogsMessage(payload, runId) : readRunMessage(payload, runId),
      inFlightMs: BROADCAST_IN_FLIGHT_MS,
    };
    const polls = transport === 'polling' || transport === 'postgres-changes';
    const useToken = (newest: string): void => rest.setToken(newest);
    const page = this.#options.page ?? pageSignals();
    const ports = { history, live: polls ? null : live, useToken, page, clock, random };
    return new Delivery(ports, sink, token);
  }
}
