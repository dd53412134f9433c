/** Everything public, without registering anything. */
export { configure, type LogStreamConfiguration } from './configure.js';
export type { TokenProvider } from './controllers/connection-controller.js';
export type { RunSearchProgress, RunSearchState } from './controllers/run-search-controller.js';
export type { RunFilter, RunFilterClause } from './core/run-filter.js';
export type { LogColumns } from './core/columns.js';
export { detectSeverity, type SeverityInput } from './core/detect-severity.js';
export { ERROR_CODES, LogStreamError, type LogStreamErrorCode } from './core/errors.js';
export type { SeverityCounts } from './core/row-tally.js';
export {
  isEntry,
  isGap,
  isMark,
  isOutage,
  type JsonValue,
  type LogEntry,
  type LogFields,
  type LogGap,
  type LogMark,
  type LogOutage,
  type LogRow,
} from './core/log-entry.js';
export { parseQuery, type Query, type QueryDiagnostic } from './core/query.js';
export type { LevelScale } from './core/level-scale.js';
export type { SeverityRule } from './core/severity-judge.js';
export { SEVERITIES, type Severity, type SeverityVerdict } from './core/severity.js';
export type { StreamEvent, StreamState } from './core/stream-state.js';
export type { SearchMode } from './core/visible-rows.js';
export * from './events.js';
export { MeshhookLogStreamElement } from './meshhook-log-stream-element.js';
export { ALERT_THRESHOLDS, type AlertName, type AlertThresholds } from './core/alert-thresholds.js';
export type { LogStreamAlert } from './observe/alert-watch.js';
export type { LogStreamDiagnostics, PageFacts } from './observe/diagnostics.js';
export type { LogStreamHealth } from './observe/health.js';
export type { Probe } from './observe/metrics.js';
export type {
  BatchOrigin,
  LogPlaces,
  LogSearch,
  LogSink,
  LogSource,
  LogStream,
  PlacePage,
  RunInfo,
  SearchPage,
  TokenReason,
} from './source/log-source.js';
export {
  MemoryLogSource,
  type MemoryLogSourceOptions,
  type NewLogRow,
} from './source/memory-source.js';
export { SupabaseLogSource } from './source/supabase-source.js';
export type { ExportFormat } from './view/export-rows.js';
export type { RedactFunction } from './core/redactor.js';
export type { RowAction } from './view/log-row.js';
export type { TakingFormat, TakingScope } from './view/taking.js';
export type { RunSearchStrings } from './view/run-search-strings.js';
export type { TakingStrings } from './view/taking-strings.js';
export type { LogStreamStrings, NoticeText } from './view/strings.js';
export type { TimeFormat } from './view/time-format.js';
