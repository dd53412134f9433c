/**
 * Plays the client's side of a recorded conversation against the local stack, and holds what the server says against
 * what the real server said: every frame, in order, in full. Ids and times are compared by their shape.
 */
import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type postgres from 'postgres';
import type { RealtimeLimits } from '../../demo/stack/realtime/limits.js';
import type { LocalStack } from '../../demo/stack/stack.js';
import { startSecondRealtime } from '../helpers/second-realtime.js';
import { makeScenario, type Scenario, type ScenarioTable } from '../helpers/stack-scenario.js';
import { HandshakeRefusal, WireClient, type Arrival } from '../helpers/stack-wire.js';
import { amountOf, type Amount } from './amount.js';
import { FrameLabels } from './canonical-frame.js';
import type { OrderedFault, Recording, Step } from './recording.js';

export interface ReplayOptions {
  readonly refusedJoinDelayMs: number;
  readonly refusedHandshakeDelayMs: number;
  readonly idleSocketMs?: number;
}

/** How late the server may be with a frame that is not held back, ms. */
const PATIENCE_MS = 4_000;
/** The real server took up to 10 s over such a flood before the first frame. */
const FLOOD_PATIENCE_MS = 20_000;
const UNAVAILABLE = 503;
const SILENT = 1000;
/** How the recordings cut a string of one letter. */
const CUT = /(.)\1{59}…<(\d+) characters in all>/g;

/** @param stack The database is always its own; `url` and `realtime` may be those of another server on it. */
export async function replayRecording(
  stack: LocalStack,
  recording: Recording,
  options: ReplayOptions,
): Promise<void> {
  const scenario = await makeScenario(stack, { table: tableOf(recording) });
  const replay = new Replay(stack, recording.vsn, scenario, options);
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

/** On a server of its own, which is broken or limited for nobody else; the database is everybody's. */
export async function replayAlone(
  stack: LocalStack,
  recording: Recording,
  options: ReplayOptions & Partial<RealtimeLimits>,
): Promise<void> {
  const limits = { ...options, ...recording.limits };
  const server = await startSecondRealtime(stack, limits);
  try {
    await replayRecording({ ...stack, ...server }, recording, limits);
  } finally {
    await server.stop();
  }
}

class Replay {
  readonly #stack: LocalStack;
  readonly #vsn: string;
  readonly #scenario: Scenario;
  readonly #options: ReplayOptions;
  readonly #expectedLabels = new FrameLabels();
  readonly #actualLabels = new FrameLabels();
  readonly #clients = new Map<string, WireClient>();
  readonly #sessions = new Map<string, postgres.ReservedSql>();
  #sinceMs = 0;
  #lastSentMs = 0;
  #lastJoinMs = 0;

  constructor(stack: LocalStack, vsn: string, scenario: Scenario, options: ReplayOptions) {
    this.#stack = stack;
    this.#vsn = vsn;
    this.#scenario = scenario;
    this.#options = options;
  }

  async take(step: Step): Promise<void> {
    switch (step[0]) {
      case 'open':
        this.#clients.set(step[2] ?? '', await this.#connect(step[1]));
        return;
      case 'refused':
        return this.#expectRefusal(step[1], step[2], step[3]);
      case 'out':
        this.#lastSentMs = performance.now();
        if (isJoin(step[1])) this.#lastJoinMs = this.#lastSentMs;
        this.#client(step[2]).send(await this.#toSend(step[1]));
        return;
      case 'in':
        return this.#expectFrame(step[1], step[2]);
      case 'in any order':
        return this.#expectInAnyOrder(step[1], step[2]);
      case 'sql':
        // In the recording this came long after; here the database could overtake the socket.
        for (const client of this.#clients.values()) await client.heard();
        return this.#runSql(this.#scenario.here(step[1]), step[2]);
      case 'amount':
        return this.#expectAmount(step[1], step[2]);
      case 'fault':
        return this.#order(step[1], step[2]);
      case 'wait':
        await delay(step[1]);
        return;
      case 'closed':
        return this.#expectClose(step[1], step[2]);
      case 'mark':
        this.#sinceMs = Date.now() + 1;
        return waitUntilMs(this.#sinceMs + 1);
      case 'wait for expiry':
        return waitUntilMs(this.#scenario.shortTokenEndsMs + 1_000);
      case 'close':
        return this.#expectSilence(step[1]);
    }
  }

  async end(): Promise<void> {
    for (const client of this.#clients.values()) await client.close();
    for (const session of this.#sessions.values()) {
      // One that a failed replay left in a transaction must not go back to the pool in it.
      await session`rollback`;
      session.release();
    }
  }

  #client(name = ''): WireClient {
    const client = this.#clients.get(name);
    if (client === undefined) throw new Error(`no socket ${name} is open`);
    return client;
  }

  async #connect(apiKeyLabel: string): Promise<WireClient> {
    const apiKey = await this.#scenario.token(apiKeyLabel);
    return WireClient.open(this.#stack.url, apiKey, this.#vsn);
  }

  /** On a connection of its own, for statements that begin and end transactions; a named one is kept. */
  async #runSql(statement: string, name?: string): Promise<void> {
    const session = this.#sessions.get(name ?? '') ?? (await this.#stack.sql.reserve());
    if (name !== undefined) this.#sessions.set(name, session);
    await session.unsafe(statement).simple();
    if (name === undefined) session.release();
  }

  async #expectRefusal(apiKeyLabel: string, status: number, body: string): Promise<void> {
    const startedMs = performance.now();
    await assert.rejects(this.#connect(apiKeyLabel), (error: unknown) => {
      assert.ok(error instanceof HandshakeRefusal);
      assert.deepEqual([error.status, error.body], [status, body]);
      return true;
    });
    if (status !== UNAVAILABLE) {
      assertHeldBack(performance.now() - startedMs, this.#options.refusedHandshakeDelayMs);
    }
  }

  async #expectFrame(expected: unknown, socket?: string): Promise<void> {
    const { frame, atMs } = await this.#nextFrame(socket);
    assert.deepEqual(this.#actualLabels.canonical(frame), this.#expectedLabels.canonical(expected));
    if (isRefusedJoin(expected)) {
      assertHeldBack(atMs - this.#lastJoinMs, this.#options.refusedJoinDelayMs);
    }
  }

  /** Each of them once, and nothing in between. Ids are compared within each frame, not with those of the others. */
  async #expectInAnyOrder(expected: readonly unknown[], socket?: string): Promise<void> {
    const alone = (frame: unknown): string => JSON.stringify(new FrameLabels().canonical(frame));
    const actual: string[] = [];
    for (let count = expected.length; count > 0; count--) {
      actual.push(alone((await this.#nextFrame(socket)).frame));
    }
    assert.deepEqual(actual.sort(), expected.map(alone).sort());
  }

  async #expectAmount(expected: Amount, socket?: string): Promise<void> {
    const frames: unknown[] = [];
    while (frames.length < expected.messages) {
      frames.push((await this.#client(socket).next(FLOOD_PATIENCE_MS)).frame);
    }
    assert.deepEqual(amountOf(expected.rows, frames), expected);
  }

  /** The server ends the socket, and says nothing before it. Code 1000 is for those that were silent too long. */
  async #expectClose(code: number, socket?: string): Promise<void> {
    const client = this.#client(socket);
    assert.equal(await client.closed(), code);
    assert.deepEqual(client.unread, []);
    this.#clients.delete(socket ?? '');
    const { idleSocketMs } = this.#options;
    if (code === SILENT && idleSocketMs !== undefined) {
      assertHeldBack(performance.now() - this.#lastSentMs, idleSocketMs);
    }
  }

  async #order(fault: OrderedFault, argument?: number): Promise<void> {
    // As for a statement: what was sent before is to be taken in before.
    for (const client of this.#clients.values()) await client.heard();
    const server = this.#stack.realtime as Record<OrderedFault, (argument?: number) => void>;
    server[fault](argument);
  }

  async #nextFrame(socket?: string): Promise<Arrival> {
    const patienceMs = PATIENCE_MS + this.#options.refusedJoinDelayMs;
    const { frame, atMs } = await this.#client(socket).next(patienceMs);
    return { frame: JSON.parse(this.#scenario.recorded(JSON.stringify(frame))) as unknown, atMs };
  }

  /** A heartbeat's reply comes next: nothing else was on its way. */
  async #expectSilence(socket?: string): Promise<void> {
    const client = this.#client(socket);
    const ref = 'the end';
    const heartbeat = { topic: 'phoenix', event: 'heartbeat', payload: {}, ref, join_ref: null };
    client.send(this.#vsn === '1.0.0' ? heartbeat : [null, ref, 'phoenix', 'heartbeat', {}]);
    const { frame } = await client.next();
    assert.match(JSON.stringify(frame), /"the end"/, 'a frame that the recording does not have');
    this.#clients.delete(socket ?? '');
    await client.close();
  }

  async #toSend(recorded: unknown): Promise<unknown> {
    const text = this.#scenario
      .here(JSON.stringify(recorded))
      .replaceAll('"<since>"', String(this.#sinceMs));
    const labels = new Set(text.match(/<jwt [^>]*>/g) ?? []);
    let result = text.replace(CUT, (_, letter: string, count: string) => letter.repeat(+count));
    for (const label of labels) {
      result = result.replaceAll(label, await this.#scenario.token(label));
    }
    return JSON.parse(result) as unknown;
  }
}

function tableOf(recording: Recording): ScenarioTable {
  if (!JSON.stringify(recording.steps).includes('log_lines')) return 'none';
  return recording.publication === 'empty' ? 'unpublished' : 'published';
}

function isJoin(frame: unknown): boolean {
  return JSON.stringify(frame).includes('"phx_join"');
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
