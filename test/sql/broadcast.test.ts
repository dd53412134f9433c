/** What viewers are told, read back from realtime.messages as the Realtime server reads it, and what it may cost: nothing. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type postgres from 'postgres';
import {
  append,
  startTestDatabase,
  untilBlocked,
  type Tenant,
  type TestDatabase,
} from '../helpers/postgres-database.js';

const COLUMNS = ['id', 'level', 'message', 'node_id', 'fields', 'created_at'];

let database: TestDatabase;
let sql: postgres.Sql;
let tenant: Tenant;

interface Message {
  readonly event: string;
  readonly private: boolean;
  readonly payload: Readonly<Record<string, unknown>>;
}

before(async () => {
  database = await startTestDatabase();
  sql = database.sql;
  tenant = await database.makeTenant();
});
after(() => database.stop());

/** The messages of a run's topic, in the order written; `id`, which the platform adds, is left out of the payload. */
async function messagesOf(runId: string): Promise<readonly Message[]> {
  const rows = await sql<Message[]>`
    select event, private, payload - 'id' as payload from realtime.messages
    where topic = ${`run-logs:${runId}`} and extension = 'broadcast'
    order by (payload ->> 'to')::bigint, (payload ->> 'last_seq')::bigint`;
  return [...rows];
}

/** The rows of a stretch as the contract wants them in a message. */
async function rowsAsSent(runId: string, from: number, to: number): Promise<unknown> {
  const [row] = await sql`
    select jsonb_agg(jsonb_build_array(id::text, level, message, node_id, fields, created_at) order by seq) as rows
    from logs where run_id = ${runId} and seq between ${from} and ${to}`;
  return row?.['rows'];
}

describe('the message of a write', () => {
  it('carries the rows as stored, by position, one message a statement', async () => {
    const runId = await database.makeRun(tenant);
    const entries = [
      {
        level: 'WARN',
        message: 'quote " and \\ and \n and 🙂',
        node_id: 'fetch',
        fields: { a: [1, null] },
      },
      { message: 'bare' },
    ];
    await sql`select append_run_logs(${runId}, ${JSON.stringify(entries)}::text::jsonb)`;
    await sql`insert into logs (run_id, message) values (${runId}, 'x'), (${runId}, 'y'), (${runId}, 'z')`;
    const messages = await messagesOf(runId);
    assert.deepEqual(messages, [
      {
        event: 'logs',
        private: true,
        payload: {
          v: 1,
          run_id: runId,
          from: 1,
          to: 2,
          cols: COLUMNS,
          rows: await rowsAsSent(runId, 1, 2),
        },
      },
      {
        event: 'logs',
        private: true,
        payload: {
          v: 1,
          run_id: runId,
          from: 3,
          to: 5,
          cols: COLUMNS,
          rows: await rowsAsSent(runId, 3, 5),
        },
      },
    ]);
    const [first] = messages[0]?.payload['rows'] as [unknown[]];
    assert.equal(typeof first[0], 'string');
    assert.equal(first[1], 'warn');
    assert.match(String(first[5]), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?\+00:00$/);
  });

  it('writes times in UTC whatever the zone of the writer', async () => {
    const runId = await database.makeRun(tenant);
    const writer = database.connect();
    await writer`set timezone = 'Asia/Kolkata'`;
    await append(writer, runId, ['x']);
    const [message] = await messagesOf(runId);
    const [row] = message?.payload['rows'] as [unknown[]];
    assert.match(String(row[5]), /\+00:00$/);
    assert.equal((await writer`show timezone`)[0]?.['TimeZone'], 'Asia/Kolkata');
  });

  it('goes to each run of a statement on its own topic', async () => {
    const runs = await Promise.all([1, 2, 3].map(() => database.makeRun(tenant)));
    await sql`
      insert into logs (run_id, message)
      select run, i::text from generate_series(1, 4) i, unnest(${runs}::uuid[]) run`;
    for (const runId of runs) {
      const messages = await messagesOf(runId);
      assert.equal(messages.length, 1);
      assert.deepEqual(messages[0]?.payload['rows'], await rowsAsSent(runId, 1, 4));
    }
  });

  it('is not sent when the write is rolled back', async () => {
    const runId = await database.makeRun(tenant);
    await sql
      .begin(async (work) => {
        await append(work, runId, ['x']);
        throw new Error('on purpose');
      })
      .catch((error: unknown) => assert.match(String(error), /on purpose/));
    assert.deepEqual(await messagesOf(runId), []);
  });

  const sizes: readonly [name: string, rows: number, characters: number, pointer: boolean][] = [
    ['500 short rows are sent', 500, 20, false],
    ['501 rows are only pointed at', 501, 1, true],
    ['rows of 60 kB together are sent', 60, 900, false],
    ['rows over 64 KiB together are only pointed at', 60, 1200, true],
    ['one row over 64 KiB is only pointed at', 1, 70_000, true],
  ];
  for (const [name, rows, characters, pointer] of sizes) {
    it(name, async () => {
      const runId = await database.makeRun(tenant);
      await append(
        sql,
        runId,
        Array.from({ length: rows }, () => 'x'.repeat(characters)),
      );
      const message = (await messagesOf(runId))[0] as Message;
      const keys = Object.keys(message.payload).sort();
      assert.deepEqual(
        keys,
        pointer ? ['from', 'run_id', 'to', 'v'] : ['cols', 'from', 'rows', 'run_id', 'to', 'v'],
      );
      assert.equal(message.payload['from'], 1);
      assert.equal(message.payload['to'], rows);
      const [size] = await sql`
        select max(octet_length(payload::text)) as bytes from realtime.messages where topic = ${`run-logs:${runId}`}`;
      assert.ok((size?.['bytes'] as number) < 65_536);
    });
  }

  it('is only a pointer when text that is short in the table is long on the wire', async () => {
    const escaped = await database.makeRun(tenant);
    await append(sql, escaped, ['\u0001'.repeat(20_000)]);
    const wide = await database.makeRun(tenant);
    const entries = [{ message: 'x', fields: { blob: 'y'.repeat(70_000) } }];
    await sql`select append_run_logs(${wide}, ${JSON.stringify(entries)}::text::jsonb)`;
    for (const runId of [escaped, wide]) {
      assert.equal((await messagesOf(runId))[0]?.payload['rows'], undefined);
    }
  });
});

describe('the message of a status', () => {
  it('tells the status and the last number, and the cursor has both', async () => {
    const runId = await database.makeRun(tenant);
    const cursor = async (): Promise<unknown> =>
      (await sql`select last_seq, run_status from log_cursors where run_id = ${runId}`)[0];
    assert.deepEqual(await cursor(), { last_seq: 0, run_status: 'running' });
    await append(sql, runId, ['a', 'b']);
    await sql`update workflow_runs set status = 'succeeded', finished_at = now() where id = ${runId}`;
    assert.deepEqual(await cursor(), { last_seq: 2, run_status: 'succeeded' });
    const [, told] = await messagesOf(runId);
    assert.deepEqual(told, {
      event: 'run',
      private: true,
      payload: { v: 1, run_id: runId, status: 'succeeded', last_seq: 2 },
    });
  });

  it('is not sent when the status stays what it was', async () => {
    const runId = await database.makeRun(tenant);
    await sql`update workflow_runs set status = 'running', finished_at = now() where id = ${runId}`;
    assert.deepEqual(await messagesOf(runId), []);
  });

  it('waits for the rows of a writer that has not committed', async () => {
    const runId = await database.makeRun(tenant);
    const [writer, status] = [database.connect(), database.connect()];
    const [pid] = await status`select pg_backend_pid() as pid`;
    let change: Promise<unknown> | undefined;
    await writer.begin(async (work) => {
      await append(work, runId, ['late']);
      change = status`update workflow_runs set status = 'failed' where id = ${runId}`.execute();
      await untilBlocked(sql, pid?.['pid'] as number);
    });
    await change;
    assert.equal((await messagesOf(runId))[1]?.payload['last_seq'], 1);
  });
});

describe('a failure to tell', () => {
  /** Runs `work` with realtime.send replaced, and puts the real one back. */
  async function withSend(body: string, work: () => Promise<void>): Promise<void> {
    const [real] =
      await sql`select pg_get_functiondef('realtime.send(jsonb,text,text,boolean)'::regprocedure) as source`;
    await sql.unsafe(`
      create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true)
      returns void language plpgsql as $$ begin ${body} end $$`);
    try {
      await work();
    } finally {
      await sql.unsafe(String(real?.['source']));
    }
  }

  async function assertWritesWork(): Promise<void> {
    const runId = await database.makeRun(tenant);
    assert.deepEqual(await append(sql, runId, ['a', 'b']), { first: 1, last: 2 });
    await sql`insert into logs (run_id, message) values (${runId}, 'c')`;
    await sql`update workflow_runs set status = 'failed' where id = ${runId}`;
    const [stored] = await sql`
      select count(*), max(run_status) as status from logs join log_cursors using (run_id) where run_id = ${runId}`;
    assert.deepEqual(stored, { count: 3, status: 'failed' });
    assert.deepEqual(await messagesOf(runId), []);
  }

  it('never fails the writer, and warns', async () => {
    await withSend(`raise exception 'realtime is down';`, async () => {
      database.warnings.length = 0;
      await assertWritesWork();
      // Two writes, the two together when the status changes, and the status.
      assert.equal(database.warnings.filter((text) => text.includes('realtime is down')).length, 4);
    });
  });

  it('never fails the writer when the day has no partition', async () => {
    const leaves = await sql`
      select inhrelid::regclass::text as leaf from pg_inherits where inhparent = 'realtime.messages'::regclass`;
    for (const { leaf } of leaves) await sql.unsafe(`drop table ${String(leaf)}`);
    try {
      database.warnings.length = 0;
      await assertWritesWork();
      assert.equal(database.warnings.filter((text) => text.includes('no partition')).length, 3);
      assert.equal(
        (await sql`select broadcast_ready from logs_health`)[0]?.['broadcast_ready'],
        false,
      );
    } finally {
      await sql`select realtime.maintain_message_partitions()`;
    }
    assert.equal(
      (await sql`select broadcast_ready from logs_health`)[0]?.['broadcast_ready'],
      true,
    );
  });

  it('is silence, not warnings, in a database without Realtime', async () => {
    await sql`alter function realtime.send(jsonb, text, text, boolean) rename to send_elsewhere`;
    try {
      database.warnings.length = 0;
      await assertWritesWork();
      assert.deepEqual(database.warnings, []);
    } finally {
      await sql`alter function realtime.send_elsewhere(jsonb, text, text, boolean) rename to send`;
    }
  });
});
