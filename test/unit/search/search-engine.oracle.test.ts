/** The engine against plain Fuse: the same rows, marked in the same places, for thousands of words and texts. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Fuse from 'fuse.js';
import type { TextRange } from '../../../src/core/text-segments.js';
import { foldText } from '../../../src/core/fold-text.js';
import { QuerySearch } from '../../../src/search/query-search.js';
import { fuseOptions, WordSearch } from '../../../src/search/search-engine.js';
import { serveSearch } from '../../../src/search/serve-search.js';
import { wordClauses } from '../../helpers/clauses.js';
import { LINE_WORDS, logLine, misspelt } from '../../helpers/log-lines.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

type Found = Record<number, readonly TextRange[]>;

/** What plain Fuse finds, searching every text by itself, case-insensitively and over the untouched texts. */
function plainFuse(texts: readonly string[], word: string): Found {
  const fuse = new Fuse(texts, { ...fuseOptions(word), isCaseSensitive: false });
  return Object.fromEntries(
    fuse.search(word).map(({ refIndex, matches }) => {
      const indices = matches?.[0]?.indices ?? [];
      return [refIndex, indices.map(([first, last]) => [first, last + 1])];
    }),
  );
}

function ours(texts: readonly string[], word: string): Found {
  const search = new WordSearch(word);
  const found = texts.map((text, index) => [index, search.marks(foldText(text))] as const);
  for (const [index, marks] of found) {
    assert.equal(search.find(foldText(texts[index] as string)) === null, marks === null);
  }
  return Object.fromEntries(found.filter(([, ranges]) => ranges !== null)) as Found;
}

/** The rows that the server tells of, in the order in which it does. */
function served(texts: readonly string[], word: string): readonly number[] {
  const found: number[] = [];
  const waiting: (() => void)[] = [];
  const ask = serveSearch({
    answer: (answer) => {
      if (answer.type === 'progress') found.push(...answer.hits.seqs);
    },
    now: () => 0,
    yieldTo: (resume) => waiting.push(resume),
    sliceMs: 1,
  });
  ask({ type: 'append', seqs: texts.map((_, at) => at), texts });
  ask({ type: 'search', id: 1, clauses: wordClauses([word]) });
  for (let resume = waiting.shift(); resume; resume = waiting.shift()) resume();
  return found;
}

const SCRIPTS = [
  'Größe überschritten: Straße naïve café',
  'подключение отклонено ПОДКЛЮЧЕНИЕ сервер',
  '接続がタイムアウトしました エラー 데이터베이스',
  '😀 👩‍👩‍👧 connection 🔥timeout🔥 e\u0301 \ud83d İSTANBUL ﬁn ǅ ſ K',
  'العملية فشلت timeout בדיקה',
];

/** A line of a log, a long one, one that repeats itself, one of few letters, one in another script, or nothing. */
function anyText(random: () => number): string {
  const kind = between(random, 0, 11);
  const line = logLine(random);
  if (kind <= 4) return line;
  if (kind === 5) return `${line} `.repeat(between(random, 5, 15));
  if (kind === 6) return line.slice(10, between(random, 11, 30)).repeat(between(random, 1, 20));
  if (kind === 7) return 'abcAb '.repeat(6).slice(between(random, 0, 30));
  if (kind <= 10) {
    const words = `${SCRIPTS[between(random, 0, SCRIPTS.length - 1)]} ${line.slice(0, 40)}`.split(
      ' ',
    );
    return words.slice(between(random, 0, 4)).join(' ');
  }
  return '';
}

/** From one letter to forty of what stands in one of the texts, with up to four letters wrong; or another word. */
function anyWord(texts: readonly string[], random: () => number): string {
  const text = texts[between(random, 0, texts.length - 1)] ?? '';
  const kind = between(random, 0, 5);
  // Fuse cuts what is longer than 32 units in pieces; such words are exact here, and have a test of their own.
  const length = kind === 0 ? between(random, 1, 4) : between(random, 4, 32);
  const start = between(random, 0, Math.max(0, text.length - length));
  const word =
    kind <= 3
      ? text.slice(start, start + length)
      : (LINE_WORDS[between(random, 0, LINE_WORDS.length - 1)] ?? '');
  return foldText(misspelt(word, between(random, 0, 4), random))
    .replace(/\s/g, '')
    .slice(0, 32);
}

/** What a reader sees marked. */
const shown = (text: string, word: string): readonly TextRange[] | null =>
  new WordSearch(word).find(foldText(text));

describe('the search engine', () => {
  it('finds what plain Fuse finds, in the same places, in log lines', (t) => {
    const seed = chooseSeed();
    t.diagnostic(`SEED=${seed}`);
    const random = seededRandom(seed);
    const texts = Array.from({ length: 400 }, () => logLine(random));
    let hits = 0;
    for (let round = 0; round < 120; round += 1) {
      const from = LINE_WORDS[between(random, 0, LINE_WORDS.length - 1)] as string;
      const word = misspelt(from, between(random, 0, 3), random).toLowerCase();
      if (word === '') continue;
      const expected = plainFuse(texts, word);
      hits += Object.keys(expected).length;
      assert.deepEqual(ours(texts, word), expected, `“${word}”, SEED=${seed}`);
    }
    assert.ok(hits > 1000, `${hits} hits`);
  });

  it('finds what plain Fuse finds, in the same order, in texts of every kind', (t) => {
    const seed = chooseSeed();
    const cases = Number(process.env['CASES'] ?? 3_000);
    t.diagnostic(`SEED=${seed} CASES=${cases}`);
    const random = seededRandom(seed);
    let hits = 0;
    for (let done = 0; done < cases;) {
      const texts = Array.from({ length: 12 }, () => anyText(random));
      for (let query = 0; query < 5; query += 1, done += 1) {
        const word = anyWord(texts, random);
        if (word === '') continue;
        const where = `“${word}” in ${JSON.stringify(texts)}, SEED=${seed}`;
        // Folded, for Fuse's own places are off behind an İ, which grows when it is lower-cased.
        const expected = plainFuse(texts.map(foldText), word);
        assert.deepEqual(ours(texts, word), expected, where);
        // Hits by seq, newest first, are Fuse's in the order of its list: nothing is moved, lost or doubled.
        assert.deepEqual(served(texts, word), Object.keys(expected).map(Number).reverse(), where);
        hits += Object.keys(expected).length;
      }
    }
    assert.ok(hits > cases / 2, `${hits} hits of ${cases} cases`);
  });

  it('finds what plain Fuse finds in texts of few letters, where near misses abound', (t) => {
    const seed = chooseSeed();
    t.diagnostic(`SEED=${seed}`);
    const random = seededRandom(seed);
    const letters = ['a', 'b', 'c', 'A', 'é', ' '];
    const text = (length: number): string =>
      Array.from({ length }, () => letters[between(random, 0, letters.length - 1)]).join('');
    for (let round = 0; round < 1500; round += 1) {
      const texts = Array.from({ length: 8 }, () => text(between(random, 0, 40)));
      const word = text(between(random, 1, 32))
        .toLowerCase()
        .replaceAll(' ', 'b');
      assert.deepEqual(ours(texts, word), plainFuse(texts, word), `“${word}”, SEED=${seed}`);
    }
  });

  it('finds a word behind many of its pieces', () => {
    const texts = ['ti xx ut xx '.repeat(9) + 'a tiemout', 'ti xx ut xx '.repeat(9)];
    assert.deepEqual(ours(texts, 'timeout'), plainFuse(texts, 'timeout'));
    assert.deepEqual(shown(texts[0] as string, 'timeout'), [[110, 117]]);
  });

  it('treats words of more than 32 characters as they are', () => {
    const id = '5f0c2b9e-0000-4000-8000-000000000001';
    assert.deepEqual(ours([`run ${id} ended`, 'run 5f0c2b9e'], id), { 0: [[4, 40]] });
  });

  it('keeps its places when a letter changes its length with its case', () => {
    assert.deepEqual(ours(['İİ TIMEOUT'], 'timeout'), { 0: [[3, 10]] });
    assert.equal(foldText('İx').length, 2);
  });

  it('forgives what people mistype and not what is another word', () => {
    const finds = (word: string, text: string): boolean => ours([text], word)[0] !== undefined;
    for (const [typed, meant] of [
      ['tiemout', 'timeout'],
      ['conection', 'connection'],
      ['authentcation', 'authentication'],
      ['refsed', 'refused'],
    ] as const) {
      assert.ok(finds(typed, `12 x ${meant} y`), typed);
    }
    assert.ok(!finds('fail', 'open file 3'));
    assert.ok(!finds('node', 'exit code 1'));
    assert.ok(!finds('12345', 'id 12346'));
  });

  it('marks what a person would mark', () => {
    assert.deepEqual(shown('a tiemout of x', 'timeout'), [[2, 9]]);
    assert.deepEqual(shown('tiemoutto', 'timeout'), [[0, 7]]);
    assert.deepEqual(shown('time out', 'timeout'), [[0, 8]]);
    assert.deepEqual(shown('the timeo', 'timeout'), [[4, 9]]);
    assert.deepEqual(shown('err err', 'err'), [
      [0, 3],
      [4, 7],
    ]);
    assert.deepEqual(shown('in the connexion pool', 'connection'), [[7, 16]]);
  });
});

describe('a query of several words', () => {
  it('hits where all words of a clause are, and says which clauses', () => {
    const search = new QuerySearch(wordClauses(['alpha', 'beta'], [], ['gamma']), () => 0);
    assert.equal(search.find('alpha'), null);
    assert.deepEqual(search.find('beta alpha'), {
      ranges: [
        [5, 10],
        [0, 4],
      ],
      clauses: 0b001,
    });
    assert.deepEqual(search.find('beta gamma'), { ranges: [[5, 10]], clauses: 0b100 });
    assert.equal(search.find('beta gamma alpha')?.clauses, 0b101);
  });
});
