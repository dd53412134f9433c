/** What the demo finds on its first page: two tenants, each with a project and its workflows. Can be run again. */
import type postgres from 'postgres';
import type { SeededWorkflow } from '../simulator/simulator.js';
import { WORKFLOWS, type SimulatedWorkflow } from '../simulator/vocabulary.js';
import type { DemoBackend } from './backend.js';

/** The workflows of each tenant. */
export interface SeededTenants {
  readonly owner: readonly SeededWorkflow[];
  readonly other: readonly SeededWorkflow[];
}

export async function seedTenants({ sql, users }: DemoBackend): Promise<SeededTenants> {
  const named = await hasNameColumn(sql);
  const seed = async (owner: string, name: string, workflows: readonly SimulatedWorkflow[]) => {
    const projectId = await ensureProject(sql, owner, name);
    const seeded: SeededWorkflow[] = [];
    for (const workflow of workflows) {
      const id = await ensureWorkflow(sql, projectId, workflow, named);
      seeded.push({
        id,
        projectId,
        projectName: name,
        name: workflow.name,
        steps: workflow.steps,
      });
    }
    return seeded;
  };
  return {
    owner: await seed(users.owner.id, 'Acme Orders', WORKFLOWS.slice(0, 2)),
    other: await seed(users.other.id, 'Globex Sales', WORKFLOWS.slice(2)),
  };
}

async function ensureProject(sql: postgres.Sql, owner: string, name: string): Promise<string> {
  const [existing] = await sql<{ id: string }[]>`
    select id from public.projects where owner = ${owner} and name = ${name}`;
  if (existing !== undefined) return existing.id;
  const [created] = await sql<{ id: string }[]>`
    insert into public.projects (owner, name) values (${owner}, ${name}) returning id`;
  return idOf(created);
}

async function ensureWorkflow(
  sql: postgres.Sql,
  projectId: string,
  workflow: SimulatedWorkflow,
  named: boolean,
): Promise<string> {
  const definition = sql.json({ nodes: workflow.steps.map((id) => ({ id })) });
  const row = { project_id: projectId, slug: workflow.slug, version: 1, definition };
  const [created] = await sql<{ id: string }[]>`
    insert into public.workflow_definitions ${sql(named ? { ...row, name: workflow.name } : row)}
    on conflict (project_id, slug, version) do update set definition = excluded.definition
    returning id`;
  return idOf(created);
}

/** MeshHook has required a display name since its sixth migration; a smaller schema may not know it. */
async function hasNameColumn(sql: postgres.Sql): Promise<boolean> {
  const found = await sql`
    select 1 from information_schema.columns
    where table_schema = 'public' and table_name = 'workflow_definitions' and column_name = 'name'`;
  return found.length > 0;
}

function idOf(row: { id: string } | undefined): string {
  if (row === undefined) throw new Error('The database returned no id.');
  return row.id;
}
