/** What is kept out of the table, by whatever way a row is written; that a project can have it its own way; that it ends. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type postgres from 'postgres';
import { installSchema } from '../../demo/stack/schema.js';
import { chooseSeed, seededRandom } from '../helpers/random.js';
import { startTestDatabase, type Tenant, type TestDatabase } from '../helpers/postgres-database.js';

const SEED = chooseSeed();
/** Put together here, so that no scanner of sources takes them for real. */
const JWT = [
  'eyJhbGciOiJIUzI1NiJ9',
  'eyJzdWIiOiIxMjM0In0',
  'dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P',
].join('.');
const STRIPE = ['sk', 'live', '4eC39HqLyjWDarjtT1zdp7dc'].join('_');
const GITHUB = `ghp_${'a1B2'.repeat(9)}`;
const AWS = ['AKIA', 'IOSFODNN7EXAMPLE'].join('');
const GOOGLE = `AIza${'Sy0'.repeat(12).slice(0, 35)}`;

let database: TestDatabase;
let sql: postgres.Sql;
let tenant: Tenant;

before(async () => {
  database = await startTestDatabase();
  sql = database.sql;
  tenant = await database.makeTenant();
});
after(() => database.stop());

async function maskText(text: string): Promise<string> {
  const [row] = await sql`select mask_log_text(${text}) as masked`;
  return row?.['masked'] as string;
}

async function maskJson(value: unknown): Promise<unknown> {
  const [row] = await sql`select mask_log_json(${JSON.stringify(value)}::text::jsonb) as masked`;
  return row?.['masked'];
}

describe('the default masks', () => {
  const S = '[redacted:secret]';
  const masked: readonly [text: string, stored: string][] = [
    ['Authorization: Bearer abc.def.ghi123', `Authorization: ${S}`],
    ['authorization=Basic dXNlcjpwYXNz, next', `authorization=${S}, next`],
    ['sent Bearer ya29.A0ARrdaM-xyz today', `sent Bearer ${S} today`],
    [`got ${JWT} back`, `got ${S} back`],
    [`keys ${STRIPE} ${GITHUB} ${AWS} ${GOOGLE}`, `keys ${S} ${S} ${S} ${S}`],
    ['key sb_secret_N7UND0UgjKTVK-Uodkm0Hg_xSvEMPvz', `key ${S}`],
    ['password=hunter2&user=bob', `password=${S}&user=bob`],
    ['PASSWORD: hunter2', `PASSWORD: ${S}`],
    ['db_password = "correct horse battery"; ok', `db_password = "${S}"; ok`],
    ["pwd='a b c' rest", `pwd='${S}' rest`],
    ['{"clientSecret":"x y","n":1}', `{"clientSecret":"${S}","n":1}`],
    ['{\\"token\\": \\"abc\\", \\"x\\": 2}', `{\\"token\\": \\"${S}\\", \\"x\\": 2}`],
    ['x-api-key: 12345', `x-api-key: ${S}`],
    ['secret => "abc"', `secret => "${S}"`],
    ['?access_token=abc&page=2', `?access_token=${S}&page=2`],
    ['postgres://app:pa55@db.internal/x', `postgres://${S}@db.internal/x`],
    [
      '-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc=\n-----END RSA PRIVATE KEY----- tail',
      `${S} tail`,
    ],
    ['from bob.smith+x@mail.example.co.uk, ok', 'from [redacted:email], ok'],
    ['card 4111 1111 1111 1111.', 'card [redacted:card].'],
    ['5500-0000-0000-0004 and 378282246310005', '[redacted:card] and [redacted:card]'],
  ];
  for (const [text, stored] of masked) {
    it(`mask ${JSON.stringify(text.slice(0, 40))}`, async () => {
      assert.equal(await maskText(text), stored);
      // What is masked stays as it is: a hook may be applied twice.
      assert.equal(await maskText(stored), stored);
    });
  }

  it('leave alone what only looks alike', async () => {
    const plain = [
      'plain message, run 1732352976951 took 12 ms, started 2026-11-23T08:49:36.951538Z',
      'bearer authentication failed',
      'max_tokens: 512 tokens=7 token_count=5 keys: 3 the key: value',
      'card 4111111111111112 has the wrong checksum, 1732352976951123 is a time',
      'order 9111111111111111 0.4111111111111111 f47ac10b-58cc-4372-a567-0e02b2c3d479',
      'npm install pkg@1.2.3, see https://host/path?x=1 and @mention',
      'password must have 8 characters; token expired; secret not found',
      'sk-learn, task-runner and risk-free',
      'token:',
      '',
    ];
    for (const text of plain) assert.equal(await maskText(text), text);
  });

  it('reach into fields: values of keys that name secrets, texts, numbers and keys', async () => {
    const given = {
      accessToken: 'a',
      headers: { Authorization: 'Bearer x', 'content-type': 'text/plain', cookie: 'a=b' },
      db: { password: 5, passwords: ['a', 'b'], has_password: true, token: null, secret: '' },
      list: ['a@b.co', 4111111111111111, 1.5, [`x ${JWT}`]],
      pin: 1234,
      ping: 5,
      tokens: 5,
      'x@y.zz': 'key of a person',
    };
    const S = '[redacted:secret]';
    assert.deepEqual(await maskJson(given), {
      accessToken: S,
      headers: { Authorization: S, 'content-type': 'text/plain', cookie: S },
      db: { password: S, passwords: S, has_password: true, token: null, secret: '' },
      list: ['[redacted:email]', '[redacted:card]', 1.5, [`x ${S}`]],
      pin: S,
      ping: 5,
      tokens: 5,
      '[redacted:email]': 'key of a person',
    });
    for (const value of [{}, { a: [] }, { a: {} }, { a: null }]) {
      assert.deepEqual(await maskJson(value), value);
    }
  });

  it(`change nothing that the quick looks call harmless (seed ${SEED})`, async () => {
    const random = seededRandom(SEED);
    const pieces = [
      ...masked.map(([text]) => text),
      ...'token Token PASSWORD secret key api_key apiKey cookie bearer Bearer pwd : = => " \' \\ \\" \t \n , ; & ( { [ ] } ) @ . - _ :// a bc'.split(
        ' ',
      ),
      ' ',
      'eyJ',
      'sk-',
      `sk-${'a1'.repeat(12)}`,
      '\n',
      '\u001b',
      'gh',
      'AKIA',
      'xoxb-',
      '4111',
      '1111',
      '-',
      'user',
      'example.com',
      'ü',
      '🙂',
      '"pin"',
      'jwt',
    ];
    const texts = Array.from({ length: 3000 }, () =>
      Array.from(
        { length: 1 + Math.floor(random() * 8) },
        () => pieces[Math.floor(random() * pieces.length)],
      ).join(''),
    );
    const missed = await sql`
      select t from unnest(${texts}::text[]) t
      where t <> public.mask_log_text(t) and not public.log_batch_is_suspect(t)`;
    assert.deepEqual([...missed], []);
    const fields = texts.map((text, index) =>
      JSON.stringify({
        [Array.from(text).slice(0, 9).join('')]: texts[texts.length - 1 - index],
        pin: index % 7 === 0 ? 1 : null,
      }),
    );
    const missedFields = await sql`
      select f from unnest(${fields}::text[]) f
      where f::jsonb <> public.mask_log_json(f::jsonb)
        and not (public.log_batch_is_suspect(f::jsonb::text) and public.log_fields_are_suspect(f::jsonb::text))`;
    assert.deepEqual([...missedFields], []);
    const [changed] =
      await sql`select count(*)::int as n from unnest(${texts}::text[]) t where t <> mask_log_text(t)`;
    assert.ok((changed?.['n'] as number) > 300, 'too few of the texts had anything to mask');
  });

  it('end in time for a text that was made to be slow', async () => {
    const million = 1_000_000;
    const texts = [
      'a'.repeat(million),
      'a@'.repeat(million / 2),
      'a.'.repeat(million / 2) + '@',
      'eyJ'.repeat(million / 3),
      '4'.repeat(million),
      '4 '.repeat(million / 2),
      'token'.repeat(million / 5) + ':',
      `token="${'\\a'.repeat(million / 2)}`,
      'bearer '.repeat(million / 7),
      '://a:'.repeat(million / 5) + '@',
      '-----BEGIN PRIVATE KEY-----'.repeat(million / 27),
    ];
    for (const text of texts) {
      const start = performance.now();
      await sql`select length(mask_log_text(${text}))`;
      const tookMs = performance.now() - start;
      assert.ok(tookMs < 8000, `${text.slice(0, 20)}… took ${tookMs} ms`);
    }
  });
});

describe('a row that is written', () => {
  const entry = {
    message: `login of bob@example.com with ${JWT}`,
    fields: { password: 'x', note: 'token=abc', ok: 1 },
  };
  const stored = {
    message: 'login of [redacted:email] with [redacted:secret]',
    fields: { password: '[redacted:secret]', note: 'token=[redacted:secret]', ok: 1 },
  };

  it('is masked by all three ways in, and viewers are told what is stored', async () => {
    const runId = await database.makeRun(tenant);
    const fields = JSON.stringify(entry.fields);
    await sql`select append_run_logs(${runId}, ${JSON.stringify([{ message: 'clean' }, entry])}::text::jsonb)`;
    await sql`insert into logs (run_id, message, fields) values (${runId}, ${entry.message}, ${fields}::text::jsonb)`;
    await sql`
      insert into logs (run_id, message, fields)
      values (${runId}, 'clean', null), (${runId}, ${entry.message}, ${fields}::text::jsonb)`;
    const rows =
      await sql`select message, fields from logs where run_id = ${runId} and message <> 'clean'`;
    assert.deepEqual([...rows], [stored, stored, stored]);
    const messages = await sql`
      select payload::text as text from realtime.messages where topic = ${`run-logs:${runId}`}`;
    assert.equal(messages.length, 3);
    for (const { text } of messages) {
      assert.doesNotMatch(String(text), /bob@|eyJ|abc/);
      assert.match(String(text), /redacted:email/);
    }
  });

  it(`is masked wherever it stands in a batch (seed ${SEED})`, async () => {
    const random = seededRandom(SEED);
    const key = `sk-${'a1'.repeat(12)}`;
    const texts = ['harmless', key, `\n${key}`, `\u001b${key}`, 'to a@b.example', `"${key}`, 'pin'];
    const draw = (): string =>
      random() < 0.97 ? 'harmless' : (texts[Math.floor(random() * texts.length)] ?? '');
    for (let round = 0; round < 60; round += 1) {
      const runId = await database.makeRun(tenant);
      const entries = Array.from({ length: 1 + Math.floor(random() * 45) }, () => ({
        message: draw(),
        fields: { text: draw(), more: [draw()] },
      }));
      await sql`select append_run_logs(${runId}, ${JSON.stringify(entries)}::text::jsonb)`;
      const wrong = await sql`
        select e.entry from jsonb_array_elements(${JSON.stringify(entries)}::text::jsonb) with ordinality e (entry, place)
        left join logs l on l.run_id = ${runId} and l.seq = e.place
        where l.message is distinct from mask_log_text(e.entry ->> 'message')
          or l.fields is distinct from mask_log_json(e.entry -> 'fields')`;
      assert.deepEqual([...wrong], []);
    }
  });

  it('has an unknown level word masked too, since it is kept in fields', async () => {
    const runId = await database.makeRun(tenant);
    await sql`select append_run_logs(${runId}, ${JSON.stringify([{ message: 'a', level: 'token=abc' }])}::text::jsonb)`;
    await sql`insert into logs (run_id, message, level) values (${runId}, 'a', 'token=abc')`;
    const rows = await sql`select level, fields from logs where run_id = ${runId}`;
    const expected = { level: null, fields: { level: 'token=[redacted:secret]' } };
    assert.deepEqual([...rows], [expected, expected]);
  });

  it('has nothing of a secret left where the text is cut', async () => {
    const runId = await database.makeRun(tenant);
    const message = `${'x'.repeat(1_048_576 - 20)} ${JWT} ${'y'.repeat(100)}`;
    await sql`select append_run_logs(${runId}, ${JSON.stringify([{ message }])}::text::jsonb)`;
    const [row] = await sql`select right(message, 120) as tail from logs where run_id = ${runId}`;
    assert.doesNotMatch(String(row?.['tail']), /eyJ/);
    assert.match(String(row?.['tail']), /\[cut: the message had \d+ characters\]$/);
  });
});

describe('the hooks', () => {
  async function withHook(
    body: string,
    work: (runId: string) => Promise<void>,
    hook = 'message',
  ): Promise<void> {
    const type = hook === 'message' ? 'text' : 'jsonb';
    const [original] = await sql`
      select pg_get_functiondef(${`public.redact_log_${hook}(${type})`}::text::regprocedure) as source`;
    await sql.unsafe(
      `create or replace function public.redact_log_${hook}(${hook} ${type}) returns ${type} ${body}`,
    );
    try {
      await work(await database.makeRun(tenant));
    } finally {
      await sql.unsafe(String(original?.['source']));
    }
  }

  const write = async (
    runId: string,
    message: string,
    fields: object | null = null,
  ): Promise<void> => {
    const json = fields === null ? null : JSON.stringify(fields);
    await sql`select append_run_logs(${runId}, ${JSON.stringify([{ message, fields }])}::text::jsonb)`;
    await sql`insert into logs (run_id, message, fields) values (${runId}, ${message}, ${json}::text::jsonb)`;
  };
  const storedIn = async (runId: string): Promise<readonly unknown[][]> => {
    const rows = await sql`select message, fields from logs where run_id = ${runId} order by seq`;
    return rows.map((row): unknown[] => [row['message'], row['fields']]);
  };

  it('are a project’s to replace, and stay replaced when the migrations are applied again', async () => {
    const body = `language sql immutable as $$ select regexp_replace(public.mask_log_text(message), 'C-[0-9]+', 'C-…', 'g') $$`;
    await withHook(body, async (runId) => {
      await installSchema(database.url);
      await write(runId, 'customer C-4711, bob@example.com');
      const expected = ['customer C-…, [redacted:email]', null];
      assert.deepEqual(await storedIn(runId), [expected, expected]);
    });
  });

  it('that give back what they get turn redaction off', async () => {
    await withHook('language sql immutable as $$ select message $$', async (runId) => {
      await write(runId, 'bob@example.com', { password: 'x' });
      const expected = ['bob@example.com', { password: '[redacted:secret]' }];
      assert.deepEqual(await storedIn(runId), [expected, expected]);
    });
  });

  it('that fail cost the row its text, not the writer its row', async () => {
    database.warnings.length = 0;
    await withHook(
      `language plpgsql as $$ begin raise 'broken for %', message; end $$`,
      async (runId) => {
        await write(runId, 'a secret thing', { a: 1 });
        const expected = ['[redaction failed]', { a: 1 }];
        assert.deepEqual(await storedIn(runId), [expected, expected]);
      },
    );
    await withHook(
      `language plpgsql as $$ begin return fields / 0; end $$`,
      async (runId) => {
        await write(runId, 'kept', { a: 1 });
        await write(runId, 'no fields');
        const expected = ['kept', { redaction: 'failed' }];
        assert.deepEqual(await storedIn(runId), [
          expected,
          expected,
          ['no fields', null],
          ['no fields', null],
        ]);
      },
      'fields',
    );
    assert.equal(database.warnings.length, 4);
    assert.match(database.warnings.join(), /was withheld, because redact_log_message failed/);
    const [counted] = await sql`select last_value::int as n from log_stream.redactions_failed`;
    assert.equal(counted?.['n'], 4);
  });

  it('that say null withhold the message, and fields that are no object are made one', async () => {
    await withHook('language sql immutable as $$ select null::text $$', async (runId) => {
      await write(runId, 'x');
      assert.deepEqual(await storedIn(runId), [
        ['[redacted]', null],
        ['[redacted]', null],
      ]);
    });
    await withHook(
      `language sql immutable as $$ select '[1]'::jsonb $$`,
      async (runId) => {
        await write(runId, 'x', { a: 1 });
        assert.deepEqual(await storedIn(runId), [
          ['x', { value: [1] }],
          ['x', { value: [1] }],
        ]);
      },
      'fields',
    );
    await withHook(
      'language sql immutable as $$ select null::jsonb $$',
      async (runId) => {
        await write(runId, 'x', { a: 1 });
        assert.deepEqual(await storedIn(runId), [
          ['x', null],
          ['x', null],
        ]);
      },
      'fields',
    );
  });

  it('meet fields nested deeper than the database can follow, and the row is stored all the same', async () => {
    const runId = await database.makeRun(tenant);
    const depth = 6000;
    const nested = `{"token": "x", "a": ${'['.repeat(depth)}${']'.repeat(depth)}}`;
    await sql`select append_run_logs(${runId}, ${`[{"message": "deep", "fields": ${nested}}]`}::text::jsonb)`;
    assert.deepEqual(await storedIn(runId), [['deep', { redaction: 'failed' }]]);
  });
});
