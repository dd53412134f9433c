/**
 * A stand-in for Supabase Realtime on one Postgres: what it takes in is a WebSocket upgrade, what it gives out are the
 * frames of the real server. Owns the handshake, the sockets and the faults; channels know the rest.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';
import { WebSocketServer } from 'ws';
import { TokenReader } from './access-token.js';
import { BroadcastHub, type HubStats } from './broadcast-hub.js';
import { ChangeFeed } from './changes/change-feed.js';
import { ChannelAccess } from './channel-access.js';
import type { RealtimeWorld } from './channel-join.js';
import type { DisturbanceOptions } from './disturbance.js';
import { Faults } from './faults.js';
import { framingOf } from './framing.js';
import { DEFAULT_LIMITS, type RealtimeLimits } from './limits.js';
import { MessageFeed } from './message-feed.js';
import { maintainPartitions } from './message-store.js';
import { RateQuota } from './rate-quota.js';
import type { CloseCause, RefusalCause } from './server-words.js';
import { SocketSession } from './socket-session.js';

export interface RealtimeOptions {
  /** A superuser's: the server sets roles and reads the replication stream. */
  readonly databaseUrl: string;
  readonly jwtSecret: string;
  /** API keys that are not JWTs, and the JWT that Supabase's gateway puts in their place. */
  readonly apiKeys: ReadonlyMap<string, string>;
  readonly limits?: Partial<RealtimeLimits>;
  readonly log?: (line: string) => void;
}

export interface RealtimeStats extends HubStats {
  readonly sockets: number;
  readonly channels: number;
  /** Sockets accepted since the start. */
  readonly accepted: number;
  readonly accepting: boolean;
  readonly streaming: boolean;
}

export interface RealtimeServer {
  /** Takes a request for `/realtime/v1/websocket`. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Fault: ends every socket, with this close code, or without a close frame (1006 at the client). */
  dropSockets(code?: number): void;
  /** Fault: refuses new sockets (HTTP 503) until `resume()`; open ones stay. */
  pause(): void;
  resume(): void;
  /** Fault: while off, what the database sends is lost, and nobody is told. */
  setBroadcastsFlowing(flowing: boolean): void;
  /**
   * Fault: what happens to each broadcast of the database on its way to each listener. Null stops it; what is delayed
   * still comes.
   */
  disturbBroadcasts(disturbance: DisturbanceOptions | null): void;
  /** Fault: ends channels, all or those of one topic, with a `system` error and `phx_close`; sockets stay. */
  closeChannels(cause: CloseCause, topic?: string): void;
  /** Fault: every join from now on gets this error, as late as any refused join. Null: no longer. */
  refuseJoins(cause: RefusalCause | null): void;
  /** Fault: a join gets no answer at all. */
  ignoreJoins(on: boolean): void;
  /** Fault: sockets are accepted and closed at once, with this code. Null: no longer. */
  acceptThenClose(code: number | null): void;
  /**
   * Fault: half-open sockets, as after a cable was cut. Nothing is read, answered or sent, and nothing is closed;
   * handshakes stay unanswered. What was held back goes out when it ends.
   */
  freezeSockets(frozen: boolean): void;
  /**
   * Fault: a cold replication slot. Channels joined from now on are answered at once and hear nothing of the database
   * for so long, and are told of the replication connection at the first look after that. 0: no longer.
   */
  delayReadiness(ms: number): void;
  /** Fault: the server's connections to the database break; for so long its messages are lost, and nobody is told. */
  loseDatabase(ms: number): void;
  stats(): RealtimeStats;
  /** Ends as a real server does when told to: sockets close with 1012. A second call waits for the first. */
  stop(): Promise<void>;
}

// Joins ask Postgres one at a time per socket; four sockets at once are plenty for a demo.
const DATABASE_CONNECTIONS = 4;
const SERVICE_RESTART = 1012;
// Partitions exist three days ahead: any interval well below that will do.
const PARTITION_UPKEEP_MS = 3_600_000;

export async function startRealtime(options: RealtimeOptions): Promise<RealtimeServer> {
  const log = options.log ?? (() => undefined);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const { databaseUrl } = options;
  const sql = postgres(databaseUrl, { max: DATABASE_CONNECTIONS, onnotice: () => undefined });
  await maintainPartitions(sql);
  const faults = new Faults();
  const countPerSecond = (most: number): RateQuota =>
    new RateQuota(most, undefined, limits.quotaBucketMs);
  const quota = countPerSecond(limits.eventsPerSecond);
  const hub = new BroadcastHub({ maxBytes: limits.broadcastBytes, quota, faults });
  const feed = await MessageFeed.start(databaseUrl, (message) => hub.publishFromDatabase(message));
  const world: RealtimeWorld = {
    tokens: new TokenReader(options.jwtSecret),
    access: new ChannelAccess(sql, log),
    hub,
    changes: new ChangeFeed({ databaseUrl, sql, limits, faults, quota, log }),
    sql,
    limits,
    faults,
    joins: countPerSecond(limits.joinsPerSecond),
    log,
    isStreaming: () => feed.streaming && !faults.isDatabaseLost,
  };
  return new Server(world, feed, options.apiKeys);
}

class Server implements RealtimeServer {
  readonly #world: RealtimeWorld;
  readonly #feed: MessageFeed;
  readonly #apiKeys: ReadonlyMap<string, string>;
  readonly #sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  readonly #sessions = new Set<SocketSession>();
  #accepted = 0;
  readonly #upkeep: NodeJS.Timeout;
  #stopped: Promise<void> | null = null;

  constructor(world: RealtimeWorld, feed: MessageFeed, apiKeys: ReadonlyMap<string, string>) {
    this.#world = world;
    this.#feed = feed;
    this.#apiKeys = apiKeys;
    const keepPartitions = (): void => {
      void maintainPartitions(world.sql).catch(() =>
        world.log('realtime: partition upkeep failed'),
      );
    };
    this.#upkeep = setInterval(keepPartitions, PARTITION_UPKEEP_MS).unref();
  }

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // A client that goes away during the handshake must not end the process.
    socket.on('error', () => undefined);
    void this.#shakeHands(request, socket, head).catch(() => socket.destroy());
  }

  dropSockets(code?: number): void {
    for (const session of this.#sessions) session.drop(code);
  }

  pause(): void {
    this.#faults.accepting = false;
  }

  resume(): void {
    this.#faults.accepting = true;
  }

  setBroadcastsFlowing(flowing: boolean): void {
    this.#faults.flowing = flowing;
  }

  disturbBroadcasts(disturbance: DisturbanceOptions | null): void {
    this.#faults.disturb(disturbance);
  }

  closeChannels(cause: CloseCause, topic?: string): void {
    for (const session of this.#sessions) session.closeChannels(cause, topic);
  }

  refuseJoins(cause: RefusalCause | null): void {
    this.#faults.refusesJoins = cause;
  }

  ignoreJoins(on: boolean): void {
    this.#faults.ignoresJoins = on;
  }

  acceptThenClose(code: number | null): void {
    this.#faults.closesAccepted = code;
  }

  freezeSockets(frozen: boolean): void {
    if (!this.#faults.freeze(frozen)) return;
    for (const session of this.#sessions) session.freeze(frozen);
  }

  delayReadiness(ms: number): void {
    this.#faults.readinessDelayMs = ms;
  }

  loseDatabase(ms: number): void {
    this.#faults.loseDatabase(ms);
  }

  stats(): RealtimeStats {
    let channels = 0;
    for (const session of this.#sessions) channels += session.channelCount;
    return {
      ...this.#world.hub.stats,
      sockets: this.#sessions.size,
      channels,
      accepted: this.#accepted,
      accepting: this.#faults.accepting,
      streaming: this.#world.isStreaming(),
    };
  }

  stop(): Promise<void> {
    return (this.#stopped ??= this.#stop());
  }

  async #stop(): Promise<void> {
    this.#faults.accepting = false;
    this.freezeSockets(false);
    this.#faults.end();
    clearInterval(this.#upkeep);
    this.dropSockets(SERVICE_RESTART);
    await this.#feed.stop();
    await this.#world.changes.stop();
    await this.#world.sql.end({ timeout: 1 });
    // Whoever has not answered the close frame by now is cut off.
    this.dropSockets();
  }

  get #faults(): Faults {
    return this.#world.faults;
  }

  async #shakeHands(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    await this.#faults.thawed();
    if (socket.destroyed) return;
    const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
    const framing = framingOf(query.get('vsn'));
    if (!this.#faults.accepting || framing === null) {
      refuseHandshake(socket, framing === null ? '400 Bad Request' : '503 Service Unavailable', '');
      return;
    }
    const apiKey = query.get('apikey');
    if (apiKey === null) return this.#refuseLate(socket, 'API key is missing');
    const apiToken = this.#apiKeys.get(apiKey) ?? apiKey;
    const verdict = await this.#world.tokens.read(apiToken);
    if (!verdict.ok) return this.#refuseLate(socket, verdict.refusal.handshake);
    if (this.#world.joins.isOver) {
      return this.#refuseLate(socket, 'Too many joins per second', '429 Too Many Requests');
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const session = new SocketSession(webSocket, this.#world, { framing, apiToken });
      this.#accepted++;
      this.#sessions.add(session);
      if (this.#faults.isFrozen) session.freeze(true);
      if (this.#faults.closesAccepted !== null) session.drop(this.#faults.closesAccepted);
      webSocket.on('close', () => this.#sessions.delete(session));
    });
  }

  async #refuseLate(socket: Duplex, error: string, status = '401 Unauthorized'): Promise<void> {
    await delay(this.#world.limits.refusedHandshakeDelayMs, undefined, { ref: false });
    refuseHandshake(socket, status, JSON.stringify({ error }));
  }
}

function refuseHandshake(socket: Duplex, status: string, body: string): void {
  const head = [
    `HTTP/1.1 ${status}`,
    'connection: close',
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
