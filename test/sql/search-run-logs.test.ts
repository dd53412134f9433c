/** Searching all of a run: what search_run_logs gives, to whom, that it leaves nothing out, and at what cost. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type postgres from 'postgres';
import { DEFAULT_COLUMNS } from '../../src/core/columns.js';
import type { LogEntry } from '../../src/core/log-entry.js';
import { parseRow } from '../../src/core/parse-row.js';
import { parseQuery } from '../../src/core/parse-query.js';
import { EVERY_ROW, type RunFilter } from '../../src/core/run-filter.js';
import type { Severity } from '../../src/core/severity.js';
import { rowMatcher } from '../../src/search/row-matcher.js';
import { runFilterOf } from '../../src/search/run-filter-of.js';
import { LINE_WORDS, logLine, misspelt } from '../helpers/log-lines.js';
import {
  append,
  asViewer,
  sqlStateOf,
  startTestDatabase,
  type TestDatabase,
  type Viewer,
} from '../helpers/postgres-database.js';
import { between, chooseSeed, seededRandom } from '../helpers/random.js';

/** Queries that are held against the rows; each costs the database some 30 ms, because some rows are very long. */
const ROUNDS = 100;

let database: TestDatabase;
let sql: postgres.Sql;
let owner: Viewer;
let stranger: Viewer;
let makeRun: () => Promise<string>;

before(async () => {
  database = await startTestDatabase();
  sql = database.sql;
  const [tenant, other] = [await database.makeTenant(), await database.makeTenant()];
  const viewer = (sub: string): Viewer => ({ role: 'authenticated', claims: { sub } });
  [owner, stranger] = [viewer(tenant.owner), viewer(other.owner)];
  makeRun = () => database.makeRun(tenant);
});
after(() => database.stop());

interface Answer {
  readonly rows: readonly Record<string, unknown>[];
  readonly scanned_to: number;
  readonly scanned_at: Date | null;
  readonly is_done: boolean;
}

async function search(
  viewer: Viewer,
  runId: string,
  filter: RunFilter,
  beforeSeq: number | null = null,
  maxRows = 200,
): Promise<Answer | null> {
  const rows = await asViewer(
    sql,
    viewer,
    (request) =>
      request`select * from search_run_logs(${runId}, ${sql.json(filter as never)}, ${beforeSeq}, ${maxRows})`,
  );
  return (rows[0] as Answer | undefined) ?? null;
}

/** All that is given, newest first, however many calls that takes. */
async function searchAll(
  runId: string,
  filter: RunFilter,
  maxRows = 200,
): Promise<readonly Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for (let before: number | null = null; ;) {
    const answer = await search(owner, runId, filter, before, maxRows);
    assert.ok(answer);
    assert.ok(before === null || answer.scanned_to < before, 'gets on');
    assert.ok(answer.rows.every(({ seq }) => (seq as number) >= answer.scanned_to));
    rows.push(...answer.rows);
    if (answer.is_done) return rows;
    before = answer.scanned_to;
  }
}

const seqsOf = (rows: readonly Record<string, unknown>[]): number[] =>
  rows.map(({ seq }) => seq as number);

const text = (...pieces: string[]): RunFilter => ({ clauses: [{ texts: [pieces] }] });

/** What a message may have in it that a page and a database could read in two ways. */
const ODDITIES = [
  (line: string) => line,
  (line: string) => line.toUpperCase(),
  (line: string) => line.replace(/(..)(.*)/, '\x1b[31m$1\x1b[1;4m$2\x1b[0m'),
  (line: string) => line.replace(/e/g, '\x1b[32me\x1b[0m'),
  (line: string) => `100%\r${line.slice(0, 9)}\r\n${line}\r\n`,
  (line: string) => line.replace('o', '\b').replace('a', '\x1b[2K'),
  (line: string) => line.replaceAll('k', '\u212a').replaceAll('i', 'İ'),
  (line: string) => `Ünïcode ${line} — ßſΣς`,
  (line: string) => `${'x'.repeat(250_000)} ${line}`,
  (line: string) => `\x1b]8;;https://example.com\x07${line}\x1b]8;;\x07`,
];

describe('search_run_logs', () => {
  it('gives what matches, the newest first, in calls that follow on each other', async () => {
    const runId = await makeRun();
    await append(sql, runId, Array.from({ length: 950 }, (_, n) => `step ${n + 1}, ${n % 7 === 0 ? 'Timed Out' : 'ok'}`)); // prettier-ignore
    await sql`delete from logs where run_id = ${runId} and seq between 300 and 600`;
    const expected = Array.from({ length: 950 }, (_, n) => n + 1)
      .filter((seq) => (seq - 1) % 7 === 0 && (seq < 300 || seq > 600))
      .reverse();
    assert.deepEqual(seqsOf(await searchAll(runId, text('timed'), 10)), expected);
    assert.deepEqual(seqsOf(await searchAll(runId, text('nowhere', 'timed out'))), expected);
    assert.deepEqual(seqsOf(await searchAll(runId, text('nowhere'))), []);
    assert.equal((await searchAll(runId, EVERY_ROW)).length, 649);
    const first = await search(owner, runId, text('timed'), 8, 5);
    assert.deepEqual(
      [seqsOf(first?.rows ?? []), first?.scanned_to, first?.is_done],
      [[1], 1, true],
    );
    assert.ok(first?.scanned_at);
  });

  it('takes wildcards for what they are, and cannot be broken out of', async () => {
    const runId = await makeRun();
    await append(sql, runId, ['100% done', 'it is done', "it's a_b\\c", 'a-b']);
    assert.deepEqual(seqsOf(await searchAll(runId, text('0%'))), [1]);
    assert.deepEqual(seqsOf(await searchAll(runId, text('a_b\\'))), [3]);
    assert.deepEqual(seqsOf(await searchAll(runId, text("it's"))), [3]);
    const attack = "') > 0) or true; drop table logs; --";
    assert.deepEqual(seqsOf(await searchAll(runId, { clauses: [{ texts: [[attack]], nodes: [[attack]], anywhere: [[attack]], levels: [attack] }] })), []); // prettier-ignore
    await sql`insert into logs (run_id, message, node_id) values (${runId}, 'x', 'http_1'), (${runId}, 'x', 'http-1')`;
    const nodes = (...names: string[]): RunFilter => ({ clauses: [{ nodes: [names] }] });
    assert.deepEqual(seqsOf(await searchAll(runId, nodes('HTTP_*'))), [5]);
    assert.deepEqual(seqsOf(await searchAll(runId, nodes('http*', 'b'))), [6, 5]);
    assert.deepEqual(seqsOf(await searchAll(runId, nodes('%'))), []);
  });

  it('never leaves out a row that the viewer would find: queries with typos, levels, fields and times', async (t) => {
    const seed = chooseSeed();
    t.diagnostic(`SEED=${seed}`);
    const random = seededRandom(seed);
    const pick = <Item>(items: readonly Item[]): Item =>
      items[between(random, 0, items.length - 1)] as Item;
    const runId = await makeRun();
    const levels = [null, 'info', 'warn', 'error', 'fatal', 'debug', 'strange'];
    const entries = Array.from({ length: 500 }, (_, n) => ({
      level: pick(levels),
      // Mostly as rows are: each oddity is in some.
      message: (random() < 0.5 ? ODDITIES[0]! : n < 20 ? ODDITIES[8]! : pick(ODDITIES.filter((_, at) => at !== 8)))(logLine(random)), // prettier-ignore
      node_id: pick([null, 'http-1', 'HTTP-2', 'mailer_3', 'Kélvin-\u212a']),
      fields: pick([null, { http: { status: between(random, 198, 205) } }, { 'http.status': '404', Reason: 'Timeout "quoted"' }, { ms: 1e21 }, { list: [{ kind: 'retry' }, 'x'] }]), // prettier-ignore
      created_at: new Date(Date.UTC(2026, 2, 2, 14) + n * 1_000.5).toISOString(),
    }));
    await sql`select append_run_logs(${runId}, ${sql.json(entries)})`;
    const all = (await searchAll(runId, EVERY_ROW, 1000)).map((row) => parsed(row, runId));
    assert.equal(all.length, 500);
    const term = (): string =>
      pick([
        () => misspelt(pick(LINE_WORDS), between(random, 0, 3), random),
        () => pick(LINE_WORDS).slice(0, between(random, 1, 6)),
        () => `"${logLine(random).slice(between(random, 0, 20), between(random, 21, 40))}"`,
        () => pick(['"ünï"', '"ſΣ"', 'strasse', '"ß"', '"kelvin"', '"%"', '/st.p|cache/i', 'İnternal']), // prettier-ignore
        () => pick(['level:error,warn', '-level:info', 'level>=warn', 'level:unknown']),
        () => pick(['node:http-*', 'node:*', '-node:mailer_3', 'node:k*', 'node:http-2']),
        () => pick(['http.status:200', 'http.status>201', 'reason:time*', 'ms>5', 'list.kind:retry', 'trace:0*', 'http.status:404', 'ms:1e+21']), // prettier-ignore
        () => pick(['after:2026-03-02T14:03:00Z', 'before:2026-03-02T14:05Z', '-before:2026-03-02T14:02Z']), // prettier-ignore
      ])();
    let [matches, given] = [0, 0];
    for (let round = 0; round < ROUNDS; round += 1) {
      const words = Array.from({ length: between(random, 1, 3) }, () => `${random() < 0.1 ? '-' : ''}${term()}`); // prettier-ignore
      const query = parseQuery(words.join(random() < 0.2 ? ' OR ' : ' '));
      const wanted: Severity[] | null = random() < 0.2 ? ['error', 'unknown'] : null;
      const match = await rowMatcher(query, wanted);
      const expected = all.filter((entry) => match(entry) !== null).map(({ seq }) => seq);
      const rows = new Set(seqsOf(await searchAll(runId, runFilterOf(query, wanted), 1000)));
      const missed = expected.filter((seq) => !rows.has(seq));
      assert.deepEqual(missed, [], `“${query.text}”, SEED=${seed}`);
      matches += expected.length;
      given += rows.size;
    }
    t.diagnostic(`${matches} matches among ${given} rows given, of ${ROUNDS * 500} looked at`);
    assert.ok(matches > 1_500, `${matches} matches`);
    assert.ok(given < ROUNDS * 500 * 0.7, `${given} rows given`);
  });

  it('stays within its bounds: rows, text, and the time of a call', async () => {
    const runId = await makeRun();
    await append(
      sql,
      runId,
      Array.from({ length: 30 }, () => 'y'.repeat(1_000_000)),
    );
    const answer = await search(owner, runId, EVERY_ROW, null, 1000);
    assert.ok(answer && answer.rows.length >= 1 && answer.rows.length <= 5, 'of long rows few');
    assert.equal(answer.is_done, false);
    assert.equal((await searchAll(runId, EVERY_ROW)).length, 30);
  });

  it('tells another tenant, and a portal token of another run, as much as of a run that does not exist', async () => {
    const [runId, sister] = [await makeRun(), await makeRun()];
    await append(sql, runId, ['secret']);
    const portal = (run: string): Viewer => ({
      role: 'authenticated',
      claims: { sub: 'portal:customer-42', run_id: run },
    });
    assert.equal((await search(owner, runId, text('secret')))?.rows.length, 1);
    assert.equal((await search(portal(runId), runId, text('secret')))?.rows.length, 1);
    assert.equal(await search(portal(sister), runId, text('secret')), null);
    assert.equal(await search(stranger, runId, text('secret')), null);
    assert.equal(await search(owner, crypto.randomUUID(), text('secret')), null);
    const anonymous: Viewer = { role: 'anon', claims: {} };
    assert.equal(await sqlStateOf(search(anonymous, runId, EVERY_ROW)), '42501');
    // Between its steps it asks as whoever calls it, and not as who made it.
    const [made] = await sql`select prosecdef, provolatile from pg_proc where proname = 'search_run_logs'`; // prettier-ignore
    assert.deepEqual([made?.['prosecdef'], made?.['provolatile']], [false, 's']);
  });

  it('says what is wrong with what it is asked', async () => {
    const runId = await makeRun();
    const refused = async (filter: unknown, maxRows: number | null = 10): Promise<string> => {
      try {
        await sql`select * from search_run_logs(${runId}, ${sql.json(filter as never)}, null, ${maxRows})`;
        return 'taken';
      } catch (error) {
        const { code, message } = error as { code: string; message: string };
        return `${code} ${message}`;
      }
    };
    assert.match(await refused([]), /^22023 search_run_logs: filter is no object/);
    assert.match(await refused({ clauses: {} }), /^22023 .* list of clauses/);
    assert.match(await refused({ clauses: ['x'] }), /^22023 .* a clause is a string/);
    assert.match(await refused({ clauses: [{ texts: ['x'] }] }), /^22023 .* texts is not a list/);
    assert.match(await refused({ clauses: [{ levels: [1] }] }), /^22023 .* levels is not a list/);
    assert.match(await refused({ clauses: [{ after: 5 }] }), /^22023 .* after is no time/);
    assert.match(await refused({ clauses: [{ after: 'noon-ish' }] }), /^22007 /);
    assert.match(await refused({ clauses: Array(32).fill({}) }), /^22023 .* too large/);
    assert.match(await refused({}, 0), /^22023 .* max_rows is 0/);
    assert.match(await refused({}, null), /^22023 .* max_rows is null/);
    assert.equal(await refused({ clauses: [{ later: 'unknown' }] }), 'taken');
    assert.equal(await sqlStateOf(sql`select * from search_run_logs(null)`), '22004');
  });

  it('looks at a run of 200,000 rows in calls of a fifth of a second', async (t) => {
    const runId = await makeRun();
    await append(sql, runId, ['the first']);
    await sql.begin(async (load) => {
      await load`set local session_replication_role = replica`;
      await load`
        insert into logs (run_id, project_id, seq, level, message, created_at)
        select ${runId}, c.project_id, n, 'info',
          'step ' || n || ' of a run with lines as long as lines usually are ' || md5(n::text), now()
        from log_cursors c, generate_series(2, 200000) n where c.run_id = ${runId}`;
      await load`update log_cursors set last_seq = 200000 where run_id = ${runId}`;
    });
    await sql.unsafe('vacuum (analyze) logs, log_cursors');
    const filter = runFilterOf(parseQuery('timeouts in the afternoon'), null);
    const callsMs: number[] = [];
    for (let before: number | null = null, isDone = false; !isDone;) {
      const startMs = performance.now();
      const answer = await search(owner, runId, filter, before);
      callsMs.push(performance.now() - startMs);
      assert.ok(answer);
      [before, isDone] = [answer.scanned_to, answer.is_done];
    }
    const sum = callsMs.reduce((total, ms) => total + ms, 0);
    t.diagnostic(`${callsMs.length} calls, ${sum.toFixed(0)} ms, longest ${Math.max(...callsMs).toFixed(0)} ms`); // prettier-ignore
    assert.ok(Math.max(...callsMs) < 2_000, `${callsMs.join(', ')} ms`);
  });
});

function parsed(row: Record<string, unknown>, runId: string): LogEntry {
  const entry = parseRow(row, { runId, columns: DEFAULT_COLUMNS });
  assert.ok(entry);
  assert.equal(entry.malformed, undefined);
  return entry;
}
