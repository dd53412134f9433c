/** Asks a server that is away again and again, for as long as somebody is ready to wait, and says that it does. */
import { backoffMs, type BackoffBounds } from '../core/backoff.js';
import type { Clock } from '../core/clock.js';
import { LogStreamError } from '../core/errors.js';

/** What waiting stands on. */
export interface PatientPorts {
  readonly clock: Clock;
  /** A number from 0 up to, not including, 1. */
  readonly random: () => number;
  /** The server is away, and is asked again (`true`), or it answers again. */
  onWaiting(isWaiting: boolean): void;
}

/** How often may be asked again. */
export interface Patience {
  retries: number;
}

const RETRY: BackoffBounds = { floorMs: 1_000, baseMs: 2_000, capMs: 20_000 };

/** A server that has been away for about three minutes in one go is not waited for any longer. */
export const RETRIES = 14;

/**
 * The answer, however often that has to be asked for.
 *
 * @throws what was thrown last when patience is at its end, or asking again is useless; the signal's reason when aborted
 */
export async function patiently<Answer>(
  ask: () => Promise<Answer>,
  ports: PatientPorts,
  patience: Patience,
  signal: AbortSignal,
): Promise<Answer> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const answer = await orAborted(ask(), signal);
      if (attempt > 0) ports.onWaiting(false);
      return answer;
    } catch (error) {
      signal.throwIfAborted();
      const passes = error instanceof LogStreamError && error.code === 'history-unreachable';
      if (!passes || attempt >= patience.retries) {
        ports.onWaiting(false);
        throw error;
      }
      ports.onWaiting(true);
      await rest(backoffMs(attempt, ports.random(), RETRY), ports.clock, signal);
    }
  }
}

/** The answer, or the signal's reason at once: a source of the page's own making may not listen to the signal. */
function orAborted<Answer>(answer: Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const handleAbort = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', handleAbort, { once: true });
    void answer.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', handleAbort);
    });
  });
}

/** Waits; rejects with the signal's reason when it is aborted. */
function rest(delayMs: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const handleAbort = (): void => {
      cancel();
      reject(signal.reason as Error);
    };
    const cancel = clock.after(delayMs, () => {
      signal.removeEventListener('abort', handleAbort);
      resolve();
    });
    signal.addEventListener('abort', handleAbort, { once: true });
  });
}
