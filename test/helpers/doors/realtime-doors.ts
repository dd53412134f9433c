/** The doors of Realtime: joining, replay, hearing, sending, and changes of tables; each on a socket of its own. */
import type { Door, Holder, Outcome, Target } from './door.js';
import { WireClient } from '../stack-wire.js';
import { appendRows } from '../tenants.js';

/** How long a frame may take, ms. Changes of tables are polled, and the machine may be busy. */
const FRAME_LIMIT_MS = 10_000;

type ArrayFrame = readonly [unknown, string | null, string, string, Record<string, unknown>];

/** A socket with one channel. */
class Channel {
  readonly #wire: WireClient;
  readonly #topic: string;
  readonly #seen: unknown[] = [];
  #ref = 1;

  private constructor(wire: WireClient, topic: string) {
    this.#wire = wire;
    this.#topic = topic;
  }

  /** Runs `work` on a channel that is joined; `x` when the handshake or the join is refused. */
  static async with(
    { stack }: Target,
    holder: Holder,
    topic: string,
    config: Record<string, unknown>,
    work: (channel: Channel) => Promise<Outcome>,
  ): Promise<Outcome> {
    const wire = await WireClient.open(stack.url, holder.apiKey, '2.0.0');
    try {
      const channel = new Channel(wire, `realtime:${topic}`);
      const token = holder.token === null ? {} : { access_token: holder.token };
      wire.send(['1', '1', channel.#topic, 'phx_join', { config, ...token }]);
      const reply = await channel.next((frame) => frame[1] === '1');
      return reply[4]['status'] === 'ok' ? await work(channel) : 'x';
    } finally {
      await wire.close();
    }
  }

  /** The next frame that `wanted` accepts; what came before it is kept in {@link heard}. */
  async next(wanted: (frame: ArrayFrame) => boolean): Promise<ArrayFrame> {
    for (;;) {
      const { frame } = await this.#wire.next(FRAME_LIMIT_MS);
      this.#seen.push(frame);
      if (Array.isArray(frame) && wanted(frame as unknown as ArrayFrame)) {
        return frame as unknown as ArrayFrame;
      }
    }
  }

  async nextContaining(text: string): Promise<void> {
    while (!this.heard(text)) this.#seen.push((await this.#wire.next(FRAME_LIMIT_MS)).frame);
  }

  heard(text: string): boolean {
    return JSON.stringify(this.#seen).includes(text);
  }

  push(event: string): void {
    const payload = { type: 'broadcast', event, payload: { forged: true } };
    this.#wire.send(['1', String(++this.#ref), this.#topic, 'broadcast', payload]);
  }

  /** Resolves once everything sent before has been dealt with: a channel works in order. */
  async leave(): Promise<void> {
    const ref = String(++this.#ref);
    this.#wire.send(['1', ref, this.#topic, 'phx_leave', {}]);
    await this.next((frame) => frame[1] === ref);
  }
}

const PRIVATE = { private: true };
const PUBLIC = { private: false };
const REPLAY = { broadcast: { replay: { since: 1, limit: 25 } } };
let markers = 0;

/** A message from the database that comes after all that was sent before it. */
async function sendMarker({ stack, topic }: Target, isPrivate: boolean): Promise<string> {
  const marker = `marker-${++markers}`;
  const payload = stack.sql.json({ marker });
  await stack.sql`select realtime.send(${payload}, 'marker', ${topic}, ${isPrivate})`;
  return marker;
}

function sending(config: Record<string, unknown>): Door {
  return (target, holder) => {
    const listener = { apiKey: target.stack.secretKey, token: null, mayOnlySee: null };
    return Channel.with(target, listener, target.topic, PRIVATE, (ear) =>
      Channel.with(target, holder, target.topic, config, async (mouth) => {
        const event = `forged-${++markers}`;
        mouth.push(event);
        await mouth.leave();
        await ear.nextContaining(await sendMarker(target, true));
        return ear.heard(event) ? 'Y' : 'x';
      }),
    );
  };
}

/** Subscribes to changes of a table by name. A refusal comes as a system message, after the join. */
function watching(binding: (target: Target) => object): Door {
  return (target, holder) => {
    const config = { postgres_changes: [{ event: '*', ...binding(target) }] };
    const topic = `watch-${++markers}`;
    return Channel.with(target, holder, topic, config, async (channel) => {
      const [, , , , system] = await channel.next((frame) => frame[3] === 'system');
      if (system['status'] !== 'ok') return 'x';
      await appendRows(target.stack, target.runId, 1, 'secret row');
      // The key of a deleted row is told to everybody, and so ends the wait for all.
      const { sql } = target.stack;
      const [line] = await sql`
        insert into run_lines (run_id, message) values (${target.runId}, 'x') returning id`;
      await sql`delete from run_lines where id = ${String(line?.['id'])}`;
      await channel.nextContaining('"DELETE"');
      return channel.heard('secret row') || channel.heard('last_seq') ? 'Y' : '0';
    });
  };
}

export const REALTIME_DOORS: Readonly<Record<string, Door>> = {
  'join the topic': (target, holder) =>
    Channel.with(target, holder, target.topic, PRIVATE, async (channel) => {
      await appendRows(target.stack, target.runId, 1, 'secret row');
      await channel.nextContaining(await sendMarker(target, true));
      return 'Y';
    }),
  'replay on join': (target, holder) =>
    Channel.with(target, holder, target.topic, { ...PRIVATE, ...REPLAY }, async (channel) => {
      await channel.nextContaining('"replayed":true');
      return 'Y';
    }),
  // Anybody may join a public channel of any name. What the database sends is private, and not on it.
  'hear the topic on a public channel': (target, holder) =>
    Channel.with(target, holder, target.topic, PUBLIC, async (channel) => {
      await appendRows(target.stack, target.runId, 1, 'secret row');
      await channel.nextContaining(await sendMarker(target, false));
      return channel.heard('secret row') ? 'Y' : '0';
    }),
  'replay on a public channel': (target, holder) =>
    Channel.with(target, holder, target.topic, { ...PUBLIC, ...REPLAY }, async () => 'Y'),
  'send to the topic': sending(PRIVATE),
  'send to the topic from a public channel': sending(PUBLIC),
  'changes of logs': watching(() => ({ schema: 'public', table: 'logs' })),
  'changes of the leaf': watching(({ leaf }) => ({ schema: 'logs_partitions', table: leaf })),
  'changes of log_cursors': watching(() => ({ schema: 'public', table: 'log_cursors' })),
  'changes of every table there is': watching(() => ({ schema: '*', table: '*' })),
};
