/**
 * Reads until it has an answer: a server that is away is asked again after a while, a token that is not accepted is
 * waited out until there is another. Only what asking again cannot mend is thrown.
 */
import { backoffMs, type BackoffBounds } from '../core/backoff.js';
import type { Clock } from '../core/clock.js';
import { LogStreamError, type LogStreamErrorCode } from '../core/errors.js';
import { RestError } from './rest-client.js';

/**
 * Half a second when the server blinks; half a minute between attempts when it is down, times many viewers. It grows
 * slowly: doubled, the wait that follows a fault of a few seconds would be longer than a row may take to the screen.
 */
const RETRY: BackoffBounds = { floorMs: 500, baseMs: 1_000, growth: 1.5, capMs: 30_000 };

/** What a reader says while it has no answer. */
export interface ReaderListener {
  /** A request failed and will be made again; said once for each outage. */
  onFailing(error: LogStreamError): void;
  /** The token was not accepted; reading goes on when `tokenReplaced` is called. */
  onTokenRefused(): void;
}

/** Makes requests until they are answered. */
export class PersistentReader {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #signal: AbortSignal;
  readonly #listener: ReaderListener;
  #tokenWaiters: (() => void)[] = [];
  /** Those who wait for a server to come back. */
  readonly #resting = new Set<() => void>();
  #tokenGeneration = 0;
  #isFailing = false;

  constructor(clock: Clock, random: () => number, signal: AbortSignal, listener: ReaderListener) {
    this.#clock = clock;
    this.#random = random;
    this.#signal = signal;
    this.#listener = listener;
  }

  /** True while the database does not answer. */
  get isFailing(): boolean {
    return this.#isFailing;
  }

  /** Lets requests that wait for another token go on. */
  tokenReplaced(): void {
    this.#tokenGeneration += 1;
    const waiters = this.#tokenWaiters;
    this.#tokenWaiters = [];
    for (const resume of waiters) resume();
  }

  /** Asks again at once whatever is being waited with: there is reason to think that the server can be reached. */
  hurry(): void {
    for (const resume of [...this.#resting]) resume();
  }

  /**
   * The answer to `request`, however many times it takes.
   *
   * @throws LogStreamError `history-refused` when asking again is useless; the signal's reason when it is aborted
   */
  async read<Answer>(request: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
    // Each request counts its own attempts: several at once would drive up the wait of all.
    for (let attempt = 0; ; attempt += 1) {
      this.#signal.throwIfAborted();
      const generation = this.#tokenGeneration;
      try {
        const answer = await request(this.#signal);
        this.#isFailing = false;
        return answer;
      } catch (cause) {
        this.#signal.throwIfAborted();
        await this.#recover(cause, generation, attempt);
      }
    }
  }

  /** Waits until asking again may help. */
  async #recover(cause: unknown, generation: number, attempt: number): Promise<void> {
    if (!(cause instanceof RestError)) throw new LogStreamError('source-failed', undefined, cause);
    if (cause.failure === 'refused') throw new LogStreamError('history-refused', cause.message);
    if (cause.failure === 'token') {
      // A token that was replaced while the request was under way has not been refused.
      if (generation !== this.#tokenGeneration) return;
      this.#listener.onTokenRefused();
      await this.#wait((resume) => this.#tokenWaiters.push(resume));
      return;
    }
    if (!this.#isFailing) {
      this.#listener.onFailing(new LogStreamError(CODES[cause.failure], cause.message));
    }
    this.#isFailing = true;
    const delayMs = backoffMs(attempt, this.#random(), RETRY);
    await this.#rest(Math.max(delayMs, cause.retryAfterMs ?? 0));
  }

  async #rest(delayMs: number): Promise<void> {
    let hurry = (): void => undefined;
    let cancel = (): void => undefined;
    try {
      await this.#wait((resume) => {
        hurry = resume;
        this.#resting.add(hurry);
        cancel = this.#clock.after(delayMs, resume);
      });
    } finally {
      this.#resting.delete(hurry);
      cancel();
    }
  }

  #wait(start: (resume: () => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const handleAbort = (): void => {
        reject(this.#signal.reason as Error);
      };
      this.#signal.addEventListener('abort', handleAbort, { once: true });
      start(() => {
        this.#signal.removeEventListener('abort', handleAbort);
        resolve();
      });
    });
  }
}

const CODES = {
  unreachable: 'history-unreachable',
  unreadable: 'history-unreadable',
} as const satisfies Record<string, LogStreamErrorCode>;
