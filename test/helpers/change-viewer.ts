/** A raw client of postgres_changes: joins with bindings, and gives what it hears one by one. Never retries. */
import assert from 'node:assert/strict';
import type { LocalStack } from '../../demo/stack/stack.js';
import { WireClient } from './stack-wire.js';

export interface HeardChange {
  /** Without `realtime:`. */
  readonly channel: string;
  readonly ids: readonly number[];
  readonly type: string;
  readonly record?: Readonly<Record<string, unknown>>;
  readonly old_record?: Readonly<Record<string, unknown>>;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly commit_timestamp: string | null;
  readonly errors: readonly string[] | null;
}

type Binding = Readonly<Record<string, unknown>>;
type Payload = Readonly<Record<string, unknown>>;

export const SUBSCRIBED = 'Subscribed to PostgreSQL';

export class ChangeViewer {
  readonly wire: WireClient;
  readonly #token: string | null;
  #refs = 0;

  private constructor(wire: WireClient, token: string | null) {
    this.wire = wire;
    this.#token = token;
  }

  /** @param token `null` to be judged by the API key. */
  static async open(
    stack: Pick<LocalStack, 'url' | 'publishableKey'>,
    token: string | null,
  ): Promise<ChangeViewer> {
    const wire = await WireClient.open(stack.url, stack.publishableKey, '2.0.0');
    return new ChangeViewer(wire, token);
  }

  /** Joins, takes the reply and the `system` message behind it, and gives what that one says. */
  async join(channel: string, ...bindings: readonly Binding[]): Promise<string> {
    const ref = String(++this.#refs);
    const token = this.#token === null ? {} : { access_token: this.#token };
    const payload = { config: { postgres_changes: bindings }, ...token };
    this.wire.send([ref, ref, `realtime:${channel}`, 'phx_join', payload]);
    const [event, { status }] = await this.#next();
    assert.deepEqual([event, status], ['phx_reply', 'ok']);
    return this.nextSystem();
  }

  /** Joins, and must be subscribed. */
  async subscribe(channel: string, ...bindings: readonly Binding[]): Promise<void> {
    assert.equal(await this.join(channel, ...bindings), SUBSCRIBED);
  }

  refresh(channel: string, token: string): void {
    const ref = String(++this.#refs);
    this.wire.send(['1', ref, `realtime:${channel}`, 'access_token', { access_token: token }]);
  }

  async nextSystem(): Promise<string> {
    const [event, payload] = await this.#next();
    assert.deepEqual([event, payload['extension']], ['system', 'postgres_changes']);
    const message = String(payload['message']);
    assert.equal(payload['status'], message === SUBSCRIBED ? 'ok' : 'error');
    return message;
  }

  async nextChange(): Promise<HeardChange> {
    const [event, payload, topic] = await this.#next();
    assert.equal(event, 'postgres_changes', JSON.stringify(payload));
    const { data, ids } = payload as { data: Omit<HeardChange, 'ids' | 'channel'>; ids: number[] };
    return { ...data, ids, channel: topic.slice('realtime:'.length) };
  }

  /** The column `key` of the next rows that come, whatever happened to them. */
  async nextRows(count: number, key = 'id'): Promise<unknown[]> {
    const rows: unknown[] = [];
    while (rows.length < count) {
      const { record, old_record } = await this.nextChange();
      rows.push((record ?? old_record)?.[key]);
    }
    return rows;
  }

  close(): Promise<void> {
    return this.wire.close();
  }

  async #next(): Promise<[event: string, payload: Payload, topic: string]> {
    const [, , topic, event, payload] = (await this.wire.next()).frame as [
      unknown,
      unknown,
      string,
      string,
      Payload,
    ];
    return [event, payload, topic];
  }
}
