/** A writer on a clock that the test moves, over a table in memory, with everything it says kept. */
import {
  LogWriter,
  type LogWriterError,
  type LogWriterOptions,
} from '../../../src/writer/index.js';
import { FakeClock } from '../../helpers/fake-clock.js';
import { FakePort } from './fake-port.js';

export const RUN = '00000000-0000-4000-8000-000000000001';
export const OTHER_RUN = '00000000-0000-4000-8000-000000000002';

export interface WriterStage {
  readonly writer: LogWriter;
  readonly port: FakePort;
  readonly clock: FakeClock;
  readonly errors: LogWriterError[];
  /** Rows handed over with the errors, as JSON. */
  readonly dropped: string[];
  /** Writes messages `from` to `to` of a run, both included. */
  write(from: number, to: number, runId?: string): boolean;
  /** What is stored of a run. */
  stored(runId?: string): readonly string[];
}

export function writerStage(options: Partial<LogWriterOptions> = {}): WriterStage {
  const port = new FakePort();
  const clock = new FakeClock();
  const errors: LogWriterError[] = [];
  const dropped: string[] = [];
  const writer = new LogWriter({
    port,
    clock,
    random: () => 0.5,
    exitHook: false,
    onError: (error, rows) => {
      errors.push(error);
      dropped.push(...rows);
    },
    ...options,
  });
  return {
    writer,
    port,
    clock,
    errors,
    dropped,
    write: (from, to, runId = RUN) => {
      let hasRoom = true;
      for (let number = from; number <= to; number += 1) {
        hasRoom = writer.write(runId, { message: `m${number}` });
      }
      return hasRoom;
    },
    stored: (runId = RUN) => port.stored.get(runId) ?? [],
  };
}

/** The messages `from` to `to`, both included. */
export function messages(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `m${from + index}`);
}
