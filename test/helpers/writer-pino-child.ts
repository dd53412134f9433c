/** Run as a process of its own: logs through pino and its transport, as a worker does, and comes to its end. */
import pino from 'pino';

interface Task {
  readonly url: string;
  readonly runId: string;
  readonly rows: number;
  /** The file of the transport. */
  readonly target: string;
}

const task = JSON.parse(process.env['WRITER_CHILD'] ?? '{}') as Task;
const logger = pino(
  { level: 'trace' },
  // Typed as anything by pino.
  pino.transport({
    target: task.target,
    options: { postgrest: { url: task.url, keyEnv: 'WRITER_KEY' }, nodeIdKey: 'step' },
  }) as pino.DestinationStream,
);
const bound = logger.child({ runId: task.runId, step: 'fetch' });
for (let row = 1; row <= task.rows; row += 1) bound.info({ row }, `row ${row}`);
bound.error(new RangeError('too far'), 'gave up');
logger.info('a line of no run');
