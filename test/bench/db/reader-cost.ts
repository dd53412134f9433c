/** What a page costs in a long run of a large table, asked as PostgREST asks: a transaction, the claims, one query. */
import type postgres from 'postgres';
import type { Tenant, TestDatabase } from '../../helpers/postgres-database.js';
import { between, seededRandom } from '../../helpers/random.js';
import { times } from './figures.js';

/** Of the run that is read. */
export const LONG_RUN_ROWS = 1_000_000;
const OTHER_RUN_ROWS = 10_000;
const MONTHS = 6;
const PAGE = 1_000;
const SAMPLES = 120;

export async function loadRows(
  database: TestDatabase,
  tenant: Tenant,
  rows: number,
): Promise<string> {
  const { sql } = database;
  const longRun = await database.makeRun(tenant);
  for (let months = 1; months < MONTHS; months += 1) {
    await sql`select create_logs_partition((now() - make_interval(months => ${months}))::date)`;
  }
  const others = Math.max(0, Math.ceil((rows - LONG_RUN_ROWS) / OTHER_RUN_ROWS));
  const runs = [longRun];
  for (let run = 0; run < others; run += 1) runs.push(await database.makeRun(tenant));
  const began = performance.now();
  const load = async (part: number): Promise<void> => {
    const connection = database.connect();
    // Past the triggers, as a restore does it.
    await connection`set session_replication_role = replica`;
    for (let index = part; index < runs.length; index += 2) {
      const count = index === 0 ? LONG_RUN_ROWS : OTHER_RUN_ROWS;
      await connection`
        insert into logs (run_id, project_id, seq, level, message, fields, created_at)
        select ${runs[index] ?? ''}::uuid, ${tenant.projectId}::uuid, n,
          case when n % 5000 = 0 then 'fatal' when n % 500 = 0 then 'error' when n % 20 = 0 then 'warn' else 'info' end,
          'step ' || n || ' fetched 12 items from the queue in 34 ms, and goes on with the next one',
          '{"attempt": 1, "ms": 34}'::jsonb,
          now() - make_interval(months => ${MONTHS - 1}) * (1 - n::float8 / ${count}::int)
        from generate_series(1, ${count}::int) n`;
    }
    await connection.end();
  };
  await Promise.all([load(0), load(1)]);
  await sql.unsafe('vacuum (analyze) logs');
  const [size] = await sql<{ rows: number; bytes: string }[]>`
    select sum(c.reltuples)::float8 as rows, pg_size_pretty(sum(pg_total_relation_size(c.oid))) as bytes
    from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'logs'::regclass`;
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `\nloaded ${Math.round(size?.rows ?? 0).toLocaleString('en-US')} rows, ${size?.bytes ?? ''}, over ${MONTHS} months in ${seconds} s`,
  );
  return longRun;
}

export async function measureReaders(
  database: TestDatabase,
  tenant: Tenant,
  rows: number,
): Promise<void> {
  const longRun = await loadRows(database, tenant, rows);
  const stranger = await database.makeTenant();
  const random = seededRandom(20_260_101);
  const place = (): number => between(random, 1, LONG_RUN_ROWS - PAGE);
  const pages: Readonly<Record<string, () => string>> = {
    'newest page': () => `order by seq desc limit ${PAGE}`,
    'first page': () => `and seq >= 1 order by seq asc limit ${PAGE}`,
    'page in the middle': () => `and seq >= ${place()} order by seq asc limit ${PAGE}`,
    'older page': () => `and seq < ${PAGE + place()} order by seq desc limit ${PAGE}`,
    'ten new rows': () => `and seq >= ${LONG_RUN_ROWS - 9} order by seq asc limit ${PAGE}`,
    'newest 100 errors': () => `and level in ('error', 'fatal') order by seq desc limit 100`,
    'newest 100 warnings': () => `and level = 'warn' order by seq desc limit 100`,
  };
  const viewers: Readonly<Record<string, object>> = {
    'a member': { role: 'authenticated', sub: tenant.owner },
    'a portal token': { role: 'authenticated', sub: 'portal:1', run_id: longRun },
  };
  const connection = database.connect();
  const select = 'select seq, id::text, level, message, node_id, fields, created_at from logs';
  for (const [viewer, claims] of Object.entries(viewers)) {
    console.log(
      `\nreading a run of ${LONG_RUN_ROWS.toLocaleString('en-US')} rows as ${viewer}, pages of ${PAGE}`,
    );
    for (const [name, tail] of Object.entries(pages)) {
      const samples: number[] = [];
      for (let sample = 0; sample < SAMPLES; sample += 1) {
        samples.push(
          await timed(connection, claims, `${select} where run_id = '${longRun}' ${tail()}`),
        );
      }
      console.log(`  ${name.padEnd(24)} ${times(samples)}`);
    }
    const samples: number[] = [];
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      samples.push(
        await timed(
          connection,
          claims,
          `select last_seq, run_status from log_cursors where run_id = '${longRun}'`,
        ),
      );
    }
    console.log(`  ${'cursor'.padEnd(24)} ${times(samples)}`);
  }
  // Every row of the run is looked at, and none is given: the one query that costs as much as the run is long.
  const samples: number[] = [];
  for (let sample = 0; sample < 5; sample += 1) {
    const claims = { role: 'authenticated', sub: stranger.owner };
    samples.push(
      await timed(
        connection,
        claims,
        `${select} where run_id = '${longRun}' order by seq desc limit ${PAGE}`,
      ),
    );
  }
  console.log(`\na page of that run, asked for by a stranger (gets nothing): ${times(samples)}`);
  await connection.end();
}

async function timed(connection: postgres.Sql, claims: object, query: string): Promise<number> {
  const began = performance.now();
  await connection.begin(async (request) => {
    await request`select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true), set_config('role', 'authenticated', true)`;
    await request.unsafe(query);
  });
  return performance.now() - began;
}
