/** What the page masks when rows leave it is what the database masks when they are stored: one rule, said twice. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { redactText } from '../../src/core/redact-text.js';
import { Redactor } from '../../src/core/redactor.js';
import type { LogFields } from '../../src/core/log-entry.js';
import { entry } from '../helpers/entries.js';
import { startTestDatabase, type TestDatabase } from '../helpers/postgres-database.js';
import { chooseSeed, seededRandom } from '../helpers/random.js';

const SEED = chooseSeed();
const TEXTS = 8_000;

/** Beginnings, middles and ends of everything that is masked, and what stands around it. */
const PIECES = [
  ...(
    'token Token PASSWORD passwords secret key api_key apiKey private-key signing_key cookie credential ' +
    'bearer Bearer basic pwd passphrase : = => =: " \' \\ \\" \\\' \t \n \v , ; & ( { [ ] } ) > @ . - _ :// / a bc ' +
    'eyJ eyJhbGciOi .eyJzdWIi .sig_nature- sk- sk_live_ rk_test_ sb_secret_ whsec_ ghp_ github_pat_ npm_ glpat- ' +
    'xoxb- AKIA ASIA AIza IOSFODNN7EXAMPLE abcdefgh01234567890 A1b2C3d4 4111 1111 5500 0000-0000-0004 378282246310005 ' +
    '4111111111111111 4111-1111-1111-1111 1732352976951 user user.name+tag .user example.com mail.example.co.uk x1 co ' +
    'PRIVATE -----BEGIN -----END KEY----- ÅÄ ü 🙂 ſecret K \u00a0 [redacted:secret] [redacted:email] ==='
  ).split(' '),
  ' ',
  ' ',
  ' ',
  '-----BEGIN RSA PRIVATE KEY-----',
  '-----END RSA PRIVATE KEY-----',
  'postgres://app:pa55@db.internal/x',
  '4111 1111 1111 1111',
];

let database: TestDatabase;
/** Without a locale a server knows no letters beyond ASCII, and begins words elsewhere. */
let knowsLetters: boolean;

before(async () => {
  database = await startTestDatabase();
  const [row] = await database.sql`select 'ü' ~ '\\w' and chr(160) ~ '\\s' as knows`;
  knowsLetters = row?.['knows'] === true;
});
after(() => database.stop());

function drawTexts(): string[] {
  const random = seededRandom(SEED);
  // eslint-disable-next-line no-control-regex
  const pieces = knowsLetters ? PIECES : PIECES.filter((piece) => /^[\x00-\x7f]*$/.test(piece));
  const draw = (): string => pieces[Math.floor(random() * pieces.length)] ?? '';
  return Array.from({ length: TEXTS }, () =>
    Array.from({ length: 1 + Math.floor(random() * 9) }, draw).join(''),
  );
}

describe('the masks of the page', () => {
  it(`are those of the database, text by text (seed ${SEED})`, async () => {
    const texts = drawTexts();
    const rows = await database.sql`
      select t as text, mask_log_text(t) as masked from unnest(${texts}::text[]) with ordinality u (t, place) order by place`;
    const different = rows
      .map(({ text, masked }) => ({
        text: String(text),
        database: String(masked),
        page: redactText(String(text)).text,
      }))
      .filter((row) => row.database !== row.page);
    assert.deepEqual(different.slice(0, 5), []);
    const changed = rows.filter(({ text, masked }) => text !== masked).length;
    assert.ok(changed > TEXTS / 10, `only ${changed} texts had anything to mask`);
  });

  it(`are those of the database in fields (seed ${SEED})`, async () => {
    const texts = drawTexts();
    const all = texts.map((text, index): LogFields => ({
      [Array.from(text).slice(0, 9).join('')]: texts[texts.length - 1 - index] ?? null,
      nested: [{ [text]: index, pin: index % 7 === 0 ? index : null, note: text }],
      access_token: index % 3 === 0 ? { deep: 1 } : index % 3 === 1 ? '' : true,
      number: index % 5 === 0 ? 4111111111111111 : index,
    }));
    const given = all.map((fields) => JSON.stringify(fields));
    const rows = await database.sql`
      select f as given, mask_log_json(f::jsonb) as masked from unnest(${given}::text[]) with ordinality u (f, place) order by place`;
    for (const [index, row] of rows.entries()) {
      const redactor = new Redactor({
        maskSecrets: true,
        redact: undefined,
        onFailed: () => assert.ok(false),
      });
      const masked = redactor.row(entry(1, { fields: all[index] ?? null }));
      // Keys that become the same when they are masked: one of the values is kept, and which is not said.
      if (Object.keys(row['masked'] as object).length < Object.keys(all[index] ?? {}).length)
        continue;
      assert.deepEqual('fields' in masked && masked.fields, row['masked'], String(row['given']));
    }
  });
});
