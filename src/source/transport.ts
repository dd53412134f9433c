/**
 * The ways in which rows reach the page, and what each of them needs of the host's table. What is promised for each is
 * in the README; here is how it is had.
 */
import type { Clock } from '../core/clock.js';
import { DEFAULT_COLUMNS, type LogColumns } from '../core/columns.js';
import type { Probe } from '../observe/metrics.js';
import type { ReadLiveMessage } from './announcements.js';
import { RestHistoryFeed, type HistoryFeed } from './history-feed.js';
import { readInsert } from './insert-message.js';
import { readLogsMessage, readRunMessage } from './live-message.js';
import { NumberedHistoryFeed } from './numbered-history-feed.js';
import { broadcastPlan, insertsPlan, type ChannelPlan } from './realtime/channel-plan.js';
import type { RestClient } from './rest-client.js';
import { CursorRow, CursorRowOrLastRow, LastRow, LastRowWithStatus } from './run-cursor.js';
import { FunctionRowSearcher, type RowSearcher } from './run-search.js';
import { RunTable } from './run-table.js';
import { FunctionTimeFinder, RowTimeFinder, type TimeFinder } from './time-finder.js';

/** How new rows reach the page: `auto` is broadcast, and polling where that cannot be had. */
export type Transport = 'auto' | 'broadcast' | 'postgres-changes' | 'polling';

/** Every transport, in the order of the documentation. */
export const TRANSPORTS: readonly Transport[] = [
  'auto',
  'broadcast',
  'postgres-changes',
  'polling',
];

/** The table of the migrations, which `log_cursors` is about. */
export const DEFAULT_TABLE = 'logs';

/** A message from the database takes a few milliseconds; a few hundred, when everything is busy. */
const BROADCAST_IN_FLIGHT_MS = 300;

/**
 * The server looks for changes ten times a second and asks the policies for each row and subscriber: half a second
 * when idle, seconds under load. A shorter patience would call it broken when it is only busy.
 */
const INSERT_IN_FLIGHT_MS = 3_000;

/** What a run's rows are read from. */
export interface RunRows {
  readonly runId: string;
  readonly table: string;
  readonly columns: LogColumns;
  readonly probe: Probe;
  readonly clock: Clock;
}

/** How a run's rows are had: from where they are read, and what is listened to meanwhile. */
export interface Way {
  readonly history: HistoryFeed;
  /** Left out where rows have no number of the database's, and so no place that could be asked for. */
  readonly finder?: TimeFinder;
  /** Only where the rows are in the table of the migrations, which have a function for it. */
  readonly searcher?: RowSearcher;
  /** `null` when only polling is wanted. */
  readonly live: {
    readonly plan: ChannelPlan;
    readonly read: ReadLiveMessage;
    readonly inFlightMs: number;
    readonly isDemanded: boolean;
  } | null;
}

/** The way for a transport and a table. */
export function chooseWay(transport: Transport, rest: RestClient, rows: RunRows): Way {
  const { runId, columns, probe, clock } = rows;
  const { seq } = columns;
  const table = new RunTable(rest, rows, probe);
  if (seq === null) {
    const history = new NumberedHistoryFeed(table, clock);
    // Messages of the migrations' own triggers carry numbers that a table without them does not have.
    if (transport !== 'postgres-changes') return { history, live: null };
    return { history, live: liveInserts(rows, (change) => history.readLive(change)) };
  }
  const lastRow = new LastRow(table, seq);
  const byRows = new RowTimeFinder(table, seq);
  if (transport === 'postgres-changes') {
    return {
      history: new RestHistoryFeed(table, seq, lastRow),
      finder: byRows,
      live: liveInserts(rows, (change) => readInsert(change, runId, { ...columns, seq })),
    };
  }
  const cursorRow = new CursorRow(rest, runId, probe);
  const cursor =
    rows.table === DEFAULT_TABLE
      ? new CursorRowOrLastRow(cursorRow, lastRow)
      : new LastRowWithStatus(cursorRow, lastRow);
  const history = new RestHistoryFeed(table, seq, cursor);
  const finder =
    rows.table === DEFAULT_TABLE ? new FunctionTimeFinder(rest, runId, byRows) : byRows;
  const searcher =
    rows.table === DEFAULT_TABLE && isAsMigrated(columns)
      ? { searcher: new FunctionRowSearcher(rest, runId, probe) }
      : {};
  if (transport === 'polling') return { history, finder, ...searcher, live: null };
  return {
    history,
    finder,
    ...searcher,
    live: {
      plan: broadcastPlan(runId),
      read: (event, payload) =>
        event === 'logs' ? readLogsMessage(payload, runId) : readRunMessage(payload, runId),
      inFlightMs: BROADCAST_IN_FLIGHT_MS,
      isDemanded: transport === 'broadcast',
    },
  };
}

/** The function of the migrations names columns as they do. */
function isAsMigrated(columns: LogColumns): boolean {
  return (Object.keys(DEFAULT_COLUMNS) as (keyof LogColumns)[]).every(
    (column) => columns[column] === DEFAULT_COLUMNS[column],
  );
}

function liveInserts(
  { runId, table, columns }: RunRows,
  read: (change: unknown) => ReturnType<ReadLiveMessage>,
): NonNullable<Way['live']> {
  return {
    plan: insertsPlan(runId, table, columns.runId),
    read: (_event, payload) => read(payload),
    inFlightMs: INSERT_IN_FLIGHT_MS,
    isDemanded: true,
  };
}
