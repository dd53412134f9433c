/**
 * What postgres_changes cost: writers of a published table, while a poller judges every row for every subscriber. The
 * real judge, realtime.apply_rls, is not to be had here, nor is wal2json, which it reads. In their place: the changes are decoded
 * by pgoutput, at most a hundred rows or one transaction every 100 ms, and each row is asked for under the role and claims of each
 * subscriber, by key, in one statement each, within one function call, as the real one does.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type postgres from 'postgres';
import type { Tenant, TestDatabase } from '../../helpers/postgres-database.js';
import { median } from '../goal.js';
import { inTurns, ratio, spread } from './figures.js';
import type { WriteOptions } from './write-cost.js';

const SUBSCRIBERS = [1, 10, 100] as const;
const ROWS = 100;
const POLL_EVERY_MS = 100;

const PUBLISHED = `
  create table published_logs (
    id bigint generated always as identity primary key,
    run_id uuid not null, level text, message text not null, node_id text, fields jsonb,
    created_at timestamptz not null default clock_timestamp()
  );
  create index on published_logs (run_id, created_at, id);
  alter table published_logs enable row level security;
  grant select on published_logs to authenticated;
  create policy members on published_logs for select to authenticated
    using (exists (select from workflow_runs r where r.id = run_id));
  alter publication supabase_realtime add table published_logs;

  create function judge_rows(after_id bigint, row_count int, claims jsonb[]) returns bigint language plpgsql as $$
  declare
    row_id bigint;
    claim jsonb;
    may boolean;
    seen bigint := 0;
  begin
    for row_id in select id from published_logs where id > after_id order by id limit row_count loop
      execute format('prepare one_row as select true from public.published_logs where id = %s', row_id);
      foreach claim in array claims loop
        perform set_config('role', 'authenticated', true), set_config('request.jwt.claims', claim::text, true);
        execute 'execute one_row' into may;
        seen := seen + coalesce(may, false)::int;
      end loop;
      perform set_config('role', 'none', true);
      deallocate one_row;
    end loop;
    return seen;
  end $$;`;

export async function measureChanges(
  database: TestDatabase,
  tenant: Tenant,
  options: Omit<WriteOptions, 'sizes'>,
): Promise<void> {
  const { sql } = database;
  await sql.unsafe(PUBLISHED).simple();
  const runId = await database.makeRun(tenant);
  const writer = database.connect();
  const entries = JSON.stringify(
    Array.from({ length: ROWS }, (_, index) => ({
      level: 'info',
      message: `step ${index} fetched 12 items from the queue in 34 ms, and goes on with the next one`,
      fields: { index },
    })),
  );
  const judgeMs: Record<number, number[]> = {};
  let lag = 0;

  const write = async (statement: string): Promise<number> => {
    const began = performance.now();
    let rows = 0;
    while (performance.now() - began < options.ms) {
      await writer.unsafe(statement, [runId, entries], { prepare: true });
      rows += ROWS;
    }
    return (rows * 1000) / (performance.now() - began);
  };
  const published = (): Promise<number> =>
    write(`insert into published_logs (run_id, level, message, node_id, fields)
           select $1, e.level, e.message, e.node_id, e.fields
           from jsonb_to_recordset($2::text::jsonb) as e (level text, message text, node_id text, fields jsonb)`);
  const watched = async (subscribers: number): Promise<number> => {
    const poller = await Poller.open(database, tenant, subscribers);
    const rate = await published();
    const { rows, perHundredMs } = await poller.stop();
    (judgeMs[subscribers] ??= []).push(perHundredMs);
    lag = Math.max(lag, 1 - rows / ((rate * options.ms) / 1000));
    return rate;
  };

  const figures = await inTurns(
    options.rounds,
    {
      'published, nobody subscribed': published,
      ours: () => write('select append_run_logs($1, $2::text::jsonb)'),
      'published, 1 subscriber': () => watched(1),
      'published, 10 subscribers': () => watched(10),
      'published, 100 subscribers': () => watched(100),
    },
    () => sql`truncate published_logs, logs, realtime.messages`,
  );
  await writer.end();
  console.log(
    `\npostgres_changes, ${ROWS} rows a statement, 1 writer; judged by a stand-in for realtime.apply_rls (one query a row and subscriber)`,
  );
  for (const [name, values] of Object.entries(figures)) {
    console.log(
      `  ${name.padEnd(42)} ${spread(values).padEnd(28)} ${(100 * ratio(values, figures.ours)).toFixed(0)} % of ours`,
    );
  }
  for (const subscribers of SUBSCRIBERS) {
    const ms = median(judgeMs[subscribers] ?? []);
    console.log(
      `  judging 100 rows for ${String(subscribers).padStart(3)}: ${ms.toFixed(1)} ms, at most ${Math.round(100_000 / ms).toLocaleString('en-US')} rows/s delivered`,
    );
  }
  console.log(
    `  the writers were ahead of the poller by up to ${(100 * lag).toFixed(0)} % of their rows; ours leave nothing to catch up with`,
  );
}

/** Reads a slot and judges what came, until it is told to stop. */
class Poller {
  readonly #sql: postgres.Sql;
  readonly #claims: readonly string[];
  readonly #done: Promise<void>;
  #running = true;
  #rows = 0;
  #judgingMs = 0;
  #lastId = 0;

  private constructor(sql: postgres.Sql, claims: readonly string[], lastId: number) {
    this.#sql = sql;
    this.#claims = claims;
    this.#lastId = lastId;
    this.#done = this.#poll();
  }

  static async open(database: TestDatabase, tenant: Tenant, subscribers: number): Promise<Poller> {
    const sql = database.connect();
    await sql`select pg_create_logical_replication_slot('bench_changes', 'pgoutput', true)`;
    const [row] = await sql<
      { last: number }[]
    >`select coalesce(max(id), 0) as last from published_logs`;
    const claims = Array.from({ length: subscribers }, (_, index) =>
      JSON.stringify({ role: 'authenticated', sub: tenant.owner, session_id: index }),
    );
    return new Poller(sql, claims, row?.last ?? 0);
  }

  async #poll(): Promise<void> {
    while (this.#running) {
      const [row] = await this.#sql<{ inserts: number }[]>`
        select count(*) filter (where get_byte(data, 0) = ascii('I'))::int as inserts
        from pg_logical_slot_get_binary_changes('bench_changes', null, ${ROWS},
          'proto_version', '1', 'publication_names', 'supabase_realtime')`;
      const inserts = row?.inserts ?? 0;
      if (inserts > 0) {
        const began = performance.now();
        await this
          .#sql`select judge_rows(${this.#lastId}, ${inserts}, ${this.#claims}::text[]::jsonb[])`;
        this.#judgingMs += performance.now() - began;
        this.#rows += inserts;
        const [last] = await this.#sql<{ id: number }[]>`
          select id from published_logs where id > ${this.#lastId} order by id offset ${inserts - 1} limit 1`;
        this.#lastId = last?.id ?? this.#lastId;
      }
      await delay(POLL_EVERY_MS);
    }
  }

  async stop(): Promise<{ rows: number; perHundredMs: number }> {
    this.#running = false;
    await this.#done;
    await this.#sql.end();
    return { rows: this.#rows, perHundredMs: (100 * this.#judgingMs) / Math.max(1, this.#rows) };
  }
}
