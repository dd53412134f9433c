/** Writes what a tag says of itself to the console: its states, errors and alerts, and its health where wanted. */
/* eslint-disable no-console -- the console is what this is for */
import { PAGE_PARTS, paceMs, repeat, type ForwardParts } from './forward-parts.js';
import {
  alertFacts,
  healthFacts,
  onAlert,
  readHealth,
  type ForwardedStream,
} from './forwarded-stream.js';

/** What is written. */
export interface ConsoleOptions {
  /** Milliseconds between readings of the health, 1,000 or more; 0 for none. Default: 60,000. */
  readonly healthEveryMs?: number;
  /** Whether the id of the run goes along. Default: false. */
  readonly includeRunId?: boolean;
}

/** What the events that are written tell. */
interface Told {
  readonly state?: string;
  readonly previous?: string;
  readonly error?: { readonly code: string; readonly remedy: string };
}

const DEFAULT_EVERY_MS = 60_000;

/**
 * Writes alerts as warnings, states as information, health for debugging. Of errors the code and the remedy, since what
 * is particular to one may come from a server.
 *
 * @returns a function that ends it
 */
export function forwardToConsole(
  stream: ForwardedStream,
  options: ConsoleOptions = {},
  parts: ForwardParts = PAGE_PARTS,
): () => void {
  const life = new AbortController();
  const { signal } = life;
  const head = (): string => {
    const { runId } = stream;
    return options.includeRunId === true && runId !== undefined
      ? `meshhook-log-stream ${runId}:`
      : 'meshhook-log-stream:';
  };
  const on = (type: string, write: (told: Told) => void): void => {
    stream.addEventListener(
      type,
      (event) => {
        if (event.target === stream) write(event as Event & Told);
      },
      { signal },
    );
  };
  onAlert(
    stream,
    (alert) => {
      if (alert.active) console.warn(head(), 'alert', alertFacts(alert));
      else console.info(head(), 'alert is over', alertFacts(alert));
    },
    signal,
  );
  on('log-stream-state', ({ state = '', previous = '' }) => {
    console.info(head(), `${previous} → ${state}`);
  });
  on('log-stream-error', ({ error }) => {
    if (error !== undefined) console.warn(head(), error.code, error.remedy);
  });
  const everyMs = paceMs(options.healthEveryMs, DEFAULT_EVERY_MS);
  if (everyMs > 0) {
    repeat(
      parts.clock,
      everyMs,
      () => {
        const health = readHealth(stream);
        if (health !== null) console.debug(head(), 'health', healthFacts(health));
      },
      signal,
    );
  }
  return () => {
    life.abort();
  };
}
