/**
 * Brings bodies to a receiver over HTTP, one after the other, in order: keeps what it does not take yet, waits as long
 * as it asks, and hands all to the browser when the page is left. It does not know what is in a body.
 */
import { backoffMs, type BackoffBounds } from '../core/backoff.js';
import { ForwardError } from './forward-error.js';
import type { ForwardParts } from './forward-parts.js';

/** Waits between attempts: a receiver that restarts is found soon, one that is gone is asked once in five minutes. */
const BACKOFF: BackoffBounds = { floorMs: 1_000, baseMs: 2_000, capMs: 300_000 };

/** A receiver that asks for more than an hour is asked again after one: by then it may be another. */
const LONGEST_RETRY_AFTER_MS = 3_600_000;

/** An answer that takes longer will not come. */
const PATIENCE_MS = 10_000;

/** Browsers take 64 KiB in all from a page that is left; this leaves room for others. */
const LAST_WORDS_BYTES = 50_000;

/** What a delivery goes by. */
export interface DeliveryOptions {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Bodies that may wait; beyond that the oldest is dropped. */
  readonly capacity: number;
  /** Statuses after which the same body may be sent again. */
  readonly isPassing: (status: number) => boolean;
  readonly parts: ForwardParts;
  readonly onError: (error: ForwardError) => void;
}

interface Parcel {
  readonly body: string;
}

/** One receiver. */
export class Delivery {
  readonly #options: DeliveryOptions;
  #waiting: Parcel[] = [];
  #underWay: Parcel | null = null;
  #cancelRetry: (() => void) | null = null;
  #failures = 0;
  #isEnded = false;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** Bodies that are not delivered yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Sends a body, now or when it can be sent. */
  send(body: string): void {
    if (this.#isEnded) return;
    this.#waiting.push({ body });
    if (this.#waiting.length > this.#options.capacity) {
      this.#waiting.shift();
      this.#options.onError(new ForwardError('overflow'));
    }
    void this.#next();
  }

  /**
   * Hands what waits to the browser, which sends it even when the page is gone; nobody hears what became of it.
   *
   * @param newest - hand over the newest body only, where it says all that the others do
   */
  flush(newest: boolean): void {
    // The one that is under way gets there without us.
    const rest = this.#waiting.filter((parcel) => parcel !== this.#underWay);
    const isNewestUnderWay = rest.at(-1) !== this.#waiting.at(-1);
    const last = newest ? rest.slice(isNewestUnderWay ? rest.length : -1) : rest;
    this.#waiting = this.#waiting.filter((parcel) => parcel === this.#underWay);
    this.#rest();
    let bytes = 0;
    for (const { body } of last) {
      bytes += new TextEncoder().encode(body).length;
      if (bytes > LAST_WORDS_BYTES) break;
      void this.#post(body).then(dropBody, () => undefined);
    }
  }

  /** Hands over what waits, and takes nothing any more. */
  end(newest: boolean): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.flush(newest);
  }

  async #next(): Promise<void> {
    const [parcel] = this.#waiting;
    if (parcel === undefined || this.#underWay !== null || this.#cancelRetry !== null) return;
    this.#underWay = parcel;
    const waitMs = await this.#attempt(parcel.body);
    this.#underWay = null;
    if (waitMs === null) {
      this.#failures = 0;
      this.#waiting = this.#waiting.filter((other) => other !== parcel);
    } else if (this.#isEnded) {
      return;
    } else {
      this.#failures += 1;
      this.#cancelRetry = this.#options.parts.clock.after(waitMs, () => {
        this.#cancelRetry = null;
        void this.#next();
      });
    }
    void this.#next();
  }

  /** Sends a body; answers how long to wait before it is sent again, or `null` when there is no need to. */
  async #attempt(body: string): Promise<number | null> {
    const { isPassing, onError, parts } = this.#options;
    const backoff = backoffMs(this.#failures, parts.random(), BACKOFF);
    let response: Response;
    try {
      response = await this.#post(body);
    } catch {
      onError(new ForwardError('unreachable'));
      return backoff;
    }
    dropBody(response);
    if (response.ok) return null;
    if (isPassing(response.status)) {
      onError(new ForwardError('busy', response.status));
      const asked = retryAfterMs(response.headers.get('retry-after'), parts.clock.now());
      return Math.max(backoff, Math.min(asked, LONGEST_RETRY_AFTER_MS));
    }
    onError(new ForwardError('refused', response.status));
    return null;
  }

  async #post(body: string): Promise<Response> {
    const { url, headers, parts } = this.#options;
    const impatience = new AbortController();
    const calm = parts.clock.after(PATIENCE_MS, () => {
      impatience.abort();
    });
    try {
      return await parts.fetch(url, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body,
        // Sent to its end when the page is left meanwhile.
        keepalive: true,
        cache: 'no-store',
        credentials: 'omit',
        // The page's own address may say more than what is sent.
        referrerPolicy: 'no-referrer',
        signal: impatience.signal,
      });
    } finally {
      calm();
    }
  }

  #rest(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
  }
}

/** What a receiver says beyond its status is not for us; unread, it would hold the connection. */
function dropBody(response: Response): void {
  response.body?.cancel().catch(() => undefined);
}

/** Of a Retry-After header, which has seconds or a date; 0 without one. */
export function retryAfterMs(header: string | null, nowMs: number): number {
  if (header === null || header.trim() === '') return 0;
  const seconds = Number(header);
  const waitMs = Number.isNaN(seconds) ? Date.parse(header) - nowMs : seconds * 1_000;
  return Number.isNaN(waitMs) ? 0 : Math.max(0, waitMs);
}

/** True for what can be sent to: http and https. */
export function isReceiver(url: unknown): url is string {
  if (typeof url !== 'string') return false;
  try {
    const base = typeof location === 'undefined' ? undefined : location.href;
    return ['http:', 'https:'].includes(new URL(url, base).protocol);
  } catch {
    return false;
  }
}
