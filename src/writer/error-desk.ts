/**
 * Where errors go: to the host, or to standard error. Errors that come by the thousand are told once a second, with
 * their sum. A host's callback that throws does not reach the worker.
 */
import type { Clock } from '../core/clock.js';
import { hostProcess } from './host-process.js';
import {
  LogWriterError,
  type LogWriterErrorCode,
  type LogWriterErrorContext,
} from './writer-error.js';

/** Of errors of one code, at most one is told in this time, in milliseconds. Less would flood a host's own log. */
const QUIET_MS = 1_000;

type Listener = (error: LogWriterError, dropped: readonly string[]) => void;

export class ErrorDesk {
  readonly #listener: Listener;
  readonly #clock: Clock;
  /** Codes that were told just now, and how many rows have come since. */
  readonly #held = new Map<
    LogWriterErrorCode,
    { context: LogWriterErrorContext; rows: number; times: number }
  >();
  readonly #cancels = new Set<() => void>();

  constructor(listener: Listener | undefined, clock: Clock) {
    this.#listener = listener ?? toStandardError;
    this.#clock = clock;
  }

  /** Tells at once. */
  tell(
    code: LogWriterErrorCode,
    context: LogWriterErrorContext = {},
    dropped: readonly string[] = [],
  ): void {
    const error = new LogWriterError(code, context);
    try {
      this.#listener(error, dropped);
    } catch {
      if (this.#listener !== toStandardError) toStandardError(error);
    }
  }

  /** Tells at once, unless the same was told within the last second: then with all the others at its end. */
  tellOften(code: LogWriterErrorCode, context: LogWriterErrorContext): void {
    const held = this.#held.get(code);
    if (held !== undefined) {
      held.context = context;
      held.rows += context.rows ?? 0;
      held.times += 1;
      return;
    }
    this.#held.set(code, { context, rows: 0, times: 0 });
    this.tell(code, context);
    const cancel = this.#clock.after(QUIET_MS, () => {
      this.#cancels.delete(cancel);
      this.#release(code);
    });
    this.#cancels.add(cancel);
  }

  /** Tells what is held back, now. */
  flush(): void {
    for (const cancel of this.#cancels) cancel();
    this.#cancels.clear();
    for (const [code, held] of [...this.#held]) {
      this.#held.delete(code);
      if (held.times > 0) this.tell(code, { ...held.context, rows: held.rows });
    }
  }

  #release(code: LogWriterErrorCode): void {
    const held = this.#held.get(code);
    this.#held.delete(code);
    if (held === undefined || held.times === 0) return;
    this.tellOften(code, { ...held.context, rows: held.rows });
  }
}

/** What becomes of errors that the host has no ear for. */
export function toStandardError(error: LogWriterError): void {
  hostProcess()?.stderr?.write(
    `log-stream writer: ${error.code}: ${error.message} ${error.remedy}\n`,
  );
}
