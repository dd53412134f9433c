/**
 * Time that runs faster, for what waits by the platform's own timers: the client library's heartbeats, time-outs and
 * reconnects. Timers of others keep their pace; what is measured is measured by this clock.
 */
import type { Clock } from '../../src/core/clock.js';
import { quietly } from './quiet-timers.js';

/** A hurried clock. */
export interface FastTime extends Clock {
  /** From now on time runs so many times as fast; timers that are running keep their pace. */
  run(factor: number): void;
  /** Gives the platform its own timers back. */
  stop(): void;
}

/** Whether the client library is setting the timer: nothing else tells its timers from those of requests. */
const isOfLibrary = (): boolean =>
  /@supabase[\\/](phoenix|realtime-js)/.test(new Error().stack ?? '');

/** Lets time run `factor` times as fast, until stopped. One at a time. */
export function startFastTime(factor: number): FastTime {
  const platformTimeout = globalThis.setTimeout;
  let pace = factor;
  let sinceMs = Date.now();
  let sinceTick = performance.now();
  const now = (): number => sinceMs + (performance.now() - sinceTick) * pace;
  const hurried = (action: (...args: unknown[]) => void, delayMs = 0, ...args: unknown[]) =>
    platformTimeout(action, isOfLibrary() ? delayMs / pace : delayMs, ...args);
  globalThis.setTimeout = Object.assign(hurried, platformTimeout) as typeof setTimeout;
  return {
    now,
    after: (delayMs, action) => {
      const timer = platformTimeout(() => quietly(action), delayMs / pace);
      return () => {
        clearTimeout(timer);
      };
    },
    run: (next) => {
      sinceMs = now();
      sinceTick = performance.now();
      pace = next;
    },
    stop: () => {
      globalThis.setTimeout = platformTimeout;
    },
  };
}
