/** What forwarding takes from where it runs: time, chance, the network, and the end of the page. A test brings its own. */
import type { Clock } from '../core/clock.js';

/** The outside of a forwarder. */
export interface ForwardParts {
  readonly clock: Clock;
  readonly random: () => number;
  readonly fetch: typeof fetch;
  /** Calls `listener` when the page is hidden, and when it is put away; until the signal. */
  onLeave(listener: (isLast: boolean) => void, signal: AbortSignal): void;
}

/** The page, or a server, which has no end that could be heard. */
export const PAGE_PARTS: ForwardParts = {
  clock: {
    now: () => Date.now(),
    after(delayMs, action) {
      const timer = setTimeout(action, delayMs);
      return () => {
        clearTimeout(timer);
      };
    },
  },
  random: () => Math.random(),
  fetch: (input, init) => fetch(input, init),
  onLeave(listener, signal) {
    if (typeof window === 'undefined' || typeof document === 'undefined') return;
    const on = (target: EventTarget, type: string, heard: () => void): void =>
      target.addEventListener(type, heard, { signal, capture: true });
    // A page on a phone may never hear more than that it was hidden.
    on(document, 'visibilitychange', () => {
      if (document.visibilityState === 'hidden') listener(false);
    });
    on(window, 'pagehide', () => {
      listener(true);
    });
  },
};

/** A name for one forwarder, so that counts of two tags are not taken for one count that jumps. */
export function instanceName(random: () => number): string {
  const part = (): string =>
    Math.floor(random() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0');
  return `${part()}${part()}`;
}

/** Oftener would be noise. */
const LEAST_EVERY_MS = 1_000;

/** An interval that a page set, in milliseconds, whatever it is; 0 where it is to be none. */
export function paceMs(given: unknown, defaultMs: number): number {
  if (given === 0) return 0;
  const isTime = typeof given === 'number' && given > 0 && Number.isFinite(given);
  return isTime ? Math.max(LEAST_EVERY_MS, given) : defaultMs;
}

/** Runs `action` every `everyMs` until the signal. */
export function repeat(
  clock: Clock,
  everyMs: number,
  action: () => void,
  signal: AbortSignal,
): void {
  let cancel = (): void => undefined;
  const wait = (): void => {
    cancel = clock.after(everyMs, () => {
      wait();
      action();
    });
  };
  signal.addEventListener(
    'abort',
    () => {
      cancel();
    },
    { once: true },
  );
  wait();
}
