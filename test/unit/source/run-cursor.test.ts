import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_COLUMNS } from '../../../src/core/columns.js';
import { SILENT_PROBE } from '../../../src/observe/metrics.js';
import type { RunInfo } from '../../../src/source/log-source.js';
import { RestClient, RestError } from '../../../src/source/rest-client.js';
import {
  CursorRow,
  CursorRowOrLastRow,
  LastRow,
  LastRowWithStatus,
  type RunCursor,
} from '../../../src/source/run-cursor.js';
import { RunTable } from '../../../src/source/run-table.js';
import { RUN_ID } from '../../helpers/entries.js';

const NO_TABLE = { status: 404, body: { code: 'PGRST205', message: 'not in the schema cache' } };

/** A server with the two tables that may be asked, and what it answers for each. */
class TwoTables {
  readonly asked: string[] = [];
  cursors: { status: number; body: unknown } = { status: 200, body: [] };
  rows: { status: number; body: unknown } = { status: 200, body: [] };

  readonly fetch = (input: unknown): Promise<Response> => {
    const { pathname } = new URL(String(input));
    const table = pathname.split('/').at(-1) ?? '';
    this.asked.push(table);
    const { status, body } = table === 'log_cursors' ? this.cursors : this.rows;
    return Promise.resolve(Response.json(body, { status }));
  };

  make(kind: 'either' | 'both' | 'rows'): RunCursor {
    const rest = new RestClient({ url: 'http://two.test', key: 'key', fetch: this.fetch });
    const run = { runId: RUN_ID, table: 'lines', columns: DEFAULT_COLUMNS };
    const lastRow = new LastRow(new RunTable(rest, run, SILENT_PROBE), 'seq');
    if (kind === 'rows') return lastRow;
    const cursorRow = new CursorRow(rest, RUN_ID, SILENT_PROBE);
    return kind === 'either'
      ? new CursorRowOrLastRow(cursorRow, lastRow)
      : new LastRowWithStatus(cursorRow, lastRow);
  }
}

function read(cursor: RunCursor): Promise<RunInfo | null> {
  return cursor.read(new AbortController().signal);
}

describe('the cursor of a run', () => {
  it('is the row that the migrations keep, where there is one', async () => {
    const server = new TwoTables();
    server.cursors = { status: 200, body: [{ last_seq: 12, run_status: 'running' }] };
    assert.deepEqual(await read(server.make('either')), { lastSeq: 12, status: 'running' });
    assert.deepEqual(server.asked, ['log_cursors']);
  });

  it('says that a run without such a row is not to be seen', async () => {
    assert.equal(await read(new TwoTables().make('either')), null);
  });

  for (const code of ['PGRST205', '42P01']) {
    it(`is the last row where there is no such table (${code}), and asks but once`, async () => {
      const server = new TwoTables();
      server.cursors = { status: 404, body: { code } };
      server.rows = { status: 200, body: [{ seq: 7 }] };
      const cursor = server.make('either');
      assert.deepEqual(await read(cursor), { lastSeq: 7, status: null });
      assert.deepEqual(await read(cursor), { lastSeq: 7, status: null });
      assert.deepEqual(server.asked, ['log_cursors', 'lines', 'lines']);
    });
  }

  it('is not replaced for any other failure', async () => {
    const server = new TwoTables();
    server.cursors = { status: 403, body: { code: '42501' } };
    const cursor = server.make('either');
    await assert.rejects(read(cursor), (error: RestError) => error.code === '42501');
    server.cursors = { status: 503, body: { code: 'PGRST001' } };
    await assert.rejects(read(cursor), RestError);
    server.cursors = { status: 200, body: [{ last_seq: 1, run_status: null }] };
    assert.deepEqual(await read(cursor), { lastSeq: 1, status: null });
  });

  it('takes a run without rows for one that has not begun', async () => {
    assert.deepEqual(await read(new TwoTables().make('rows')), { lastSeq: 0, status: null });
  });

  it('takes a run whose rows are all gone for one that may not be seen any more', async () => {
    const server = new TwoTables();
    const cursor = server.make('rows');
    server.rows = { status: 200, body: [{ seq: '3' }] };
    assert.deepEqual(await read(cursor), { lastSeq: 3, status: null });
    server.rows = { status: 200, body: [] };
    assert.equal(await read(cursor), null);
  });

  it('counts the rows of another table itself, and takes the status from the cursor', async () => {
    const server = new TwoTables();
    server.cursors = { status: 200, body: [{ last_seq: 500, run_status: 'succeeded' }] };
    server.rows = { status: 200, body: [{ seq: 3 }] };
    const cursor = server.make('both');
    assert.deepEqual(await read(cursor), { lastSeq: 3, status: 'succeeded' });
    server.cursors = { status: 200, body: [] };
    assert.deepEqual(await read(cursor), { lastSeq: 3, status: null });
    server.cursors = NO_TABLE;
    assert.deepEqual(await read(cursor), { lastSeq: 3, status: null });
  });

  it('denies a run of another table that neither table knows', async () => {
    assert.equal(await read(new TwoTables().make('both')), null);
    const without = new TwoTables();
    without.cursors = NO_TABLE;
    assert.deepEqual(await read(without.make('both')), { lastSeq: 0, status: null });
  });
});
