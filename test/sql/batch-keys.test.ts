/** That a batch which comes again under its key is stored once, whoever sends it and whenever. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type postgres from 'postgres';
import {
  append,
  sqlStateOf,
  startTestDatabase,
  untilBlocked,
  type Tenant,
  type TestDatabase,
} from '../helpers/postgres-database.js';

let database: TestDatabase;
let sql: postgres.Sql;
let tenant: Tenant;

before(async () => {
  database = await startTestDatabase();
  sql = database.sql;
  tenant = await database.makeTenant();
});
after(() => database.stop());

async function appendOnce(
  writer: postgres.Sql | postgres.TransactionSql,
  runId: string,
  key: string | null,
  messages: readonly string[],
): Promise<[unknown, unknown]> {
  const entries = JSON.stringify(messages.map((message) => ({ message })));
  const [row] = await writer`
    select * from append_run_logs(run_id => ${runId}, entries => ${entries}::text::jsonb, batch_key => ${key})`;
  return [row?.['first_seq'], row?.['last_seq']];
}

async function countOf(runId: string): Promise<number> {
  const [row] = await sql`
    select count(*)::int as rows, (select last_seq::int from log_cursors where run_id = ${runId}) as last
    from logs where run_id = ${runId}`;
  assert.equal(row?.['rows'], row?.['last']);
  return row?.['rows'] as number;
}

describe('a batch with a key', () => {
  it('is stored once, and gets the same numbers each time', async () => {
    const runId = await database.makeRun(tenant);
    const key = crypto.randomUUID();
    assert.deepEqual(await appendOnce(sql, runId, key, ['a', 'b']), [1, 2]);
    await append(sql, runId, ['between']);
    assert.deepEqual(await appendOnce(sql, runId, key, ['a', 'b']), [1, 2]);
    assert.deepEqual(await appendOnce(sql, runId, crypto.randomUUID(), ['a', 'b']), [4, 5]);
    assert.equal(await countOf(runId), 5);
  });

  it('is another batch under another run, and without a key nothing is held against it', async () => {
    const [one, other] = [await database.makeRun(tenant), await database.makeRun(tenant)];
    const key = crypto.randomUUID();
    assert.deepEqual(await appendOnce(sql, one, key, ['a']), [1, 1]);
    assert.deepEqual(await appendOnce(sql, other, key, ['a']), [1, 1]);
    assert.deepEqual(await appendOnce(sql, one, null, ['a']), [2, 2]);
    assert.deepEqual(await appendOnce(sql, one, null, ['a']), [3, 3]);
  });

  it('is stored once when it comes twice at the same time, and when the first of the two fails', async () => {
    for (const fails of [false, true]) {
      const runId = await database.makeRun(tenant);
      const key = crypto.randomUUID();
      const [first, second] = [database.connect(), database.connect()];
      const [pid] = await second`select pg_backend_pid() as pid`;
      let waiting: Promise<[unknown, unknown]> | undefined;
      await first
        .begin(async (work) => {
          await appendOnce(work, runId, key, ['a', 'b', 'c']);
          waiting = appendOnce(second, runId, key, ['a', 'b', 'c']);
          await untilBlocked(sql, pid?.['pid'] as number);
          if (fails) throw new Error('on purpose');
        })
        .catch((error: unknown) => assert.match(String(error), /on purpose/));
      assert.deepEqual(await waiting, [1, 3]);
      assert.equal(await countOf(runId), 3);
    }
  });

  it('is stored once by a crowd', async () => {
    const runId = await database.makeRun(tenant);
    const keys = Array.from({ length: 5 }, () => crypto.randomUUID());
    const writers = Array.from({ length: 8 }, () => database.connect());
    const answers = await Promise.all(
      writers.map(async (writer, place) => {
        const given = new Map<string, string>();
        for (let index = 0; index < keys.length; index += 1) {
          const key = keys[(index + place) % keys.length] as string;
          given.set(key, String(await appendOnce(writer, runId, key, ['x', 'y'])));
        }
        return keys.map((key) => given.get(key));
      }),
    );
    for (const answer of answers) assert.deepEqual(answer, answers[0]);
    assert.equal(await countOf(runId), 10);
  });

  it('works for a run whose cursor is missing', async () => {
    const runId = await database.makeRun(tenant);
    await sql`delete from log_cursors where run_id = ${runId}`;
    const key = crypto.randomUUID();
    assert.deepEqual(await appendOnce(sql, runId, key, ['a']), [1, 1]);
    assert.deepEqual(await appendOnce(sql, runId, key, ['a']), [1, 1]);
    assert.equal(await sqlStateOf(appendOnce(sql, crypto.randomUUID(), key, ['a'])), '23503');
  });

  it('is refused when it is not the batch that its key stands for', async () => {
    const runId = await database.makeRun(tenant);
    const key = crypto.randomUUID();
    await appendOnce(sql, runId, key, ['a']);
    await assert.rejects(
      appendOnce(sql, runId, key, ['a', 'b']),
      (error: postgres.PostgresError) => {
        assert.equal(error.code, '22023');
        assert.match(error.message, /that of a batch of 1 entries, not 2/);
        assert.match(String(error.hint), /new key for each batch/);
        return true;
      },
    );
    assert.equal(await countOf(runId), 1);
  });

  it('leaves no key behind when it fails, and none when its run is deleted', async () => {
    const runId = await database.makeRun(tenant);
    const key = crypto.randomUUID();
    const bad = sql`
      select append_run_logs(${runId}, '[{"message": "a"}, {"message": "b", "created_at": "soon"}]', ${key})`;
    assert.equal(await sqlStateOf(bad), '22007');
    assert.deepEqual(await appendOnce(sql, runId, key, ['a']), [1, 1]);
    await sql`delete from workflow_runs where id = ${runId}`;
    assert.equal((await sql`select from log_stream.batches where run_id = ${runId}`).length, 0);
  });

  it('tells a repeatable read writer to try again, rather than store it twice', async () => {
    const runId = await database.makeRun(tenant);
    const key = crypto.randomUUID();
    const late = database.connect();
    const attempt = late.begin('isolation level repeatable read', async (work) => {
      await work`select count(*) from logs`;
      await appendOnce(sql, runId, key, ['a']);
      await appendOnce(work, runId, key, ['a']);
    });
    assert.equal(await sqlStateOf(attempt), '40001');
    assert.deepEqual(await appendOnce(late, runId, key, ['a']), [1, 1]);
  });
});
