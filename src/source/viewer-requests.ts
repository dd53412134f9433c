/**
 * Requests that a viewer waits for: each is made a few times, a token that is not accepted is waited out until there is
 * another, and then it fails where the viewer can see it, since nothing else depends on it.
 */
import { backoffMs, type BackoffBounds } from '../core/backoff.js';
import type { Clock } from '../core/clock.js';
import { LogStreamError } from '../core/errors.js';
import { RestError } from './rest-client.js';

/** The reader waits and watches: long enough for a server that blinks, and then a button is better than a spinner. */
const RETRY: BackoffBounds = { floorMs: 250, baseMs: 500, capMs: 2_000 };
const ATTEMPTS = 3;

/** What such requests stand on. */
export interface ViewerRequestsPorts {
  readonly clock: Clock;
  /** A number from 0 up to, not including, 1. */
  readonly random: () => number;
  /** Ends them all. */
  readonly signal: AbortSignal;
  readonly onTokenRefused: () => void;
}

/** Makes them. */
export class ViewerRequests {
  readonly #ports: ViewerRequestsPorts;
  #tokenWaiters: (() => void)[] = [];
  #tokenGeneration = 0;

  constructor(ports: ViewerRequestsPorts) {
    this.#ports = ports;
  }

  /** Lets those that wait for another token go on. */
  tokenReplaced(): void {
    this.#tokenGeneration += 1;
    const waiters = this.#tokenWaiters;
    this.#tokenWaiters = [];
    for (const resume of waiters) resume();
  }

  /**
   * The answer to `request`.
   *
   * @throws LogStreamError when it fails for good; the signal's reason when it is aborted
   */
  async ask<Answer>(
    request: (signal: AbortSignal) => Promise<Answer>,
    signal: AbortSignal,
  ): Promise<Answer> {
    const either = AbortSignal.any([signal, this.#ports.signal]);
    for (let attempt = 1; ; attempt += 1) {
      either.throwIfAborted();
      const generation = this.#tokenGeneration;
      try {
        return await request(either);
      } catch (cause) {
        either.throwIfAborted();
        if (!(cause instanceof RestError)) {
          throw new LogStreamError('source-failed', undefined, cause);
        }
        if (cause.failure === 'token') await this.#untilToken(generation, either);
        else if (cause.failure === 'refused' || attempt >= ATTEMPTS) throw failureOf(cause);
        else await this.#rest(attempt, cause.retryAfterMs ?? 0, either);
      }
    }
  }

  async #untilToken(generation: number, signal: AbortSignal): Promise<void> {
    // A token that was replaced while the request was under way has not been refused.
    if (generation !== this.#tokenGeneration) return;
    this.#ports.onTokenRefused();
    await untilEither(signal, (resume) => {
      this.#tokenWaiters.push(resume);
    });
  }

  async #rest(attempt: number, leastMs: number, signal: AbortSignal): Promise<void> {
    const delayMs = backoffMs(attempt - 1, this.#ports.random(), RETRY);
    let cancel = (): void => undefined;
    try {
      await untilEither(signal, (resume) => {
        cancel = this.#ports.clock.after(Math.max(delayMs, leastMs), resume);
      });
    } finally {
      cancel();
    }
  }
}

function failureOf({ failure, message }: RestError): LogStreamError {
  if (failure === 'refused') return new LogStreamError('history-refused', message);
  const code = failure === 'unreadable' ? 'history-unreadable' : 'history-unreachable';
  return new LogStreamError(code, message);
}

/** Resolves when it is told to, rejects when the signal is aborted. */
function untilEither(signal: AbortSignal, start: (resume: () => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const handleAbort = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', handleAbort, { once: true });
    start(() => {
      signal.removeEventListener('abort', handleAbort);
      resolve();
    });
  });
}
