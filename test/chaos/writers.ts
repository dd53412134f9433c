/**
 * The workers of the chaos run: each writes to one run, at one pace on average, in statements of very different size.
 * A large one is followed by a long silence, in which only a question at the database finds what was not announced.
 */
import { seededRandom, type SeededRandom } from '../../demo/simulator/seeded-random.js';
import type { LocalStack } from '../../demo/stack/stack.js';

/** A committed statement. */
export interface Commit {
  readonly run: number;
  readonly first: number;
  readonly last: number;
  /** When the writer's commit was acknowledged, in ms since 1970. */
  readonly atMs: number;
}

export interface WriterOptions {
  readonly runIds: readonly string[];
  /** Of all runs together. */
  readonly rowsPerSecond: number;
  /** One run in turn gets {@link BULK_ROWS} on top so often, in ms. */
  readonly bulkEveryMs: number;
  readonly seed: number;
}

/** More than one message holds, so viewers get a pointer. */
export const BULK_ROWS = 3_000;

/** Sizes of a statement: its share of all statements, and its rows. About 14 rows on average. */
const SIZES = [
  { share: 0.5, from: 1, to: 1 },
  { share: 0.32, from: 2, to: 12 },
  { share: 0.15, from: 13, to: 60 },
  { share: 0.03, from: 100, to: 350 },
] as const;

/** Writes until it is stopped. */
export class Writers {
  /** In order for each run. */
  readonly commits: Commit[] = [];
  readonly #stack: LocalStack;
  readonly #options: WriterOptions;
  readonly #done: Promise<unknown>;
  #isStopped = false;
  /** Ends what is being waited for. */
  readonly #naps = new Set<() => void>();
  readonly #bulkDue = new Set<number>();

  constructor(stack: LocalStack, options: WriterOptions) {
    this.#stack = stack;
    this.#options = options;
    this.#done = Promise.all([
      ...options.runIds.map((_, run) => this.#write(run)),
      this.#orderBulks(),
    ]);
    this.#done.catch(() => undefined);
  }

  /** Resolves when the last statement is committed; throws what kept a writer from writing. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const wake of [...this.#naps]) wake();
    await this.#done;
  }

  get rows(): number {
    return this.commits.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  }

  async #write(run: number): Promise<void> {
    const { runIds, rowsPerSecond, seed } = this.#options;
    const random = seededRandom(seed * 101 + run);
    const msPerRow = (1000 * runIds.length) / rowsPerSecond;
    let dueMs = Date.now();
    while (!this.#isStopped) {
      const isBulk = this.#bulkDue.delete(run);
      const rows = isBulk ? BULK_ROWS : drawSize(random);
      await this.#append(run, rows);
      if (!isBulk) dueMs += rows * msPerRow;
      await this.#nap(dueMs - Date.now());
    }
  }

  async #append(run: number, rows: number): Promise<void> {
    const { sql } = this.#stack;
    const runId = this.#options.runIds[run] ?? '';
    const statement = this.commits.length;
    const entries = Array.from({ length: rows }, (_, index) => ({
      level: index % 50 === 49 ? 'warn' : 'info',
      message: `step ${statement}.${index} of run ${run} done`,
      node_id: `node-${run}`,
    }));
    const [written] = await sql<{ first_seq: string; last_seq: string }[]>`
      select first_seq, last_seq from public.append_run_logs(${runId}, ${sql.json(entries)})`;
    if (written === undefined) throw new Error('The database did not say what it wrote.');
    const { first_seq: first, last_seq: last } = written;
    this.commits.push({ run, first: Number(first), last: Number(last), atMs: Date.now() });
  }

  async #orderBulks(): Promise<void> {
    const { runIds, bulkEveryMs } = this.#options;
    for (let turn = 0; !this.#isStopped; turn += 1) {
      await this.#nap(bulkEveryMs);
      this.#bulkDue.add(turn % runIds.length);
    }
  }

  #nap(durationMs: number): Promise<void> {
    if (durationMs <= 0 || this.#isStopped) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#naps.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, durationMs);
      this.#naps.add(wake);
    });
  }
}

function drawSize(random: SeededRandom): number {
  let at = random.next();
  for (const { share, from, to } of SIZES) {
    if (at < share) return random.int(from, to);
    at -= share;
  }
  return 1;
}
