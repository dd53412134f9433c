/**
 * The promise that everything else stands on: seq is 1, 2, 3, … within a run, without holes, in commit order, whatever
 * writers do at the same time.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type postgres from 'postgres';
import { chooseSeed, seededRandom } from '../helpers/random.js';
import {
  append,
  sqlStateOf,
  startTestDatabase,
  untilBlocked,
  type Tenant,
  type TestDatabase,
} from '../helpers/postgres-database.js';

const SEED = chooseSeed();

let database: TestDatabase;
let sql: postgres.Sql;
let tenant: Tenant;

before(async () => {
  database = await startTestDatabase();
  sql = database.sql;
  tenant = await database.makeTenant();
});
after(() => database.stop());

/** Fails unless the run's rows are numbered 1 to n and its cursor says n. Gives n. */
async function assertDense(runId: string): Promise<number> {
  const rows = await sql<
    { seq: number }[]
  >`select seq from logs where run_id = ${runId} order by seq`;
  const [cursor] = await sql`select last_seq from log_cursors where run_id = ${runId}`;
  assert.deepEqual(
    rows.map((row) => row.seq),
    rows.map((_, index) => index + 1),
  );
  assert.equal(cursor?.['last_seq'], rows.length);
  return rows.length;
}

async function pidOf(connection: postgres.Sql): Promise<number> {
  const [row] = await connection`select pg_backend_pid() as pid`;
  return row?.['pid'] as number;
}

describe('seq with several writers', () => {
  it(`is dense and in commit order under load (seed ${SEED})`, async () => {
    const random = seededRandom(SEED);
    const runs = [await database.makeRun(tenant), await database.makeRun(tenant)];
    let writing = true;
    let written = 0;

    const write = async (): Promise<void> => {
      const connection = database.connect();
      for (let round = 0; round < 20; round += 1) {
        const runId = runs[random() < 0.7 ? 0 : 1] as string;
        const size = 1 + Math.floor(random() * 6);
        const kind = Math.floor(random() * 3);
        const pauseMs = random() < 0.5 ? 0 : random() * 8;
        const rollsBack = random() < 0.15;
        await connection
          .begin(async (work) => {
            if (kind === 0)
              await append(
                work,
                runId,
                Array.from({ length: size }, () => 'a'),
              );
            if (kind === 1) await work`insert into logs (run_id, message) values (${runId}, 'one')`;
            if (kind === 2) {
              await work`
                insert into logs (run_id, message) select ${runId}, 'many' from generate_series(1, ${size})`;
            }
            await delay(pauseMs);
            if (rollsBack) throw new Error('rolled back on purpose');
            written += kind === 1 ? 1 : size;
          })
          .catch((error: unknown) => assert.match(String(error), /on purpose/));
      }
    };

    // A reader that goes by seq alone, as the client does: it must never have to look back.
    const read = async (runId: string): Promise<number[]> => {
      const connection = database.connect();
      const seen: number[] = [];
      for (let last = false; ;) {
        const page = await connection<{ seq: number }[]>`
          select seq from logs where run_id = ${runId} and seq > ${seen.at(-1) ?? 0} order by seq limit 7`;
        seen.push(...page.map((row) => row.seq));
        if (page.length === 0 && last) return seen;
        last = !writing;
      }
    };

    const readers = runs.map((runId) => read(runId));
    await Promise.all(Array.from({ length: 8 }, write));
    writing = false;
    const seen = await Promise.all(readers);

    let stored = 0;
    for (const [index, runId] of runs.entries()) {
      const count = await assertDense(runId);
      stored += count;
      assert.deepEqual(
        seen[index],
        Array.from({ length: count }, (_, place) => place + 1),
      );
    }
    assert.equal(stored, written);
  });

  it('makes the second writer wait, and gives it the number that a rollback gave back', async () => {
    const runId = await database.makeRun(tenant);
    const [first, second] = [database.connect(), database.connect()];
    const secondPid = await pidOf(second);
    let waiting: Promise<{ first: number }> | undefined;
    await first
      .begin(async (work) => {
        assert.equal((await append(work, runId, ['lost'])).first, 1);
        waiting = append(second, runId, ['kept']);
        await untilBlocked(sql, secondPid);
        throw new Error('rolled back on purpose');
      })
      .catch((error: unknown) => assert.match(String(error), /on purpose/));
    assert.equal((await waiting)?.first, 1);
    assert.equal(await assertDense(runId), 1);
  });

  it('does not make writers of different runs wait', async () => {
    const [one, other] = [await database.makeRun(tenant), await database.makeRun(tenant)];
    const first = database.connect();
    await first.begin(async (work) => {
      await append(work, one, ['held']);
      await sql`insert into logs (run_id, message) values (${other}, 'free')`;
      await append(sql, other, ['free too']);
    });
    assert.equal(await assertDense(other), 2);
  });

  it('refuses a repeatable read writer that looks at the past, and serves it when it tries again', async () => {
    const runId = await database.makeRun(tenant);
    const late = database.connect();
    const ways: readonly ((
      work: postgres.Sql | postgres.TransactionSql,
    ) => PromiseLike<unknown>)[] = [
      (work) => append(work, runId, ['late']),
      (work) => work`insert into logs (run_id, message) values (${runId}, 'late')`,
    ];
    for (const write of ways) {
      const attempt = late.begin('isolation level repeatable read', async (work) => {
        await work`select count(*) from logs`;
        await append(sql, runId, ['meanwhile']);
        await write(work);
      });
      assert.equal(await sqlStateOf(attempt), '40001');
      await late.begin('isolation level repeatable read', async (work) => write(work));
    }
    assert.equal(await assertDense(runId), 4);
  });
});

describe('seq within one transaction', () => {
  it('ignores a seq, an id of a project and a level word that a plain insert brings along', async () => {
    const runId = await database.makeRun(tenant);
    const other = await database.makeTenant();
    await sql`
      insert into logs (run_id, project_id, seq, level, message)
      values (${runId}, ${other.projectId}, 900, ' WARNING ', 'a'), (${runId}, null, 3, null, 'b')`;
    const rows =
      await sql`select seq, project_id, level from logs where run_id = ${runId} order by seq`;
    assert.deepEqual(
      [...rows],
      [
        { seq: 1, project_id: tenant.projectId, level: 'warn' },
        { seq: 2, project_id: tenant.projectId, level: null },
      ],
    );
    await assertDense(runId);
  });

  it('survives savepoints, failed statements and both ways of writing mixed', async () => {
    const runId = await database.makeRun(tenant);
    const connection = database.connect();
    await connection.begin(async (work) => {
      await work`insert into logs (run_id, message) select ${runId}, 'kept' from generate_series(1, 5)`;
      await work
        .savepoint(async (inner) => {
          await inner`insert into logs (run_id, message) select ${runId}, 'undone' from generate_series(1, 5)`;
          await append(inner, runId, ['undone']);
          throw new Error('undone on purpose');
        })
        .catch((error: unknown) => assert.match(String(error), /on purpose/));
      // The third row of this statement fails when two have their numbers.
      await work
        .savepoint(
          (inner) => inner`
            insert into logs (run_id, message)
            select ${runId}, case when i < 3 then 'x' end from generate_series(1, 3) i`,
        )
        .catch((error: unknown) => assert.match(String(error), /not-null/));
      await append(work, runId, ['kept', 'kept']);
      await work`insert into logs (run_id, message) values (${runId}, 'kept'), (${runId}, 'kept')`;
    });
    assert.equal(await assertDense(runId), 9);
  });

  it('numbers a statement over many interleaved runs', async () => {
    // More runs than the 32 settings that hold their counts, so that runs have to share.
    const runs: string[] = [];
    for (let index = 0; index < 80; index += 1) runs.push(await database.makeRun(tenant));
    // In turns of two rows: the second is counted in the setting, then another run takes it over.
    await sql`
      insert into logs (run_id, message)
      select run, 'row ' || i from generate_series(1, 6) i, unnest(${runs}::uuid[]) run
      order by (i - 1) / 2, run, i`;
    for (const runId of runs) assert.equal(await assertDense(runId), 6);
    const [order] = await sql`
      select bool_and(message = 'row ' || seq) as kept from logs where run_id = any(${runs}::uuid[])`;
    assert.equal(order?.['kept'], true);
  });

  it('numbers rows that a statement writes through a function while it is still inserting', async () => {
    const runId = await database.makeRun(tenant);
    await sql.unsafe(`
      create function append_midway(run uuid) returns text language sql volatile as
      $$ select 'after ' || last_seq from append_run_logs(run, '[{"message":"inner"}]') $$`);
    await sql`
      insert into logs (run_id, message)
      select ${runId}, case when i % 2 = 0 then append_midway(${runId}) else 'outer' end
      from generate_series(1, 6) i`;
    await sql`insert into logs (run_id, message) values (${runId}, 'last')`;
    assert.equal(await assertDense(runId), 10);
  });

  it('takes ten thousand plain rows in one statement without slowing down', async () => {
    const runId = await database.makeRun(tenant);
    const timed = async (rows: number): Promise<number> => {
      const start = performance.now();
      await sql`insert into logs (run_id, message) select ${runId}, 'x' from generate_series(1, ${rows})`;
      return performance.now() - start;
    };
    await timed(100);
    const small = await timed(2000);
    const large = await timed(10_000);
    // Counting in the table instead would be 25 times slower; 5 times is linear, the rest is for a busy machine.
    assert.ok(large < small * 15, `2000 rows took ${small} ms, 10000 took ${large} ms`);
    assert.equal(await assertDense(runId), 12_100);
  });

  it('opens a cursor for a run that has none, and refuses a run that does not exist', async () => {
    const runId = await database.makeRun(tenant);
    await sql`delete from log_cursors where run_id = ${runId}`;
    assert.equal((await append(sql, runId, ['a'])).first, 1);
    await assertDense(runId);
    const missing = crypto.randomUUID();
    assert.equal(await sqlStateOf(append(sql, missing, ['a'])), '23503');
    assert.equal(
      await sqlStateOf(sql`insert into logs (run_id, message) values (${missing}, 'a')`),
      '23503',
    );
    assert.equal(await sqlStateOf(sql`insert into logs (message) values ('a')`), '22004');
  });

  it('deletes the rows of a deleted run', async () => {
    const runId = await database.makeRun(tenant);
    await append(sql, runId, ['a', 'b']);
    await sql`delete from workflow_runs where id = ${runId}`;
    const [left] = await sql`select count(*) from logs where run_id = ${runId}`;
    assert.equal(left?.['count'], 0);
  });
});

describe('seq over several runs in one transaction', () => {
  it('ends one of two that lock each other out, loses nothing of it that committed, and serves it when it tries again', async () => {
    const [one, other] = [await database.makeRun(tenant), await database.makeRun(tenant)];
    const ways: readonly ((
      work: postgres.TransactionSql,
      runId: string,
    ) => PromiseLike<unknown>)[] = [
      (work, runId) => append(work, runId, ['a', 'b']),
      (work, runId) => work`insert into logs (run_id, message) values (${runId}, 'one')`,
      (work, runId) =>
        work`insert into logs (run_id, message) select ${runId}, 'many' from generate_series(1, 3)`,
    ];
    for (const write of ways) {
      let arrived = 0;
      let open: () => void = () => undefined;
      const both = new Promise<void>((resolve) => (open = resolve));
      const cross = (first: string, second: string): Promise<unknown> =>
        database.connect().begin(async (work) => {
          await write(work, first);
          arrived += 1;
          if (arrived === 2) open();
          await both;
          await write(work, second);
        });
      const states = await Promise.all([
        sqlStateOf(cross(one, other)),
        sqlStateOf(cross(other, one)),
      ]);
      assert.deepEqual([...states].sort(), ['40P01', undefined]);
      assert.equal(await assertDense(one), await assertDense(other));
      // Again, alone: as a writer does.
      arrived = 1;
      await (states[0] === '40P01' ? cross(one, other) : cross(other, one));
      assert.equal(await assertDense(one), await assertDense(other));
    }
  });

  it('meets no deadlock where every writer takes the runs in one order', async () => {
    const runs = (await Promise.all([1, 2, 3, 4].map(() => database.makeRun(tenant)))).sort();
    const write = async (): Promise<void> => {
      const connection = database.connect();
      for (let round = 0; round < 15; round += 1) {
        await connection.begin(async (work) => {
          for (const runId of runs) await append(work, runId, ['x']);
        });
        await connection`
          insert into logs (run_id, message) select run, 'y' from unnest(${runs}::uuid[]) run order by run`;
      }
    };
    await Promise.all(Array.from({ length: 6 }, write));
    for (const runId of runs) assert.equal(await assertDense(runId), 180);
  });
});

describe('an append within a host’s own trigger', () => {
  it('is numbered and announced like any other, and leaves the statement around it in order', async () => {
    const [runId, audit] = [await database.makeRun(tenant), await database.makeRun(tenant)];
    await sql.unsafe(`
      create function audit_rows() returns trigger language plpgsql as $$ begin
        if new.run_id = '${runId}' then
          insert into public.logs (run_id, message) select '${audit}', 'audit ' || i from generate_series(1, 2) i;
        end if;
        return new;
      end $$;
      create trigger audit_rows before insert on logs for each row execute function audit_rows()`);
    try {
      // Often enough for the run to have no credit left, when its own trigger is not called.
      for (let index = 0; index < 10; index += 1) await append(sql, runId, ['a', 'b']);
      await sql`insert into logs (run_id, message) values (${runId}, 'c'), (${runId}, 'd')`;
    } finally {
      await sql.unsafe('drop trigger audit_rows on logs; drop function audit_rows()');
    }
    assert.equal(await assertDense(runId), 22);
    assert.equal(await assertDense(audit), 44);
  });
});
