/**
 * Reads broadcasts as they are committed: logical decoding of `realtime.messages` through a temporary slot, in commit
 * order, within a millisecond. What commits while no slot is there never comes, exactly as on the real server.
 */
import postgres from 'postgres';
import type { DatabaseMessage } from './broadcast.js';

// The real server's own; the schema makes it, so that partitions report as their parent.
const PUBLICATION = 'supabase_realtime_messages_publication';

/** A decoded row; payloads stay text. */
interface DecodedRow {
  readonly id: string;
  readonly topic: string | null;
  readonly extension: string;
  readonly skip_broadcast?: boolean;
  readonly event: string | null;
  readonly private: boolean | null;
  readonly payload: string | null;
  readonly binary_payload?: Buffer | null;
}

export class MessageFeed {
  readonly #replication: postgres.Sql;
  #streaming = false;

  private constructor(replication: postgres.Sql) {
    this.#replication = replication;
  }

  /** Connects, and resolves once the slot streams. */
  static async start(
    databaseUrl: string,
    onMessage: (message: DatabaseMessage) => void,
  ): Promise<MessageFeed> {
    const replication = postgres(databaseUrl, {
      publications: PUBLICATION,
      max: 1,
      onnotice: () => undefined,
      types: {
        json: { to: 114, from: [114, 3802], serialize: String, parse: (text: string) => text },
      },
    });
    const feed = new MessageFeed(replication);
    await replication.subscribe(
      'insert',
      (row) => {
        const message = toMessage(row as DecodedRow | null);
        if (message !== null) onMessage(message);
      },
      () => {
        feed.#streaming = true;
      },
      () => {
        feed.#streaming = false;
      },
    );
    return feed;
  }

  /** Whether the slot is there, as far as the server can tell. */
  get streaming(): boolean {
    return this.#streaming;
  }

  async stop(): Promise<void> {
    this.#streaming = false;
    await this.#replication.end({ timeout: 1 });
  }
}

function toMessage(row: DecodedRow | null): DatabaseMessage | null {
  if (row === null || row.extension !== 'broadcast' || row.skip_broadcast === true) return null;
  if (row.topic === null || row.event === null) {
    return null;
  }
  const bytes = row.binary_payload ?? null;
  if (bytes === null && row.payload === null) return null;
  return {
    id: row.id,
    topic: row.topic,
    event: row.event,
    isPrivate: row.private === true,
    encoding: bytes === null ? 'json' : 'bytes',
    body: bytes ?? Buffer.from(row.payload ?? 'null'),
  };
}
