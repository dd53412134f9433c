/**
 * That a run keeps to its quota of announcements and that nothing is left unannounced by it: every row is covered by one
 * message, in order, whatever writers do at the same time and however their transactions end.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type postgres from 'postgres';
import { chooseSeed, seededRandom } from '../helpers/random.js';
import { waitUntil } from '../helpers/wait-until.js';
import {
  append,
  startTestDatabase,
  type Tenant,
  type TestDatabase,
} from '../helpers/postgres-database.js';

const SEED = chooseSeed();

/** Of ten a second by default, this many may come at once; the others grow back one by one. */
const AT_ONCE = 6;
const GROWTH_PER_SECOND = 4;

let database: TestDatabase;
let sql: postgres.Sql;
let tenant: Tenant;

interface Announcement {
  readonly from: number;
  readonly to: number;
  readonly rows: unknown;
  readonly at_ms: number;
}

before(async () => {
  database = await startTestDatabase();
  sql = database.sql;
  tenant = await database.makeTenant();
});
after(() => database.stop());

/** The announcements of a run, by what they cover. */
async function announcementsOf(runId: string): Promise<readonly Announcement[]> {
  return await sql<Announcement[]>`
    select (payload ->> 'from')::int as from, (payload ->> 'to')::int as to, payload -> 'rows' as rows,
      (extract(epoch from inserted_at) * 1000)::float8 as at_ms
    from realtime.messages where topic = ${`run-logs:${runId}`} and event = 'logs' order by 1`;
}

/** Fails unless the announcements cover 1 to `last` without a hole or an overlap, with the rows that the table has. */
async function assertCovered(runId: string, last: number): Promise<readonly Announcement[]> {
  const announcements = await announcementsOf(runId);
  let next = 1;
  for (const { from, to, rows } of announcements) {
    assert.equal(from, next);
    next = to + 1;
    const [stored] = await sql`
      select jsonb_agg(jsonb_build_array(id::text, level, message, node_id, fields, created_at) order by seq) as rows
      from logs where run_id = ${runId} and seq between ${from} and ${to}`;
    if (rows !== null) assert.deepEqual(rows, stored?.['rows']);
  }
  assert.equal(next, last + 1);
  return announcements;
}

async function untilCredit(runId: string): Promise<void> {
  await waitUntil('credit', async () => {
    const [cursor] = await sql`
      select announce_credit_at <= clock_timestamp() as whole from log_cursors where run_id = ${runId}`;
    return cursor?.['whole'] === true;
  });
}

const insertOne = (
  writer: postgres.Sql | postgres.TransactionSql,
  runId: string,
): PromiseLike<unknown> => writer`insert into logs (run_id, message) values (${runId}, 'one')`;

describe('the quota of announcements', () => {
  it('lets a few through at once, holds back the rest, and catches up with one message', async () => {
    const runId = await database.makeRun(tenant);
    const [first] = await sql`select last_value::int as count from log_stream.statements_coalesced`;
    for (let index = 0; index < 30; index += 1) await insertOne(sql, runId);
    const sent = await announcementsOf(runId);
    assert.ok(sent.length >= AT_ONCE && sent.length < 30, `${sent.length} messages`);
    await untilCredit(runId);
    await append(sql, runId, ['last']);
    const all = await assertCovered(runId, 31);
    assert.equal(
      (all.at(-1)?.rows as unknown[]).length,
      (all.at(-1)?.to ?? 0) - (all.at(-1)?.from ?? 0) + 1,
    );
    const [counted] =
      await sql`select last_value::int as count from log_stream.statements_coalesced`;
    assert.ok((counted?.['count'] as number) - (first?.['count'] as number) >= 31 - all.length - 1);
  });

  it(`keeps to it with several writers, and covers every row (seed ${SEED})`, async () => {
    const random = seededRandom(SEED);
    const runId = await database.makeRun(tenant);
    const startedMs = performance.now();
    let written = 0;
    const write = async (): Promise<void> => {
      const connection = database.connect();
      for (let round = 0; round < 60; round += 1) {
        const kind = Math.floor(random() * 4);
        const size = kind === 0 ? 1 : 1 + Math.floor(random() * 5);
        const rollsBack = random() < 0.2;
        await connection
          .begin(random() < 0.3 ? 'isolation level repeatable read' : '', async (work) => {
            if (kind === 0) await insertOne(work, runId);
            else if (kind === 1)
              await append(
                work,
                runId,
                Array.from({ length: size }, () => 'a'),
              );
            else {
              await work`insert into logs (run_id, message) select ${runId}, 'many' from generate_series(1, ${size})`;
            }
            if (kind === 3) {
              await work
                .savepoint(async (inner) => {
                  await append(inner, runId, ['undone']);
                  throw new Error('undone on purpose');
                })
                .catch((error: unknown) => assert.match(String(error), /on purpose/));
            }
            if (rollsBack) throw new Error('rolled back on purpose');
          })
          .then(
            () => (written += size),
            (error: unknown) => assert.match(String(error), /on purpose|could not serialize/),
          );
      }
    };
    await Promise.all(Array.from({ length: 6 }, write));
    const seconds = (performance.now() - startedMs) / 1000;
    await untilCredit(runId);
    await append(sql, runId, ['last']);
    const sent = await assertCovered(runId, written + 1);
    assert.ok(
      sent.length <= AT_ONCE + GROWTH_PER_SECOND * seconds + 2,
      `${sent.length} in ${seconds} s`,
    );
    // Ten in any second. The time of a message is the start of its transaction, a few milliseconds off.
    const times = sent.map((message) => message.at_ms).sort((a, b) => a - b);
    times.forEach((time, index) => {
      const eleventh = times[index + 10];
      assert.ok(
        eleventh === undefined || eleventh - time > 900,
        `11 messages in ${(eleventh ?? 0) - time} ms`,
      );
    });
  });

  it('counts nothing that was rolled back', async () => {
    const runId = await database.makeRun(tenant);
    for (let index = 0; index < 20; index += 1) {
      await sql
        .begin(async (work) => {
          await append(work, runId, ['lost']);
          throw new Error('on purpose');
        })
        .catch((error: unknown) => assert.match(String(error), /on purpose/));
    }
    await append(sql, runId, ['kept']);
    assert.deepEqual(
      (await announcementsOf(runId)).map(({ from, to }) => [from, to]),
      [[1, 1]],
    );
    await sql.begin(async (work) => {
      await work
        .savepoint(async (inner) => {
          for (let index = 0; index < 20; index += 1) await append(inner, runId, ['undone']);
          throw new Error('on purpose');
        })
        .catch((error: unknown) => assert.match(String(error), /on purpose/));
      await append(work, runId, ['kept too']);
    });
    await assertCovered(runId, 2);
  });

  it('catches up by a pointer when what was left out is too much to send', async () => {
    const runId = await database.makeRun(tenant);
    for (let index = 0; index < 20; index += 1) {
      await append(
        sql,
        runId,
        Array.from({ length: 60 }, () => 'x'),
      );
    }
    await untilCredit(runId);
    await append(sql, runId, ['last']);
    const last = (await assertCovered(runId, 1201)).at(-1);
    assert.ok((last?.to ?? 0) - (last?.from ?? 0) >= 500);
    assert.equal(last?.rows, null);
  });

  it('tells of every change of status, and first of the rows that were left out', async () => {
    const runId = await database.makeRun(tenant);
    for (let index = 0; index < 20; index += 1) await insertOne(sql, runId);
    const statuses = Array.from({ length: 30 }, (_, index) =>
      index % 2 === 0 ? 'paused' : 'running',
    );
    for (const status of statuses)
      await sql`update workflow_runs set status = ${status} where id = ${runId}`;
    await assertCovered(runId, 20);
    const told = await sql`
      select payload ->> 'status' as status, payload ->> 'last_seq' as last from realtime.messages
      where topic = ${`run-logs:${runId}`} and event = 'run' order by inserted_at`;
    assert.deepEqual(
      told.map((row): unknown[] => [row['status'], row['last']]),
      statuses.map((status) => [status, '20']),
    );
  });

  it('covers statements over many runs, also where runs take turns', async () => {
    const runs: string[] = [];
    for (let index = 0; index < 80; index += 1) runs.push(await database.makeRun(tenant));
    for (let round = 0; round < 2; round += 1) {
      await sql`
        insert into logs (run_id, message)
        select run, 'row ' || i from generate_series(1, 6) i, unnest(${runs}::uuid[]) run order by (i - 1) / 2, run, i`;
    }
    await sql`update log_cursors set announce_credit_at = now() where run_id = any(${runs}::uuid[])`;
    for (const runId of runs) {
      await append(sql, runId, ['last']);
      await assertCovered(runId, 13);
    }
  });

  it('counts afresh where a clock was set back, and in a table that knows no quota yet', async () => {
    const runId = await database.makeRun(tenant);
    await append(sql, runId, ['a']);
    await sql`update log_cursors set announce_credit_at = now() + interval '1 hour' where run_id = ${runId}`;
    await append(sql, runId, ['b']);
    await assertCovered(runId, 2);
    await sql`
      update log_cursors set announce_from = null, announced_seq = null, announce_credit_at = null where run_id = ${runId}`;
    await append(sql, runId, ['c']);
    await assertCovered(runId, 3);
  });
});

describe('the size of the quota', () => {
  const burst = async (writer: postgres.Sql, statements: number): Promise<number> => {
    const runId = await database.makeRun(tenant);
    for (let index = 0; index < statements; index += 1) await append(writer, runId, ['x']);
    return (await announcementsOf(runId)).length;
  };

  it('is a setting; nonsense means the default, 0 means none', async () => {
    const writer = database.connect();
    await writer`set meshhook.log_messages_per_second = '100000'`;
    assert.equal(await burst(writer, 30), 30);
    await writer`set meshhook.log_messages_per_second = '0'`;
    assert.equal(await burst(writer, 3), 0);
    await writer`set meshhook.log_messages_per_second = '0.01'`;
    assert.equal(await burst(writer, 3), 1);
    for (const nonsense of ['many', '-1', '1e9', '']) {
      await writer`select set_config('meshhook.log_messages_per_second', ${nonsense}, false)`;
      assert.equal(await burst(writer, AT_ONCE), AT_ONCE, nonsense);
    }
  });

  it('is a function that a host replaces, and one that fails is not the writer’s trouble', async () => {
    const [hook] =
      await sql`select pg_get_functiondef('log_messages_per_second()'::regprocedure) as source`;
    const replace = (body: string): PromiseLike<unknown> =>
      sql.unsafe(`create or replace function log_messages_per_second() returns double precision language plpgsql as
        $$ begin ${body} end $$`);
    try {
      await replace('return 1e5;');
      assert.equal(await burst(sql, 30), 30);
      for (const body of [
        'return null;',
        "return 'NaN';",
        "return 'infinity';",
        'return -5;',
        "raise 'broken';",
      ]) {
        await replace(body);
        const runId = await database.makeRun(tenant);
        assert.equal((await append(sql, runId, ['x'])).first, 1, body);
        await sql`update workflow_runs set status = 'failed' where id = ${runId}`;
      }
    } finally {
      await sql.unsafe(String(hook?.['source']));
    }
  });
});
