/** A host's own tables on a local stack, as the examples of the documentation make them, and rows to put into them. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { TestContext } from 'node:test';
import type { LocalStack } from '../../demo/stack/stack.js';
import type { LogColumns } from '../../src/core/columns.js';
import { liveViewer, type StackViewer, type ViewerOptions } from './stack-viewer.js';
import { waitUntil } from './wait-until.js';

/** A table of the examples, and what a page says of it. */
export interface PlainKind {
  readonly name: string;
  readonly table: string;
  readonly columns?: Partial<LogColumns>;
}

export const NUMBERED: PlainKind = { name: 'with seq', table: 'run_steps' };
export const UNNUMBERED: PlainKind = {
  name: 'without seq',
  table: 'run_lines',
  columns: { seq: null, nodeId: null, fields: null },
};

/** Makes both tables. Before anybody subscribes: an empty publication is looked at again only after a while. */
export async function makePlainTables(stack: LocalStack): Promise<void> {
  for (const name of ['plain-table', 'numbered-table']) {
    const file = new URL(`../../supabase/examples/${name}.sql`, import.meta.url);
    await stack.sql.unsafe(await readFile(file, 'utf8')).simple();
  }
}

/** What a viewer of the table is opened with. */
export function listening({ table, columns }: PlainKind): ViewerOptions {
  return { table, transport: 'postgres-changes', ...(columns === undefined ? {} : { columns }) };
}

/** Inserts rows in one statement. */
export async function insertRows(
  stack: LocalStack,
  { table }: PlainKind,
  runId: string,
  count: number,
  message = 'row',
): Promise<void> {
  await stack.sql`
    insert into ${stack.sql(table)} (run_id, level, message)
    select ${runId}, 'info', ${message} || ' ' || n from generate_series(1, ${count}) n`;
}

/**
 * Opens a run and waits until a row has come through the live path: it is called live a little before the server has
 * made the subscription, and rows of that moment are read.
 */
export async function hearingViewer(
  t: TestContext,
  stack: LocalStack,
  kind: PlainKind,
  runId: string,
  options: ViewerOptions,
): Promise<StackViewer> {
  const viewer = await liveViewer(t, stack, runId, { ...listening(kind), ...options });
  await hears(stack, kind, runId, viewer);
  return viewer;
}

/** Writes a row now and then until one comes through the live path. */
export async function hears(
  stack: LocalStack,
  kind: PlainKind,
  runId: string,
  { sink }: StackViewer,
): Promise<void> {
  const batches = sink.origins.length;
  await waitUntil('a row comes live', async () => {
    if (sink.entries.length === (await messagesOf(stack, kind, runId)).length) {
      if (sink.origins.indexOf('live', batches) >= 0) return true;
      await insertRows(stack, kind, runId, 1, 'heard?');
    }
    return false;
  });
}

/** The messages of the run, in no order that means anything. */
export async function messagesOf(
  stack: LocalStack,
  { table }: PlainKind,
  runId: string,
): Promise<string[]> {
  const rows = await stack.sql<{ message: string }[]>`
    select message from ${stack.sql(table)} where run_id = ${runId}`;
  return rows.map(({ message }) => message).sort();
}

/** Waits until the viewer has as many rows as the table, then compares: every row, once, numbered without a hole. */
export async function showsPlainTable(
  stack: LocalStack,
  { sink }: StackViewer,
  kind: PlainKind,
  runId: string,
  limitMs?: number,
): Promise<void> {
  const expected = await messagesOf(stack, kind, runId);
  await waitUntil(`${expected.length} rows`, () => sink.entries.length >= expected.length, limitMs);
  assert.deepEqual(sink.entries.map(({ message }) => message).sort(), expected);
  const from = sink.seqs[0] ?? 1;
  assert.deepEqual(
    sink.seqs,
    sink.seqs.map((_, index) => from + index),
  );
}
