/** What is masked before rows leave; that it equals the database's masks is test/sql/redaction-in-the-page.test.ts. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { redactText } from '../../../src/core/redact-text.js';
import { Redactor } from '../../../src/core/redactor.js';
import { entry } from '../../helpers/entries.js';

const S = '[redacted:secret]';
/** Put together here, so that no scanner of sources takes them for real. */
const JWT = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0In0', 'dozjgNryP4J3jVmNHl0w5N'].join('.');

describe('a text that is passed on', () => {
  it('has what is secret masked, and says in how many places', () => {
    assert.deepEqual(redactText(`Bearer ${JWT}, db_password="a b", bob@example.com`), {
      text: `Bearer ${S}, db_password="${S}", [redacted:email]`,
      count: 3,
    });
    assert.deepEqual(redactText('4111 1111 1111 1111 twice: 4111 1111 1111 1111.'), {
      text: '[redacted:card] twice: [redacted:card].',
      count: 2,
    });
  });

  it('counts nothing that had been masked before', () => {
    for (const text of [`password="${S}"`, `token=${S}`, `x://${S}@host`, `Bearer ${S}`]) {
      assert.deepEqual(redactText(text), { text, count: 0 });
    }
  });

  it('is masked in time, however it was made to be slow', () => {
    const million = 1_000_000;
    const texts = [
      'a'.repeat(million) + '@',
      'a@'.repeat(million / 2),
      'a.'.repeat(million / 2) + '@',
      '@' + 'a.'.repeat(million / 2) + '1',
      'eyJ'.repeat(million / 3),
      'eyJaaaa.'.repeat(million / 8),
      '4'.repeat(million),
      '4 '.repeat(million / 2),
      'token'.repeat(million / 5) + ':',
      `token${' '.repeat(million)}x`,
      `token:${' '.repeat(million)}\n`,
      `token="${'\\a'.repeat(million / 2)}`,
      'bearer '.repeat(million / 7),
      `bearer ${'a'.repeat(million)}`,
      '://a:'.repeat(million / 5) + '@',
      '-----BEGIN PRIVATE KEY-----'.repeat(million / 27),
      Array.from({ length: 50_000 }, (_, index) =>
        luhn(4_111_111_000_000_00n + BigInt(index)),
      ).join(' '),
    ];
    for (const text of texts) {
      const start = performance.now();
      redactText(text);
      const tookMs = performance.now() - start;
      assert.ok(tookMs < 2_000, `${text.slice(0, 20)}… took ${tookMs} ms`);
    }
  });

  it('of ten million characters is masked piece by piece, and no secret slips through a cut', () => {
    const line = `${'x'.repeat(1_048_550)} token=abcdefghijklmnopqrstuvwxyz0123456789 `;
    const masked = redactText(line.repeat(10));
    assert.equal(masked.count, 10);
    assert.doesNotMatch(masked.text, /abcdefgh|wxyz|6789/);
  });
});

describe('a row that is passed on', () => {
  const redactor = (over: Partial<ConstructorParameters<typeof Redactor>[0]> = {}): Redactor =>
    new Redactor({
      maskSecrets: true,
      redact: undefined,
      onFailed: () => assert.ok(false),
      ...over,
    });

  it('is the same row when nothing in it is masked', () => {
    const row = entry(1, { fields: { a: [1, { b: 'c' }] }, nodeId: 'http' });
    assert.equal(redactor().row(row), row);
  });

  it('is masked in its message, node, level and fields', () => {
    const masks = redactor();
    const masked = masks.row(
      entry(1, {
        message: 'token=abc',
        nodeId: 'mail to bob@example.com',
        level: 'pwd=x',
        fields: { accessToken: 'x', deep: [{ note: 'bob@example.com' }], n: 4111111111111111 },
      }),
    );
    assert.deepEqual(masked, {
      ...entry(1),
      message: `token=${S}`,
      nodeId: 'mail to [redacted:email]',
      level: `pwd=${S}`,
      fields: { accessToken: S, deep: [{ note: '[redacted:email]' }], n: '[redacted:card]' },
    });
    assert.equal(masks.count, 6);
  });

  it('hides no secret behind colours, nor behind what was written over it', () => {
    for (const message of [
      'password\x1b[0m=\x1b[31mhunter2\x1b[0m',
      'pass\x1b[1mword=hunter2',
      'password=hunter2\rdone\x1b[K',
    ]) {
      const masked = redactor().row(entry(1, { message }));
      assert.doesNotMatch(JSON.stringify(masked), /hunter2/);
    }
    const colours = entry(1, { message: '\x1b[31mred\x1b[0m' });
    assert.equal(redactor().row(colours), colours);
  });

  it('follows the page’s own rule too, whether or not secrets are masked', () => {
    const redact = (text: string): string => text.replace(/C-\d+/g, 'C-…');
    const row = entry(1, { message: 'C-4711, bob@example.com' });
    assert.equal(messageOf(redactor({ redact }).row(row)), 'C-…, [redacted:email]');
    assert.equal(
      messageOf(redactor({ redact, maskSecrets: false }).row(row)),
      'C-…, bob@example.com',
    );
  });

  it('does not leave unchecked when the page’s rule fails, which is told once', () => {
    const failures: unknown[] = [];
    const onFailed = (cause: unknown): void => void failures.push(cause);
    const masks = redactor({ redact: () => null as unknown as string, onFailed });
    assert.equal(messageOf(masks.row(entry(1))), '[redaction failed]');
    assert.equal(messageOf(masks.row(entry(2))), '[redaction failed]');
    assert.equal(failures.length, 1);
  });

  it('is masked however deep its fields are', () => {
    let fields: { a: unknown } = { a: 'token=abc' };
    for (let depth = 0; depth < 100_000; depth += 1) fields = { a: [fields] };
    const masked = redactor().row(entry(1, { fields: fields as never }));
    assert.deepEqual('fields' in masked && masked.fields, { redaction: 'failed' });
  });
});

function messageOf(row: unknown): unknown {
  return (row as { message: unknown }).message;
}

/** A number of card length with its checksum. */
function luhn(body: bigint): string {
  for (let digit = 0; digit < 10; digit += 1) {
    const text = `${body}${digit}`;
    if (redactText(text).count === 1) return text;
  }
  return String(body);
}
