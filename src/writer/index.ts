/** What leaves the package as `@meshhook/log-stream/writer`: the writer for workers, and ways to the database for it. */
export { createLogWriter, LogWriter, type FlushOptions, type FlushResult } from './log-writer.js';
export type { LogWriterPort, StoredRange } from './log-writer-port.js';
export { pgPort, type PgQueryable } from './pg-port.js';
export { postgresJsPort, type PostgresJsSql } from './postgres-js-port.js';
export { postgrestPort, type FetchLike, type PostgrestPortOptions } from './postgrest-port.js';
export type { LogFunction, RunLogger, RunLoggerContext } from './run-logger.js';
export type { WriterEntry } from './storable-entry.js';
export {
  LogWriterError,
  type LogWriterErrorCode,
  type LogWriterErrorContext,
} from './writer-error.js';
export { WRITER_DEFAULTS, type LogWriterOptions, type WhenFull } from './writer-options.js';
export type { LogWriterStats } from './writer-stats.js';
