/**
 * postgres_changes of one server: who is subscribed to what, and the loop that polls the slot and hands out what was
 * committed. Starts with the first subscription. What goes wrong in a poll is lost with it, and nobody is told.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type postgres from 'postgres';
import type { TokenClaims } from '../access-token.js';
import type { Faults } from '../faults.js';
import type { JsonObject } from '../json.js';
import type { RealtimeLimits } from '../limits.js';
import type { RateQuota } from '../rate-quota.js';
import { bindingId, parseBinding } from './binding.js';
import { tablesOf } from './binding-check.js';
import { judgeChanges, type Subscription } from './change-judge.js';
import { ChangeSlot } from './change-slot.js';
import { publishedTables } from './table-shape.js';

/** A channel, as the feed sees it. */
export interface ChangeListener {
  /** `ids` are the numbers of the bindings that match. */
  deliverChange(dataJson: string, ids: readonly number[]): void;
  /** The published tables are others than before: its subscription is gone, and to be made anew. */
  resubscribe(): void;
}

export interface ChangeFeedOptions {
  readonly databaseUrl: string;
  /** For questions about bindings; the polls have a connection of their own. */
  readonly sql: postgres.Sql;
  readonly limits: RealtimeLimits;
  readonly faults: Faults;
  readonly quota: RateQuota;
  readonly log: (line: string) => void;
}

interface ListenerSubscription extends Subscription {
  readonly listener: ChangeListener;
  readonly id: number;
}

/** After a poll that brought nothing the next one is so much later. */
const IDLE_FACTOR = 5;
/** After a poll that brought rows, but none that anybody wanted. */
const UNWANTED_FACTOR = 1.75;
/** How long a poll may take to its end when the server stops, ms. */
const STOP_PATIENCE_MS = 1_000;

export class ChangeFeed {
  readonly #options: ChangeFeedOptions;
  readonly #subscriptions = new Map<ChangeListener, readonly ListenerSubscription[]>();
  #slot: ChangeSlot | null = null;
  #isStarting = false;
  #isStarted = false;
  #isStopped = false;
  #tables = '';
  #pollTimer: NodeJS.Timeout | undefined;
  #publicationTimer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(options: ChangeFeedOptions) {
    this.#options = options;
  }

  /**
   * Subscribes the listener to all of its bindings, or to none. False while the feed is not started yet: to be tried
   * again. What it is already subscribed to goes on, under the new claims. Throws a BindingError.
   */
  async subscribe(
    listener: ChangeListener,
    bindings: readonly JsonObject[],
    claims: TokenClaims,
  ): Promise<boolean> {
    if (!this.#isStarted) {
      this.#start();
      return false;
    }
    const { sql } = this.#options;
    const requests = bindings.map((binding) => {
      return { id: bindingId(binding), request: parseBinding(binding) };
    });
    const [since] = await sql<{ lsn: string }[]>`
      select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::text as lsn`;
    const sinceLsn = this.#subscriptions.get(listener)?.[0]?.sinceLsn ?? BigInt(since?.lsn ?? '0');
    const subscriptions: ListenerSubscription[] = [];
    // The last binding first, as the real server does: it is whose fault is told, and the ids come in this order.
    for (const { id, request } of requests.reverse()) {
      const tables = new Set(await tablesOf(sql, request, claims.role));
      subscriptions.push({ listener, id, request, tables, claims, sinceLsn });
    }
    this.#subscriptions.set(listener, subscriptions);
    return true;
  }

  unsubscribe(listener: ChangeListener): void {
    this.#subscriptions.delete(listener);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#pollTimer);
    clearTimeout(this.#publicationTimer);
    this.#subscriptions.clear();
    // A slot is made only when every transaction under way is over: that may be never.
    await Promise.race([this.#work, delay(STOP_PATIENCE_MS, undefined, { ref: false })]);
    await this.#closeSlot();
  }

  #start(): void {
    if (this.#isStarting || this.#isStopped) return;
    this.#isStarting = true;
    this.#enqueue(async () => {
      try {
        this.#tables = await publishedTables(this.#options.sql);
        if (this.#tables !== '') await this.#openSlot();
        this.#isStarted = true;
        this.#watchPublication();
      } finally {
        this.#isStarting = false;
      }
    });
  }

  /** One thing at a time: a poll, or a change of what is polled. */
  #enqueue(task: () => Promise<void>): void {
    this.#work = this.#work
      .then(() => (this.#isStopped ? undefined : task()))
      .catch((error: unknown) => {
        this.#log('failed', error);
      });
  }

  async #openSlot(): Promise<void> {
    const slot = await ChangeSlot.open(this.#options.databaseUrl);
    if (this.#isStopped) {
      await slot.close();
      return;
    }
    this.#slot = slot;
    this.#pollAfter(0);
  }

  async #closeSlot(): Promise<void> {
    clearTimeout(this.#pollTimer);
    const slot = this.#slot;
    this.#slot = null;
    await slot?.close();
  }

  #pollAfter(delayMs: number): void {
    clearTimeout(this.#pollTimer);
    if (this.#isStopped) return;
    this.#pollTimer = setTimeout(() => this.#enqueue(() => this.#poll()), delayMs);
  }

  async #poll(): Promise<void> {
    const slot = this.#slot;
    if (slot === null) return this.#reopen();
    const { changesPollMs } = this.#options.limits;
    try {
      const { read, delivered } = await this.#handOut(slot);
      const factor = delivered > 0 ? 0 : read > 0 ? UNWANTED_FACTOR : IDLE_FACTOR;
      this.#pollAfter(changesPollMs * factor);
    } catch (error) {
      // A policy or a filter that fails takes the slot with it, and all that was polled together.
      this.#log('lost its slot', error);
      await this.#closeSlot();
      this.#pollAfter(this.#options.limits.changesRetryMs);
    }
  }

  async #reopen(): Promise<void> {
    if (this.#tables === '') return;
    try {
      await this.#openSlot();
    } catch (error) {
      this.#log('found no slot', error);
      this.#pollAfter(this.#options.limits.changesRetryMs);
    }
  }

  async #handOut(slot: ChangeSlot): Promise<{ read: number; delivered: number }> {
    const { limits, faults, quota } = this.#options;
    const changes = await slot.poll();
    const read = changes.length;
    const isLost = read > limits.changesPerPoll || quota.isOver || !faults.hearsDatabase;
    const subscriptions = [...this.#subscriptions.values()].flat();
    if (read === 0 || isLost || subscriptions.length === 0) return { read, delivered: 0 };
    const { changesRecordBytes } = limits;
    const verdicts = await judgeChanges(slot.sql, changes, subscriptions, changesRecordBytes);
    for (const verdict of verdicts) {
      const idsOf = new Map<ChangeListener, number[]>();
      for (const { listener, id } of verdict.subscriptions) {
        quota.add();
        idsOf.set(listener, [...(idsOf.get(listener) ?? []), id]);
      }
      for (const [listener, ids] of idsOf) {
        if (this.#subscriptions.has(listener)) listener.deliverChange(verdict.dataJson, ids);
      }
    }
    return { read, delivered: verdicts.length };
  }

  /** Only now and then is the publication looked at: a table that it got meanwhile waits, if it is the first. */
  #watchPublication(): void {
    if (this.#isStopped) return;
    this.#publicationTimer = setTimeout(() => {
      this.#enqueue(async () => {
        await this.#comparePublication().catch((error: unknown) => this.#log('failed', error));
        this.#watchPublication();
      });
    }, this.#options.limits.changesPublicationMs);
  }

  async #comparePublication(): Promise<void> {
    const tables = await publishedTables(this.#options.sql);
    if (tables === this.#tables) return;
    this.#tables = tables;
    if (tables === '') await this.#closeSlot();
    else if (this.#slot === null) await this.#openSlot();
    const listeners = [...this.#subscriptions.keys()];
    this.#subscriptions.clear();
    for (const listener of listeners) listener.resubscribe();
  }

  #log(what: string, error: unknown): void {
    if (this.#isStopped) return;
    const why = error instanceof Error ? error.message : 'unknown';
    this.#options.log(`realtime: postgres_changes ${what} (${why})`);
  }
}
