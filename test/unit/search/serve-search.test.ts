/** The search server: slices, order, the latest query, and rows that come and go while it works. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HitRanges } from '../../../src/core/search-hits.js';
import {
  type RowTexts,
  type SearchAnswer,
  type SearchRequest,
} from '../../../src/search/search-protocol.js';
import { serveSearch } from '../../../src/search/serve-search.js';
import { clausesOf, wordClauses } from '../../helpers/clauses.js';
import { unpackHits } from '../../helpers/unpack-hits.js';
import { LINE_WORDS, logLine } from '../../helpers/log-lines.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

/** A server whose turns a test gives out; each look at the clock costs a millisecond. */
class Bench {
  readonly answers: (SearchAnswer & { type: 'progress' })[] = [];
  readonly tooSlow: number[] = [];
  lookMs = 1;
  readonly hits = new Map<number, HitRanges>();
  /** Seqs in the order in which they were hit. */
  readonly order: number[] = [];
  readonly #waiting: (() => void)[] = [];
  #nowMs = 0;
  readonly ask: (request: SearchRequest) => void;

  constructor(sliceMs = 3) {
    this.ask = serveSearch({
      answer: (answer) => {
        if (answer.type === 'too-slow') this.tooSlow.push(answer.id);
        if (answer.type !== 'progress') return;
        this.answers.push(answer);
        unpackHits(answer.hits, (seq, ranges) => {
          assert.ok(!this.hits.has(seq), `row ${seq} is hit once`);
          this.hits.set(seq, ranges);
          this.order.push(seq);
        });
      },
      now: () => (this.#nowMs += this.lookMs),
      yieldTo: (resume) => this.#waiting.push(resume),
      sliceMs,
    });
  }

  /** One turn; false when the server does not want one. */
  turn(): boolean {
    const resume = this.#waiting.shift();
    resume?.();
    return resume !== undefined;
  }

  run(): void {
    while (this.turn());
  }
}

const rows = (
  from: number,
  to: number,
  text = (seq: number): string => `row ${seq} word`,
): RowTexts => {
  const seqs = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  return { seqs, texts: seqs.map(text) };
};

describe('the search server', () => {
  it('searches the newest rows first, in slices', () => {
    const bench = new Bench();
    bench.ask({ type: 'append', ...rows(1, 1000) });
    bench.ask({ type: 'search', id: 1, clauses: wordClauses(['word']) });
    bench.turn();
    assert.ok(
      bench.hits.size > 0 && bench.hits.size < 300,
      `${bench.hits.size} rows in the first slice`,
    );
    assert.equal(bench.answers[0]?.done, false);
    bench.run();
    assert.deepEqual(
      bench.order,
      Array.from({ length: 1000 }, (_, at) => 1000 - at),
    );
    assert.deepEqual(
      bench.answers.map(({ done }) => done),
      [...Array<boolean>(bench.answers.length - 1).fill(false), true],
    );
  });

  it('takes a slice of fewer rows where they are long', () => {
    const bench = new Bench();
    bench.ask({ type: 'append', ...rows(1, 40, () => `${'x'.repeat(60_000)} word`) });
    bench.ask({ type: 'search', id: 1, clauses: wordClauses(['word']) });
    bench.turn();
    assert.ok(bench.hits.size < 12, `${bench.hits.size} rows in the first slice`);
    bench.run();
    assert.equal(bench.hits.size, 40);
  });

  it('tells of a row with very many hits where the first of them are', () => {
    const bench = new Bench();
    bench.ask({ type: 'append', ...rows(1, 1, () => 'ab'.repeat(100_000)) });
    bench.ask({ type: 'search', id: 1, clauses: wordClauses(['a']) });
    bench.run();
    assert.equal(bench.hits.get(1)?.length, 3_000);
  });

  it('is quick with the first hits of each query, however long its slices are', () => {
    const bench = new Bench(50);
    bench.ask({ type: 'append', ...rows(1, 1000) });
    for (const id of [1, 2]) {
      const before = bench.answers.length;
      bench.hits.clear();
      bench.ask({ type: 'search', id, clauses: wordClauses(['word']) });
      bench.turn();
      assert.equal(bench.answers.length, before + 1);
      assert.ok(bench.hits.size > 0 && bench.hits.size < 200, `${bench.hits.size} rows at first`);
      bench.run();
      assert.equal(bench.hits.size, 1000);
    }
  });

  it('searches rows once that come before the others while these are being searched', () => {
    const bench = new Bench();
    bench.ask({ type: 'append', ...rows(501, 1500) });
    bench.ask({ type: 'search', id: 1, clauses: wordClauses(['word']) });
    bench.turn();
    bench.ask({ type: 'prepend', ...rows(1, 500) });
    bench.run();
    assert.equal(bench.hits.size, 1500);
  });

  it('drops a query for a newer one between two slices', () => {
    const bench = new Bench();
    bench.ask({ type: 'append', ...rows(1, 1000, (seq) => (seq === 1 ? 'first' : 'word')) });
    bench.ask({ type: 'search', id: 1, clauses: wordClauses(['word']) });
    bench.turn();
    const before = bench.hits.size;
    bench.ask({ type: 'search', id: 2, clauses: wordClauses(['first']) });
    bench.run();
    assert.equal(bench.hits.size, before + 1);
    assert.ok(bench.answers.slice(1).every(({ id }) => id === 2));
  });

  it('gives a hundred queries in one go no more turns than the last one needs', () => {
    const bench = new Bench(50);
    bench.ask({ type: 'append', ...rows(1, 500) });
    for (let id = 1; id <= 100; id += 1)
      bench.ask({ type: 'search', id, clauses: wordClauses(['word']) });
    bench.run();
    assert.ok(bench.answers.every(({ id }) => id === 100));
    assert.equal(bench.hits.size, 500);
  });

  it('matches new rows before it goes on with the old ones', () => {
    const bench = new Bench();
    bench.ask({ type: 'append', ...rows(1, 1000) });
    bench.ask({ type: 'search', id: 1, clauses: wordClauses(['word']) });
    bench.turn();
    bench.ask({ type: 'append', ...rows(1001, 1003) });
    const seen = bench.order.length;
    bench.turn();
    assert.deepEqual(bench.order.slice(seen, seen + 3), [1003, 1002, 1001]);
    bench.run();
    bench.ask({ type: 'append', ...rows(1004, 1004) });
    bench.run();
    assert.equal(bench.order.at(-1), 1004);
    assert.equal(bench.hits.size, 1004);
  });

  it('says where each hit is and which clauses it meets', () => {
    const bench = new Bench();
    const texts = ['alpha beta', 'beta', 'gamma ALPHA', 'delta'];
    bench.ask({ type: 'append', seqs: [1, 2, 3, 4], texts });
    bench.ask({
      type: 'search',
      id: 1,
      clauses: wordClauses(['alpha'], ['beta', 'alpha'], ['gamma']),
    });
    bench.run();
    const found = [...bench.hits].map(([seq, hit]) => [
      seq,
      hit.clauses,
      ...hit.map(String).sort(),
    ]);
    assert.deepEqual(found, [
      [3, 0b101, '0,5', '6,11'],
      [1, 0b011, '0,5', '0,5', '6,10'],
    ]);
    bench.hits.clear();
    bench.ask({ type: 'search', id: 2, clauses: wordClauses(['beta']) });
    bench.run();
    assert.deepEqual([...bench.hits.keys()], [2, 1]);
    assert.equal(bench.hits.get(2)?.clauses, undefined);
  });

  it('looks at what was found before when the query narrows', () => {
    const bench = new Bench();
    bench.ask({
      type: 'append',
      ...rows(1, 5_000, (seq) => `row ${seq} ${seq % 50 ? 'x' : 'word'}`),
    });
    bench.ask({ type: 'search', id: 1, clauses: wordClauses(['wor']) });
    bench.run();
    const turns = bench.answers.length;
    const narrow = (text: string): number => {
      bench.hits.clear();
      bench.ask({ type: 'search', id: 2, clauses: clausesOf(text) });
      const before = bench.answers.length;
      bench.run();
      return bench.answers.length - before;
    };
    assert.equal(narrow('word'), 1, `turns, ${turns} for all`);
    assert.equal(bench.hits.size, 100);
    assert.equal(narrow('word "row 50 "'), 1);
    assert.equal(bench.hits.size, 1);
    // What was left out cannot be taken from what was found.
    assert.ok(narrow('word') > 1);
    assert.equal(bench.hits.size, 100);
  });

  it('narrows a search that is not done, and rows that come in between', () => {
    const bench = new Bench();
    bench.ask({
      type: 'append',
      ...rows(1, 2_000, (seq) => `row ${seq} ${seq % 10 ? 'x' : 'word'}`),
    });
    bench.ask({ type: 'search', id: 1, clauses: wordClauses(['wor']) });
    bench.turn();
    bench.hits.clear();
    bench.ask({ type: 'search', id: 2, clauses: wordClauses(['word']) });
    bench.ask({ type: 'append', ...rows(2_001, 2_003) });
    const seen = bench.order.length;
    bench.run();
    assert.deepEqual(bench.order.slice(seen, seen + 5), [2_003, 2_002, 2_001, 2_000, 1_990]);
    assert.equal(bench.hits.size, 203);
  });

  it('gives up an expression that takes too long, and goes on with the next query', () => {
    const bench = new Bench();
    bench.ask({ type: 'keep-case' });
    bench.ask({ type: 'append', ...rows(1, 2_000, () => `Row ${'a'.repeat(40)}`) });
    // A millisecond for each look at the clock, and one look a row at least.
    bench.lookMs = 2;
    bench.ask({ type: 'search', id: 1, clauses: clausesOf('/a+b/') });
    bench.run();
    assert.deepEqual(bench.tooSlow, [1]);
    assert.ok(bench.answers.length < 300, `${bench.answers.length} slices`);
    bench.ask({ type: 'search', id: 2, clauses: clausesOf('"row"') });
    bench.run();
    assert.equal(bench.hits.size, 2_000);
  });

  it('shows expressions the case of texts', () => {
    const bench = new Bench();
    bench.ask({ type: 'append', seqs: [1], texts: ['GET 1'] });
    bench.ask({ type: 'keep-case' });
    bench.ask({ type: 'append', seqs: [3, 4], texts: ['get 3', 'GET 4'] });
    bench.ask({ type: 'prepend', seqs: [1, 2], texts: ['GET 1', 'GET 2'] });
    bench.ask({ type: 'search', id: 1, clauses: clausesOf('/GET/ get') });
    bench.run();
    assert.deepEqual(bench.order, [4, 2, 1]);
  });

  it('has no slice of 50 ms, whatever the expression and the rows', () => {
    const hostile = [
      '/a*a*$/',
      '/(a|a)(a|a)a*a*b/',
      '/a+?b/',
      '/(?:a|b)(?:a|b)a*$/',
      '/[a-z]*=/',
      '/.*x.*y/',
    ];
    for (const size of [200, 1_500, 30_000]) {
      let longestMs = 0;
      const waiting: (() => void)[] = [];
      const ask = serveSearch({
        answer: () => undefined,
        now: () => performance.now(),
        yieldTo: (resume) => waiting.push(resume),
        sliceMs: 6,
      });
      ask({ type: 'keep-case' });
      ask({ type: 'append', ...rows(1, 40, () => `${'a'.repeat(size)}!`) });
      hostile.forEach((text, id) => {
        ask({ type: 'search', id, clauses: clausesOf(text) });
        for (let resume = waiting.shift(); resume; resume = waiting.shift()) {
          const before = process.cpuUsage();
          resume();
          longestMs = Math.max(longestMs, process.cpuUsage(before).user / 1_000);
        }
      });
      assert.ok(longestMs < 50, `${longestMs} ms, rows of ${size}`);
    }
  });

  it('is silent after a stop', () => {
    const bench = new Bench();
    bench.ask({ type: 'append', ...rows(1, 1000) });
    bench.ask({ type: 'search', id: 1, clauses: wordClauses(['word']) });
    bench.turn();
    bench.ask({ type: 'stop' });
    bench.run();
    assert.equal(bench.answers.length, 1);
  });

  it('ends up with what a search over the rows that are left finds, whatever came in between', (t) => {
    const seed = chooseSeed();
    t.diagnostic(`SEED=${seed}`);
    const random = seededRandom(seed);
    for (let round = 0; round < 60; round += 1) {
      const bench = new Bench();
      const held = new Map<number, string>();
      let [low, high] = [1000, 999];
      const texts = (from: number, to: number): RowTexts => {
        const added = rows(from, to, () => logLine(random));
        added.seqs.forEach((seq, at) => held.set(seq, added.texts[at] as string));
        return added;
      };
      let word = LINE_WORDS[between(random, 0, LINE_WORDS.length - 1)] as string;
      let id = 1;
      const search = (text: string): void => {
        bench.hits.clear();
        bench.ask({ type: 'search', id: (id += 1), clauses: clausesOf(text) });
      };
      let typed = between(random, 1, word.length);
      search(word.slice(0, typed));
      for (let step = 0; step < 25; step += 1) {
        const many = between(random, 1, 90);
        const kind = between(random, 0, 7);
        if (kind <= 1) bench.ask({ type: 'append', ...texts(high + 1, (high += many)) });
        else if (kind === 2) {
          bench.ask({ type: 'prepend', ...texts(low - many, low - 1) });
          low -= many;
        } else if (kind === 3 && high - low > many) {
          low += many;
          for (const seq of [...held.keys()]) {
            if (seq >= low) continue;
            held.delete(seq);
            // It may come back later, and be hit again.
            bench.hits.delete(seq);
          }
          bench.ask({ type: 'drop', before: low });
        } else if (kind === 4 && high - low > many) {
          high -= many;
          for (const seq of [...held.keys()]) {
            if (seq <= high) continue;
            held.delete(seq);
            bench.hits.delete(seq);
          }
          bench.ask({ type: 'cut', after: high });
        } else if (kind === 5) {
          // Somebody types on, or takes it back, or asks for something else besides.
          const more = between(random, 0, 3);
          if (more === 3) word = `${word} ms "trace=${between(random, 0, 9)}"`;
          typed = more === 2 ? between(random, 1, word.length) : Math.min(typed + 1, word.length);
          search(word.slice(0, typed));
        } else bench.turn();
      }
      bench.run();
      const found = [...bench.hits.keys()].filter((seq) => held.has(seq)).sort((a, b) => a - b);
      const fresh = new Bench();
      const left = [...held].sort(([a], [b]) => a - b);
      fresh.ask({
        type: 'append',
        seqs: left.map(([seq]) => seq),
        texts: left.map(([, text]) => text),
      });
      fresh.ask({ type: 'search', id: 1, clauses: clausesOf(word.slice(0, typed)) });
      fresh.run();
      assert.deepEqual(
        found,
        fresh.order.sort((a, b) => a - b),
        `SEED=${seed}, round ${round}`,
      );
    }
  });
});
