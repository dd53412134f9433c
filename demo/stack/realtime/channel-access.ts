/**
 * Asks Postgres what a viewer may do on a private topic: under the viewer's role and claims, against the policies on
 * `realtime.messages`, in a transaction that is always rolled back. Decides nothing by itself.
 */
import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import type { TokenClaims } from './access-token.js';

export interface Viewer {
  /** Without `realtime:`. */
  readonly topic: string;
  readonly claims: TokenClaims;
}

type Transaction = postgres.TransactionSql;

const INSUFFICIENT_PRIVILEGE = '42501';

/** Thrown to roll back; carries the answer out of the transaction. */
class Answer extends Error {
  readonly allowed: boolean;

  constructor(allowed: boolean) {
    super('rolled back');
    this.allowed = allowed;
  }
}

export class ChannelAccess {
  readonly #sql: postgres.Sql;
  readonly #log: (line: string) => void;

  constructor(sql: postgres.Sql, log: (line: string) => void) {
    this.#sql = sql;
    this.#log = log;
  }

  /** Whether a message of this topic would be visible to the viewer. A policy that fails says no. */
  mayRead(viewer: Viewer): Promise<boolean> {
    return this.#ask(viewer, async (sql) => {
      const id = randomUUID();
      await sql`insert into realtime.messages (id, topic, extension) values (${id}, ${viewer.topic}, 'broadcast')`;
      await become(sql, viewer);
      const visible = await sql`select id from realtime.messages where id = ${id}`;
      return visible.length === 1;
    });
  }

  /** Whether the viewer could write a message to this topic. */
  mayWrite(viewer: Viewer): Promise<boolean> {
    return this.#ask(viewer, async (sql) => {
      await become(sql, viewer);
      await sql`insert into realtime.messages (topic, extension) values (${viewer.topic}, 'broadcast')`;
      return true;
    });
  }

  async #ask(viewer: Viewer, probe: (sql: Transaction) => Promise<boolean>): Promise<boolean> {
    try {
      await this.#sql.begin(async (sql) => {
        throw new Answer(await probe(sql));
      });
      return false;
    } catch (error) {
      if (error instanceof Answer) return error.allowed;
      const code = error instanceof postgres.PostgresError ? error.code : 'no answer';
      if (code !== INSUFFICIENT_PRIVILEGE) {
        this.#log(`realtime: a policy on realtime.messages failed for ${viewer.topic} (${code})`);
      }
      return false;
    }
  }
}

async function become(sql: Transaction, { topic, claims }: Viewer): Promise<void> {
  const sub = typeof claims['sub'] === 'string' ? claims['sub'] : '';
  await sql`select set_config('role', ${claims.role}, true),
    set_config('realtime.topic', ${topic}, true),
    set_config('request.jwt.claims', ${JSON.stringify(claims)}, true),
    set_config('request.jwt.claim.sub', ${sub}, true),
    set_config('request.jwt.claim.role', ${claims.role}, true),
    set_config('request.headers', '{}', true)`;
}
