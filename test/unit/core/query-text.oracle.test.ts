/** What a form writes is what it reads again, and no text changes its meaning by going through a form. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseQuery } from '../../../src/core/query.js';
import { matchesQuery } from '../../../src/core/query-match.js';
import {
  NO_PARTS,
  printQuery,
  readQuery,
  sameMeaning,
  type QueryParts,
} from '../../../src/core/query-text.js';
import { entry } from '../../helpers/entries.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

const CASES = 1_500;
const CONTEXT = { moment: { nowMs: 1_700_000_000_000, rows: null } };
const meaningOf = (text: string): ReturnType<typeof parseQuery> => parseQuery(text, CONTEXT);

/** What is typed into a form. */
const WORDS = ['timeout', 'pay', 'OR', '-x', 'a:b', '/re/', 'say"so', '(', 'http://x', 'C:\\', 'é'];
/** What is typed into the search field, in any order and however it is cut. */
const PIECES = [
  ...[
    'timeout',
    'card',
    'OR',
    'OR',
    '(',
    ')',
    '-(',
    '"two words"',
    '"',
    '-"no no"',
    '-no',
    '/a|b/i',
  ],
  ...['level:error', 'level>=warn', 'level:odd', '-level:info', 'node:http*', 'node:"a b"'],
  ...[
    'status:502',
    'ms>=500',
    'fields.level:x',
    'since:5m',
    'since:1h30m',
    'after:2026-03-02T14:02',
  ],
  ...[
    'before:2026-03-02',
    'until:14:02',
    'after:soon',
    'a.b:"x y"',
    'x:',
    '-',
    '--',
    'C:\\dir',
    '\\"',
  ],
];

describe('the text of a query', () => {
  it('says what a form says', () => {
    const parts: QueryParts = {
      ...NO_PARTS,
      words: 'card declined',
      phrase: 'try again',
      without: 'heartbeat "no op"',
      levels: ['fatal', 'warn', 'error'],
      node: 'charge*',
      fields: [
        { path: 'http.status', mark: ':', value: '502' },
        { path: 'level', mark: ':', value: 'a b' },
        { path: 'ms', mark: '>=', value: 'many' },
      ],
      since: '15m',
      before: '2026-03-02T14:02',
    };
    const wanted =
      'card declined "try again" level>=warn node:charge* http.status:502 fields.level:"a b"';
    const bounds = 'since:15m before:2026-03-02T14:02 -heartbeat -"no op"';
    assert.equal(printQuery(parts), `${wanted} ${bounds}`);
    assert.equal(
      printQuery({ ...parts, any: true }),
      `(card OR declined OR "try again" OR level>=warn OR node:charge* OR http.status:502 OR fields.level:"a b") ${bounds}`,
    );
    assert.equal(printQuery({ ...NO_PARTS, words: 'a b', any: true }), 'a OR b');
    assert.equal(printQuery({ ...NO_PARTS, levels: ['error', 'info'] }), 'level:error,info');
    assert.equal(printQuery(NO_PARTS), '');
  });

  it('keeps what a form has no field for, and says which that is', () => {
    const read = readQuery('card /a(b)/ -level:info (x OR "y z" OR node:n) since:5m');
    assert.equal(read.rest, 'card /a(b)/ -level:info');
    assert.deepEqual([read.words, read.phrase, read.node, read.any], ['x', 'y z', 'n', true]);
    assert.equal(read.since, '5m');
    assert.equal(readQuery('(a b) OR c').rest, '(a b) OR c');
    assert.equal(
      printQuery({ ...readQuery('(a b) OR c'), levels: ['error'] }),
      'level:error ((a b) OR c)',
    );
  });

  it('is read as it was written', () => {
    const seed = chooseSeed();
    const random = seededRandom(seed);
    const some = <Item>(items: readonly Item[], most: number): Item[] =>
      Array.from({ length: between(random, 0, most) }, () => pick(items));
    const pick = <Item>(items: readonly Item[]): Item =>
      items[between(random, 0, items.length - 1)] as Item;
    for (let round = 0; round < CASES; round += 1) {
      const parts: QueryParts = {
        ...NO_PARTS,
        words: some(WORDS, 3).join(' '),
        phrase: some(WORDS, 2).join(' '),
        without: some(['no', '"not this"', '-', 'a:b'], 2).join(' '),
        levels: some(['error', 'warn', 'fatal', 'info', 'unknown'] as const, 3),
        node: pick(['', 'http-1', 'a b', 'x:"']),
        fields: some(['a.b', 'level', 'since', 'fields.x'], 2).map((path) => ({
          path,
          mark: pick([':', '>='] as const),
          value: pick(['5', 'x y', '', '//x']),
        })),
        since: pick(['', '5m', '1h']),
        after: pick(['', '2026-03-02T14:02', '2026-03-02T14:02:03Z']),
        any: random() < 0.5,
      };
      const text = printQuery(parts);
      const query = meaningOf(text);
      assert.deepEqual(query.diagnostics, [], `${text} (seed ${seed})`);
      const again = printQuery(readQuery(text));
      assert.ok(sameMeaning(meaningOf(again), query), `${text} → ${again} (seed ${seed})`);
    }
  });

  it('means the same after a form was opened on it, and the form narrows it', () => {
    const seed = chooseSeed();
    const random = seededRandom(seed);
    let kept = 0;
    const rows = Array.from({ length: 30 }, (_, index) =>
      entry(index + 1, {
        message: `${index % 2 ? 'two words' : 'no'} ${index % 3 ? 'x y' : 'extra'} ${index % 5 ? 'a' : 'no no'}`,
        nodeId: index % 4 ? 'http-1' : null,
        severity: index % 3 ? 'error' : 'info',
      }),
    );
    for (let round = 0; round < CASES; round += 1) {
      const pieces = Array.from(
        { length: between(random, 1, 6) },
        () => PIECES[between(random, 0, PIECES.length - 1)] ?? '',
      );
      const text = pieces.join(random() < 0.9 ? ' ' : '');
      const parts = readQuery(text);
      const same = sameMeaning(meaningOf(printQuery(parts)), meaningOf(text));
      assert.ok(same, `${text} → ${printQuery(parts)} (seed ${seed})`);
      if (parts.rest === text.trim()) kept += 1;
      if (parts.any || parts.phrase !== '') continue;
      // Without words to be found fuzzily, rows can be asked directly.
      const [wide, narrow] = [meaningOf(text), printQuery({ ...parts, phrase: 'extra' })];
      if (wide.clauses.some(({ words }) => words.length > 0)) continue;
      for (const row of rows) {
        const expected = matchesQuery(wide, row) && row.message.includes('extra');
        assert.equal(
          matchesQuery(meaningOf(narrow), row),
          expected,
          `${text} → ${narrow}, row ${row.message} (seed ${seed})`,
        );
      }
    }
    assert.ok(kept < CASES / 2, `${kept} of ${CASES} texts were not understood by the form`);
  });
});
