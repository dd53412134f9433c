/**
 * Decides on a join: the token, then the policies, then the replay. Sends nothing; what it answers, and when, is the
 * socket's business.
 */
import type postgres from 'postgres';
import type { TokenClaims, TokenReader } from './access-token.js';
import type { DatabaseMessage } from './broadcast.js';
import type { BroadcastHub } from './broadcast-hub.js';
import type { ChangeFeed } from './changes/change-feed.js';
import type { ChannelAccess } from './channel-access.js';
import type { Faults } from './faults.js';
import type { JoinConfig } from './join-config.js';
import type { JsonObject } from './json.js';
import type { RealtimeLimits } from './limits.js';
import { readStoredMessages, type ReplayRequest } from './message-store.js';
import type { RateQuota } from './rate-quota.js';
import { noReadPermission } from './server-words.js';

/** What every socket and channel of one server shares. */
export interface RealtimeWorld {
  readonly tokens: TokenReader;
  readonly access: ChannelAccess;
  readonly hub: BroadcastHub;
  readonly changes: ChangeFeed;
  readonly sql: postgres.Sql;
  readonly limits: RealtimeLimits;
  readonly faults: Faults;
  readonly joins: RateQuota;
  readonly log: (line: string) => void;
  /** Whether broadcasts from the database are being read. */
  isStreaming(): boolean;
}

export interface JoinRequest {
  /** Without `realtime:`. */
  readonly name: string;
  readonly config: JoinConfig;
  /** The token to judge by. */
  readonly token: string;
  /** How many channels the socket has already. */
  readonly channelCount: number;
}

export type JoinDecision =
  | {
      readonly ok: true;
      readonly claims: TokenClaims;
      readonly replayed: readonly DatabaseMessage[];
    }
  | { readonly ok: false; readonly reason: string };

export async function decideJoin(
  world: RealtimeWorld,
  request: JoinRequest,
): Promise<JoinDecision> {
  const { name, config } = request;
  if (name === '') return refuse('TopicNameRequired: You must provide a topic name');
  if (request.channelCount >= world.limits.channelsPerSocket) {
    return refuse('ChannelRateLimitReached: Too many channels');
  }
  const verdict = await world.tokens.read(request.token);
  if (!verdict.ok) return refuse(verdict.refusal.join);
  const { claims } = verdict;
  if (config.isPrivate && !(await world.access.mayRead({ topic: name, claims }))) {
    return refuse(`Unauthorized: ${noReadPermission(name)}`);
  }
  if (config.replay === null) return { ok: true, claims, replayed: [] };
  if (!config.isPrivate) {
    return refuse('UnableToReplayMessages: Replay is not allowed for public channels');
  }
  const replay = replayRequest(config.replay, world.limits.replayedMessages);
  if (replay === null) return refuse('UnableToReplayMessages: Replay params are not valid');
  return { ok: true, claims, replayed: await readStoredMessages(world.sql, name, replay) };
}

function refuse(reason: string): JoinDecision {
  return { ok: false, reason };
}

// What a Date can hold; beyond it the real server calls the params invalid as well.
const MAX_TIME_MS = 8.64e15;

function replayRequest(replay: JsonObject, most: number): ReplayRequest | null {
  const { since } = replay;
  const limit = replay['limit'] || most;
  if (typeof since !== 'number' || !Number.isInteger(since) || Math.abs(since) > MAX_TIME_MS) {
    return null;
  }
  if (typeof limit !== 'number' || !Number.isInteger(limit)) return null;
  return { sinceMs: since, limit: Math.max(1, Math.min(limit, most)) };
}
