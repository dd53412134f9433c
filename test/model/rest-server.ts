/** The database's door as one viewer sees it: slow, away, answering in HTML, capping pages, hiding what is not his. */
import type { LogEntry } from '../../src/core/log-entry.js';
import type { HistoryFeed, HistoryPage } from '../../src/source/history-feed.js';
import type { RunInfo } from '../../src/source/log-source.js';
import { RestError } from '../../src/source/rest-client.js';
import type { FakeClock } from '../helpers/fake-clock.js';
import { BrokenPromise } from './broken-promise.js';
import type { Machine } from './machine.js';
import type { RunTable } from './run-table.js';
import type { TokenOffice } from './tokens.js';

/** As the engine's own limit: what is not answered by then is not waited for. */
const REQUEST_LIMIT_MS = 10_000;

/** Requests in ten seconds that no honest reader makes, be it with pages of one row: somebody turns in a circle. */
const BURST = { most: 400, windowMs: 10_000 };

/** What every viewer's requests have in common. */
export interface RestState {
  how: 'fine' | 'away' | 'busy' | 'html' | 'refused';
  askMs: number;
  answerMs: number;
  cap: number;
}

/** What a viewer's door stands on. */
export interface RestPorts {
  readonly state: RestState;
  readonly table: RunTable;
  readonly tokens: TokenOffice;
  readonly clock: FakeClock;
  readonly machine: Machine;
  readonly random: () => number;
  readonly complain: (broken: BrokenPromise) => void;
}

/** PostgREST, in short. */
export class RestServer implements HistoryFeed {
  readonly #ports: RestPorts;
  #token: string | null = null;
  #burst = 0;
  #burstMs = 0;
  requests = 0;
  /** Tokens that it did not accept. */
  readonly refused = new Set<string>();

  constructor(ports: RestPorts) {
    this.#ports = ports;
  }

  useToken(token: string): void {
    this.#token = token;
  }

  after(from: number, to: number | null, signal: AbortSignal): Promise<HistoryPage> {
    return this.#ask(signal, (rows) => {
      const found = rows.filter((row) => row.seq >= from && row.seq <= (to ?? Infinity));
      return { entries: found.slice(0, this.#ports.state.cap), unplaceable: 0 };
    });
  }

  before(before: number | null, limit: number, signal: AbortSignal): Promise<HistoryPage> {
    return this.#ask(signal, (rows) => {
      const found = rows.filter((row) => row.seq < (before ?? Infinity));
      return { entries: found.slice(-Math.min(limit, this.#ports.state.cap)), unplaceable: 0 };
    });
  }

  cursor(signal: AbortSignal): Promise<RunInfo | null> {
    const { table } = this.#ports;
    return this.#ask(signal, (_, isVisible) =>
      isVisible ? { status: table.status, lastSeq: table.lastSeq } : null,
    );
  }

  #ask<Answer>(
    signal: AbortSignal,
    read: (rows: readonly LogEntry[], isVisible: boolean) => Answer,
  ): Promise<Answer> {
    const { state, machine, random } = this.#ports;
    const token = this.#token;
    this.#count();
    const askMs = Math.round(state.askMs * random());
    const answerMs = Math.round(state.answerMs * random());
    return new Promise((resolve, reject) => {
      const handleAbort = (): void => reject(signal.reason as Error);
      signal.addEventListener('abort', handleAbort, { once: true });
      const settle = (answer: () => Answer): void => {
        signal.removeEventListener('abort', handleAbort);
        try {
          resolve(answer());
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      this.#wait(askMs, () => {
        const evaluated = attempt(() => this.#evaluate(token, read));
        this.#wait(answerMs, () => {
          const isLate = askMs + answerMs > REQUEST_LIMIT_MS;
          machine.run(() => {
            settle(isLate ? fail(new RestError('unreachable', 'no answer in time')) : evaluated);
          });
        });
      });
    });
  }

  #wait(delayMs: number, action: () => void): void {
    if (delayMs === 0) queueMicrotask(action);
    else this.#ports.clock.after(Math.min(delayMs, REQUEST_LIMIT_MS), action);
  }

  #evaluate<Answer>(
    token: string | null,
    read: (rows: readonly LogEntry[], isVisible: boolean) => Answer,
  ): Answer {
    const { state, table, tokens, clock, machine } = this.#ports;
    if (machine.isOffline || state.how === 'away') throw new RestError('unreachable', 'model');
    if (state.how === 'busy') throw new RestError('unreachable', 'HTTP 503', 2_000);
    if (state.how === 'html') throw new RestError('unreadable', 'HTTP 200');
    if (!tokens.isGoodForRest(token, clock.now())) {
      if (token !== null) this.refused.add(token);
      throw new RestError('token', 'HTTP 401');
    }
    if (state.how === 'refused') throw new RestError('refused', 'HTTP 404');
    const isVisible = !table.isHidden && token !== null && tokens.maySee(token);
    return read(isVisible ? table.rows : [], isVisible);
  }

  #count(): void {
    const nowMs = this.#ports.clock.now();
    this.requests += 1;
    if (nowMs - this.#burstMs > BURST.windowMs) {
      this.#burstMs = nowMs;
      this.#burst = 0;
    }
    this.#burst += 1;
    if (this.#burst <= BURST.most) return;
    const broken = new BrokenPromise('requests', `${this.#burst} requests in ten seconds`);
    this.#ports.complain(broken);
    throw broken;
  }
}

function attempt<Answer>(action: () => Answer): () => Answer {
  try {
    const answer = action();
    return () => answer;
  } catch (error) {
    return fail(error as Error);
  }
}

function fail(error: Error): () => never {
  return () => {
    throw error;
  };
}
