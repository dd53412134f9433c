/** What a live path listens to on the server, whatever carries it: a topic, who may join it, and its messages. */
import { readTableName } from '../table-name.js';

/** What is listened to on a channel. */
export type ChannelBinding =
  /** Messages that the database sends to the topic. */
  | { readonly kind: 'broadcast'; readonly event: 'logs' | 'run' }
  /** Rows that are inserted into a table. */
  | {
      readonly kind: 'inserts';
      readonly schema: string;
      readonly table: string;
      /** In the server's own filter language, as in `run_id=eq.5f0c…`. */
      readonly filter: string;
    };

/** One channel, before anybody joins it. */
export interface ChannelPlan {
  /** Two plans with the same topic are the same plan. */
  readonly topic: string;
  /** True when policies on `realtime.messages` decide who may join. */
  readonly isPrivate: boolean;
  readonly bindings: readonly ChannelBinding[];
}

/** The channel on which the migrations of this package announce a run's rows. */
export function broadcastPlan(runId: string): ChannelPlan {
  return {
    topic: `run-logs:${runId}`,
    isPrivate: true,
    bindings: [
      { kind: 'broadcast', event: 'logs' },
      { kind: 'broadcast', event: 'run' },
    ],
  };
}

/** The channel on which Realtime tells of rows that are inserted into a host's own table. Policies on it decide. */
export function insertsPlan(runId: string, table: string, runIdColumn: string): ChannelPlan {
  const { schema, name } = readTableName(table);
  return {
    topic: `log-stream:${schema}.${name}:${runId}`,
    isPrivate: false,
    bindings: [{ kind: 'inserts', schema, table: name, filter: `${runIdColumn}=eq.${runId}` }],
  };
}
