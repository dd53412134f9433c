/** What a query finds in texts, against testing its parts one by one; and expressions within their bounds. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { foldText } from '../../../src/core/fold-text.js';
import { matchesFound, matchesQuery } from '../../../src/core/query-match.js';
import { parseQuery, searchClauses, type Query, type RegexTerm } from '../../../src/core/query.js';
import type { HitRanges } from '../../../src/core/search-hits.js';
import type { Severity } from '../../../src/core/severity.js';
import { mergeRanges, type TextRange } from '../../../src/core/text-segments.js';
import { QuerySearch } from '../../../src/search/query-search.js';
import { RegexSearch } from '../../../src/search/regex-search.js';
import { WordSearch } from '../../../src/search/search-engine.js';
import { entry } from '../../helpers/entries.js';
import { logLine } from '../../helpers/log-lines.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

const PARTS = (
  'timeout tiemout "connection" "GET https" "→ 500" -heartbeat -"queue" /POST/ /post/i /\\d{3} in/ -/trace=a/ ' +
  '/^\\[w.*ms/ level:error -level:info level>=warn node:a in ms timeout:5 e "e" /x*/ /→ (200|503)/ -/\\b50\\d\\b/ ""'
).split(/ (?=(?:[^"]*"[^"]*")*[^"]*$)/);

/** Alternatives of a few parts each, in parentheses now and then. */
function anyQuery(random: () => number): string {
  const part = (): string => PARTS[between(random, 0, PARTS.length - 1)] as string;
  const all = (): string => Array.from({ length: between(random, 1, 3) }, part).join(' ');
  const one = (): string => (between(random, 0, 4) === 0 ? `-(${all()})` : all());
  return Array.from({ length: between(random, 1, 3) }, one).join(' OR ');
}

/** The clauses whose words are all in the text, each looked for by itself. */
function wordHit(query: Query, text: string): HitRanges {
  let clauses = 0;
  query.clauses.forEach(({ words }, at) => {
    if (words.every((word) => new WordSearch(word).find(text) !== null)) clauses |= 1 << at;
  });
  return Object.assign([] as TextRange[], { clauses });
}

/** What a clause's phrases and expressions mark, by their definition. */
function marksOf(query: Query, clauses: number, text: string): readonly TextRange[] {
  const folded = foldText(text);
  const ranges: TextRange[] = [];
  query.clauses.forEach(({ words, terms }, at) => {
    if ((clauses & (1 << at)) === 0) return;
    for (const word of words) ranges.push(...(new WordSearch(word).find(folded) ?? []));
    for (const term of terms) {
      if (term.negated) continue;
      if (term.kind === 'phrase' && term.text !== '') {
        const escaped = term.text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
        for (const { index } of folded.matchAll(new RegExp(escaped, 'g'))) {
          ranges.push([index, index + term.text.length]);
        }
      }
      if (term.kind === 'regex') {
        for (const match of text.matchAll(new RegExp(term.pattern, `${term.pattern.flags}g`))) {
          ranges.push([match.index, match.index + match[0].length]);
        }
      }
    }
  });
  return mergeRanges(ranges);
}

describe('what a query finds', () => {
  it('is what its parts find, with their marks', (t) => {
    const seed = chooseSeed();
    t.diagnostic(`SEED=${seed}`);
    const random = seededRandom(seed);
    const severities: readonly Severity[] = ['info', 'warn', 'error'];
    let hits = 0;
    for (let round = 0; round < 600; round += 1) {
      const text = anyQuery(random);
      const query = parseQuery(text);
      const search = new QuerySearch(searchClauses(query), () => 0);
      for (let at = 0; at < 5; at += 1) {
        const message = logLine(random);
        const row = entry(1, {
          message,
          nodeId: between(random, 0, 1) === 0 ? 'a' : null,
          severity: severities[between(random, 0, 2)] as Severity,
        });
        const where = `${text} in ${message}, SEED=${seed}`;
        const found = search.find(foldText(message), message);
        const expected = matchesQuery(query, row, wordHit(query, foldText(message)));
        assert.equal(matchesFound(query, row, found?.clauses ?? 0), expected, where);
        if (found === null) continue;
        assert.deepEqual(mergeRanges(found.ranges), marksOf(query, found.clauses, message), where);
        if (expected) hits += 1;
      }
    }
    assert.ok(hits > 300, `${hits} hits`);
  });

  it('is marked in no more places than can be shown', () => {
    const message = 'ab'.repeat(100_000);
    for (const text of ['"a"', '/a/', '/a/ OR "a"', 'a']) {
      const search = new QuerySearch(searchClauses(parseQuery(text)), () => 0);
      const places = search.find(message, message)?.ranges.length ?? 0;
      assert.ok(places >= 3_000 && places <= 6_000, `${text}: ${places}`);
    }
  });

  it('is nothing where it asks for nothing about texts', () => {
    const search = new QuerySearch(searchClauses(parseQuery('level:error OR "x"')), () => 0);
    assert.equal(search.find('y'), null);
    assert.equal(search.find('x')?.clauses, 0b10);
  });
});

/** The expression, as far as it may run, or over as much in one go as is said. */
function termOf(text: string, over: Partial<RegexTerm> = {}): RegexTerm {
  const term = parseQuery(text).clauses[0]?.terms[0];
  assert.ok(term?.kind === 'regex', text);
  return { ...term, ...over };
}

describe('an expression over a long text', () => {
  it('finds from place to place what it finds in one go', (t) => {
    const seed = chooseSeed();
    t.diagnostic(`SEED=${seed}`);
    const random = seededRandom(seed);
    const expressions = [
      '/a+b/',
      '/\\bab/',
      '/b$/',
      '/^a/',
      '/(?<=a)b/',
      '/a(?!b)/i',
      '/x*/',
      '/[😀a]b/u',
    ];
    for (let round = 0; round < 1_500; round += 1) {
      const letters = ['a', 'b', 'A', ' ', '😀', '\n'];
      const text = Array.from(
        { length: between(random, 0, 30) },
        () => letters[between(random, 0, letters.length - 1)],
      ).join('');
      for (const expression of expressions) {
        const near = new RegexSearch(termOf(expression, { reachChars: 1_000 }), () => 0);
        const far = new RegexSearch(
          termOf(expression, { reachChars: 0, farChars: 1_000 }),
          () => 0,
        );
        assert.deepEqual(
          far.find(text),
          near.find(text),
          `${expression} in ${JSON.stringify(text)}, SEED=${seed}`,
        );
      }
    }
  });

  it('reaches as far as a row is searched', () => {
    const search = new RegexSearch(termOf('/fo+ bar/'), () => 0);
    assert.deepEqual(search.find(`${'x'.repeat(150_000)}foo bar`), [[150_000, 150_007]]);
    const two = new RegexSearch(termOf('/from .* to .*x/'), () => 0);
    assert.ok(two.find(`${'.'.repeat(1_000)} from a to x`));
  });

  it('is given up when it takes too long', () => {
    let nowMs = 0;
    const search = new RegexSearch(termOf('/a+b/'), () => (nowMs += 1));
    assert.equal(search.find('a'.repeat(5_000)), null);
    assert.ok(search.isTooSlow);
    assert.ok(nowMs < 30, `${nowMs} ms`);
  });
});
