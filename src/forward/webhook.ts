/** Posts a tag's alerts, and its health where wanted, to an address that the page names, as JSON that a person can read. */
import { VERSION } from '../core/version.js';
import type { LogStreamAlert } from '../observe/alert-watch.js';
import type { LogStreamHealth } from '../observe/health.js';
import { Delivery, isReceiver } from './delivery.js';
import { ForwardError, guardedReport } from './forward-error.js';
import { instanceName, PAGE_PARTS, paceMs, repeat, type ForwardParts } from './forward-parts.js';
import {
  alertFacts,
  healthFacts,
  onAlert,
  readHealth,
  type ForwardedStream,
} from './forwarded-stream.js';

/** What is posted: one message a request. */
export interface WebhookMessage {
  readonly type: 'log-stream-alert' | 'log-stream-health';
  /** When it was, ISO 8601. */
  readonly at: string;
  /** Counts up from 1 within an instance: a message may come twice, when an answer was lost. */
  readonly number: number;
  /** Another one for every forwarder. */
  readonly instance: string;
  readonly version: string;
  /** Only where the host asked for it. */
  readonly runId?: string;
  readonly alert?: LogStreamAlert;
  readonly health: LogStreamHealth | null;
}

/** How alerts are posted. */
export interface WebhookOptions {
  readonly url: string;
  /** Sent with every request. Whoever reads the page can read them. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds between messages with the health alone, 1,000 or more; 0 for none. Default: 0. */
  readonly healthEveryMs?: number;
  /** Whether the id of the run goes along. Default: false. */
  readonly includeRunId?: boolean;
  /** Told of what goes wrong. Default: the console is, once for each code. */
  readonly onError?: (error: ForwardError) => void;
}

/** Messages that may wait. More than that are not read by anybody. */
const CAPACITY = 100;

/** Receivers are of all kinds: whatever may be over in a moment is tried again. */
const isPassing = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/**
 * Posts the alerts of `stream`, each when it is raised and when it is over.
 *
 * @returns a function that ends it
 */
export function forwardToWebhook(
  stream: ForwardedStream,
  options: WebhookOptions,
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
    isPassing,
    parts,
    onError,
  });
  const instance = instanceName(parts.random);
  let number = 0;
  const life = new AbortController();
  const { signal } = life;

  const send = (alert?: LogStreamAlert): void => {
    const health = readHealth(stream);
    if (alert === undefined && health === null) return;
    const { runId } = stream;
    const message: WebhookMessage = {
      type: alert === undefined ? 'log-stream-health' : 'log-stream-alert',
      at: new Date(clock.now()).toISOString(),
      number: (number += 1),
      instance,
      version: VERSION,
      ...(options.includeRunId === true && runId !== undefined ? { runId } : {}),
      ...(alert === undefined ? {} : { alert: alertFacts(alert) }),
      health: health === null ? null : healthFacts(health),
    };
    delivery.send(JSON.stringify(message));
  };
  onAlert(stream, send, signal);
  const everyMs = paceMs(options.healthEveryMs, 0);
  if (everyMs > 0) {
    repeat(
      clock,
      everyMs,
      () => {
        send();
      },
      signal,
    );
  }
  parts.onLeave((isLast) => {
    if (isLast) delivery.flush(false);
  }, signal);
  return () => {
    if (signal.aborted) return;
    life.abort();
    delivery.end(false);
  };
}
