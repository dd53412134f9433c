/**
 * A started Postgres with everything installed, for one test file, and the few acts that the files share: make a tenant,
 * make a run, look at the world as a viewer does.
 */
import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';
import { startPostgres } from '../../demo/stack/postgres.js';
import { installSchema } from '../../demo/stack/schema.js';

/** Who is looking: a role, and the claims of its token. */
export interface Viewer {
  readonly role: 'anon' | 'authenticated' | 'service_role';
  readonly claims: unknown;
}

/** What a run belongs to. */
export interface Tenant {
  readonly owner: string;
  readonly projectId: string;
  readonly workflowId: string;
}

export interface TestDatabase {
  readonly url: string;
  /** As the superuser. */
  readonly sql: postgres.Sql;
  /** Warnings that the server raised on `sql`, oldest first. */
  readonly warnings: string[];
  /** A connection of its own, closed with the server. */
  connect(): postgres.Sql;
  /** A connection to another database of the server, closed with it. */
  connectTo(databaseName: string): postgres.Sql;
  makeTenant(): Promise<Tenant>;
  makeRun(tenant: Tenant): Promise<string>;
  stop(): Promise<void>;
}

/** Starts one; `install: false` leaves it empty, `settings` are the server's. */
export async function startTestDatabase(
  options: { readonly install?: boolean; readonly settings?: readonly string[] } = {},
): Promise<TestDatabase> {
  const server = await startPostgres({ settings: options.settings ?? [] });
  const warnings: string[] = [];
  const connections: postgres.Sql[] = [];
  const connect = (max: number, databaseName?: string): postgres.Sql => {
    const sql = postgres(server.url, {
      max,
      ...(databaseName === undefined ? {} : { database: databaseName }),
      onnotice: (notice) => {
        if (notice['severity'] === 'WARNING') warnings.push(notice['message'] ?? '');
      },
      // A seq is far from 2^53 here, and as a number it compares plainly.
      types: { bigint: { to: 20, from: [20], serialize: String, parse: Number } },
    });
    connections.push(sql);
    return sql;
  };
  const sql = connect(4);
  const stop = async (): Promise<void> => {
    await Promise.all(connections.map((connection) => connection.end({ timeout: 1 })));
    await server.stop();
  };
  try {
    if (options.install !== false) await installSchema(server.url);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: server.url,
    sql,
    warnings,
    connect: () => connect(1),
    connectTo: (databaseName) => connect(1, databaseName),
    makeTenant: async () => {
      const owner = crypto.randomUUID();
      const [project] =
        await sql`insert into projects (owner, name) values (${owner}, 'p') returning id`;
      const projectId = String(project?.['id']);
      const [workflow] = await sql`
        insert into workflow_definitions (project_id, slug) values (${projectId}, 'w') returning id`;
      return { owner, projectId, workflowId: String(workflow?.['id']) };
    },
    makeRun: async (tenant) => {
      const [run] = await sql`
        insert into workflow_runs (project_id, workflow_id)
        values (${tenant.projectId}, ${tenant.workflowId}) returning id`;
      return String(run?.['id']);
    },
    stop,
  };
}

/**
 * Runs `work` as PostgREST runs a request: role and claims set for one transaction. What it wrote is rolled back, so
 * that a test may try to write.
 */
export async function asViewer<T>(
  sql: postgres.Sql,
  viewer: Viewer,
  work: (request: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  const claims = typeof viewer.claims === 'string' ? viewer.claims : JSON.stringify(viewer.claims);
  const done = new Error('rolled back');
  let result: { readonly value: T } | undefined;
  try {
    await sql.begin(async (request) => {
      await request`select set_config('request.jwt.claims', ${claims}, true)`;
      await request.unsafe(`set local role ${viewer.role}`);
      result = { value: await work(request) };
      throw done;
    });
  } catch (error) {
    if (error !== done) throw error;
  }
  if (!result) throw new Error('the request did not run');
  return result.value;
}

/** The SQLSTATE that a query fails with; `undefined` if it succeeds. */
export async function sqlStateOf(query: PromiseLike<unknown>): Promise<string | undefined> {
  try {
    await query;
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

/** How long a connection may take to come to a lock, ms. Normally 1 or 2; a test that waits in vain must fail. */
const BLOCKED_LIMIT_MS = 10_000;

/** Resolves once the connection with this pid waits for a lock: no test guesses how long that takes. */
export async function untilBlocked(sql: postgres.Sql, pid: number): Promise<void> {
  const deadline = performance.now() + BLOCKED_LIMIT_MS;
  while (performance.now() < deadline) {
    const [row] = await sql`select wait_event_type from pg_stat_activity where pid = ${pid}`;
    if (row?.['wait_event_type'] === 'Lock') return;
    await delay(2);
  }
  throw new Error(`connection ${pid} never waited for a lock`);
}

/** Appends messages to a run in one call; gives back their numbers. */
export async function append(
  sql: postgres.Sql | postgres.TransactionSql,
  runId: string,
  messages: readonly string[],
): Promise<{ readonly first: number; readonly last: number }> {
  const entries = JSON.stringify(messages.map((message) => ({ message })));
  const [row] = await sql`
    select first_seq, last_seq from append_run_logs(${runId}, ${entries}::text::jsonb)`;
  return { first: row?.['first_seq'] as number, last: row?.['last_seq'] as number };
}
