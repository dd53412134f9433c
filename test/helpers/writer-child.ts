/** Run as a process of its own: a worker that writes, so that a test can end it in all the ways in which workers end. */
import { writeSync } from 'node:fs';
import pg from 'pg';
import { LogWriter, pgPort, type LogWriterPort } from '../../src/writer/index.js';

/** What the worker is to do; given as JSON in WRITER_CHILD. */
export interface WriterChildTask {
  readonly databaseUrl: string;
  readonly runIds: readonly string[];
  /**
   * `flood`: writes on and on, as fast as there is room. `wait`: writes `rows` rows to each run at once and stays.
   * `end`: the same, and comes to its end. `exit`: the same, and calls `process.exit`.
   */
  readonly how: 'flood' | 'wait' | 'end' | 'exit';
  readonly rows: number;
  readonly maxQueueRows?: number;
  readonly exitHook?: boolean;
  readonly exitFlushMs?: number;
  /** The worker’s own handler of SIGTERM: says `host`, and exits with this code after a while. */
  readonly hostExitCode?: number;
  /** No batch is ever answered. */
  readonly isCutOff?: boolean;
}

/** At once, and not when the loop turns: what was said before a kill must have been heard. */
const say = (line: string): void => {
  for (;;) {
    try {
      writeSync(1, `${line}\n`);
      return;
    } catch (error) {
      // The pipe is full until the test has read some of it.
      if ((error as { code?: string }).code !== 'EAGAIN') throw error;
    }
  }
};

const task = JSON.parse(process.env['WRITER_CHILD'] ?? '{}') as WriterChildTask;
const pool = new pg.Pool({
  connectionString: task.databaseUrl,
  application_name: 'writer-child',
  // Or the pool would keep a process alive that has come to its end.
  allowExitOnIdle: true,
});
const port = pgPort(pool);
const telling: LogWriterPort = {
  append: async (runId, ...rest) => {
    if (task.isCutOff) return new Promise(() => undefined);
    const stored = await port.append(runId, ...rest);
    say(`stored ${runId} ${stored.lastSeq}`);
    return stored;
  },
  close: () => port.close(),
};
const writer = new LogWriter({
  port: telling,
  ...(task.maxQueueRows === undefined ? {} : { maxQueueRows: task.maxQueueRows }),
  ...(task.exitHook === undefined ? {} : { exitHook: task.exitHook }),
  ...(task.exitFlushMs === undefined ? {} : { exitFlushMs: task.exitFlushMs }),
});

if (task.hostExitCode !== undefined) {
  process.once('SIGTERM', () => {
    say('host');
    // What a worker does that finishes its work first.
    setTimeout(() => process.exit(task.hostExitCode), 1_000);
  });
}

if (task.how === 'flood') {
  for (let row = 1; ; row += 1) {
    for (const runId of task.runIds) {
      await writer.ready();
      say(`written ${runId} ${row}`);
      writer.write(runId, { message: String(row) });
    }
  }
}
for (let row = 1; row <= task.rows; row += 1) {
  for (const runId of task.runIds) writer.write(runId, { message: String(row) });
}
say('ready');
if (task.how === 'wait') setInterval(() => undefined, 60_000);
if (task.how === 'exit') process.exit(3);
