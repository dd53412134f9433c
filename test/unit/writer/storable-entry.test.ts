/** Whatever a worker says becomes JSON that Postgres takes, of the size that is counted. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  MAX_FIELDS_BYTES,
  MAX_MESSAGE_UNITS,
  storableEntry,
  type WriterEntry,
} from '../../../src/writer/storable-entry.js';
import { utf8Length } from '../../../src/writer/utf8-length.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

const NOW = Date.UTC(2026, 10, 23, 8, 49, 36, 951);

interface Row {
  readonly level?: string;
  readonly message: string;
  readonly node_id?: string;
  readonly fields?: Record<string, unknown>;
  readonly created_at: string;
}

function rowOf(entry: unknown): Row & { readonly notes: readonly string[] } {
  const { json, bytes, isChanged } = storableEntry(entry as WriterEntry, NOW);
  assert.equal(bytes, Buffer.byteLength(json));
  const row = JSON.parse(json) as Row;
  const notes = (row.fields?.['writer_notes'] ?? []) as string[];
  assert.equal(isChanged, notes.length > 0);
  return { ...row, notes };
}

const fieldsOf = (fields: unknown): Record<string, unknown> =>
  rowOf({ message: '', fields }).fields ?? {};

describe('an entry', () => {
  it('is passed on as it is', () => {
    const fields = { http: { status: 200, tags: ['a', null, true] }, at: 'ü 😀' };
    const createdAt = '2026-11-23T08:49:36.951538Z';
    const entry = { level: 'warn', message: 'a\nb 😀', nodeId: 'fetch', fields, createdAt };
    assert.deepEqual(rowOf(entry), {
      level: 'warn',
      message: 'a\nb 😀',
      node_id: 'fetch',
      fields,
      created_at: createdAt,
      notes: [],
    });
  });

  it('has the time of its writing, not of its storing', () => {
    const time = '2026-11-23T08:49:36.951Z';
    assert.deepEqual(rowOf({ message: 'a' }), { message: 'a', created_at: time, notes: [] });
    assert.equal(
      rowOf({ message: 'a', createdAt: new Date(0) }).created_at,
      '1970-01-01T00:00:00.000Z',
    );
    assert.equal(rowOf({ message: 'a', createdAt: NOW }).created_at, time);
  });

  for (const createdAt of ['soon', new Date(NaN), NaN, '+020000-01-01T00:00:00Z', -1, {}]) {
    it(`loses a time that is none (${JSON.stringify(createdAt)}) and says so`, () => {
      const row = rowOf({ message: 'a', createdAt });
      assert.equal(row.created_at, '2026-11-23T08:49:36.951Z');
      assert.deepEqual(row.notes, ['createdAt was no time from 1970 to 9999']);
    });
  }

  it('has signs in the place of NUL and of half a pair', () => {
    const row = rowOf({ message: 'a\0b\ud800c\udc00\ud83d\ude00', fields: { 'k\0': 'v\udfff' } });
    assert.equal(row.message, 'a␀b\ufffdc\ufffd😀');
    assert.equal(row.fields?.['k␀'], 'v\ufffd');
    assert.deepEqual(row.notes, ['NUL characters replaced', 'lone surrogates replaced']);
  });

  it('has a text for a message, whatever it was', () => {
    assert.equal(rowOf({}).message, '');
    assert.equal(rowOf({ message: null }).message, 'null');
    assert.equal(rowOf({ message: 10n }).message, '10');
    assert.equal(rowOf({ message: { a: 1 } }).message, '{"a":1}');
    assert.deepEqual(rowOf({ message: 5 }).notes, ['message was no text']);
    assert.equal(rowOf({ message: 'a', level: 30, nodeId: 7 }).level, '30');
  });

  it('is cut when it is huge, and says how large it was', () => {
    const row = rowOf({ message: '😀'.repeat(10_000_000) });
    assert.ok(row.message.length <= MAX_MESSAGE_UNITS);
    assert.ok(row.notes.includes('message cut, it had 20000000 characters'));
    const { fields } = rowOf({ message: '', fields: { a: 'x'.repeat(MAX_FIELDS_BYTES) } });
    assert.match(String(fields?.['fields_cut']), /had 1048584 bytes/);
    assert.equal(storableEntry({ message: '', nodeId: 'n'.repeat(1e6) }, NOW).bytes < 3_000, true);
  });
});

describe('fields', () => {
  it('keep what JSON has no word for, and say what was changed', () => {
    const cycle: Record<string, unknown> = { name: 'c' };
    cycle['self'] = cycle;
    const fields = fieldsOf({
      big: 2n ** 70n,
      nan: NaN,
      endless: -Infinity,
      run: () => 1,
      symbol: Symbol('s'),
      bytes: new Uint8Array(5),
      cycle,
      nothing: undefined,
      list: [undefined, 1n],
    });
    assert.deepEqual(fields, {
      big: '1180591620717411303424',
      nan: 'NaN',
      endless: '-Infinity',
      run: '[function]',
      symbol: 's',
      bytes: '[5 bytes]',
      cycle: { name: 'c', self: '[circular]' },
      list: [null, '1'],
      writer_notes: [
        'bigints as text',
        'numbers that are none as text',
        'functions by name',
        'symbols as text',
        'binary data left out',
        'cycles cut',
      ],
    });
  });

  it('show errors, dates, maps and sets as a person would', () => {
    const err = new TypeError('no', { cause: new Error('why') });
    Object.assign(err, { code: 'E1' });
    const fields = fieldsOf({
      err,
      at: new Date(NOW),
      map: new Map([['a', new Set([1, 2])]]),
      url: new URL('https://a.example/b'),
    });
    const shown = fields['err'] as Record<string, unknown>;
    assert.deepEqual([shown['name'], shown['message'], shown['code']], ['TypeError', 'no', 'E1']);
    assert.match(String(shown['stack']), /TypeError: no\n/);
    assert.equal((shown['cause'] as Record<string, unknown>)['message'], 'why');
    assert.equal(fields['at'], '2026-11-23T08:49:36.951Z');
    assert.deepEqual(fields['map'], { a: [1, 2] });
    assert.equal(fields['url'], 'https://a.example/b');
    assert.equal(fields['writer_notes'], undefined);
  });

  it('survive getters and toJSON that throw, and names that are traps', () => {
    const fields = fieldsOf({
      ok: 1,
      get bad(): never {
        throw new Error('no');
      },
      json: {
        toJSON() {
          throw new Error('no');
        },
      },
      ['__proto__']: { polluted: true },
      revoked: revoked(),
    });
    assert.equal(fields['ok'], 1);
    assert.deepEqual(
      [fields['bad'], fields['json'], fields['revoked']],
      Array(3).fill('[unreadable]'),
    );
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    const parsed = rowOf({ message: '', fields: JSON.parse('{"__proto__":{"a":1}}') as object });
    assert.deepEqual(Object.getOwnPropertyDescriptor(parsed.fields, '__proto__')?.value, { a: 1 });
  });

  it('end somewhere, in depth and in number', () => {
    let deep: unknown = 'bottom';
    for (let level = 0; level < 100_000; level += 1) deep = { deep };
    assert.ok(JSON.stringify(fieldsOf({ deep })).includes('[too deep]'));
    const many = fieldsOf({ many: Array.from({ length: 100_000 }, (_, index) => index) });
    assert.ok((many['many'] as unknown[]).length <= 10_000);
    assert.deepEqual(many['writer_notes'], ['values cut']);
    const keys = Object.fromEntries(Array.from({ length: 50_000 }, (_, key) => [`k${key}`, key]));
    assert.ok(Object.keys(fieldsOf(keys)).length <= 10_001);
  });

  it('are shown twice when they are there twice, since that is no cycle', () => {
    const shared = { a: 1 };
    assert.deepEqual(fieldsOf({ x: shared, y: shared }), { x: shared, y: shared });
  });

  it('keep a host’s own writer_notes', () => {
    const fields = fieldsOf({ writer_notes: 'mine', big: 1n });
    assert.equal(fields['writer_notes'], 'mine');
    assert.deepEqual(fields['writer_notes_2'], ['bigints as text']);
  });

  function revoked(): object {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  }
});

describe('the length in UTF-8', () => {
  const seed = chooseSeed();
  it(`is that of the bytes, whatever the text (seed ${seed})`, () => {
    const random = seededRandom(seed);
    const units = [
      0x41, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xffff,
    ];
    for (let round = 0; round < 20_000; round += 1) {
      const length = between(random, 0, 8);
      const text = String.fromCharCode(
        ...Array.from({ length }, () => units[between(random, 0, units.length - 1)] as number),
      );
      assert.equal(utf8Length(text), Buffer.byteLength(text), JSON.stringify(text));
    }
  });
});
