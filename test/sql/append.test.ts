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
    ['an entry that is no object', [{ message: 'a' }, 'b'], '22023', /an array of objects/],
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

describe('input that cannot be stored', () => {
  interface Refusal {
    readonly what: string;
    /** As it arrives, since some of it cannot be made from a value. */
    readonly json: string | null;
    readonly run?: string | null;
    readonly state: string;
    readonly message: RegExp;
    /** `null` where Postgres refuses the JSON before any function of ours is called. */
    readonly hint: RegExp | null;
  }
  const one = JSON.stringify([{ message: 'a' }]);
  const at = (time: string): string =>
    JSON.stringify([{ message: 'a' }, { message: 'b', created_at: time }]);
  const refusals: readonly Refusal[] = [
    {
      what: 'a null run',
      json: one,
      run: null,
      state: '22004',
      message: /run_id is null/,
      hint: /Name the run/,
    },
    {
      what: 'an unknown run',
      json: one,
      run: crypto.randomUUID(),
      state: '23503',
      message: /run .* does not exist/,
      hint: /Insert the run/,
    },
    {
      what: 'a run that is no uuid',
      json: one,
      run: 'run-1',
      state: '22P02',
      message: /invalid input syntax for type uuid/,
      hint: null,
    },
    {
      what: 'null entries',
      json: null,
      state: '22023',
      message: /entries is null/,
      hint: /Pass \[/,
    },
    {
      what: 'an empty array',
      json: '[]',
      state: '22023',
      message: /entries is empty/,
      hint: /only when there is something/,
    },
    {
      what: '100,001 entries',
      json: `[${`{"message":"a"},`.repeat(100_000)}{"message":"a"}]`,
      state: '22023',
      message: /100001 entries in one call, 10000 are allowed/,
      hint: /Split the batch/,
    },
    {
      what: 'an entry without a message',
      json: '[{"message":"a"},{"level":"info"}]',
      state: '22023',
      message: /entry 1 has no message/,
      hint: /An entry is an object/,
    },
    {
      what: 'a NUL',
      json: '[{"message":"a\\u0000b"}]',
      state: '22P05',
      message: /unsupported Unicode escape sequence/,
      hint: null,
    },
    {
      what: 'a lone high surrogate',
      json: '[{"message":"a\\ud83d"}]',
      state: '22P02',
      message: /invalid input syntax for type json/,
      hint: null,
    },
    {
      what: 'a lone low surrogate',
      json: '[{"message":"\\ude00b"}]',
      state: '22P02',
      message: /invalid input syntax for type json/,
      hint: null,
    },
    {
      what: 'a time in the year 20000',
      json: at('20000-01-01T00:00:00Z'),
      state: '22008',
      message: /created_at 20000-01-01 .* of entry 1 is out of range/,
      hint: /1970 to 9999/,
    },
    {
      what: 'a time in the year 1066',
      json: at('1066-10-14T00:00:00Z'),
      state: '22008',
      message: /out of range/,
      hint: /1970 to 9999/,
    },
    {
      what: 'a time beyond what Postgres knows',
      json: at('300000-01-01T00:00:00Z'),
      state: '22008',
      message: /out of range/,
      hint: null,
    },
    {
      what: 'a time that is a number',
      json: JSON.stringify([{ message: 'a', created_at: 1_763_889_776_951 }]),
      state: '22008',
      message: /out of range/,
      hint: null,
    },
  ];
  for (const { what, json, run, state, message, hint } of refusals) {
    it(`${what} is refused with ${state}, and nothing of it is stored`, async () => {
      const before =
        await sql`select last_seq, announced_seq, announce_credit_at from log_cursors where run_id = ${runId}`;
      const [rows] = await sql`select count(*) from logs`;
      await assert.rejects(
        sql`select append_run_logs(${run === undefined ? runId : run}, ${json}::text::jsonb, ${crypto.randomUUID()})`,
        (error: postgres.PostgresError) => {
          assert.equal(error.code, state);
          assert.match(error.message, message);
          if (hint) assert.match(String(error.hint), hint);
          return true;
        },
      );
      assert.deepEqual(
        await sql`select last_seq, announced_seq, announce_credit_at from log_cursors where run_id = ${runId}`,
        before,
      );
      assert.deepEqual((await sql`select count(*) from logs`)[0], rows);
    });
  }

  it('is refused by a plain insert too', async () => {
    const [before] = await sql`select last_seq from log_cursors where run_id = ${runId}`;
    const states = [
      await sqlStateOf(sql`insert into logs (run_id, message) values (null, 'a')`),
      await sqlStateOf(
        sql`insert into logs (run_id, message) values (${crypto.randomUUID()}, 'a')`,
      ),
      await sqlStateOf(
        sql`insert into logs (run_id, message) values (${runId}, 'a'), (${runId}, null)`,
      ),
      await sqlStateOf(
        sql`insert into logs (run_id, message, created_at) values (${runId}, 'a', '20000-01-01')`,
      ),
      await sqlStateOf(
        sql`insert into logs (run_id, message, created_at) values (${runId}, 'a', 'infinity')`,
      ),
    ];
    assert.deepEqual(states, ['22004', '23503', '23502', '22008', '23514']);
    assert.deepEqual(
      (await sql`select last_seq from log_cursors where run_id = ${runId}`)[0],
      before,
    );
  });
});

describe('input that is too large', () => {
  it('of 20 MB in a message is cut, and says how long it was, by both ways in', async () => {
    const message = 'log '.repeat(5_000_000);
    const given = await appendJson([{ message }]);
    await sql`insert into logs (run_id, message) values (${runId}, ${message})`;
    for (const seq of [given['first_seq'] as number, (given['first_seq'] as number) + 1]) {
      const stored = (await storedAt(seq))['message'] as string;
      assert.ok(stored.length < 1_048_576 + 100);
      assert.match(stored, / … \[cut: the message had 20000000 characters\]$/);
    }
  });

  it('in fields gives way to a note of its size, member by member, and keeps the rest', async () => {
    const fields = { small: 1, dump: 'y'.repeat(5_000_000), list: [1, 2] };
    const given = await appendJson([{ message: 'a', fields }]);
    await sql`insert into logs (run_id, message, fields) values (${runId}, 'a', ${JSON.stringify(fields)}::text::jsonb)`;
    for (const seq of [given['first_seq'] as number, (given['first_seq'] as number) + 1]) {
      const stored = (await storedAt(seq))['fields'] as Record<string, unknown>;
      assert.deepEqual(
        [stored['small'], stored['list'], stored['dump']],
        [1, [1, 2], '[cut: 5000002 bytes]'],
      );
      assert.match(String(stored['fields_cut']), /^\[cut: the fields had 50000\d\d bytes\]$/);
    }
  });

  it('in the number of fields leaves only the note', async () => {
    const fields = Object.fromEntries(
      Array.from({ length: 100_000 }, (_, index) => [`member ${index}`, 'x'.repeat(40)]),
    );
    const given = await appendJson([{ message: 'a', fields }]);
    const stored = (await storedAt(given['first_seq'] as number))['fields'] as object;
    assert.deepEqual(Object.keys(stored), ['fields_cut']);
  });

  it('in an unknown level word or a node id is cut too', async () => {
    const given = await appendJson([
      { message: 'a', level: 'z'.repeat(5_000_000), node_id: 'n'.repeat(2000) },
    ]);
    const stored = await storedAt(given['first_seq'] as number);
    assert.equal((stored['fields'] as Record<string, unknown>)['level'], '[cut: 5000002 bytes]');
    assert.equal(stored['node_id'], `${'n'.repeat(1024)} … [cut]`);
  });

  it('but within 4 MiB is kept whole', async () => {
    const fields = { dump: 'y'.repeat(4_000_000) };
    const given = await appendJson([{ message: 'a', fields }]);
    assert.deepEqual((await storedAt(given['first_seq'] as number))['fields'], fields);
  });
});
