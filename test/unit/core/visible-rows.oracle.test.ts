/** The rows on show, followed step by step, against filtering all of them anew after each step. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isEntry, isOutage, type LogRow } from '../../../src/core/log-entry.js';
import { matchesFound } from '../../../src/core/query-match.js';
import { isEmptyQuery, needsSearch, parseQuery } from '../../../src/core/query.js';
import { SearchHits, type HitRanges } from '../../../src/core/search-hits.js';
import type { Severity } from '../../../src/core/severity.js';
import { VisibleRows, type VisibleRowsInput } from '../../../src/core/visible-rows.js';
import { brief, entries, entry, outage } from '../../helpers/entries.js';
import { between, chooseSeed, seededRandom } from '../../helpers/random.js';

const bitsOf = (hit: HitRanges | undefined): number =>
  hit === undefined ? 0 : (hit.clauses ?? ~0);

/** The naive twin: what is on show, by its definition. */
function naive({ rows, levels, query, hits, mode, test }: VisibleRowsInput): readonly LogRow[] {
  return rows.filter((row) => {
    const filtered = mode === 'filter' && !isEmptyQuery(query);
    if (!isEntry(row)) return levels === null && !filtered && test === null;
    if (test?.(row) === false) return false;
    if (levels !== null && !levels.has(row.severity)) return false;
    return !filtered || matchesFound(query, row, bitsOf(hits?.get(row.seq)));
  });
}

function naiveMatches(input: VisibleRowsInput): readonly LogRow[] {
  if (isEmptyQuery(input.query)) return [];
  return naive({ ...input, mode: 'filter' });
}

const ALL: VisibleRowsInput = {
  rows: [],
  levels: null,
  query: parseQuery(''),
  hits: null,
  mode: 'filter',
  test: null,
};

const LEVELS: readonly (ReadonlySet<Severity> | null)[] = [
  null,
  new Set<Severity>(['error', 'warn']),
  new Set<Severity>(['info']),
  new Set<Severity>(),
];

const TESTS: readonly ((row: LogRow) => boolean)[] = [
  (row) => row.seq % 3 !== 0,
  (row) => row.seq % 7 < 4,
];

const QUERIES = ['', 'level:error', '-"5"', 'word', 'word OR level:warn', 'word level:info'].map(
  (text) => parseQuery(text),
);

/** A run that grows, shrinks and is searched at random, with what is asked of it. */
class Scenario {
  input: VisibleRowsInput = ALL;
  #low = 500;
  #high = 500;
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  step(): void {
    const pick = <Item>(items: readonly Item[]): Item =>
      items[between(this.#random, 0, items.length - 1)] as Item;
    const { rows } = this.input;
    const many = between(this.#random, 1, 6);
    switch (between(this.#random, 0, 10)) {
      case 0:
      case 1:
      case 2: {
        const added = Array.from({ length: many }, () => this.#rows(this.#high++)).flat();
        this.input = { ...this.input, rows: [...rows, ...added] };
        break;
      }
      case 3: {
        const added = Array.from({ length: many }, () => this.#rows(--this.#low))
          .reverse()
          .flat();
        this.input = { ...this.input, rows: [...added, ...rows] };
        break;
      }
      case 4:
        this.input = { ...this.input, rows: rows.slice(many) };
        break;
      case 5:
      case 6:
        this.#hit(many);
        break;
      case 7:
        this.input = { ...this.input, levels: pick(LEVELS), test: pick([null, null, ...TESTS]) };
        break;
      case 8: {
        const query = pick(QUERIES);
        const hits = needsSearch(query) ? new SearchHits() : null;
        this.input = { ...this.input, query, hits, mode: pick(['filter', 'highlight'] as const) };
        break;
      }
      case 9: {
        // Mostly the newest of them, as it is with disconnections; the row at either end is one now and then.
        const at = rows.findLastIndex(isOutage);
        const which = between(this.#random, 0, 2) === 0 ? rows.findIndex(isOutage) : at;
        const old = rows[which];
        if (old === undefined || !isOutage(old)) break;
        const amended = { ...old, recovered: old.recovered + 1 };
        this.input = { ...this.input, rows: rows.with(which, amended) };
        break;
      }
      default:
        // Another run, whose seqs may be the same.
        if (between(this.#random, 0, 4) !== 0) break;
        [this.#low, this.#high] = [500, 500 + many];
        this.input = { ...this.input, rows: entries(500, 499 + many) };
    }
  }

  #hit(many: number): void {
    const { rows, hits } = this.input;
    if (!(hits instanceof SearchHits) || rows.length === 0) return;
    for (let count = 0; count < many; count += 1) {
      const row = rows[between(this.#random, 0, rows.length - 1)] as LogRow;
      const ranges: HitRanges = Object.assign([[0, 1] as const], {
        clauses: between(this.#random, 1, 3),
      });
      if (!hits.has(row.seq)) hits.set(row.seq, ranges);
    }
  }

  /** A row, now and then with an outage before it. */
  #rows(seq: number): readonly LogRow[] {
    const row = this.#row(seq);
    return between(this.#random, 0, 7) === 0 ? [outage(seq), row] : [row];
  }

  #row(seq: number): LogRow {
    if (between(this.#random, 0, 12) === 0) return { kind: 'gap', seq, to: seq };
    const severity = (['info', 'warn', 'error', 'unknown'] as const)[between(this.#random, 0, 3)];
    return entry(seq, { severity: severity as Severity });
  }
}

describe('the rows on show', () => {
  it('are those that a filter over all rows leaves, whatever happened before', (t) => {
    const seed = chooseSeed();
    t.diagnostic(`SEED=${seed}`);
    const random = seededRandom(seed);
    for (let round = 0; round < 300; round += 1) {
      const scenario = new Scenario(random);
      const visible = new VisibleRows();
      for (let step = 0; step < 60; step += 1) {
        scenario.step();
        if (between(random, 0, 2) === 0) continue;
        const shown = visible.update(scenario.input);
        const rows = naive(scenario.input);
        const where = `round ${round}, step ${step}, SEED=${seed}`;
        assert.equal(brief(shown), brief(rows), where);
        // Not only the same places: the newest account of each.
        assert.ok(
          shown.every((row, at) => row === rows[at]),
          `the very rows, ${where}`,
        );
        assert.equal(brief(visible.matches), brief(naiveMatches(scenario.input)), where);
        assert.equal(visible.update({ ...scenario.input }), shown, `same array, ${where}`);
      }
    }
  });

  it('are the very array of the buffer while nothing is filtered', () => {
    const rows = entries(1, 3);
    assert.equal(new VisibleRows().update({ ...ALL, rows }), rows);
  });

  it('show a gap or an outage only while nothing is filtered', () => {
    const rows: LogRow[] = [entry(1), { kind: 'gap', seq: 2, to: 4 }, outage(5), entry(5)];
    const visible = new VisibleRows();
    assert.equal(brief(visible.update({ ...ALL, rows })), '1 2-4 ~5 5');
    assert.equal(brief(visible.update({ ...ALL, rows, query: parseQuery('level:info') })), '1 5');
    const highlighted = {
      ...ALL,
      rows,
      query: parseQuery('level:info'),
      mode: 'highlight',
    } as const;
    assert.equal(brief(visible.update(highlighted)), '1 2-4 ~5 5');
    assert.equal(
      brief(visible.update({ ...ALL, rows, levels: new Set<Severity>(['info']) })),
      '1 5',
    );
  });

  it('test only what is new when rows are added or hit', () => {
    let tested = 0;
    const watched = (seq: number): LogRow => {
      const row = entry(seq);
      return new Proxy(row, {
        get(target, key) {
          if (key === 'severity') tested += 1;
          return Reflect.get(target, key) as unknown;
        },
      });
    };
    const rows = Array.from({ length: 1000 }, (_, at) => watched(at + 1));
    const levels = new Set<Severity>(['info']);
    const hits = new SearchHits();
    const visible = new VisibleRows();
    const input: VisibleRowsInput = { ...ALL, rows, levels, query: parseQuery('word'), hits };
    visible.update(input);
    tested = 0;
    hits.set(500, [[0, 1]]);
    const more = [...rows, watched(1001)];
    assert.equal(brief(visible.update({ ...input, rows: more })), '500');
    assert.ok(tested <= 2, `${tested} rows tested`);
  });
});
