/** Viewers of runs on a local stack, each over a line of its own, and what they must show in the end: the table. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { LocalStack } from '../../demo/stack/stack.js';
import type { LogStream } from '../../src/source/log-source.js';
import {
  SupabaseLogSource,
  type SupabaseLogSourceOptions,
} from '../../src/source/supabase-source.js';
import { RecordingSink } from './recording-sink.js';
import { waitUntil } from './wait-until.js';
import { WatchedLine } from './watched-line.js';

/** An open run, what it has said, and its sockets. */
export interface StackViewer {
  readonly sink: RecordingSink;
  readonly stream: LogStream;
  readonly line: WatchedLine;
}

export type ViewerOptions = Partial<SupabaseLogSourceOptions> & { readonly line?: WatchedLine };

/** A source over the real supabase-js; `line` for a line that the test shares or has prepared. */
export function stackSource(
  stack: LocalStack,
  line: WatchedLine,
  options: Partial<SupabaseLogSourceOptions> = {},
): SupabaseLogSource {
  const { url, publishableKey: key } = stack;
  return new SupabaseLogSource({ url, key, webSocket: line.webSocket, ...options });
}

/** Opens a run; it is closed when the test ends. */
export function openViewer(
  t: TestContext,
  stack: LocalStack,
  runId: string,
  { line = new WatchedLine(), ...options }: ViewerOptions,
): StackViewer {
  return openRun(t, stackSource(stack, line, options), runId, line);
}

/** Opens a run of this source; it is closed when the test ends. */
export function openRun(
  t: TestContext,
  source: SupabaseLogSource,
  runId: string,
  line: WatchedLine,
): StackViewer {
  const sink = new RecordingSink();
  const stream = source.open(runId, sink);
  t.after(() => stream.close());
  return { sink, stream, line };
}

/** Opens a run and waits until it is live. */
export async function liveViewer(
  t: TestContext,
  stack: LocalStack,
  runId: string,
  options: ViewerOptions,
): Promise<StackViewer> {
  const viewer = openViewer(t, stack, runId, options);
  await untilState(viewer, 'live');
  return viewer;
}

export function untilState(
  { sink }: StackViewer,
  state: RecordingSink['state'],
  limitMs?: number,
): Promise<void> {
  return waitUntil(state, () => sink.state === state, limitMs);
}

/** The run's rows as the table has them. */
export async function tableOf(
  stack: LocalStack,
  runId: string,
): Promise<{ seq: number; message: string }[]> {
  const rows = await stack.sql<{ seq: string; message: string }[]>`
    select seq::text, message from public.logs where run_id = ${runId} order by logs.seq`;
  return rows.map(({ seq, message }) => ({ seq: Number(seq), message }));
}

/** Waits until the viewer shows the table's last row, then compares all of it: every row, once, in order. */
export async function showsTable(
  stack: LocalStack,
  { sink }: StackViewer,
  runId: string,
  meanwhile: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const table = await tableOf(stack, runId);
  const last = table.at(-1)?.seq ?? 0;
  await waitUntil(`row ${last}`, async () => {
    await meanwhile();
    return (sink.seqs.at(-1) ?? 0) >= last;
  });
  assert.deepEqual(
    sink.entries.map(({ seq, message }) => ({ seq, message })),
    table,
  );
}

/** The codes of what a viewer was told, in order. */
export function errorCodes({ sink }: StackViewer): string[] {
  return sink.errors.map(({ code }) => code);
}
