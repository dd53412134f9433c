/** Tables in the publication of postgres_changes, and viewers of them: what tests of the feed are played on. */
import type { LocalStack } from '../../demo/stack/stack.js';
import { ChangeViewer } from './change-viewer.js';
import { waitUntil } from './wait-until.js';

export const ALICE = 'a11ce000-0000-4000-8000-000000000001';
export const BOB = 'b0b00000-0000-4000-8000-000000000002';

export class ChangeStage {
  readonly #stack: LocalStack;
  readonly #server: Pick<LocalStack, 'url' | 'publishableKey'>;
  readonly #viewers: ChangeViewer[] = [];
  #tables = 0;

  /** @param server Where the viewers connect to; its look at the publication must not come while they watch. */
  constructor(stack: LocalStack, server: Pick<LocalStack, 'url' | 'publishableKey'> = stack) {
    this.#stack = stack;
    this.#server = server;
  }

  /** Statements, transactions among them. */
  async sql(text: string): Promise<void> {
    const session = await this.#stack.sql.reserve();
    await session.unsafe(text).simple();
    session.release();
  }

  nextTableName(): string {
    return `t${++this.#tables}`;
  }

  /** A published table with these columns behind its key. */
  async makeTable(columns: string, key = 'id int primary key'): Promise<string> {
    const table = this.nextTableName();
    await this.sql(`create table ${table} (${[key, columns].filter(Boolean).join(', ')});
      alter publication supabase_realtime add table ${table}`);
    return table;
  }

  /** Whoever is the `owner` sees a row. */
  async makeOwnedTable(): Promise<string> {
    const table = await this.makeTable('owner uuid, n int');
    await this.sql(`alter table ${table} enable row level security;
      create policy own on ${table} for select to authenticated using (owner = (select auth.uid()))`);
    return table;
  }

  /** @param sub `null` for one without a token. */
  async open(sub: string | null = ALICE, role = 'authenticated'): Promise<ChangeViewer> {
    const token = sub === null ? null : await this.#stack.mintToken({ sub, role });
    const viewer = await ChangeViewer.open(this.#server, token);
    this.#viewers.push(viewer);
    return viewer;
  }

  /** A viewer that is subscribed to all changes of the table. */
  async watch(table: string, sub?: string | null, role?: string): Promise<ChangeViewer> {
    const viewer = await this.open(sub, role);
    await viewer.subscribe('cdc', { event: '*', schema: 'public', table });
    return viewer;
  }

  /** Resolves when every slot has been polled of all that is committed by now, and what it gave is dealt with. */
  async polled(): Promise<void> {
    // Twice: the second poll begins only when the first is over.
    for (const round of ['first', 'second']) {
      const [end] = await this.#stack.sql<{ lsn: string }[]>`
        select pg_logical_emit_message(true, 'test', ${round})::text as lsn`;
      await waitUntil(`the ${round} poll is over`, async () => {
        const behind = await this.#stack.sql`
          select from pg_replication_slots
          where slot_name like 'local_changes%' and confirmed_flush_lsn <= ${end?.lsn ?? ''}::pg_lsn`;
        return behind.length === 0;
      });
    }
  }

  async closeViewers(): Promise<void> {
    for (const viewer of this.#viewers.splice(0)) await viewer.close();
  }
}
