/**
 * Text from wherever it comes is only ever text: nothing runs, loads, breaks, stalls or is reported, in a page with the
 * published bundle under the strictest policy that the README promises.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { waitUntil } from '../helpers/wait-until.js';
import { openHostilePage, type HostilePage } from './hostile-page.js';
import { HUGE_FIELDS, HUGE_TEXTS } from './payloads/huge.js';
import { ADDRESSES } from './payloads/addresses.js';
import { ALL_TEXTS } from './payloads/index.js';
import { QUERIES } from './payloads/queries.js';
import { longestTasks } from './page-tasks.js';

/** Rows on one page, few enough to be rendered and opened all at once. */
const CHUNK = 60;

/** What no task should take, in milliseconds of the processor: longer ones are felt. */
const TASK_MS = 50;
/** What fails the test: on a processor that others use as well, the same work takes up to twice as long. */
const FAILING_TASK_MS = 2 * TASK_MS;

/** Everything that a row can have, and nothing that is meant to harm. */
const HARMLESS = [
  'https://a.example/ \u001b[1;31mred\u001b[0m \u001b[38;2;1;2;3mown\u001b[0m a\u202eb\u200bc',
  'Error: x\n    at f (https://a.example/x.js:1:1)\n    at g',
  '{"json":{"in":["a",1,null,true]}}',
  '\u001b]8;;https://a.example/\u001b\\link\u001b]8;;\u001b\\ (a < b)',
  'long '.repeat(600),
];

describe('hostile text', { timeout: 240_000 }, () => {
  let hostile: HostilePage;
  /** What a tag is made of when nothing is meant to harm. */
  let ours: ReadonlySet<string>;

  const seen = (): ReturnType<typeof take> => take(hostile);

  /** Nothing ran, was asked for, was thrown or was reported, and every element is one of ours. */
  const assertUnharmed = async (): Promise<void> => {
    const { shapes, ...rest } = await seen();
    assert.deepEqual(
      { ...rest, complaints: hostile.complaints.splice(0).map((text) => text.slice(0, 500)) },
      {
        offences: [],
        canary: 0,
        violations: [],
        errors: [],
        polluted: false,
        globals: [],
        codes: rest.codes.filter((code) => !CODES_THAT_MUST_NOT_COME.includes(code)),
        complaints: [],
      },
    );
    assert.deepEqual(
      shapes.filter((shape) => !ours.has(shape)),
      [],
      'elements and attributes that harmless rows do not bring',
    );
  };

  before(async () => {
    hostile = await openHostilePage();
    await hostile.open();
    const { page } = hostile;
    await page.evaluate((texts) => globalThis.hostile.read(texts), HARMLESS);
    await page.evaluate(
      (texts) => globalThis.hostile.ask(texts),
      ['a', '"a"', '-zzz', '"not there"', '/(/'],
    );
    await page.evaluate((texts) => globalThis.hostile.say(texts), ['harmless']);
    // As a run that is not there: what a tag says in place of rows is of other elements.
    hostile.answerWith((_url, response) => response.writeHead(400).end('{}'));
    await page.evaluate(([url, run]) => globalThis.hostile.watch(url, run), [
      hostile.origin,
      RUN,
    ] as const);
    hostile.complaints.splice(0);
    const harmless = await seen();
    assert.deepEqual(harmless.offences, []);
    assert.deepEqual(hostile.complaints, []);
    ours = new Set(harmless.shapes);
    assert.ok(ours.has('mark') && ours.has('a@href') && ours.has('div@role'), 'rows were read');
  });
  after(() => hostile.close());

  it('is read from at least 500 payloads', () => {
    assert.ok(ALL_TEXTS.length >= 500, `${ALL_TEXTS.length}`);
    assert.equal(new Set(ALL_TEXTS).size, ALL_TEXTS.length);
    assert.ok(QUERIES.length >= 50, `${QUERIES.length}`);
  });

  it('is noticed where it is not handled as text', async () => {
    const { page } = hostile;
    await page.evaluate(() => {
      globalThis.hostile.harm();
    });
    const { offences, violations } = await seen();
    assert.deepEqual(offences, [
      '<img>',
      '<img src>: loads something',
      '<a href>: opens javascript:canary()',
    ]);
    assert.match(violations.join('\n'), /require-trusted-types-for/);
    await waitUntil('the policy has reported', () =>
      hostile.complaints.some((text) => text.startsWith('report: ')),
    );
    assert.match(hostile.complaints.splice(0).join('\n'), /report: .*require-trusted-types-for/s);
  });

  it('stays text in every place of a row: shown, searched, wrapped, opened, filtered, exported', async () => {
    const { page } = hostile;
    for (let from = 0; from < ALL_TEXTS.length; from += CHUNK) {
      await page.evaluate(
        ([start, end]) => globalThis.hostile.read(globalThis.hostile.texts.slice(start, end)),
        [from, from + CHUNK] as const,
      );
    }
    await assertUnharmed();
  });

  it('becomes a link only to where http or https leads', async () => {
    const links = await hostile.page.evaluate(() => globalThis.hostile.links());
    const own = ADDRESSES['misleading addresses'] ?? [];
    assert.ok(links.length > own.length / 2, `${links.length} links`);
    for (const { href, text } of links) {
      assert.match(href, /^https?:\/\/[^/]/);
      assert.doesNotMatch(text, /[\u202a-\u202e\u2066-\u2069\u200b\s]/);
    }
    await assertUnharmed();
  });

  it('is a query like any other', async () => {
    await hostile.page.evaluate(() => globalThis.hostile.ask(globalThis.hostile.queries));
    await assertUnharmed();
  });

  it('stays text as a label, a string, an action, a time, an error and a reason', async () => {
    await hostile.page.evaluate(() => globalThis.hostile.say(globalThis.hostile.sample(12)));
    await assertUnharmed();
  });

  it('stays text when a server says it, in rows and in errors', async () => {
    const texts = ALL_TEXTS.filter((_, at) => at % 7 === 0);
    hostile.answerWith((url, response) => {
      const mode = url.pathname.endsWith('/log_cursors') ? 'cursor' : 'rows';
      response.setHeader('content-type', 'application/json');
      if (url.searchParams.get('run_id') === `eq.${DENIED_RUN}`) {
        const text = texts[3] ?? '';
        response.writeHead(400);
        response.end(JSON.stringify({ code: text, message: text, details: text, hint: text }));
      } else if (mode === 'cursor') {
        response.end(JSON.stringify([{ last_seq: texts.length, run_status: texts[1] }]));
      } else {
        const after = Number(/^gt\.(\d+)/.exec(url.searchParams.get('seq') ?? '')?.[1] ?? 0);
        const rows = texts.map((text, at) => ({
          seq: at + 1,
          id: text,
          level: text,
          message: text,
          node_id: text,
          fields: { [text]: text },
          created_at: '2026-11-23T10:00:00Z',
        }));
        response.end(JSON.stringify(rows.filter(({ seq }) => seq > after)));
      }
    });
    const { page, origin } = hostile;
    const shown = await page.evaluate(([url, run]) => globalThis.hostile.watch(url, run), [
      origin,
      RUN,
    ] as const);
    assert.equal(shown, texts.length, 'every row came');
    const state = await page.evaluate(([url, run]) => globalThis.hostile.watch(url, run), [
      origin,
      DENIED_RUN,
    ] as const);
    assert.equal(state, 0);
    hostile.complaints.splice(
      0,
      Infinity,
      ...hostile.complaints.filter((text) => !text.includes('status of 400')),
    );
    await assertUnharmed();
  });

  it('costs no task of 50 ms, whatever its size', async (context) => {
    const { page, browser } = hostile;
    const names = [...Object.keys(HUGE_TEXTS), ...Object.keys(HUGE_FIELDS)];
    const longest = await longestTasks(browser, page, async () => {
      for (const name of names) {
        await page.evaluate((text) => globalThis.hostile.prepare(text), name);
        await page.evaluate((text) => globalThis.hostile.meet(text), name);
      }
    });
    const sorted = [...longest].sort(([, a], [, b]) => b - a);
    const [slowest = '', slowestMs = Infinity] = sorted[0] ?? [];
    const verdict = slowestMs < TASK_MS ? 'met' : 'missed';
    context.diagnostic(
      `goal longest task: ${slowestMs.toFixed(1)} ms, ${slowest} (target < ${TASK_MS} ms) ${verdict}`,
    );
    assert.equal(longest.size, names.length);
    await assertUnharmed();
    assert.deepEqual(
      sorted.filter(([, ms]) => ms > FAILING_TASK_MS),
      [],
    );
  });

  it('is reported once, and searched in the page, where the policy for the worker is not allowed', async () => {
    await hostile.open({ 'trusted-types': 'lit-html' });
    const { page } = hostile;
    assert.ok(await page.evaluate(() => globalThis.hostile.searches('connection')));
    assert.ok(await page.evaluate(() => globalThis.hostile.searches('connection')));
    const { violations, codes } = await seen();
    assert.equal(violations.length, 1, violations.join('\n'));
    assert.match(violations[0] ?? '', /^trusted-types/);
    assert.deepEqual(codes, ['search-unavailable']);
    await waitUntil('the policy has reported', () =>
      hostile.complaints.some((text) => text.startsWith('report: ')),
    );
    hostile.complaints.splice(0);
  });

  it('is searched by the worker, and nothing is reported, where the policy is allowed', async () => {
    await hostile.open();
    assert.ok(await hostile.page.evaluate(() => globalThis.hostile.searches('connection')));
    assert.deepEqual((await seen()).codes, []);
    await assertUnharmed();
  });
});

/** Errors of ours that hostile text must not bring about. */
const CODES_THAT_MUST_NOT_COME = ['search-unavailable', 'attribute-invalid'];

const RUN = '5f0c2b9e-0000-4000-8000-000000000001';
const DENIED_RUN = '5f0c2b9e-0000-4000-8000-000000000002';

const take = ({ page }: HostilePage): Promise<ReturnType<typeof globalThis.hostile.take>> =>
  page.evaluate(() => globalThis.hostile.take());
