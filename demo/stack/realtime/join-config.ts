/** What a client asks for in a `phx_join`. Forgiving as the real server is: what it does not understand is as absent. */
import { isObject, type Json, type JsonObject } from './json.js';

export interface JoinConfig {
  readonly isPrivate: boolean;
  /** Every broadcast pushed by this client is answered. */
  readonly acknowledges: boolean;
  /** This client hears its own broadcasts. */
  readonly hearsItself: boolean;
  /** The `replay` object as sent; `null` when none was asked for. */
  readonly replay: JsonObject | null;
  readonly announcesReplication: boolean;
  readonly wantsPresence: boolean;
  readonly tableBindings: readonly JsonObject[];
  /** The viewer's token; `null` means: judge me by the apikey. */
  readonly accessToken: string | null;
}

export function readJoinConfig(payload: Json): JoinConfig {
  const join = objectAt(payload);
  const config = objectAt(join['config']);
  const broadcast = objectAt(config['broadcast']);
  const bindings = config['postgres_changes'];
  return {
    isPrivate: config['private'] === true,
    acknowledges: broadcast['ack'] === true,
    hearsItself: broadcast['self'] === true,
    replay: isObject(broadcast['replay']) ? broadcast['replay'] : null,
    announcesReplication: Boolean(broadcast['replication_ready']),
    wantsPresence: objectAt(config['presence'])['enabled'] === true,
    tableBindings: Array.isArray(bindings) ? (bindings as readonly Json[]).filter(isObject) : [],
    accessToken: viewerToken(join['user_token'] ?? join['access_token']),
  };
}

/** A token to judge by, or `null`: an API key in its place (supabase-js sends it when signed out) is none. */
export function viewerToken(value: Json | undefined): string | null {
  return typeof value === 'string' && !value.startsWith('sb_') ? value : null;
}

function objectAt(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
