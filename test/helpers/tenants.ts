/** Two tenants on a local stack, and runs of theirs to write to. */
import type { LocalStack } from '../../demo/stack/stack.js';

export interface Tenant {
  readonly userId: string;
  readonly accessToken: string;
  readonly projectId: string;
  readonly workflowId: string;
}

/** Signs a tenant up, with a project and a workflow of its own. */
export async function createTenant(stack: LocalStack, name: string): Promise<Tenant> {
  const { userId, accessToken } = await stack.signIn(`${name}@example.test`, `${name}-password-1`);
  const { sql } = stack;
  const [project] = await sql<{ id: string }[]>`
    insert into public.projects (owner, name) values (${userId}, ${name}) returning id`;
  const projectId = project?.id ?? '';
  const [workflow] = await sql<{ id: string }[]>`
    insert into public.workflow_definitions (project_id, slug)
    values (${projectId}, 'orders') returning id`;
  return { userId, accessToken, projectId, workflowId: workflow?.id ?? '' };
}

/** A new run of the tenant's. */
export async function createRun(stack: LocalStack, tenant: Tenant): Promise<string> {
  const [run] = await stack.sql<{ id: string }[]>`
    insert into public.workflow_runs (project_id, workflow_id)
    values (${tenant.projectId}, ${tenant.workflowId}) returning id`;
  return run?.id ?? '';
}

/** Appends `count` rows in one statement, as a worker does. */
export async function appendRows(
  stack: LocalStack,
  runId: string,
  count: number,
  message = 'row',
): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => ({
    level: 'info',
    message: `${message} ${index}`,
    node_id: 'http-1',
    fields: { index },
  }));
  await stack.sql`select append_run_logs(${runId}, ${stack.sql.json(rows)})`;
}
