/**
 * Why rows are numbered as they are. Writers that commit late, in an order drawn from a seed, and a reader that pages
 * forward while they write: by seq it ends with exactly the table. Its twin, which pages the same rows by an identity column,
 * does not, and has to fail here, or this test would prove nothing.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import type postgres from 'postgres';
import {
  append,
  startTestDatabase,
  type Tenant,
  type TestDatabase,
} from '../helpers/postgres-database.js';
import { between, chooseSeed, seededRandom } from '../helpers/random.js';

const SEED = chooseSeed();
const SEEDS = Array.from({ length: 8 }, (_, index) => SEED + index);
const WRITERS = 5;
const TRANSACTIONS = 10;
const PAGE_ROWS = 7;

let database: TestDatabase;
let sql: postgres.Sql;
let tenant: Tenant;

before(async () => {
  database = await startTestDatabase();
  sql = database.sql;
  tenant = await database.makeTenant();
  await sql.unsafe(`
    create table twin_logs (id bigint generated always as identity primary key, run_id uuid not null, message text);
    create index on twin_logs (run_id, id);
    grant select on twin_logs to authenticated`);
});
after(() => database.stop());

/** A table to write to and to read from, and the column that a reader goes by. */
interface Subject {
  readonly table: string;
  readonly cursor: string;
  /** Writes `rows` rows of a run, in one of several ways. */
  write(work: postgres.TransactionSql, runId: string, rows: number, way: number): Promise<unknown>;
}

const OURS: Subject = {
  table: 'logs',
  cursor: 'seq',
  write: async (work, runId, rows, way) => {
    const messages = Array.from({ length: rows }, (_, index) => `line ${index}`);
    if (way === 0) return append(work, runId, messages);
    if (way === 1) {
      for (const message of messages) {
        await work`insert into logs (run_id, message) values (${runId}, ${message})`;
      }
      return undefined;
    }
    // A part of it is thought better of.
    await work
      .savepoint(async (part) => {
        await append(part, runId, messages);
        throw new Error('rolled back on purpose');
      })
      .catch((error: unknown) => assert.match(String(error), /on purpose/));
    return work`insert into logs (run_id, message) select ${runId}, 'many' from generate_series(1, ${rows})`;
  },
};

const TWIN: Subject = {
  table: 'twin_logs',
  cursor: 'id',
  write: (work, runId, rows) =>
    work`insert into twin_logs (run_id, message) select ${runId}, 'many' from generate_series(1, ${rows})`.then(),
};

interface Reading {
  /** What the reader got, in the order in which it got it. */
  readonly read: readonly number[];
  /** What is in the table when all is over, in order. */
  readonly stored: readonly number[];
}

/** Writers hold their commits until the reader has turned a drawn number of pages: no clock is involved. */
async function readWhileWriting(subject: Subject, seed: number): Promise<Reading> {
  const random = seededRandom(seed);
  const runId = await database.makeRun(tenant);
  let pages = 0;
  let waiting: { readonly page: number; readonly resolve: () => void }[] = [];
  let writing = WRITERS;

  const turned = (count: number): Promise<void> =>
    count === 0
      ? Promise.resolve()
      : new Promise((resolve) => waiting.push({ page: pages + count, resolve }));

  const write = async (): Promise<void> => {
    const connection = database.connect();
    for (let round = 0; round < TRANSACTIONS; round += 1) {
      const [rows, way, hold] = [
        between(random, 1, 5),
        between(random, 0, 2),
        between(random, 0, 3),
      ];
      const rollsBack = random() < 0.15;
      await connection
        .begin(async (work) => {
          await subject.write(work, runId, rows, way);
          await turned(hold);
          if (rollsBack) throw new Error('rolled back on purpose');
        })
        .catch((error: unknown) => assert.match(String(error), /on purpose/));
    }
    writing -= 1;
    await connection.end();
  };

  const read = async (): Promise<number[]> => {
    const connection = database.connect();
    const claims = JSON.stringify({ role: 'authenticated', sub: tenant.owner });
    await connection`select set_config('request.jwt.claims', ${claims}, false), set_config('role', 'authenticated', false)`;
    const { table, cursor } = subject;
    const seen: number[] = [];
    for (let isLast = false; ;) {
      const page = await connection.unsafe<{ place: number }[]>(
        `select ${cursor} as place from ${table} where run_id = $1 and ${cursor} > $2 order by ${cursor} limit ${PAGE_ROWS}`,
        [runId, seen.at(-1) ?? 0],
      );
      seen.push(...page.map((row) => row.place));
      pages += 1;
      const due = waiting.filter((holder) => holder.page <= pages);
      waiting = waiting.filter((holder) => holder.page > pages);
      for (const { resolve } of due) resolve();
      if (page.length === 0 && isLast) break;
      // One more look after the last writer has committed.
      isLast = writing === 0;
    }
    await connection.end();
    return seen;
  };

  const reader = read();
  await Promise.all(Array.from({ length: WRITERS }, write));
  const seen = await reader;
  const stored = await sql.unsafe<{ place: number }[]>(
    `select ${subject.cursor} as place from ${subject.table} where run_id = $1 order by 1`,
    [runId],
  );
  return { read: seen, stored: stored.map((row) => row.place) };
}

function tell(t: TestContext, seed: number, { read, stored }: Reading): void {
  t.diagnostic(`seed ${seed}: ${read.length} of ${stored.length} rows read`);
}

describe('a reader that pages forward while writers commit late', () => {
  for (const seed of SEEDS) {
    it(`by seq ends with exactly the table (seed ${seed})`, async (t) => {
      const reading = await readWhileWriting(OURS, seed);
      tell(t, seed, reading);
      assert.ok(reading.stored.length > WRITERS * TRANSACTIONS);
      assert.deepEqual(reading.read, reading.stored);
      assert.deepEqual(
        reading.stored,
        reading.stored.map((_, index) => index + 1),
      );
    });
  }

  it(`by an identity column loses rows for good (seeds ${SEED} to ${SEEDS.at(-1) ?? SEED})`, async (t) => {
    let losing = 0;
    for (const seed of SEEDS) {
      const reading = await readWhileWriting(TWIN, seed);
      tell(t, seed, reading);
      const seen = new Set(reading.read);
      assert.ok(
        reading.read.every((place) => reading.stored.includes(place)),
        'it makes nothing up',
      );
      if (reading.stored.some((place) => !seen.has(place))) losing += 1;
    }
    assert.ok(losing >= SEEDS.length / 2, `only ${losing} of ${SEEDS.length} seeds lost a row`);
  });
});
