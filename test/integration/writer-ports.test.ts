/** The writer over each of its ports, against a real Postgres: once each, in order, whatever breaks on the way. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import postgres from 'postgres';
import {
  LogWriter,
  pgPort,
  postgresJsPort,
  postgrestPort,
  type LogWriterError,
  type LogWriterOptions,
  type LogWriterPort,
} from '../../src/writer/index.js';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import { createRun, createTenant, type Tenant } from '../helpers/tenants.js';

const BACKEND_NAME = 'writer-under-test';

let stack: LocalStack;
let tenant: Tenant;
let pool: pg.Pool;
let sql: postgres.Sql;

before(async () => {
  stack = await startStack({ port: 0 });
  tenant = await createTenant(stack, 'writer');
  sql = postgres(stack.databaseUrl, {
    max: 4,
    connection: { application_name: BACKEND_NAME },
    // A connection that is cut while it asks for types rejects a promise that nobody holds (postgres.js 3.4.9).
    fetch_types: false,
    onnotice: () => undefined,
  });
  pool = new pg.Pool({
    connectionString: stack.databaseUrl,
    max: 4,
    application_name: BACKEND_NAME,
  });
  // An idle connection that the server ends is told here; unheard, it would end the process.
  pool.on('error', () => undefined);
});
after(async () => {
  await Promise.all([sql.end({ timeout: 1 }), pool.end()]);
  await stack.stop();
});

const PORTS: readonly (readonly [name: string, make: () => LogWriterPort])[] = [
  ['postgres.js', () => postgresJsPort(sql)],
  ['pg', () => pgPort(pool)],
  ['PostgREST', () => postgrestPort({ url: stack.url, key: stack.secretKey })],
];

interface Told {
  readonly errors: LogWriterError[];
  readonly dropped: string[];
}

function makeWriter(
  port: LogWriterPort,
  options: Partial<LogWriterOptions> = {},
): Told & { readonly writer: LogWriter } {
  const errors: LogWriterError[] = [];
  const dropped: string[] = [];
  const writer = new LogWriter({
    port,
    exitHook: false,
    backoff: { floorMs: 5, baseMs: 10, capMs: 100 },
    onError: (error, rows) => {
      errors.push(error);
      dropped.push(...rows);
    },
    ...options,
  });
  return { writer, errors, dropped };
}

interface StoredRow {
  readonly seq: number;
  readonly level: string | null;
  readonly message: string;
  readonly node_id: string | null;
  readonly fields: unknown;
  readonly at: string;
}

async function storedRows(runId: string): Promise<readonly StoredRow[]> {
  return stack.sql<StoredRow[]>`
    select seq::int, level, message, node_id, fields, to_jsonb(created_at) #>> '{}' as at
    from logs where run_id = ${runId} order by seq`;
}

/** Dense, once each, in the order in which they were written. */
async function holdsExactly(runId: string, messages: readonly string[]): Promise<void> {
  const rows = await storedRows(runId);
  assert.deepEqual(
    rows.map(({ message }) => message),
    messages,
  );
  assert.deepEqual(
    rows.map(({ seq }) => seq),
    messages.map((_, index) => index + 1),
  );
}

const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `row ${index + 1}`);

describe('the types of the ports', () => {
  it('take what the packages hand out', () => {
    // Compiled, and that is the test: no port imports the package that it is for.
    const fits: readonly (() => LogWriterPort)[] = [
      () => postgresJsPort(sql),
      () => pgPort(pool),
      () => postgrestPort({ url: stack.url, key: stack.secretKey, fetch }),
    ];
    assert.equal(fits.length, 3);
  });
});

for (const [name, makePort] of PORTS) {
  describe(`the writer over ${name}`, () => {
    it('stores whole rows of several runs, in order', async () => {
      const { writer, errors } = makeWriter(makePort());
      const runs = await Promise.all([1, 2, 3].map(() => createRun(stack, tenant)));
      const createdAt = '2026-11-23T08:49:36.951538+00:00';
      const fields = { http: { status: 200 }, tags: ['ä', '😀', "'"], big: 2n ** 60n };
      for (let row = 0; row < 350; row += 1) {
        for (const runId of runs) {
          writer.write(runId, {
            level: 'WARN',
            message: `row ${row + 1}`,
            nodeId: 'fetch',
            fields,
            createdAt,
          });
        }
      }
      assert.deepEqual(await writer.close(), { left: 0 });
      for (const runId of runs) {
        await holdsExactly(runId, numbered(350));
        const [first] = await storedRows(runId);
        assert.deepEqual(first, {
          seq: 1,
          level: 'warn',
          message: 'row 1',
          node_id: 'fetch',
          fields: {
            http: { status: 200 },
            tags: ['ä', '😀', "'"],
            big: '1152921504606846976',
            writer_notes: ['bigints as text'],
          },
          at: createdAt,
        });
      }
      assert.deepEqual(errors, []);
      assert.equal(writer.stats().stored, 1_050);
    });

    it('stores a batch once whose answer was lost', async () => {
      const port = makePort();
      const runId = await createRun(stack, tenant);
      const answers: unknown[] = [];
      const lossy: LogWriterPort = {
        append: async (...call) => {
          const stored = await port.append(...call);
          answers.push(stored);
          // Two of three answers do not arrive.
          if (answers.length % 3 !== 0) {
            throw Object.assign(new Error('cut'), { code: 'ECONNRESET' });
          }
          return stored;
        },
        close: () => port.close(),
      };
      const { writer, errors } = makeWriter(lossy);
      for (const message of numbered(250)) writer.write(runId, { message });
      assert.deepEqual(await writer.close(), { left: 0 });
      await holdsExactly(runId, numbered(250));
      assert.equal(answers.length, 9);
      assert.deepEqual(answers[0], { firstSeq: 1, lastSeq: 100 });
      assert.deepEqual(answers[0], answers[2]);
      assert.equal(errors[0]?.code, 'append-retrying');
    });

    it('drops the rows that the database does not accept, and only those', async () => {
      const { writer, errors, dropped } = makeWriter(makePort());
      const runId = await createRun(stack, tenant);
      const bad = [1, 50, 51, 142];
      for (let row = 1; row <= 150; row += 1) {
        // The 30th of February is a date to JavaScript and none to Postgres.
        const createdAt = bad.includes(row) ? '2026-02-30T00:00:00Z' : '2026-11-23T08:00:00Z';
        writer.write(runId, { message: `row ${row}`, createdAt });
      }
      await writer.close();
      await holdsExactly(
        runId,
        numbered(150).filter((_, index) => !bad.includes(index + 1)),
      );
      assert.deepEqual(
        errors.map(({ code, reason }) => [code, reason]),
        bad.map(() => ['row-refused', 'SQLSTATE 22008']),
      );
      assert.deepEqual(
        dropped.map((json) => (JSON.parse(json) as { message: string }).message),
        bad.map((row) => `row ${row}`),
      );
    });

    it('stores what is hostile to JSON and to Postgres', async () => {
      const { writer, errors } = makeWriter(makePort());
      const runId = await createRun(stack, tenant);
      const cycle: Record<string, unknown> = {};
      cycle['self'] = cycle;
      writer.write(runId, { message: 'a\0b\ud800', fields: { 'k\0': 'v\udc00', cycle, n: NaN } });
      writer.write(runId, { message: `'; drop table logs; --`, fields: { __proto__: null } });
      writer.write(runId, { message: '', level: 'nonsense', fields: { deep: nested(200) } });
      await writer.close();
      const rows = await storedRows(runId);
      assert.deepEqual(
        rows.map(({ message }) => message),
        ['a␀b\ufffd', `'; drop table logs; --`, ''],
      );
      assert.deepEqual(errors, []);
    });

    it('says that a run does not exist, in one call', async () => {
      const port = makePort();
      let calls = 0;
      const counted: LogWriterPort = {
        append: (...call) => {
          calls += 1;
          return port.append(...call);
        },
        close: () => port.close(),
      };
      const { writer, errors } = makeWriter(counted);
      const runId = crypto.randomUUID();
      for (const message of numbered(100)) writer.write(runId, { message });
      await writer.close();
      assert.deepEqual(
        errors.map(({ code, rows, runId: run, reason }) => [code, rows, run, reason]),
        [['run-unknown', 100, runId, 'SQLSTATE 23503']],
      );
      assert.equal(calls, 1);
    });

    it('goes on through a way that breaks again and again', async () => {
      const runId = await createRun(stack, tenant);
      const breaks = name === 'PostgREST' ? cuttingRequests : cuttingConnections;
      // postgres.js 3.4.9 now and then never answers a query whose connection was cut: such a batch waits for this.
      const options = { maxBatchRows: 20, appendTimeoutMs: 500 };
      const { writer } = makeWriter(breaks(makePort()), options);
      for (const message of numbered(600)) await writer.writeWhenReady(runId, { message });
      assert.deepEqual(await writer.close({ timeoutMs: 60_000 }), { left: 0 });
      await holdsExactly(runId, numbered(600));
      assert.ok(writer.stats().retried > 0, 'nothing broke');
    });

    it('shares a run with another writer: dense, and each in its own order', async () => {
      const runId = await createRun(stack, tenant);
      const writers = ['a', 'b'].map((prefix) => ({ prefix, ...makeWriter(makePort()) }));
      for (const { prefix, writer } of writers) {
        for (let row = 0; row < 500; row += 1) writer.write(runId, { message: `${prefix}${row}` });
      }
      await Promise.all(writers.map(({ writer }) => writer.close()));
      const rows = await storedRows(runId);
      assert.deepEqual(
        rows.map(({ seq }) => seq),
        Array.from({ length: 1_000 }, (_, index) => index + 1),
      );
      for (const { prefix } of writers) {
        const own = rows.map(({ message }) => message).filter((text) => text.startsWith(prefix));
        assert.deepEqual(
          own,
          Array.from({ length: 500 }, (_, row) => `${prefix}${row}`),
        );
      }
    });
  });
}

describe('a writer without the right to write', () => {
  it('says so, keeps its key to itself, and drops', async () => {
    const { writer, errors } = makeWriter(
      postgrestPort({ url: stack.url, key: stack.publishableKey }),
    );
    const runId = await createRun(stack, tenant);
    writer.write(runId, { message: 'forged' });
    await writer.close();
    assert.equal(errors[0]?.code, 'append-refused');
    const shown = [String(errors[0]), errors[0].stack, JSON.stringify(errors[0])].join();
    assert.ok(!shown.includes(stack.publishableKey));
    await holdsExactly(runId, []);
  });
});

function nested(depth: number): unknown {
  let value: unknown = 'bottom';
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

/** With every third batch, the server ends the connections: before it is stored, in the midst of it, or just after. */
function cuttingConnections(port: LogWriterPort): LogWriterPort {
  let calls = 0;
  return {
    append: async (...call) => {
      calls += 1;
      const isCut = calls % 3 === 0;
      const stored = port.append(...call);
      stored.catch(() => undefined);
      if (isCut) {
        await stack.sql`
          select pg_terminate_backend(pid) from pg_stat_activity where application_name = ${BACKEND_NAME}`;
      }
      return stored;
    },
    close: () => port.close(),
  };
}

/** Every third request is cut off before it is answered. */
function cuttingRequests(port: LogWriterPort): LogWriterPort {
  let calls = 0;
  return {
    append: async (...call) => {
      calls += 1;
      stack.http.failRest(calls % 3 === 0 ? 'reset' : null);
      return port.append(...call);
    },
    close: () => port.close(),
  };
}
