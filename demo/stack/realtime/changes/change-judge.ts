/**
 * Decides what each subscription is sent of what was polled: its table, its event, its filters, and the policies. A
 * change goes out once for each role and each list of selected columns among those that may have it.
 */
import type postgres from 'postgres';
import type { TokenClaims } from '../access-token.js';
import type { ChangeRequest } from './binding.js';
import type { LoggedChange } from './pgoutput.js';
import { visibleRows } from './row-access.js';
import { readRows, type RowAnswers } from './row-reader.js';
import { describeTable, type Column, type TableShape } from './table-shape.js';

/** One binding of one channel, as far as it matters for judging. */
export interface Subscription {
  readonly request: ChangeRequest;
  readonly tables: ReadonlySet<number>;
  readonly claims: TokenClaims;
  /** What was committed before this place in the log is none of its business. */
  readonly sinceLsn: bigint;
}

export interface Verdict<S extends Subscription> {
  readonly dataJson: string;
  /** In the order in which they were given; never empty. */
  readonly subscriptions: readonly S[];
}

/** Subscriptions that are sent the same. */
interface Group<S extends Subscription> {
  readonly role: string;
  /** What their role may read of what they selected. */
  readonly columns: readonly Column[];
  readonly columnsJson: string;
  readonly subscriptions: readonly S[];
}

/** The verdicts in commit order. Throws when a policy or a filter fails, which loses all that was polled. */
export async function judgeChanges<S extends Subscription>(
  sql: postgres.Sql,
  changes: readonly LoggedChange[],
  subscriptions: readonly S[],
  maxBytes: number,
): Promise<readonly Verdict<S>[]> {
  const verdicts = new Map<LoggedChange, readonly Verdict<S>[]>();
  for (const oid of new Set(changes.map((change) => change.relation.oid))) {
    const candidates = subscriptions.filter((subscription) => subscription.tables.has(oid));
    if (candidates.length === 0) continue;
    const roles = [...new Set(candidates.map(({ claims }) => claims.role))].sort();
    const table = await describeTable(sql, oid, roles);
    // Partitions report as themselves on the real server, whatever the publication says.
    if (table === null || table.isPartitioned) continue;
    const ofTable = changes.filter((change) => change.relation.oid === oid);
    const judged = await judgeTable(sql, table, ofTable, { candidates, roles, maxBytes });
    for (const [index, change] of ofTable.entries()) verdicts.set(change, judged[index] ?? []);
  }
  return changes.flatMap((change) => verdicts.get(change) ?? []);
}

async function judgeTable<S extends Subscription>(
  sql: postgres.Sql,
  table: TableShape,
  changes: readonly LoggedChange[],
  asked: { candidates: readonly S[]; roles: readonly string[]; maxBytes: number },
): Promise<readonly (readonly Verdict<S>[])[]> {
  const { candidates, roles, maxBytes } = asked;
  const groups = roles.flatMap((role) => groupsOf(table, role, candidates));
  const answers = await readRows(sql, table, changes, {
    projections: groups.map(({ columns }) => ({ columns: columns.map(({ name }) => name) })),
    filterSets: candidates.map(({ request }) => request.filters),
    maxBytes,
  });
  const isWanted = (change: number, candidate: S): boolean => {
    const { type, commitLsn } = changes[change] ?? { type: 'INSERT', commitLsn: 0n };
    const { event } = candidate.request;
    return (event === '*' || event === type) && commitLsn >= candidate.sinceLsn;
  };
  const passes = changes.map(
    (_, index) =>
      new Set(
        candidates.filter((candidate, position) => {
          return isWanted(index, candidate) && answers[index]?.passes[position] === true;
        }),
      ),
  );
  if (table.hasRowSecurity) await dropInvisible(sql, table, changes, passes);
  return changes.map((change, index) =>
    groups.flatMap((group, position) => {
      const answer = answers[index];
      if (answer === undefined) return [];
      const wanting = group.subscriptions.filter((candidate) => isWanted(index, candidate));
      const error = change.type === 'DELETE' ? null : obstacle(table, group.role);
      const receivers = error === null ? wanting.filter((s) => passes[index]?.has(s)) : wanting;
      if (receivers.length === 0) return [];
      const dataJson =
        error === null
          ? dataOf(change, answer, position, group.columnsJson)
          : errorData(change, error);
      return [{ dataJson, subscriptions: receivers }];
    }),
  );
}

/** Takes out of `passes` whoever may not see the row. Deletes pass: nobody can be asked about a row that is gone. */
async function dropInvisible<S extends Subscription>(
  sql: postgres.Sql,
  table: TableShape,
  changes: readonly LoggedChange[],
  passes: readonly Set<S>[],
): Promise<void> {
  const viewers = new Map<string, { claims: TokenClaims; subscriptions: Set<S> }>();
  for (const subscription of new Set(passes.flatMap((set) => [...set]))) {
    const { claims } = subscription;
    const key = JSON.stringify(claims);
    const viewer = viewers.get(key) ?? { claims, subscriptions: new Set<S>() };
    viewers.set(key, viewer);
    viewer.subscriptions.add(subscription);
  }
  for (const { claims, subscriptions } of viewers.values()) {
    if (obstacle(table, claims.role) !== null) continue;
    const asked = changes.flatMap((change, index) => {
      const open = [...(passes[index] ?? [])].filter((passing) => subscriptions.has(passing));
      return change.type === 'DELETE' || open.length === 0 ? [] : [{ change, index, open }];
    });
    if (asked.length === 0) continue;
    const rows = asked.map(({ change }) => change);
    const visible = await visibleRows(sql, table, rows, claims);
    for (const [position, { index, open }] of asked.entries()) {
      if (visible.has(position)) continue;
      for (const subscription of open) passes[index]?.delete(subscription);
    }
  }
}

/** Why no row of the table can be told to this role at all. */
function obstacle(table: TableShape, role: string): string | null {
  const keys = table.columns.filter((column) => column.isPrimaryKey);
  if (keys.length === 0) return 'Error 400: Bad Request, no primary key';
  const mayRead = keys.every((column) => column.readers.includes(role));
  return mayRead ? null : 'Error 401: Unauthorized';
}

/** By list of selected columns; those that select none in particular come first. */
function groupsOf<S extends Subscription>(
  table: TableShape,
  role: string,
  candidates: readonly S[],
): Group<S>[] {
  const groups = new Map<string, S[]>();
  for (const candidate of candidates) {
    if (candidate.claims.role !== role) continue;
    const key = [...(candidate.request.select ?? [])].sort().join(',');
    groups.set(key, [...(groups.get(key) ?? []), candidate]);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, subscriptions]) => {
      const select = subscriptions[0]?.request.select ?? null;
      const columns = table.columns.filter(({ name, readers, isPrimaryKey }) => {
        return readers.includes(role) && (select === null || isPrimaryKey || select.includes(name));
      });
      const shown = columns.map(({ name, typeName }) => ({ name, type: typeName }));
      return { role, columns, columnsJson: JSON.stringify(shown), subscriptions };
    });
}

function dataOf(
  change: LoggedChange,
  answer: RowAnswers,
  projection: number,
  columnsJson: string,
): string {
  const { type, relation, committedAtMs } = change;
  const rows = [
    ...(type === 'DELETE' ? [] : [`"record":${answer.recordJson[projection] ?? '{}'}`]),
    ...(type === 'INSERT' ? [] : [`"old_record":${answer.oldRecordJson[projection] ?? '{}'}`]),
  ];
  const errors = answer.isTooLarge ? ['Error 413: Payload Too Large'] : null;
  const time = new Date(Math.floor(committedAtMs)).toISOString();
  const head = { schema: relation.schema, table: relation.table, type };
  const tail = { commit_timestamp: time, errors };
  return [
    JSON.stringify(head).slice(0, -1),
    `"columns":${columnsJson}`,
    ...rows,
    JSON.stringify(tail).slice(1),
  ].join(',');
}

function errorData({ type, relation }: LoggedChange, error: string): string {
  return JSON.stringify({
    schema: relation.schema,
    table: relation.table,
    type,
    columns: [],
    record: {},
    ...(type === 'UPDATE' ? { old_record: {} } : {}),
    commit_timestamp: null,
    errors: [error],
  });
}
