/** A raw client that speaks vsn 2 and can join: for tests of what the server does to channels. Never retries. */
import assert from 'node:assert/strict';
import type { LocalStack } from '../../demo/stack/stack.js';
import { WireClient, type Arrival, type BinaryFrame } from './stack-wire.js';

/** `[join_ref, ref, topic, event, payload]` */
export type ArrayFrame = readonly [
  string | null,
  string | null,
  string,
  string,
  Record<string, unknown>,
];

export const JOINED = { status: 'ok', response: { postgres_changes: [] } };
export const PRIVATELY = { private: true };

export class JoiningClient {
  readonly wire: WireClient;
  readonly #token: string;
  #joins = 0;

  private constructor(wire: WireClient, token: string) {
    this.wire = wire;
    this.#token = token;
  }

  static async open(
    stack: Pick<LocalStack, 'url' | 'publishableKey'>,
    token: string,
  ): Promise<JoiningClient> {
    return new JoiningClient(
      await WireClient.open(stack.url, stack.publishableKey, '2.0.0'),
      token,
    );
  }

  /** Sends a join of `realtime:<name>`; gives its ref. */
  sendJoin(name: string, config: Record<string, unknown> = PRIVATELY): string {
    const ref = String(++this.#joins);
    const payload = { config, access_token: this.#token };
    this.wire.send([ref, ref, `realtime:${name}`, 'phx_join', payload]);
    return ref;
  }

  /** Joins, and gives the reply, which must come next. */
  async join(name: string, config?: Record<string, unknown>): Promise<Record<string, unknown>> {
    const ref = this.sendJoin(name, config);
    const [, replyRef, topic, event, payload] = await this.nextFrame();
    assert.deepEqual([replyRef, topic, event], [ref, `realtime:${name}`, 'phx_reply']);
    return payload;
  }

  sendHeartbeat(ref: string): void {
    this.wire.send([null, ref, 'phoenix', 'heartbeat', {}]);
  }

  /** A heartbeat is answered next: nothing else was on its way. */
  async assertNothingCame(): Promise<void> {
    this.sendHeartbeat('nothing came');
    assert.equal((await this.nextFrame())[1], 'nothing came');
  }

  async nextFrame(): Promise<ArrayFrame> {
    return (await this.wire.next()).frame as ArrayFrame;
  }

  /** The next frame must be a broadcast; its `n`, and when it came. */
  async nextLine(): Promise<{ n: number; atMs: number }> {
    const arrival: Arrival = await this.wire.next();
    const { decoded } = arrival.frame as BinaryFrame;
    assert.equal(decoded['user_event'], 'line', JSON.stringify(arrival.frame));
    return { n: (decoded['payload'] as { n: number }).n, atMs: arrival.atMs };
  }

  async nextLines(count: number): Promise<number[]> {
    const numbers: number[] = [];
    while (numbers.length < count) numbers.push((await this.nextLine()).n);
    return numbers;
  }

  async nextSystem(): Promise<{ status: unknown; message: unknown; atMs: number }> {
    const { frame, atMs } = await this.wire.next();
    const [, , , event, payload] = frame as ArrayFrame;
    assert.equal(event, 'system', JSON.stringify(frame));
    return { status: payload['status'], message: payload['message'], atMs };
  }

  close(): Promise<void> {
    return this.wire.close();
  }
}
