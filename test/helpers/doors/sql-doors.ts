/**
 * The doors of SQL, as they stand open to whoever gets a query in under a viewer's role: PostgREST, a host's own functions, GraphQL.
 * The token is verified first, as all of these do; its claims and its role hold for one transaction.
 */
import { jwtVerify } from 'jose';
import { asViewer, sqlStateOf, type Viewer } from '../postgres-database.js';
import { judgeRuns, type Door, type Holder, type Outcome, type Target } from './door.js';

const INSUFFICIENT_PRIVILEGE = '42501';

/** Who this is to the database; `null` if the token is not valid, and the database is never asked. */
async function viewerOf({ stack }: Target, holder: Holder): Promise<Viewer | null> {
  if (holder.token === null) {
    const role = holder.apiKey === stack.secretKey ? 'service_role' : 'anon';
    return { role, claims: { role } };
  }
  try {
    const secret = new TextEncoder().encode(stack.jwtSecret);
    const { payload } = await jwtVerify(holder.token, secret);
    return { role: payload['role'] as Viewer['role'], claims: payload };
  } catch {
    return null;
  }
}

/** Runs a query under the holder's role; `judge` tells from its rows what came of it. */
function querying(
  query: (target: Target) => string,
  judge: (rows: readonly Record<string, unknown>[], target: Target, holder: Holder) => Outcome,
): Door {
  return async (target, holder) => {
    const viewer = await viewerOf(target, holder);
    if (viewer === null) return 'x';
    let outcome: Outcome = 'x';
    const state = await sqlStateOf(
      asViewer(target.stack.sql, viewer, async (request) => {
        outcome = judge(await request.unsafe(query(target)), target, holder);
      }),
    );
    if (state === undefined) return outcome;
    if (state === INSUFFICIENT_PRIVILEGE) return 'x';
    throw new Error(`neither allowed nor refused: ${state}`);
  };
}

const byRun = (rows: readonly Record<string, unknown>[], target: Target, holder: Holder): Outcome =>
  judgeRuns(
    rows.map((row) => String(row['run_id'])),
    target,
    holder,
  );
const anything = (rows: readonly unknown[]): Outcome => (rows.length > 0 ? 'Y' : '0');
/** A statement that went through. */
const done = (): Outcome => 'Y';

export const SQL_DOORS: Readonly<Record<string, Door>> = {
  'select from logs by SQL': querying(() => 'select run_id from logs', byRun),
  'select from logs by a leaky function': querying(
    // An operator that is not leakproof must not be evaluated before the policy.
    ({ runId }) =>
      `select run_id from logs where run_id = '${runId}' and (message || '')::text <> ''`,
    byRun,
  ),
  'the leaf by SQL': querying(({ leaf }) => `select run_id from logs_partitions.${leaf}`, byRun),
  'the default leaf by SQL': querying(
    () => 'select run_id from logs_partitions.logs_default',
    byRun,
  ),
  'the cursor by SQL': querying(() => 'select run_id from log_cursors', byRun),
  'batch keys by SQL': querying(() => 'select run_id from log_stream.batches', byRun),
  'the id counter by SQL': querying(() => 'select last_value from logs_id_seq', anything),
  'a counter of messages by SQL': querying(
    () => 'select last_value from log_stream.messages_sent',
    anything,
  ),
  // Postgres keeps samples of what is in a table, and shows them to whoever may read the columns.
  'samples of the rows by SQL': querying(
    ({ leaf }) =>
      `select attname from pg_stats where tablename in ('logs', 'log_cursors', 'batches', '${leaf}')
       union all
       select statistics_name from pg_stats_ext_exprs where tablename in ('logs', '${leaf}')`,
    anything,
  ),
  'write to the leaf by SQL': querying(
    ({ leaf, runId }) =>
      `insert into logs_partitions.${leaf} (id, run_id, project_id, seq, message)
       values (1, '${runId}', '${runId}', 1, 'forged')`,
    done,
  ),
  'take_seqs by SQL': querying(({ runId }) => `select log_stream.take_seqs('${runId}', 1)`, done),
  'announce_range by SQL': querying(
    ({ runId }) => `select log_stream.announce_range('${runId}', 1, 1, '[]')`,
    done,
  ),
  'truncate by SQL': querying(() => 'truncate logs', done),
  'lock by SQL': querying(() => 'lock table logs in share mode', done),
  'a trigger of one’s own on logs': querying(
    () => `create trigger mine after insert on logs for each row execute function number_log_row()`,
    done,
  ),
  'send to the topic by SQL': querying(
    ({ topic }) =>
      `insert into realtime.messages (topic, extension, event, payload, private)
       values ('${topic}', 'broadcast', 'logs', '{}', true)`,
    done,
  ),
  'messages of the topic by SQL': querying(
    ({ topic }) => `select id from realtime.messages where topic = '${topic}'`,
    anything,
  ),
};
