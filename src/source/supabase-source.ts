/**
 * A run's log in a Supabase project: PostgREST for history, Realtime for what is new. It puts the parts together;
 * what they do is in their own files. It makes no connection before it is opened.
 */
import type { Clock } from '../core/clock.js';
import type { LogColumns } from '../core/columns.js';
import { Delivery } from './delivery.js';
import { RestHistoryFeed } from './history-feed.js';
import type { LogSink, LogSource, LogStream } from './log-source.js';
import { RealtimeFeed, type RealtimeEndpoint } from './realtime-feed.js';
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
  readonly webSocket?: RealtimeEndpoint['webSocket'];
  /** Default: the platform's. */
  readonly fetch?: typeof fetch;
  /** Default: the system's. */
  readonly clock?: Clock;
  /** A number from 0 up to, not including, 1. Default: `Math.random`. */
  readonly random?: () => number;
}

/** Rows of a Supabase project. */
export class SupabaseLogSource implements LogSource {
  readonly #options: SupabaseLogSourceOptions;

  constructor(options: SupabaseLogSourceOptions) {
    this.#options = options;
  }

  open(runId: string, sink: LogSink): LogStream {
    const { url, key, token, transport = 'auto', table = 'logs', columns } = this.#options;
    const { webSocket, fetch, clock = SYSTEM_CLOCK, random = Math.random } = this.#options;
    const rest = new RestClient({ url, key, ...(fetch === undefined ? {} : { fetch }) });
    const history = new RestHistoryFeed(
      rest,
      { runId, table, ...(columns === undefined ? {} : { columns }) },
      sink.probe,
    );
    const endpoint = { url, key, clock, random, ...(webSocket === undefined ? {} : { webSocket }) };
    return new Delivery(
      {
        runId,
        history,
        live:
          transport === 'polling' || transport === 'postgres-changes'
            ? null
            : (listener, liveToken) => new RealtimeFeed(endpoint, runId, liveToken, listener),
        useToken: (newest) => {
          rest.setToken(newest);
        },
        clock,
        random,
      },
      sink,
      token,
    );
  }
}
