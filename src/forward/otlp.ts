/** Sends a tag's health as OpenTelemetry metrics, over OTLP/HTTP with JSON, to a collector that the page names. */
import type { AlertName } from '../core/alert-thresholds.js';
import { Delivery, isReceiver } from './delivery.js';
import { ForwardError, guardedReport } from './forward-error.js';
import { instanceName, PAGE_PARTS, paceMs, repeat, type ForwardParts } from './forward-parts.js';
import { healthFacts, onAlert, readHealth, type ForwardedStream } from './forwarded-stream.js';
import { otlpRequest, type OtlpResource } from './otlp-metrics.js';

/** How a tag's metrics are sent. */
export interface OtlpOptions {
  /** The whole address, as in `https://collector.example.com/v1/metrics`. */
  readonly url: string;
  /** Sent with every request, as in `{ authorization: … }`. Whoever reads the page can read them. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Attributes of the resource. Default: `service.name` and a `service.instance.id` of each forwarder's own. */
  readonly resource?: OtlpResource;
  /** Milliseconds from one reading to the next, 1,000 or more. Default: 30,000. */
  readonly everyMs?: number;
  /** Whether the id of the run goes along, as the attribute `meshhook.run_id`. Default: false. */
  readonly includeRunId?: boolean;
  /** Told of what goes wrong. Default: the console is, once for each code. */
  readonly onError?: (error: ForwardError) => void;
}

const DEFAULT_EVERY_MS = 30_000;

/** Readings that may wait: at the default pace ten minutes of a collector that is away. Counts lose nothing beyond. */
const CAPACITY = 20;

/** As the protocol has it; anything else will not become better by being sent again. */
const PASSING = [429, 502, 503, 504];

/**
 * Sends metrics of `stream` to a collector, every `everyMs` and when the page is hidden or left.
 *
 * @returns a function that sends a last reading and ends it
 */
export function forwardToOtlp(
  stream: ForwardedStream,
  options: OtlpOptions,
  parts: ForwardParts = PAGE_PARTS,
): () => void {
  const onError = guardedReport(options.onError);
  if (!isReceiver(options.url)) {
    onError(new ForwardError('url-invalid'));
    return () => undefined;
  }
  const { clock } = parts;
  const delivery = new Delivery({
    url: options.url,
    headers: { ...options.headers },
    capacity: CAPACITY,
    isPassing: (status) => PASSING.includes(status),
    parts,
    onError,
  });
  const resource = {
    'service.name': 'meshhook-log-stream',
    'service.instance.id': instanceName(parts.random),
    ...options.resource,
  };
  const alertsSinceMs = clock.now();
  const active = new Set<AlertName>();
  const raised = new Map<AlertName, number>();
  let startedMs: number | null = null;
  const life = new AbortController();
  const { signal } = life;

  const send = (): void => {
    const health = readHealth(stream);
    if (health === null) return;
    // Another run: what was wrong with the last one is not wrong with this one, and nobody clears it.
    if (startedMs !== health.startedMs && startedMs !== null) active.clear();
    startedMs = health.startedMs;
    const runId = options.includeRunId === true ? (stream.runId ?? null) : null;
    try {
      const reading = { atMs: clock.now(), alertsSinceMs, active, raised, runId, resource };
      delivery.send(JSON.stringify(otlpRequest({ ...reading, health: healthFacts(health) })));
    } catch {
      onError(new ForwardError('body-invalid'));
    }
  };
  onAlert(
    stream,
    (alert) => {
      if (!alert.active) active.delete(alert.name);
      else {
        active.add(alert.name);
        raised.set(alert.name, (raised.get(alert.name) ?? 0) + 1);
      }
    },
    signal,
  );
  const everyMs = paceMs(options.everyMs, DEFAULT_EVERY_MS);
  repeat(clock, everyMs || DEFAULT_EVERY_MS, send, signal);
  parts.onLeave((isLast) => {
    send();
    if (isLast) delivery.flush(true);
  }, signal);
  return () => {
    if (signal.aborted) return;
    life.abort();
    send();
    delivery.end(true);
  };
}
