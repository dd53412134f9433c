/**
 * A run's log in a Supabase project: PostgREST for history, Realtime for what is new. It puts the parts together;
 * what they do is in their own files. It makes no connection before it is opened.
 */
import type { Clock } from '../core/clock.js';
import { DEFAULT_COLUMNS, type LogColumns } from '../core/columns.js';
import { Delivery } from './delivery.js';
import type { LiveListener } from './live-feed.js';
import type { LogSink, LogSource, LogStream } from './log-source.js';
import { pageSignals, type PageSignals } from './page-signals.js';
import type { RealtimePlatform } from './realtime/realtime-connection.js';
import { RealtimeFeed } from './realtime/realtime-feed.js';
import { PAGE_POOL, RealtimePool } from './realtime/realtime-pool.js';
import { RestClient } from './rest-client.js';
import { SYSTEM_CLOCK } from './system-clock.js';
import { chooseWay, DEFAULT_TABLE, type Transport } from './transport.js';

export { TRANSPORTS, type Transport } from './transport.js';

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
  /** Table or view that holds the rows, as in `logs` (default) or `audit.logs`. */
  readonly table?: string;
  /** Names of its columns, where they are others than in the migrations. */
  readonly columns?: Partial<LogColumns>;
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

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

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

  open(run: string, sink: LogSink): LogStream {
    // Topics, messages and filters are compared as text, and this is how the database writes a uuid.
    const runId = UUID.test(run) ? run.toLowerCase() : run;
    const { url, key, token, transport = 'auto', table = DEFAULT_TABLE, columns } = this.#options;
    const { fetch, clock = SYSTEM_CLOCK, random = Math.random } = this.#options;
    const rest = new RestClient({ url, key, ...(fetch === undefined ? {} : { fetch }) });
    const way = chooseWay(transport, rest, {
      runId,
      table,
      columns: { ...DEFAULT_COLUMNS, ...columns },
      probe: sink.probe,
      clock,
    });
    const pool = this.#pool;
    const { history, finder, searcher, live } = way;
    const page = this.#options.page ?? pageSignals();
    const ports = {
      history,
      ...(finder === undefined ? {} : { finder }),
      ...(searcher === undefined ? {} : { searcher }),
      live:
        live === null
          ? null
          : {
              ...live,
              make: (listener: LiveListener, liveToken: string) =>
                new RealtimeFeed(pool, { url, key }, live.plan, liveToken, listener),
            },
      useToken: (newest: string): void => rest.setToken(newest),
      page,
      clock,
      random,
    };
    return new Delivery(ports, sink, token);
  }
}
