/**
 * The postgres_changes side of one joined channel: subscribes it, tells it when it is subscribed or why not, and does
 * so again with every new token. The join was answered before any of this, as on the real server.
 */
import type { TokenClaims } from '../access-token.js';
import type { JsonObject } from '../json.js';
import type { RealtimeLimits } from '../limits.js';
import type { ChangeFeed, ChangeListener } from './change-feed.js';
import { BindingError } from './filter.js';

/** The channel. */
export interface ChangePort {
  /** What a `system` message of postgres_changes says. */
  pushChangeStatus(status: 'ok' | 'error', message: string): void;
  pushChanges(payloadJson: string): void;
}

/** A retry is up to so many times later than the least, so that a restart does not bring all back at once. */
const RETRY_SPREAD = 3;
/** After a failure that is not the client's fault the wait is so much longer. */
const FAILURE_FACTOR = 5;

export class ChangeChannel implements ChangeListener {
  readonly #feed: ChangeFeed;
  readonly #port: ChangePort;
  readonly #bindings: readonly JsonObject[];
  readonly #limits: RealtimeLimits;
  #claims: TokenClaims;
  #timer: NodeJS.Timeout | undefined;
  #attempts: Promise<void> = Promise.resolve();
  #hasStopped = false;

  constructor(
    feed: ChangeFeed,
    port: ChangePort,
    asked: { bindings: readonly JsonObject[]; claims: TokenClaims; limits: RealtimeLimits },
  ) {
    this.#feed = feed;
    this.#port = port;
    this.#bindings = asked.bindings;
    this.#claims = asked.claims;
    this.#limits = asked.limits;
  }

  start(delayMs: number): void {
    if (delayMs > 0) this.#attemptAfter(delayMs);
    else this.resubscribe();
  }

  /** A new token: until the subscription is made anew, seconds later, the old one goes on as whom it was. */
  replaceClaims(claims: TokenClaims): void {
    this.#claims = claims;
    this.#retryAfter(1);
  }

  resubscribe(): void {
    this.#attempts = this.#attempts.then(() => this.#attempt());
  }

  deliverChange(dataJson: string, ids: readonly number[]): void {
    if (!this.#isOver()) this.#port.pushChanges(`{"data":${dataJson},"ids":[${ids.join(',')}]}`);
  }

  stop(): void {
    this.#hasStopped = true;
    clearTimeout(this.#timer);
    this.#feed.unsubscribe(this);
  }

  async #attempt(): Promise<void> {
    if (this.#isOver()) return;
    clearTimeout(this.#timer);
    try {
      const isSubscribed = await this.#feed.subscribe(this, this.#bindings, this.#claims);
      if (this.#isOver()) this.#feed.unsubscribe(this);
      else if (isSubscribed) this.#port.pushChangeStatus('ok', 'Subscribed to PostgreSQL');
      else this.#retryAfter(1);
    } catch (error) {
      if (this.#isOver()) return;
      if (error instanceof BindingError) {
        this.#port.pushChangeStatus('error', error.message);
      } else {
        this.#port.pushChangeStatus('error', 'Too many database timeouts');
        this.#retryAfter(FAILURE_FACTOR);
      }
    }
  }

  // A method, for what is awaited can change it.
  #isOver(): boolean {
    return this.#hasStopped;
  }

  #retryAfter(factor: number): void {
    const spread = 1 + Math.random() * (RETRY_SPREAD - 1);
    this.#attemptAfter(this.#limits.changesRetryMs * factor * spread);
  }

  #attemptAfter(delayMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.resubscribe(), delayMs);
  }
}
