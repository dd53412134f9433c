/**
 * Plays the client's side of a recorded conversation against the local stack, and holds what the server says against
 * what the real server said: every frame, in order, in full. Ids and times are compared by their shape.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { LocalStack } from '../../demo/stack/stack.js';
import { makeScenario, type Scenario } from '../helpers/stack-scenario.js';
import { HandshakeRefusal, WireClient, type Arrival } from '../helpers/stack-wire.js';

type Step =
  | readonly ['open', string]
  | readonly ['refused', string, number, string]
  | readonly ['out' | 'in', unknown]
  | readonly ['sql', string]
  | readonly ['mark' | 'wait for expiry' | 'close'];

export interface Recording {
  readonly title: string;
  readonly vsn: string;
  readonly steps: readonly Step[];
}

export interface ReplayOptions {
  readonly refusedJoinDelayMs: number;
  readonly refusedHandshakeDelayMs: number;
}

/** How late the server may be with a frame that is not held back, ms. */
const PATIENCE_MS = 4_000;

export async function readRecording(file: URL): Promise<Recording> {
  return JSON.parse(await readFile(file, 'utf8')) as Recording;
}

export async function replayRecording(
  stack: LocalStack,
  recording: Recording,
  options: ReplayOptions,
): Promise<void> {
  const replay = new Replay(stack, recording.vsn, await makeScenario(stack), options);
  try {
    for (const [index, step] of recording.steps.entries()) {
      await replay.take(step).catch((cause: unknown) => {
        const what = cause instanceof Error ? cause.message : String(cause);
        throw new Error(`step ${index} ${JSON.stringify(step).slice(0, 200)}: ${what}`, { cause });
      });
    }
  } finally {
    await replay.end();
  }
}

class Replay {
  readonly #stack: LocalStack;
  readonly #vsn: string;
  readonly #scenario: Scenario;
  readonly #options: ReplayOptions;
  readonly #expectedLabels = new Map<string, string>();
  readonly #actualLabels = new Map<string, string>();
  #client: WireClient | null = null;
  #sinceMs = 0;
  #lastSentMs = 0;

  constructor(stack: LocalStack, vsn: string, scenario: Scenario, options: ReplayOptions) {
    this.#stack = stack;
    this.#vsn = vsn;
    this.#scenario = scenario;
    this.#options = options;
  }

  async take(step: Step): Promise<void> {
    switch (step[0]) {
      case 'open':
        this.#client = await this.#connect(step[1]);
        return;
      case 'refused':
        return this.#expectRefusal(step[1], step[2], step[3]);
      case 'out':
        this.#lastSentMs = performance.now();
        this.#open.send(await this.#toSend(step[1]));
        return;
      case 'in':
        return this.#expectFrame(step[1]);
      case 'sql':
        // In the recording this came long after; here the database could overtake the socket.
        await this.#client?.heard();
        return this.#runSql(this.#scenario.here(step[1]));
      case 'mark':
        this.#sinceMs = Date.now() + 1;
        return waitUntilMs(this.#sinceMs + 1);
      case 'wait for expiry':
        return waitUntilMs(this.#scenario.shortTokenEndsMs + 1_000);
      case 'close':
        return this.#expectSilence();
    }
  }

  async end(): Promise<void> {
    await this.#client?.close();
  }

  get #open(): WireClient {
    if (this.#client === null) throw new Error('no socket is open');
    return this.#client;
  }

  async #connect(apiKeyLabel: string): Promise<WireClient> {
    const apiKey = await this.#scenario.token(apiKeyLabel);
    return WireClient.open(this.#stack.url, apiKey, this.#vsn);
  }

  /** On a connection of its own, for statements that begin and end transactions. */
  async #runSql(statement: string): Promise<void> {
    const connection = await this.#stack.sql.reserve();
    await connection.unsafe(statement).simple();
    connection.release();
  }

  async #expectRefusal(apiKeyLabel: string, status: number, body: string): Promise<void> {
    const startedMs = performance.now();
    await assert.rejects(this.#connect(apiKeyLabel), (error: unknown) => {
      assert.ok(error instanceof HandshakeRefusal);
      assert.deepEqual([error.status, error.body], [status, body]);
      return true;
    });
    assertHeldBack(performance.now() - startedMs, this.#options.refusedHandshakeDelayMs);
  }

  async #expectFrame(expected: unknown): Promise<void> {
    const { frame, atMs }: Arrival = await this.#open.next(
      PATIENCE_MS + this.#options.refusedJoinDelayMs,
    );
    const actual = JSON.parse(this.#scenario.recorded(JSON.stringify(frame))) as unknown;
    assert.deepEqual(
      canonical(actual, this.#actualLabels),
      canonical(expected, this.#expectedLabels),
    );
    if (isRefusedJoin(expected)) {
      assertHeldBack(atMs - this.#lastSentMs, this.#options.refusedJoinDelayMs);
    }
  }

  /** A heartbeat's reply comes next: nothing else was on its way. */
  async #expectSilence(): Promise<void> {
    const ref = 'the end';
    const heartbeat = { topic: 'phoenix', event: 'heartbeat', payload: {}, ref, join_ref: null };
    this.#open.send(this.#vsn === '1.0.0' ? heartbeat : [null, ref, 'phoenix', 'heartbeat', {}]);
    const { frame } = await this.#open.next();
    assert.match(JSON.stringify(frame), /"the end"/, 'a frame that the recording does not have');
    await this.end();
  }

  async #toSend(recorded: unknown): Promise<unknown> {
    const text = this.#scenario
      .here(JSON.stringify(recorded))
      .replaceAll('"<since>"', String(this.#sinceMs));
    const labels = new Set(text.match(/<jwt [^>]*>/g) ?? []);
    let result = text;
    for (const label of labels) {
      result = result.replaceAll(label, await this.#scenario.token(label));
    }
    return JSON.parse(result) as unknown;
  }
}

const MESSAGE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The value with message ids replaced by the order in which they were first seen, and long-ago times by a word. */
function canonical(value: unknown, labels: Map<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => canonical(item, labels));
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, item]) => [key, canonical(item, labels)]));
  }
  if (typeof value !== 'string') return value;
  if (MESSAGE_ID.test(value)) {
    const label = labels.get(value) ?? `message ${labels.size + 1}`;
    labels.set(value, label);
    return label;
  }
  return value.replace(/expired 3[67]\d\d seconds ago/, 'expired an hour ago');
}

function isRefusedJoin(frame: unknown): boolean {
  const text = JSON.stringify(frame);
  return text.includes('"status":"error"') && /"reason":"\w+: /.test(text);
}

function assertHeldBack(tookMs: number, leastMs: number): void {
  // Timers and clocks differ by up to a millisecond.
  assert.ok(tookMs >= leastMs - 2, `refused after ${tookMs.toFixed(0)} ms, before ${leastMs} ms`);
}

async function waitUntilMs(timeMs: number): Promise<void> {
  while (Date.now() < timeMs) {
    await new Promise((resolve) => setTimeout(resolve, timeMs - Date.now()));
  }
}
