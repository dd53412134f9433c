/**
 * What a forwarder sees of a tag: its health, its alerts, and its run's id if the host wants that sent. Rows, texts
 * and tokens are not among it, so that none can get into what is sent.
 */
import type { LogStreamAlert } from '../observe/alert-watch.js';
import type { LogStreamHealth } from '../observe/health.js';

/** A `<meshhook-log-stream>`, as far as it is forwarded. */
export interface ForwardedStream extends EventTarget {
  readonly runId: string | undefined;
  health(): LogStreamHealth;
}

/** A reading, or `null` while the tag has not become the element yet, and while it shows no run. */
export function readHealth(stream: ForwardedStream): LogStreamHealth | null {
  try {
    const health = stream.health();
    return health.state === 'idle' && health.counts.requests === 0 ? null : health;
  } catch {
    return null;
  }
}

/** Calls `listener` for what this tag raises and clears, not for what tags within its slots do. */
export function onAlert(
  stream: ForwardedStream,
  listener: (alert: LogStreamAlert) => void,
  signal: AbortSignal,
): void {
  stream.addEventListener(
    'log-stream-alert',
    (event) => {
      const { alert } = event as Event & { readonly alert?: LogStreamAlert };
      if (event.target === stream && alert !== undefined) listener(alert);
    },
    { signal },
  );
}

/** A reading as it may be sent: what is named here and nothing else, whatever comes to be known besides. */
export function healthFacts(health: LogStreamHealth): LogStreamHealth {
  const { state, startedMs, counts, commitToPaintMs, lagRows, sinceLastRowMs, timeInStateMs } =
    health;
  return { state, startedMs, counts, commitToPaintMs, lagRows, sinceLastRowMs, timeInStateMs };
}

/** An alert as it may be sent. */
export function alertFacts({ name, active, value, threshold }: LogStreamAlert): LogStreamAlert {
  return { name, active, value, threshold };
}
