/**
 * The temporary replication slot behind postgres_changes, read by polling. It remembers nothing for an absent server:
 * what commits while there is no slot never comes. It ends with its connection, and with the first error on it.
 */
import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { decodeChanges, type LoggedChange } from './pgoutput.js';

/** The one that hosts add their tables to. */
export const PUBLICATION = 'supabase_realtime';

// A poll takes whole transactions until it has about this many messages, as the real server's does.
const MESSAGES_PER_POLL = 100;

export class ChangeSlot {
  readonly #connection: postgres.Sql;
  readonly #name: string;

  private constructor(connection: postgres.Sql, name: string) {
    this.#connection = connection;
    this.#name = name;
  }

  /** Resolves when whatever commits from now on will be read. */
  static async open(databaseUrl: string): Promise<ChangeSlot> {
    const connection = postgres(databaseUrl, {
      max: 1,
      // Either would end the connection, and with it the slot.
      idle_timeout: 0,
      max_lifetime: null,
      onnotice: () => undefined,
      connection: { TimeZone: 'UTC' },
    });
    const name = `local_changes_${randomUUID().slice(0, 8)}`;
    try {
      await connection`select pg_create_logical_replication_slot(${name}, 'pgoutput', true)`;
      return new ChangeSlot(connection, name);
    } catch (error) {
      await connection.end({ timeout: 1 });
      throw error;
    }
  }

  /** The next transactions, in commit order; none when there are none. Read once, they never come again. */
  async poll(): Promise<readonly LoggedChange[]> {
    const rows = await this.#connection<{ data: Buffer }[]>`
      select data from pg_logical_slot_get_binary_changes(${this.#name}, null, ${MESSAGES_PER_POLL},
        'proto_version', '1', 'publication_names', ${PUBLICATION})`;
    return decodeChanges(rows.map((row) => row.data));
  }

  /** For asking about what was polled. A question that fails ends the slot: Postgres drops temporary ones then. */
  get sql(): postgres.Sql {
    return this.#connection;
  }

  async close(): Promise<void> {
    await this.#connection.end({ timeout: 1 });
  }
}
