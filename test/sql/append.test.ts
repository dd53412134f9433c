/** What append_run_logs takes, what it refuses and how it says so, and what is stored of what it was given. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type postgres from 'postgres';
import { severityFromLevel } from '../../src/core/severity.js';
import { sqlStateOf, startTestDatabase, type TestDatabase } from '../helpers/postgres-database.js';

let database: TestDatabase;
let sql: postgres.Sql;
let runId: string;

before(async () => {
  database = await startTestDatabase();
  sql = database.sql;
  runId = await database.makeRun(await database.makeTenant());
});
after(() => database.stop());

async function appendJson(entries: unknown, run: string | null = runId): Promise<postgres.Row> {
  const text = entries === undefined ? null : JSON.stringify(entries);
  const [row] = await sql`select * from append_run_logs(${run}, ${text}::text::jsonb)`;
  return row as postgres.Row;
}

async function storedAt(seq: number): Promise<postgres.Row> {
  const [row] = await sql`select * from logs where run_id = ${runId} and seq = ${seq}`;
  return row as postgres.Row;
}

describe('append_run_logs', () => {
  it('stores a whole entry and gives back the numbers', async () => {
    const fields = { http: { status: 200 }, tags: ['a'] };
    const createdAt = '2026-11-23T08:49:36.951538+00:00';
    const given = await appendJson([
      { level: 'ERROR', message: 'first\nsecond', node_id: 'fetch', fields, created_at: createdAt },
      { message: '' },
    ]);
    assert.equal(given['last_seq'], (given['first_seq'] as number) + 1);
    const [row] = await sql`
      select level, message, node_id, fields, to_jsonb(created_at) as at from logs
      where run_id = ${runId} and seq = ${given['first_seq'] as number}`;
    assert.deepEqual(row, {
      level: 'error',
      message: 'first\nsecond',
      node_id: 'fetch',
      fields,
      at: createdAt,
    });
    const bare = await storedAt(given['last_seq']);
    assert.deepEqual(
      [bare['level'], bare['message'], bare['node_id'], bare['fields']],
      [null, '', null, null],
    );
    assert.ok(Math.abs(Date.now() - (bare['created_at'] as Date).getTime()) < 60_000);
  });

  const refusals: readonly [name: string, entries: unknown, state: string, message: RegExp][] = [
    ['no entries', undefined, '22023', /entries is null, not an array/],
    ['an object', { message: 'a' }, '22023', /entries is object, not an array/],
    ['a JSON null', null, '22023', /entries is null, not an array/],
    ['an empty array', [], '22023', /entries is empty/],
    ['an entry that is no object', [{ message: 'a' }, 'b'], '22023', /entry 1 has no message/],
    ['an entry without a message', [{ level: 'info' }], '22023', /entry 0 has no message/],
    ['a null message', [{ message: null }], '22023', /entry 0 has no message/],
    ['a time that is none', [{ message: 'a', created_at: 'soon' }], '22007', /"soon"/],
    ['an endless time', [{ message: 'a', created_at: 'infinity' }], '23514', /created_at/],
    [
      '10,001 entries',
      Array.from({ length: 10_001 }, () => ({ message: 'a' })),
      '22023',
      /10001 entries/,
    ],
  ];
  for (const [name, entries, state, message] of refusals) {
    it(`refuses ${name}, and stores nothing of the batch`, async () => {
      const count = async (): Promise<unknown> =>
        (await sql`select last_seq from log_cursors where run_id = ${runId}`)[0]?.['last_seq'];
      const before = await count();
      await assert.rejects(appendJson(entries), (error: postgres.PostgresError) => {
        assert.equal(error.code, state);
        assert.match(error.message, message);
        return true;
      });
      assert.equal(await count(), before);
    });
  }

  it('refuses a null run and an unknown one', async () => {
    assert.equal(await sqlStateOf(appendJson([{ message: 'a' }], null)), '22004');
    assert.equal(await sqlStateOf(appendJson([{ message: 'a' }], crypto.randomUUID())), '23503');
  });

  it('takes exactly 10,000 entries', async () => {
    const given = await appendJson(Array.from({ length: 10_000 }, () => ({ message: 'a' })));
    assert.equal((given['last_seq'] as number) - (given['first_seq'] as number), 9999);
  });

  it('keeps a message of 1,048,576 characters whole and marks a longer one as cut', async () => {
    const limit = 1_048_576;
    const given = await appendJson([
      { message: 'é'.repeat(limit) },
      { message: 'é'.repeat(limit + 1) },
    ]);
    const whole = await storedAt(given['first_seq'] as number);
    assert.equal(whole['message'], 'é'.repeat(limit));
    const cut = await storedAt(given['last_seq'] as number);
    assert.equal(
      cut['message'],
      `${'é'.repeat(limit)} … [cut: the message had ${limit + 1} characters]`,
    );
  });

  it('loses nothing of what it cannot place: unknown levels and context that is no object', async () => {
    const stored = async (entry: object): Promise<unknown[]> => {
      const given = await appendJson([{ message: 'a', ...entry }]);
      const byAppend = await storedAt(given['first_seq'] as number);
      const plain = { level: null, fields: null, ...entry } as { level: unknown; fields: unknown };
      // The plain way in must come to the same.
      await sql`
        insert into logs (run_id, message, level, fields)
        select ${runId}, 'a', e ->> 'level', e -> 'fields' from (select ${JSON.stringify(plain)}::text::jsonb as e) x`;
      const byInsert = await storedAt((given['first_seq'] as number) + 1);
      assert.deepEqual(
        [byInsert['level'], byInsert['fields']],
        [byAppend['level'], byAppend['fields']],
      );
      return [byAppend['level'], byAppend['fields']] as unknown[];
    };
    assert.deepEqual(await stored({ level: 'chatty' }), [null, { level: 'chatty' }]);
    assert.deepEqual(await stored({ level: 30, fields: { a: 1 } }), [null, { a: 1, level: '30' }]);
    assert.deepEqual(await stored({ level: 'odd', fields: { level: 'x' } }), [
      null,
      { level: 'x', level_given: 'odd' },
    ]);
    assert.deepEqual(await stored({ level: 'odd', fields: [1] }), [
      null,
      { level: 'odd', value: [1] },
    ]);
    assert.deepEqual(await stored({ level: 'info', fields: 'text' }), ['info', { value: 'text' }]);
    assert.deepEqual(await stored({ level: '  ', fields: null }), [null, null]);
  });

  it('stores a message that is no text as its JSON', async () => {
    const given = await appendJson([{ message: { a: [1] } }, { message: 5 }]);
    assert.equal((await storedAt(given['first_seq'] as number))['message'], '{"a": [1]}');
    assert.equal((await storedAt(given['last_seq'] as number))['message'], '5');
  });

  it('reads level words as the widget does', async () => {
    const words = (
      'trace trc verbose debug dbg info inf information informational notice log warn wrn warning ' +
      'error err eror severe fatal critical crit alert emerg emergency panic silly http unknown 30 ok'
    ).split(' ');
    const spelled = words.flatMap((word) => [word, word.toUpperCase(), ` ${word} `]);
    const rows = await sql`
      select normalize_log_level(word) as level from unnest(${spelled}::text[]) with ordinality u (word, place)
      order by place`;
    assert.deepEqual(
      rows.map((row) => row['level'] as string | null),
      spelled.map((word) => severityFromLevel(word) ?? null),
    );
  });
});
