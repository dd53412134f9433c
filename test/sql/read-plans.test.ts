/**
 * How the viewer's queries are answered: along an index, looking at about as many rows as they give, with the policy asked once a
 * query. On 240,000 rows over six months, so that the planner has a choice; under the role and the claims of a member and of
 * a portal token.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type postgres from 'postgres';
import {
  asViewer,
  startTestDatabase,
  type TestDatabase,
  type Viewer,
} from '../helpers/postgres-database.js';

/** Of the run that is read; the others have 2,000 rows each. One row in 500 is an error, and one in 5,000 fatal. */
const RUN_ROWS = 120_000;
const OTHER_RUNS = 60;
const PAGE = 1_000;
const COLUMNS = 'seq, id::text, level, message, node_id, fields, created_at';

let database: TestDatabase;
let sql: postgres.Sql;
let runId: string;
let viewers: Record<string, Viewer>;

before(async () => {
  database = await startTestDatabase();
  sql = database.sql;
  const tenant = await database.makeTenant();
  runId = await database.makeRun(tenant);
  for (let months = 1; months <= 5; months += 1) {
    await sql`select create_logs_partition((now() - make_interval(months => ${months}))::date)`;
  }
  for (let run = 0; run < OTHER_RUNS; run += 1) {
    await database.makeRun(run % 2 === 0 ? tenant : await database.makeTenant());
  }
  // Runs without a row, so that reading every cursor is not the quickest way to one.
  await sql`
    insert into workflow_runs (project_id, workflow_id)
    select ${tenant.projectId}, ${tenant.workflowId} from generate_series(1, 3000)`;
  // Past the triggers, as a restore does it: numbering 240,000 rows is not what is measured here.
  await sql.begin(async (load) => {
    await load`set local session_replication_role = replica`;
    await load`
      insert into logs (run_id, project_id, seq, level, message, created_at)
      select r.id, r.project_id, n,
        case when n % 5000 = 0 then 'fatal' when n % 500 = 0 then 'error' when n % 20 = 0 then 'warn' else 'info' end,
        'step ' || n || ' of a run with lines as long as lines usually are, give or take some words',
        now() - interval '5 months' + interval '5 months' * n / ${RUN_ROWS}
      from (select id, project_id from workflow_runs order by id = ${runId} desc, started_at limit ${OTHER_RUNS + 1}::int) r,
        generate_series(1, case when r.id = ${runId} then ${RUN_ROWS}::int else 2000 end) n`;
    await load`
      update log_cursors c set last_seq = case when run_id = ${runId} then ${RUN_ROWS}::int else 2000 end
      where run_id in (select run_id from logs)`;
  });
  await sql.unsafe('vacuum (analyze) logs, log_cursors, projects, workflow_runs');
  viewers = {
    'a member': { role: 'authenticated', claims: { role: 'authenticated', sub: tenant.owner } },
    'a portal token': {
      role: 'authenticated',
      claims: { role: 'authenticated', sub: 'portal:customer-42', run_id: runId },
    },
  };
});
after(() => database.stop());

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Parent Relationship'?: string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Recheck Cond'?: string;
  readonly Filter?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly PlanNode[];
}

interface Explained {
  readonly text: string;
  readonly nodes: readonly PlanNode[];
  readonly rows: number;
  /** Rows that scans of logs looked at. */
  readonly looked: number;
  readonly blocks: number;
  readonly leaves: number;
}

async function explain(viewer: Viewer, query: string): Promise<Explained> {
  const plan = await asViewer(sql, viewer, async (request) => {
    const [row] = await request.unsafe(
      `explain (analyze, buffers, timing off, format json) ${query}`,
    );
    return (row?.['QUERY PLAN'] as readonly { readonly Plan: PlanNode }[])[0]?.Plan;
  });
  assert.ok(plan);
  const nodes: PlanNode[] = [];
  const walk = (node: PlanNode): void => {
    nodes.push(node);
    for (const child of node.Plans ?? []) walk(child);
  };
  walk(plan);
  const scans = nodes.filter((node) => node['Relation Name']?.startsWith('logs_'));
  const looked = scans.reduce(
    (sum, node) =>
      sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
    0,
  );
  return {
    text: JSON.stringify(plan, null, 1),
    nodes,
    rows: plan['Actual Rows'],
    looked,
    blocks: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'],
    leaves: scans.length,
  };
}

/** The months ahead: there is nothing to look at, and no shorter way of finding that out. */
function isEmpty(node: PlanNode): boolean {
  return node['Shared Hit Blocks'] + node['Shared Read Blocks'] === 0;
}

/** What every query of a viewer keeps to. */
function assertFrugal({ nodes, text, leaves }: Explained): void {
  for (const node of nodes) {
    const relation = node['Relation Name'] ?? '';
    if (/^(logs|log_cursors)/.test(relation) && !isEmpty(node)) {
      assert.match(node['Node Type'], /^(Index|Index Only|Bitmap Heap) Scan$/, text);
      assert.match(node['Index Cond'] ?? node['Recheck Cond'] ?? '', /run_id = /, text);
    }
    // The rule is asked in nodes of its own, once; in a filter it would be asked for each row.
    assert.doesNotMatch(
      `${node.Filter ?? ''}${node['Index Cond'] ?? ''}`,
      /viewable_|can_view|current_setting/,
      text,
    );
    // Each leaf that has a row to judge asks for itself.
    if (node['Parent Relationship'] === 'InitPlan' || node['Parent Relationship'] === 'SubPlan') {
      assert.ok(node['Actual Loops'] <= Math.max(1, leaves), text);
    }
    assert.doesNotMatch(node['Node Type'], /^Gather/, text);
  }
}

/** The first row of each leaf is looked at to merge them; an index scan can stop with the page. */
const MERGE_SLACK = 20;

const PAGES: readonly (readonly [name: string, tail: string])[] = [
  ['the newest page', `order by seq desc limit ${PAGE}`],
  ['the first page', `and seq >= 1 order by seq asc limit ${PAGE}`],
  ['a page in the middle', `and seq >= ${RUN_ROWS / 2} order by seq asc limit ${PAGE}`],
  ['an older page', `and seq < ${RUN_ROWS / 2} order by seq desc limit ${PAGE}`],
  ['what is new at the tail', `and seq >= ${RUN_ROWS - 10} order by seq asc limit ${PAGE}`],
  ['a stretch that is searched', `and seq >= 70001 and seq < 78001 offset 0`],
  ['a hole between two numbers', `and seq >= 70001 and seq < 70050 order by seq asc limit ${PAGE}`],
];

for (const viewerName of ['a member', 'a portal token']) {
  describe(`for ${viewerName}`, () => {
    const ask = (query: string): Promise<Explained> => {
      const viewer = viewers[viewerName];
      assert.ok(viewer);
      return explain(viewer, query);
    };

    for (const [name, tail] of PAGES) {
      it(`${name} is read along the index and no further`, async (t) => {
        const plan = await ask(`select ${COLUMNS} from logs where run_id = '${runId}' ${tail}`);
        t.diagnostic(
          `${plan.rows} rows, ${plan.looked} looked at, ${plan.blocks} blocks, ${plan.leaves} leaves`,
        );
        assertFrugal(plan);
        assert.ok(plan.rows >= 11);
        assert.ok(plan.looked <= plan.rows + MERGE_SLACK, plan.text);
        // A page of the table has some 50 rows; every leaf costs a descent of its index.
        assert.ok(plan.blocks <= plan.rows / 10 + plan.leaves * 8, plan.text);
      });
    }

    it('a page filtered by severity looks at rows of that severity only', async (t) => {
      for (const levels of ["in ('error', 'fatal')", "= 'error'", "= 'fatal'"]) {
        const plan = await ask(
          `select ${COLUMNS} from logs where run_id = '${runId}' and level ${levels} order by seq desc limit 100`,
        );
        t.diagnostic(`${levels}: ${plan.rows} rows, ${plan.looked} looked at`);
        assertFrugal(plan);
        assert.ok(plan.rows >= 24);
        assert.ok(plan.looked <= plan.rows * 10 + MERGE_SLACK, plan.text);
      }
    });

    it('months that a time bound leaves out are not touched', async (t) => {
      const plan = await ask(
        `select ${COLUMNS} from logs where run_id = '${runId}' and created_at >= now() - interval '20 days'
         order by seq desc limit ${PAGE}`,
      );
      t.diagnostic(`${plan.rows} rows, ${plan.looked} looked at, ${plan.leaves} leaves`);
      assertFrugal(plan);
      const touched = plan.nodes.filter((node) => node['Relation Name']?.startsWith('logs_'));
      assert.ok(touched.filter((node) => node['Actual Loops'] > 0).length <= 7, plan.text);
    });

    it('the cursor is one row by its key', async (t) => {
      const plan = await ask(
        `select last_seq, run_status from log_cursors where run_id = '${runId}'`,
      );
      t.diagnostic(`${plan.blocks} blocks`);
      assertFrugal(plan);
      assert.equal(plan.rows, 1);
      assert.ok(plan.blocks <= 20, plan.text);
    });
  });
}
