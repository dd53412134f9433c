/** Timers and time of the whole process on one clock that a test moves: supabase-js knows no others than the globals. */
import type { FakeClock } from '../../helpers/fake-clock.js';

const REAL = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  now: Date.now,
  timeout: AbortSignal.timeout.bind(AbortSignal),
};

class VirtualTimer {
  readonly #cancel: () => void;

  constructor(cancel: () => void) {
    this.#cancel = cancel;
  }

  cancel(): void {
    this.#cancel();
  }

  unref(): this {
    return this;
  }

  ref(): this {
    return this;
  }
}

/** Puts the process on this clock until the returned function is called. */
export function useVirtualTime(clock: FakeClock): () => void {
  const after = (action: (...args: unknown[]) => void, delayMs = 0, ...args: unknown[]): unknown =>
    new VirtualTimer(clock.after(Math.max(0, delayMs), () => action(...args)));
  const every = (action: () => void, delayMs = 0): unknown => {
    let cancel = (): void => undefined;
    const next = (): void => {
      cancel = clock.after(Math.max(1, delayMs), () => {
        next();
        action();
      });
    };
    next();
    return new VirtualTimer(() => cancel());
  };
  const clear = (timer: unknown): void => {
    if (timer instanceof VirtualTimer) timer.cancel();
  };
  const timeout = (delayMs: number): AbortSignal => {
    const controller = new AbortController();
    clock.after(delayMs, () => controller.abort(new DOMException('late', 'TimeoutError')));
    return controller.signal;
  };
  Object.assign(globalThis, {
    setTimeout: after,
    clearTimeout: clear,
    setInterval: every,
    clearInterval: clear,
  });
  Date.now = () => clock.now();
  AbortSignal.timeout = timeout;
  return () => {
    const { now, timeout: realTimeout, ...timers } = REAL;
    Object.assign(globalThis, timers);
    Date.now = now;
    AbortSignal.timeout = realTimeout;
  };
}
