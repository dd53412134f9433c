/** That a monitor sees what goes wrong, and that the dashboard and the alert rules ask for nothing that is not there. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type postgres from 'postgres';
import {
  asViewer,
  append,
  startTestDatabase,
  type Tenant,
  type TestDatabase,
} from '../helpers/postgres-database.js';

const FOLDER = new URL('../../supabase/monitoring/', import.meta.url);

let database: TestDatabase;
let sql: postgres.Sql;
let tenant: Tenant;

before(async () => {
  database = await startTestDatabase();
  sql = database.sql;
  tenant = await database.makeTenant();
});
after(() => database.stop());

const textOf = (name: string): Promise<string> => readFile(new URL(name, FOLDER), 'utf8');

async function metrics(): Promise<Readonly<Record<string, number>>> {
  const [row] = await sql<Record<string, number>[]>`select * from run_logs_metrics`;
  return row as Record<string, number>;
}

describe('the files of the monitor', () => {
  it('collect every figure of the view, each under its name', async () => {
    const collector = await textOf('sql-exporter.yml');
    const collected = [
      ...collector.matchAll(
        /metric_name: run_logs_(\w+)\n +type: (\w+)\n +help: .+\n +values: \[(\w+)\]/g,
      ),
    ];
    const columns = Object.keys(await metrics());
    assert.deepEqual(
      collected.map(([, name]) => name),
      columns,
    );
    for (const [, name, type, column] of collected) {
      assert.equal(name, column);
      assert.equal(type, name?.endsWith('_total') ? 'counter' : 'gauge');
    }
  });

  for (const file of ['grafana-dashboard.json', 'alert-rules.yml']) {
    it(`${file} asks for metrics that are collected, and a rate of counters only`, async () => {
      const [text, collector] = await Promise.all([textOf(file), textOf('sql-exporter.yml')]);
      const names = [...text.matchAll(/\brun_logs_\w+/g)].map(([name]) => name);
      assert.ok(names.length > 10);
      for (const name of names) assert.ok(collector.includes(`metric_name: ${name}\n`), name);
      for (const [, name] of text.matchAll(/(?:rate|increase)\((\w+)\[/g))
        assert.match(String(name), /_total$/);
      for (const [, name] of text.matchAll(/(\w+_total)\b(?!\[)/g))
        assert.fail(`${String(name)} without a rate`);
    });
  }

  it('are a dashboard that shows every figure, and rules with a remedy each', async () => {
    const dashboard = JSON.parse(await textOf('grafana-dashboard.json')) as {
      panels: { targets: { expr: string }[] }[];
    };
    const shown = dashboard.panels
      .flatMap((panel) => panel.targets.map((target) => target.expr))
      .join(' ');
    for (const column of Object.keys(await metrics()))
      assert.match(shown, new RegExp(`\\brun_logs_${column}\\b`));
    const rules = (await textOf('alert-rules.yml')).split('- alert: ').slice(1);
    assert.ok(rules.length >= 10);
    for (const rule of rules)
      assert.match(
        rule,
        /expr: .+\n +for: \w+\n +labels:\n +severity: (critical|warning|info)\n[^]+summary: .+\n +description: >-\n +\S/,
      );
  });
});

describe('the figures', () => {
  it('are numbers, all of them, also before anything has happened', async () => {
    for (const [name, value] of Object.entries(await metrics()))
      assert.equal(typeof value, 'number', name);
    assert.equal((await metrics())['seconds_since_maintenance'], Infinity);
  });

  it('are for the service key and for monitors, and nobody else', async () => {
    await sql.unsafe('create role scraper; grant pg_monitor to scraper');
    const rows = await sql.begin(async (work) => {
      await work.unsafe('set local role scraper');
      return work`select * from run_logs_metrics`;
    });
    assert.equal(rows.length, 1);
    const service = await asViewer(
      sql,
      { role: 'service_role', claims: {} },
      (request) => request`select * from run_logs_metrics`,
    );
    assert.equal(service.length, 1);
  });

  it('count what is written, announced, coalesced, oversized, dropped, withheld and repeated', async () => {
    const runId = await database.makeRun(tenant);
    const before = await metrics();
    for (let index = 0; index < 20; index += 1) await append(sql, runId, ['x']);
    const big = await database.makeRun(tenant);
    await append(
      sql,
      big,
      Array.from({ length: 501 }, () => 'x'),
    );
    const key = crypto.randomUUID();
    for (let index = 0; index < 3; index += 1)
      await sql`select append_run_logs(${big}, '[{"message": "a"}]', ${key})`;
    const [send] =
      await sql`select pg_get_functiondef('realtime.send(jsonb,text,text,boolean)'::regprocedure) as source`;
    const [hook] =
      await sql`select pg_get_functiondef('redact_log_message(text)'::regprocedure) as source`;
    const other = await database.makeRun(tenant);
    try {
      await sql.unsafe(`create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true)
        returns void language plpgsql as $$ begin raise 'down'; end $$`);
      await sql.unsafe(
        `create or replace function redact_log_message(message text) returns text language plpgsql as $$ begin raise 'broken'; end $$`,
      );
      await append(sql, other, ['a', 'b']);
    } finally {
      await sql.unsafe(String(send?.['source']));
      await sql.unsafe(String(hook?.['source']));
    }
    const now = await metrics();
    const grown = (name: string): number => (now[name] as number) - (before[name] as number);
    assert.equal(grown('rows_total'), 20 + 501 + 1 + 2);
    assert.equal(
      grown('messages_total') +
        grown('statements_coalesced_total') +
        grown('messages_dropped_total'),
      20 + 1 + 1 + 1,
    );
    assert.ok(grown('statements_coalesced_total') > 0);
    assert.equal(grown('messages_oversized_total'), 1);
    assert.equal(grown('messages_dropped_total'), 1);
    assert.equal(grown('redactions_failed_total'), 2);
    assert.equal(grown('batches_repeated_total'), 2);
    assert.equal(grown('open_runs'), 2);
    assert.ok((now['seconds_since_last_write'] as number) < 60);
    assert.ok((now['bytes'] as number) > 0);
    // What was not sent is announced with the next rows.
    await append(sql, other, ['c']);
    const [told] = await sql`
      select payload ->> 'from' as from, payload ->> 'to' as to from realtime.messages where topic = ${`run-logs:${other}`}`;
    assert.deepEqual({ ...told }, { from: '1', to: '3' });
  });

  it('tell of rows without a month, of missing months, and of a day without room for messages', async () => {
    const runId = await database.makeRun(tenant);
    await sql`insert into logs (run_id, message, created_at) values (${runId}, 'far', '2999-01-01')`;
    assert.equal((await metrics())['default_partition_rows'], 1);
    assert.equal((await metrics())['partitions_ahead'], 3);
    const [leaf] =
      await sql`select partition_name as name from logs_partition_info order by 1 desc limit 1`;
    await sql.unsafe(`drop table logs_partitions.${String(leaf?.['name'])}`);
    assert.equal((await metrics())['partitions_ahead'], 2);
    assert.equal((await metrics())['broadcast_ready'], 1);
    const days = await sql`
      select inhrelid::regclass::text as name from pg_inherits where inhparent = 'realtime.messages'::regclass`;
    for (const { name } of days) await sql.unsafe(`drop table ${String(name)}`);
    assert.equal((await metrics())['broadcast_ready'], 0);
  });

  it('see the slot of Realtime and how far behind it is', async () => {
    const [database] = await sql`select current_database() as name`;
    await sql`select pg_create_logical_replication_slot('supabase_realtime_messages_replication_slot_', 'pgoutput')`;
    try {
      const runId = await sql`select run_id from log_cursors limit 1`;
      await append(
        sql,
        String(runId[0]?.['run_id']),
        Array.from({ length: 1000 }, () => 'x'.repeat(1000)),
      );
      const now = await metrics();
      assert.equal(now['realtime_slots'], 1, String(database?.['name']));
      assert.ok((now['realtime_slot_lag_bytes'] as number) > 1_000_000);
    } finally {
      await sql`select pg_drop_replication_slot('supabase_realtime_messages_replication_slot_')`;
    }
  });
});
