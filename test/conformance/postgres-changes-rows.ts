/**
 * What is sent of a row that was changed, and which rows a binding asks for: filters, columns, tables, and errors. Part
 * of postgres-changes.test.ts, which has the stack.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ChangeStage } from '../helpers/change-stage.js';

/** @param stageOf Asked when a test runs. */
export function describeChangedRows(stageOf: () => ChangeStage): void {
  describe('what is sent of a row', () => {
    it('is JSON of its types', async () => {
      const table = await stageOf().makeTable(
        'j jsonb, b bytea, a int[], d numeric, "odd ""name" text',
      );
      const alice = await stageOf().watch(table);
      await stageOf().sql(
        `insert into ${table} values (1, '{"k": null}', '\\x00ff', '{1,2}', 1.5, 'quote '' \\ "')`,
      );
      await stageOf().sql(`insert into ${table} values (2)`);
      const whole = await alice.nextChange();
      const odd = 'odd "name';
      const expected = {
        id: 1,
        j: { k: null },
        b: '00ff',
        a: [1, 2],
        d: 1.5,
        [odd]: `quote ' \\ "`,
      };
      assert.deepEqual(whole.record, expected);
      assert.deepEqual(
        whole.columns.map(({ type }) => type),
        ['int4', 'jsonb', 'bytea', '_int4', 'numeric', 'text'],
      );
      const empty = { id: 2, j: null, b: null, a: null, d: null, [odd]: null };
      assert.deepEqual((await alice.nextChange()).record, empty);
    });

    it('has the time of the commit, to the millisecond', async () => {
      const table = await stageOf().makeTable('');
      const alice = await stageOf().watch(table);
      const startedMs = Date.now();
      await stageOf().sql(`insert into ${table} values (1)`);
      const committedMs = Date.parse((await alice.nextChange()).commit_timestamp ?? '');
      assert.ok(committedMs >= startedMs && committedMs <= Date.now(), String(committedMs));
    });

    it('lacks what an update left untouched out of line, unless the old row is logged', async () => {
      const table = await stageOf().makeTable('n int, big text');
      await stageOf().sql(`alter table ${table} alter big set storage external`);
      const alice = await stageOf().watch(table);
      await stageOf().sql(`insert into ${table} values (1, 0, repeat('x', 20000))`);
      await stageOf().sql(`update ${table} set n = 1`);
      await stageOf().sql(`alter table ${table} replica identity full`);
      await stageOf().sql(`update ${table} set n = 2`);
      await alice.nextChange();
      assert.deepEqual((await alice.nextChange()).record, { id: 1, n: 1 });
      assert.deepEqual((await alice.nextChange()).record, { id: 1, n: 2, big: 'x'.repeat(20_000) });
    });

    it('is the key before the change, also when the change is to the key', async () => {
      const table = await stageOf().makeTable('n int');
      const alice = await stageOf().watch(table);
      await stageOf().sql(`insert into ${table} values (1, 0); update ${table} set id = 2`);
      await alice.nextChange();
      const { record, old_record } = await alice.nextChange();
      assert.deepEqual([old_record, record], [{ id: 1 }, { id: 2, n: 0 }]);
    });
  });

  describe('a row that passes a filter', { concurrency: 8 }, () => {
    // id 1 to 6, the last of which has nulls.
    const ROWS = `(1, 10, 'apple', true), (2, 20, 'Apricot', false), (3, 30, 'banana', true),
      (4, 40, 'a,b', null), (5, 50, '"q"', false), (6, null, null, null)`;

    for (const [filter, ids] of Object.entries({
      'n=eq.20': [2],
      'n=neq.20': [1, 3, 4, 5],
      'n=lt.20': [1],
      'n=lte.20': [1, 2],
      'n=gt.40': [5],
      'n=gte.40': [4, 5],
      'n=in.(10,30)': [1, 3],
      't=in.("a,b",banana)': [3, 4],
      't=like.a%': [1, 4],
      't=ilike.a%': [1, 2, 4],
      't=match.^a.p': [1],
      't=imatch.^AP': [1, 2],
      't=is.null': [6],
      't=not.is.null': [1, 2, 3, 4, 5],
      'b=is.true': [1, 3],
      'b=is.unknown': [4, 6],
      'n=isdistinct.20': [1, 3, 4, 5, 6],
      'n=not.isdistinct.20': [2],
      'n=not.eq.20': [1, 3, 4, 5],
      'n=not.in.(10,30)': [2, 4, 5],
      't=not.like.a%': [2, 3, 5],
      'n=gt.10,n=lt.40': [2, 3],
      't=eq."a,b"': [4],
      't=eq."\\"q\\""': [5],
      ' n=eq.20 , b=is.false ': [2],
      '  ': [1, 2, 3, 4, 5, 6],
    })) {
      it(`“${filter}” is sent`, async () => {
        const table = await stageOf().makeTable('n int, t text, b boolean');
        const viewer = await stageOf().open();
        const binding = { event: 'INSERT', schema: 'public', table };
        await viewer.subscribe('filtered', { ...binding, filter });
        await viewer.subscribe('whole', binding);
        await stageOf().sql(`insert into ${table} values ${ROWS}`);
        const heard: Record<string, unknown[]> = { filtered: [], whole: [] };
        // What comes of a row goes to all channels before what comes of the next.
        while (
          heard['whole']?.at(-1) !== 6 ||
          (ids.includes(6) && heard['filtered']?.at(-1) !== 6)
        ) {
          const { channel, record } = await viewer.nextChange();
          heard[channel]?.push(record?.['id']);
        }
        assert.deepEqual(heard, { filtered: ids, whole: [1, 2, 3, 4, 5, 6] });
      });
    }

    it('on a column is sent when it is deleted only if the log has the column', async () => {
      const table = await stageOf().makeTable('n int');
      const viewer = await stageOf().open();
      const binding = { event: 'DELETE', schema: 'public', table };
      await viewer.subscribe('by-key', { ...binding, filter: 'id=eq.1' });
      await viewer.subscribe('by-n', { ...binding, filter: 'n=eq.7' });
      await stageOf().sql(`insert into ${table} values (1, 7), (2, 7), (3, 7)`);
      await stageOf().sql(`delete from ${table} where id in (1, 2)`);
      assert.equal((await viewer.nextChange()).channel, 'by-key');
      await stageOf().sql(`alter table ${table} replica identity full; delete from ${table}`);
      const { channel, old_record } = await viewer.nextChange();
      assert.deepEqual([channel, old_record], ['by-n', { id: 3, n: 7 }]);
    });
  });

  describe('bindings', () => {
    it('of one channel that match come in one frame; those of all tables match any', async () => {
      const table = await stageOf().makeTable('n int');
      const viewer = await stageOf().open();
      await viewer.subscribe(
        'many',
        { event: 'insert', schema: 'public', table },
        { event: 'UPDATE', schema: 'public', table },
        { event: '*', schema: 'public' },
        { table },
      );
      await stageOf().sql(`insert into ${table} values (1, 7); update ${table} set n = 8`);
      const [inserted, updated] = [await viewer.nextChange(), await viewer.nextChange()];
      assert.deepEqual([inserted.type, updated.type], ['INSERT', 'UPDATE']);
      assert.equal(new Set(inserted.ids).size, 3);
      // The last binding first; the two that ask for any change are in both.
      assert.deepEqual(updated.ids.slice(0, 2), inserted.ids.slice(0, 2));
      assert.notEqual(updated.ids[2], inserted.ids[2]);
    });

    const UNABLE = 'Unable to subscribe to changes with given parameters.';
    const SELECT = 'Error parsing `select` params: expected a list of column name strings';
    for (const [what, binding, message] of [
      [
        'no table',
        { schema: 'public', table: 'nope' },
        `${UNABLE} Please check Realtime is enabled`,
      ],
      ['nothing', { event: '*' }, 'No subscription params provided.'],
      [
        'a filter without a table',
        { schema: 'public', filter: 'n=eq.1' },
        'No subscription params',
      ],
      ['half a filter', { filter: 'n' }, 'Error parsing `filter` params: ["n"]'],
      ['a filter without a value', { filter: 'n=eq' }, 'Error parsing `filter` params: ["eq"]'],
      [
        'two commas',
        { filter: 'n=eq.1,,n=eq.2' },
        'Error parsing `filter` params: filter must not',
      ],
      ['a bare list', { filter: 'n=in.1,2' }, 'Error parsing `filter` params: `in` filter value'],
      ['columns as text', { select: 'id,n' }, SELECT],
      [
        'columns of all tables',
        { schema: '*', select: ['id'] },
        'Column selection is not supported',
      ],
      [
        'an unknown column',
        { select: ['x'] },
        /P0001 \(raise_exception\) invalid column for select x$/,
      ],
      ['a number like text', { filter: 'n=like.1%' }, /operator like requires a text-compatible/],
      [
        'a broken pattern',
        { filter: 't=match.(' },
        /invalid regular expression for match filter: /,
      ],
      [
        'a truth of text',
        { filter: 't=is.true' },
        /is true filter requires a boolean column, got text$/,
      ],
      [
        'a strange truth',
        { filter: 't=is.odd' },
        /invalid value for is filter: must be null, true/,
      ],
      ['a broken list', { filter: 'n=in.(1,x)' }, /22P02 \(invalid_text_representation\)/],
      [
        'too long a list',
        { filter: `n=in.(${'1,'.repeat(100)}1)` },
        /too many values for `in` filter/,
      ],
      ['a number too large', { filter: 'n=eq.9999999999' }, /22003 \(numeric_value_out_of_range\)/],
    ] as const) {
      it(`that name ${what} are refused after the join, in the words of the server`, async () => {
        const table = await stageOf().makeTable('n int, t text');
        const viewer = await stageOf().open();
        const whole = { event: '*', schema: 'public', table };
        const isComplete = !('schema' in binding) && what !== 'nothing';
        const said = await viewer.join('bad', isComplete ? { ...whole, ...binding } : binding);
        if (typeof message === 'string') assert.ok(said.startsWith(message), said);
        else assert.match(said, message);
      });
    }

    it('are all refused with the one that is wrong', async () => {
      const table = await stageOf().makeTable('n int');
      const viewer = await stageOf().open();
      const whole = { event: '*', schema: 'public', table };
      assert.match(
        await viewer.join('bad', whole, { ...whole, filter: 'x=eq.1' }),
        /column for filter x/,
      );
      await viewer.subscribe('good', whole);
      await stageOf().sql(`insert into ${table} values (1, 7)`);
      assert.equal((await viewer.nextChange()).channel, 'good');
    });
  });
}
