/** The real engine over a plain table that is a model, with a live path that a test can break. */
import { DEFAULT_COLUMNS } from '../../src/core/columns.js';
import { Delivery } from '../../src/source/delivery.js';
import type { LiveListener } from '../../src/source/live-feed.js';
import { NumberedHistoryFeed } from '../../src/source/numbered-history-feed.js';
import { RestClient } from '../../src/source/rest-client.js';
import { RunTable } from '../../src/source/run-table.js';
import { RUN_ID } from './entries.js';
import type { FakeClock } from './fake-clock.js';
import { ModelLive, ModelPage } from './model-run.js';
import type { PlainTable } from './plain-table.js';
import { RecordingSink } from './recording-sink.js';

/** One viewer, its engine and what it was told. */
export class NumberedViewer {
  readonly sink = new RecordingSink();
  readonly page = new ModelPage();
  readonly delivery: Delivery;
  #live: ModelLive | null = null;

  constructor(
    table: PlainTable,
    clock: FakeClock,
    options: { random?: () => number; polls?: boolean; rememberedRowsMax?: number } = {},
  ) {
    const rest = new RestClient({
      url: 'http://plain.test',
      key: 'key',
      fetch: table.fetch,
    });
    const columns = { ...DEFAULT_COLUMNS, seq: null, nodeId: null, fields: null };
    const run = { runId: RUN_ID, table: 'lines', columns };
    const history = new NumberedHistoryFeed(
      new RunTable(rest, run, this.sink.probe),
      clock,
      options.rememberedRowsMax,
    );
    const live = {
      make: (listener: LiveListener, token: string) => {
        this.#live = new ModelLive(listener, token);
        return this.#live;
      },
      read: (_event: string, change: unknown) => history.readLive(change),
      inFlightMs: 3_000,
    };
    this.delivery = new Delivery(
      {
        history,
        live: options.polls === true ? null : live,
        page: this.page,
        useToken: () => undefined,
        clock,
        random: options.random ?? (() => 0.5),
      },
      this.sink,
      'first-token',
    );
  }

  /** The newest live path. */
  get live(): ModelLive {
    if (this.#live === null) throw new Error('no live path was made');
    return this.#live;
  }

  /** Hands a message over, unless nobody listens. */
  hear(change: object): void {
    if (this.#live?.isOpen === true) this.#live.listener.onMessage('insert', change);
  }
}
