/** A viewer of the whole source: what it says, watched as in the other model. */
import { nextState } from '../../../src/core/stream-state.js';
import type { LogSink, LogSource, LogStream } from '../../../src/source/log-source.js';
import { RUN_ID } from '../../helpers/entries.js';
import type { FakeClock } from '../../helpers/fake-clock.js';
import { BrokenPromise } from '../broken-promise.js';
import { OutageOracle } from '../outage-oracle.js';
import { RowOracle } from '../row-oracle.js';
import type { RunTable } from '../run-table.js';

/** One open run. */
export class WireViewer {
  readonly rows: RowOracle;
  readonly stream: LogStream;
  readonly #outages = new OutageOracle();
  readonly #complain: (broken: BrokenPromise) => void;
  #state: ReturnType<typeof nextState> = 'idle';
  #isClosed = false;
  token: string;
  /** When the stream last went anywhere from “live”. */
  leftLiveAtMs: number | null = null;

  constructor(
    source: LogSource,
    parts: { table: RunTable; clock: FakeClock; misshapen: ReadonlySet<number>; token: string },
    complain: (broken: BrokenPromise) => void,
  ) {
    const { table, clock, misshapen, token } = parts;
    this.token = token;
    this.rows = new RowOracle(table, misshapen);
    this.#complain = complain;
    this.stream = source.open(RUN_ID, this.#sink(clock));
  }

  get state(): string {
    return this.#state;
  }

  setToken(token: string): void {
    this.token = token;
    this.stream.setToken(token);
  }

  close(): void {
    this.stream.close();
    this.#isClosed = true;
  }

  #sink(clock: FakeClock): LogSink {
    const say = (action: () => void): void => {
      try {
        if (this.#isClosed) throw new BrokenPromise('silence', 'something was said after the end');
        action();
      } catch (error) {
        if (!(error instanceof BrokenPromise)) throw error;
        this.#complain(error);
      }
    };
    return {
      append: (rows, origin) =>
        say(() => {
          this.rows.append(rows);
          this.#outages.append(rows, origin, clock.now());
        }),
      amend: (row) => say(() => this.#outages.amend(row)),
      prepend: (rows, reachedStart) => say(() => this.rows.prepend(rows, reachedStart)),
      transition: (event) =>
        say(() => {
          const previous = this.#state;
          this.#state = nextState(previous, event);
          if (this.#state === previous) return;
          if (previous === 'live') this.leftLiveAtMs = clock.now();
          this.#outages.enter(this.#state, previous);
        }),
      error: (error) =>
        say(() => {
          if (error.code !== 'source-failed') return;
          throw new BrokenPromise(
            'crash',
            error.cause instanceof Error ? `${error.cause.stack}` : 'source',
          );
        }),
      tokenNeeded: () => say(() => undefined),
      run: () => say(() => undefined),
      probe: { count: () => undefined },
    };
  }
}
