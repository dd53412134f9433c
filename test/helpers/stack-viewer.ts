/** Viewers of runs on a local stack, each over a line of its own, and what they must show in the end: the table. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { LocalStack } from '../../demo/stack/stack.js';
import type { Clock } from '../../src/core/clock.js';
import type { LogStream } from '../../src/source/log-source.js';
import {
  SupabaseLogSource,
  type SupabaseLogSourceOptions,
} from '../../src/source/supabase-source.js';
import { FakeClock, settle } from './fake-clock.js';
import { quietly, quietTimers } from './quiet-timers.js';
import { RecordingSink } from './recording-sink.js';
import { waitUntil } from './wait-until.js';
import { WatchedLine } from './watched-line.js';

/** An open run, what it has said, and its sockets. */
export interface StackViewer {
  readonly sink: RecordingSink;
  readonly stream: LogStream;
  readonly line: WatchedLine;
  /** Paths and queries that were asked of REST, in order. */
  readonly asked: readonly string[];
  /** Resolves once no request is under way and none follows from the last: what comes next is new. */
  untilQuiet(): Promise<void>;
}

export type ViewerOptions = Partial<SupabaseLogSourceOptions> & { readonly line?: WatchedLine };

/** A source over the real supabase-js; `line` for a line that the test shares or has prepared. */
export function stackSource(
  stack: LocalStack,
  line: WatchedLine,
  options: Partial<SupabaseLogSourceOptions> = {},
): SupabaseLogSource {
  const { url, publishableKey: key } = stack;
  const clock = options.clock ?? new EndingClock();
  const source = new SupabaseLogSource({
    url,
    key,
    webSocket: line.webSocket,
    ...options,
    clock,
  });
  clocks.set(source, clock);
  return source;
}

/** The clock of each source, by which it waits before it lets go of a connection that nobody uses. */
const clocks = new WeakMap<SupabaseLogSource, Clock>();

/** Longer than a connection is kept for whoever comes next. */
const LINGER_MS = 6_000;

/** The system's time, until the test is over: then whatever is waited for happens at once. */
class EndingClock implements Clock {
  readonly #waiting = new Map<NodeJS.Timeout, () => void>();

  now(): number {
    return Date.now();
  }

  after(delayMs: number, action: () => void): () => void {
    const timer = setTimeout(() => {
      this.#waiting.delete(timer);
      action();
    }, delayMs);
    this.#waiting.set(timer, action);
    return () => {
      clearTimeout(timer);
      this.#waiting.delete(timer);
    };
  }

  end(): void {
    const due = [...this.#waiting];
    this.#waiting.clear();
    for (const [timer, action] of due) {
      clearTimeout(timer);
      quietly(action);
    }
  }
}

/** Lets a source drop its connections now: a test process that waits for them would not end. */
async function letGo(source: SupabaseLogSource): Promise<void> {
  const clock = clocks.get(source);
  if (clock instanceof EndingClock) clock.end();
  if (!(clock instanceof FakeClock)) return;
  const restore = quietTimers();
  await clock.advance(LINGER_MS);
  restore();
}

/** Opens a run; it is closed when the test ends. */
export function openViewer(
  t: TestContext,
  stack: LocalStack,
  runId: string,
  { line = new WatchedLine(), ...options }: ViewerOptions,
): StackViewer {
  const requests = new WatchedRequests(options.fetch ?? fetch);
  const source = stackSource(stack, line, { ...options, fetch: requests.fetch });
  return openRun(t, source, runId, line, requests);
}

/** Opens a run of this source; it is closed when the test ends. */
export function openRun(
  t: TestContext,
  source: SupabaseLogSource,
  runId: string,
  line: WatchedLine,
  requests = new WatchedRequests(fetch),
): StackViewer {
  const sink = new RecordingSink();
  const stream = source.open(runId, sink);
  t.after(async () => {
    stream.close();
    await letGo(source);
  });
  const { asked } = requests;
  return { sink, stream, line, asked, untilQuiet: () => requests.untilQuiet() };
}

/** Requests of one source, counted on their way. */
export class WatchedRequests {
  readonly asked: string[] = [];
  readonly fetch: typeof fetch;
  #underWay = 0;

  constructor(through: typeof fetch) {
    this.fetch = async (...request) => {
      const { pathname, search } = new URL(new Request(request[0]).url);
      this.asked.push(`${pathname}${search}`);
      this.#underWay += 1;
      try {
        const response = await through(...request);
        // Until its body is here a request is under way.
        const body = await response.arrayBuffer();
        return new Response(body, { status: response.status, headers: response.headers });
      } finally {
        this.#underWay -= 1;
      }
    };
  }

  untilQuiet(): Promise<void> {
    return waitUntil('no request is under way', async () => {
      if (this.#underWay > 0) return false;
      await settle();
      return this.#underWay === 0;
    });
  }
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
