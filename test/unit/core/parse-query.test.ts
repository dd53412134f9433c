/** What every form of a query means, and that nothing that can be typed makes the parser throw or lose a word. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { foldText } from '../../../src/core/fold-text.js';
import { matchesQuery } from '../../../src/core/query-match.js';
import { parseQuery, searchClauses, type Query } from '../../../src/core/query.js';
import { QuerySearch } from '../../../src/search/query-search.js';
import { entry } from '../../helpers/entries.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

/** A query in short: words, then terms, clause by clause. */
function brief(text: string): string {
  return briefQuery(parseQuery(text));
}

function briefQuery(query: Query): string {
  return query.clauses
    .map(({ words, terms }) => {
      const parts: string[] = [...words];
      for (const term of terms) {
        const minus = term.negated ? '-' : '';
        if (term.kind === 'phrase') parts.push(`${minus}"${term.text}"`);
        if (term.kind === 'regex') parts.push(`${minus}${String(term.pattern)}`);
        if (term.kind === 'level') parts.push(`${minus}level:${[...term.levels].join(',')}`);
        if (term.kind === 'node') parts.push(`${minus}node:${term.names.join(',')}`);
        if (term.kind === 'field') {
          const mark = term.operator === 'is' ? ':' : term.operator;
          parts.push(`${minus}{${term.path}${mark}${term.values.join(',')}}`);
        }
      }
      return parts.join(' ');
    })
    .join(' | ');
}

const codes = (text: string): string[] => parseQuery(text).diagnostics.map(({ code }) => code);

describe('parseQuery', () => {
  for (const [text, meaning] of [
    ['', ''],
    ['   ', ''],
    ['timeout', 'timeout'],
    ['Timeout  REFUSED timeout', 'timeout refused'],
    ['"Exact Phrase" x', 'x "exact phrase"'],
    ['-heartbeat', '-"heartbeat"'],
    ['-"health check" a', 'a -"health check"'],
    ['a--b --flag', 'a--b --flag'],
    ['level:error,warn', 'level:error,warn'],
    ['level:ERR', 'level:error'],
    ['level>=warn', 'level:warn,error,fatal'],
    ['level>warn', 'level:error,fatal'],
    ['level<=debug', 'level:trace,debug'],
    ['severity:unknown', 'level:unknown'],
    ['-level:debug', '-level:debug'],
    ['node:http-1', 'node:http-1'],
    ['node:"http 1"', 'node:http 1'],
    ['http.status:500', '{http.status:500}'],
    ['fields.http.status>=500', '{http.status>=500}'],
    ['error.message:"timed out"', '{error.message:timed out}'],
    ['/time(d )?out/i', '/time(d )?out/i'],
    ['-/a|b/', '-/a|b/'],
    ['/var/log/app.log', '/var/log/app.log'],
    ['https://example.com/a', 'https://example.com/a'],
    ['12:30:05', '12:30:05'],
    ['C:\\temp', 'c:\\temp'],
    ['std::foo', 'std::foo'],
    ['TypeError: x', 'typeerror: x'],
    ['a->b', 'a->b'],
    ['a OR b', 'a | b'],
    ['a b OR c', 'a b | c'],
    ['a (b OR c)', 'a b | a c'],
    ['(a OR b) (c OR d)', 'a c | a d | b c | b d'],
    ['-(a OR b)', '-"a" -"b"'],
    ['-(a b)', '-"a" | -"b"'],
    ['-(level:debug OR "x") y', 'y -level:debug -"x"'],
    ['foo() bar', 'foo bar'],
    ['say"hi there"', 'say "hi there"'],
    ['"say \\"hi\\" there" x', 'x "say "hi" there"'],
    ['"C:\\temp\\" x', 'x "c:\\temp\\"'],
    ['"C:\\temp\\x"', '"c:\\temp\\x"'],
    ['user.name:"a \\"b\\" c"', '{user.name:a "b" c}'],
    ['""', ''],
    ['-"" x', 'x'],
    ['a ((b OR (c (d OR e))) f)', 'a b f | a c d f | a c e f'],
    ['((((a))))', 'a'],
    ['-(-(a OR b) c)', 'a | b | -"c"'],
    ['-level>=trace -level:unknown', '-level:trace,debug,info,warn,error,fatal -level:unknown'],
    ['-"a" OR -node:b', '-"a" | -node:b'],
    ['Größe ÜBER', 'größe über'],
    ['日本語 "エラー 500"', '日本語 "エラー 500"'],
    ['😀 İstanbul', '😀 istanbul'],
    ['tags:a,b http.status<400', '{tags:a,b} {http.status<400}'],
  ] as const) {
    it(`understands ${text === '' ? 'nothing' : text}`, () => {
      assert.equal(brief(text), meaning);
      assert.deepEqual(codes(text), []);
    });
  }

  for (const [text, meaning, code] of [
    ['level:loud x', 'level:loud x', 'level-unknown'],
    ['"open quote', '"open quote"', 'quote-open'],
    ['(a b', 'a b', 'parenthesis-unmatched'],
    ['a) b', 'a b', 'parenthesis-unmatched'],
    ['a OR', 'a', 'operator-dangling'],
    ['OR a', 'a', 'operator-dangling'],
    ['/(a+)+$/', 'a', 'regex-too-slow'],
    ['/a(?/', 'a', 'regex-invalid'],
    ['since:yesterday', 'since:yesterday', 'time-unknown'],
    ['"say \\"hi\\" the', '"say "hi" the"', 'quote-open'],
    [`${'('.repeat(21)}a${')'.repeat(20)}`, 'a', 'parenthesis-unmatched'],
    [`/${'a'.repeat(201)}/`, 'a'.repeat(201), 'regex-too-long'],
  ] as const) {
    it(`takes ${text.slice(0, 20)} as words and says why`, () => {
      assert.equal(brief(text), meaning);
      assert.deepEqual(codes(text), [code]);
      for (const { start, end, message } of parseQuery(text).diagnostics) {
        assert.ok(start >= 0 && start < end && end <= text.length && message.length > 10);
      }
    });
  }

  it('falls back to plain words when there are too many alternatives', () => {
    const query = parseQuery('(a OR b) (c OR d) (e OR f) (g OR h) (i OR j)');
    assert.equal(briefQuery(query), 'a b c d e f g h i j');
    assert.deepEqual(
      query.diagnostics.map(({ code }) => code),
      ['query-too-complex'],
    );
    assert.equal(
      parseQuery(Array.from({ length: 31 }, (_, n) => `w${n}`).join(' OR ')).clauses.length,
      31,
    );
  });

  it('counts from the moment that it is given', () => {
    const nowMs = Date.UTC(2026, 2, 2, 15);
    const times = (text: string): unknown =>
      parseQuery(text, { moment: { nowMs, rows: null } }).clauses.map(({ terms }) =>
        terms.map((term) => (term.kind === 'time' ? [term.edge, term.ms - nowMs] : term.kind)),
      );
    assert.deepEqual(times('since:5m x'), [[['after', -300_000]]]);
    assert.deepEqual(times('SINCE:1h30m -until:90s'), [
      [
        ['after', -5_400_000],
        ['before', -90_000],
      ],
    ]);
    assert.deepEqual(times('after:14:02Z before:14:05:30Z'), [
      [
        ['after', -58 * 60_000],
        ['before', -54.5 * 60_000],
      ],
    ]);
    assert.deepEqual(codes('since:5m'), ['time-unknown'], 'of no moment');
  });

  it('takes an expression that was too slow as words, and says why', () => {
    const query = parseQuery('/a.*b/ x', { isTooSlow: (source) => source === 'a.*b' });
    assert.equal(briefQuery(query), 'a b x');
    assert.deepEqual(
      query.diagnostics.map(({ start, end, code }) => [start, end, code]),
      [[0, 6, 'regex-too-slow']],
    );
  });

  it('never throws, whatever is typed, and keeps every diagnostic within the text', (t) => {
    const seed = chooseSeed();
    t.diagnostic(`SEED=${seed}`);
    const random = seededRandom(seed);
    const pieces = (
      'a " ( ) - OR / \\ : level node: >= * [ ] { } ? + 😀 x.y: , since: 5m after: 14:02 \\" -( /a/ .* ' +
      'İ \ud83d \ude00 é | level>= 2026-03-02 __proto__: constructor.x: /i \u202e \0'
    ).split(' ');
    const unit = (): string => String.fromCharCode(between(random, 0, 0xffff));
    const row = entry(1, { fields: { x: { y: 'a' } }, message: 'a "x" \ud83d 5' });
    for (let round = 0; round < 8_000; round += 1) {
      const length = between(random, 0, 20);
      const text = Array.from({ length }, () => {
        const kind = between(random, 0, 9);
        return kind === 0
          ? unit()
          : kind <= 3
            ? ' \n\t'[between(random, 0, 2)]
            : pieces[between(random, 0, pieces.length - 1)];
      }).join('');
      const where = `${JSON.stringify(text)} SEED=${seed}`;
      const query = parseQuery(text, { moment: { nowMs: 1e12, rows: null } });
      assert.ok(query.clauses.length <= 31);
      for (const { start, end, message } of query.diagnostics) {
        assert.ok(start >= 0 && start < end && end <= text.length && message !== '', where);
      }
      assert.equal(typeof matchesQuery(query, row), 'boolean', where);
      const search = new QuerySearch(searchClauses(query), () => 0);
      search.find(foldText(row.message), row.message);
    }
  });

  it('is done in time with queries made to be slow', () => {
    const start = performance.now();
    for (const piece of ['(', '"', '-(', 'a OR ', '/', 'x:', '(a OR b) ', '[', '/[']) {
      parseQuery(piece.repeat(20_000));
    }
    assert.ok(performance.now() - start < 500, `${performance.now() - start} ms`);
  });
});
