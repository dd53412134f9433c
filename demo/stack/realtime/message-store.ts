/**
 * The stored side of broadcasts: plays back the newest messages of a topic, and keeps the daily partitions of
 * `realtime.messages` there to write to. Live messages are the feed's.
 */
import type postgres from 'postgres';
import type { DatabaseMessage } from './broadcast.js';

interface MessageRow {
  readonly id: string;
  readonly event: string;
  readonly payload: string | null;
  readonly binary_payload: Buffer | null;
}

export interface ReplayRequest {
  readonly sinceMs: number;
  readonly limit: number;
}

/**
 * The newest private messages of `topic` since then, oldest first. It goes by `inserted_at`, the start of the writing
 * transaction: a message whose transaction began earlier and committed later is missed, as on the real server.
 */
export async function readStoredMessages(
  sql: postgres.Sql,
  topic: string,
  request: ReplayRequest,
): Promise<DatabaseMessage[]> {
  const since = new Date(request.sinceMs).toISOString().replace('Z', '');
  const rows = await sql<MessageRow[]>`
    select id, event, payload::text as payload, binary_payload from realtime.messages
    where topic = ${topic} and private and extension = 'broadcast'
      and inserted_at >= ${since}::text::timestamp
      and inserted_at < (now() at time zone 'utc') + interval '1 minute'
    order by inserted_at desc limit ${request.limit}`;
  return rows.reverse().map((row) => ({
    id: row.id,
    topic,
    event: row.event,
    isPrivate: true,
    encoding: row.binary_payload === null ? 'json' : 'bytes',
    body: row.binary_payload ?? Buffer.from(row.payload ?? 'null'),
  }));
}

/** Makes the daily partitions around today, and drops the old ones: a message whose day has none is lost. */
export async function maintainPartitions(sql: postgres.Sql): Promise<void> {
  await sql`select realtime.maintain_message_partitions()`;
}
