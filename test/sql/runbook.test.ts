/** That what the runbook tells an operator to run does what it says, each in the trouble that it is for. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type postgres from 'postgres';
import {
  append,
  startTestDatabase,
  type Tenant,
  type TestDatabase,
} from '../helpers/postgres-database.js';

const FOLDER = new URL('../../supabase/', import.meta.url);
type Row = Readonly<Record<string, unknown>>;

let database: TestDatabase;
let sql: postgres.Sql;
let tenant: Tenant;
let runbook: string;
/** Blocks that were run, as “section index”. */
const ran = new Set<string>();

before(async () => {
  [database, runbook] = await Promise.all([
    startTestDatabase(),
    readFile(new URL('RUNBOOK.md', FOLDER), 'utf8'),
  ]);
  sql = database.connect();
  tenant = await database.makeTenant();
});
after(() => database.stop());

function blocks(language: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const section of runbook.split(/^## /m).slice(1)) {
    const title = section.slice(0, section.indexOf('\n'));
    const texts = section.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'));
    [...texts].forEach(([, text], index) => found.set(`${title} ${index}`, text ?? ''));
  }
  return found;
}

/** Runs a block as psql would, with these variables; gives back the rows of all its statements. */
async function run(name: string, variables: Readonly<Record<string, string>> = {}): Promise<Row[]> {
  const text = blocks('sql').get(name);
  assert.ok(text !== undefined, `the runbook has no block “${name}”`);
  ran.add(name);
  const filled = text.replaceAll(/:'(\w+)'/g, (_, variable: string) => {
    assert.ok(variable in variables, `${name} needs ${variable}`);
    return `'${variables[variable]?.replaceAll("'", "''")}'`;
  });
  const results = (await sql.unsafe(filled).simple()) as unknown as (Row | Row[])[];
  return results.flat();
}

describe('the runbook', () => {
  it('tells a run that is written to from one that is not announced, and one that is not there', async () => {
    const runId = await database.makeRun(tenant);
    await append(sql, runId, ['a', 'b']);
    const [told] = await run('Silent stream 0', { run: runId });
    assert.equal(told?.['last_seq'], 2);
    assert.equal(told['announced_seq'], 2);
    assert.ok(told['last_message'] instanceof Date);
    assert.equal(told['broadcast_ready'], true);
    for (let index = 0; index < 10; index += 1) await append(sql, runId, ['x']);
    const [busy] = await run('Silent stream 0', { run: runId });
    assert.ok(Number(busy?.['announced_seq']) < Number(busy?.['last_seq']), JSON.stringify(busy));
    assert.deepEqual(await run('Silent stream 0', { run: crypto.randomUUID() }), []);
  });

  it('tells what the database makes of a token', async () => {
    const runId = await database.makeRun(tenant);
    const exp = Math.floor(Date.now() / 1000) + 600;
    const ask = async (claims: object): Promise<Row | undefined> =>
      (await run('Token loops 0', { run: runId, claims: JSON.stringify({ exp, ...claims }) })).find(
        (row) => 'may_see' in row,
      );
    assert.equal((await ask({ sub: tenant.owner, role: 'authenticated' }))?.['may_see'], true);
    const portal = await ask({ sub: 'portal:x', role: 'authenticated', run_id: runId });
    assert.deepEqual([portal?.['may_see'], portal?.['by_portal_token']], [true, runId]);
    const other = await ask({ sub: crypto.randomUUID(), role: 'authenticated' });
    assert.equal(other?.['may_see'], false);
    const [left] = await sql`select current_user = session_user as is_back`;
    assert.equal(left?.['is_back'], true, 'the role is given back');
  });

  it('finds the run that sends most, and makes runs send less', async () => {
    await sql`delete from realtime.messages`;
    const busy = await database.makeRun(tenant);
    for (let index = 0; index < 6; index += 1) await append(sql, busy, ['x']);
    const [most] = await run('Quota exceeded 0');
    assert.equal(most?.['topic'], `run-logs:${busy}`);
    assert.equal(most['messages'], 6);
    const [hook] =
      await sql`select pg_get_functiondef('log_messages_per_second()'::regprocedure) as source`;
    try {
      await run('Quota exceeded 1');
      const quieter = await database.makeRun(tenant);
      for (let index = 0; index < 6; index += 1) await append(sql, quieter, ['x']);
      const sent = await sql`select from realtime.messages where topic = ${`run-logs:${quieter}`}`;
      assert.equal(sent.length, 3);
    } finally {
      await sql.unsafe(String(hook?.['source']));
    }
  });

  it('finds who keeps a partition from being made, and makes it', async () => {
    const [leaf] = await sql`
      select partition_name as name from logs_partition_info where partition_name ~ '^logs_y' order by 1 desc limit 1`;
    await sql.unsafe(`drop table logs_partitions.${String(leaf?.['name'])}`);
    const holder = database.connect();
    const [held] = await holder`select pg_backend_pid() as pid`;
    const pid = Number(held?.['pid']);
    await holder.unsafe('begin; lock table public.logs in row exclusive mode').simple();
    database.warnings.length = 0;
    const [waited] = await run('Partition missing 0');
    assert.equal((waited?.['maintain_run_logs'] as Row)['partitions_created'], 0);
    assert.match(database.warnings.join(), /the logs partition of \d{4}-\d\d has to wait/);
    const holders = await run('Partition missing 1');
    assert.ok(holders.some((row) => row['pid'] === pid));
    assert.deepEqual(await run('Partition missing 2', { pid: String(pid) }), [
      { pg_terminate_backend: true },
    ]);
    const [made] = await run('Partition missing 0');
    assert.equal((made?.['maintain_run_logs'] as Row)['partitions_created'], 1);
  });

  it('finds rows without a month, and is rid of those whose time is wrong', async () => {
    const runId = await database.makeRun(tenant);
    await append(sql, runId, ['a']);
    await sql`insert into logs (run_id, message, created_at) values (${runId}, 'far', '2999-01-01')`;
    await sql`
      insert into logs (run_id, message, created_at) values (${runId}, 'ahead', now() + interval '8 months')`;
    const months = await run('Default partition filling 0');
    assert.deepEqual(months.map((row) => [row['run_id'], row['first_seq']]).sort(), [
      [runId, 2],
      [runId, 3],
    ]);
    await run('Partition missing 0');
    const [left, ...more] = await run('Default partition filling 0');
    assert.deepEqual([left?.['month'], more.length], ['2999-01', 0]);
    // Why it says not to move them.
    await sql.begin(async (work) => {
      await work`update logs set created_at = now() where created_at = '2999-01-01'`;
      const rows = await work`select seq from logs where run_id = ${runId} order by seq`;
      assert.deepEqual(
        rows.map((row) => row['seq'] as number),
        [1, 3, 4],
      );
      await work`rollback and chain`;
    });
    await run('Default partition filling 1');
    const rows = await sql`select message from logs where run_id = ${runId} order by seq`;
    assert.deepEqual(
      rows.map((row) => row['message'] as string),
      ['a', 'ahead'],
    );
    assert.deepEqual(await run('Default partition filling 0'), []);
  });

  it('counts what retention has not got to, and makes it go on', async () => {
    const old = await database.makeTenant();
    const runId = await database.makeRun(old);
    await sql`
      insert into logs (run_id, message, created_at)
      select ${runId}, 'old', now() - interval '3 days' from generate_series(1, 20)`;
    await sql`update projects set log_retention_days = 1 where id = ${old.projectId}`;
    const [before] = await run('Retention behind 0');
    assert.deepEqual([before?.['runs'], before?.['never_looked_at']], [1, 1]);
    const did = (await run('Retention behind 1')).find((row) => 'maintain_run_logs' in row);
    const { rows_deleted, finished } = did?.['maintain_run_logs'] as Row;
    assert.deepEqual({ rows_deleted, finished }, { rows_deleted: 20, finished: true });
    const [now] = await run('Retention behind 0');
    assert.equal(now?.['runs'], 0);
    await sql`reset statement_timeout`;
  });

  it('finds a slot that is behind, and drops it once nobody reads it', async () => {
    await sql`select pg_create_logical_replication_slot('supabase_realtime_messages_replication_slot_', 'pgoutput')`;
    const runId = await database.makeRun(tenant);
    await append(
      sql,
      runId,
      Array.from({ length: 500 }, () => 'x'.repeat(1000)),
    );
    const [slot] = await run('Replication slot behind 0');
    assert.equal(slot?.['active'], false);
    assert.match(String(slot['behind']), /^\d+ (kB|MB)$/);
    assert.deepEqual(await run('Replication slot behind 1'), [], 'nobody reads it');
    assert.equal((await run('Replication slot behind 2')).length, 1);
    assert.deepEqual(await run('Replication slot behind 0'), []);
  });

  it('has no other SQL, and no alert that is not there', async () => {
    assert.deepEqual([...blocks('sql').keys()].sort(), [...ran].sort());
    const [rules, availability] = await Promise.all(
      ['alert-rules.yml', 'availability-rules.yml'].map((name) =>
        readFile(new URL(`monitoring/${name}`, FOLDER), 'utf8'),
      ),
    );
    const known = [...`${rules}${availability}`.matchAll(/- alert: (\w+)/g)].map(
      ([, name]) => name,
    );
    for (const [name] of runbook.matchAll(/\b(RunLogs[A-Z]\w+|LogStreamBudget\w+)/g))
      assert.ok(known.includes(name), name);
    for (const [, anchor] of runbook.matchAll(/\]\(#([\w-]+)\)/g)) {
      const titles = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
      assert.ok(
        titles.some((title) => title?.toLowerCase().replaceAll(' ', '-') === anchor),
        anchor,
      );
    }
  });
});

describe('the error budget', () => {
  it('burns as fast as the runbook says', async () => {
    const rules = await readFile(new URL('monitoring/availability-rules.yml', FOLDER), 'utf8');
    const hours = { m: 1 / 60, h: 1, d: 24 } as const;
    const alerts = rules.split('- alert: ').slice(1);
    assert.equal(alerts.length, 3);
    for (const alert of alerts) {
      const name = alert.slice(0, alert.indexOf('\n'));
      const paces = [...alert.matchAll(/> ([\d.]+) \* 0\.001/g)].map(([, pace]) => Number(pace));
      const windows = [...alert.matchAll(/\[(\d+)([mhd])\]/g)].map(
        ([, count, unit]) => Number(count) * hours[unit as keyof typeof hours],
      );
      assert.equal(paces[0], paces[1], name);
      assert.deepEqual([windows[0], windows[2]], [windows[1], windows[3]], name);
      const [pace = 0, window = 0] = [paces[0], windows[0]];
      const spentPercent = (100 * pace * window) / (30 * 24);
      const goneInHours = (30 * 24) / pace;
      const row = runbook
        .split('\n')
        .find((line) => line.includes(`\`${name}\``) && line.startsWith('|'));
      const [, , , , gone = '', spent = ''] = row?.split('|').map((cell) => cell.trim()) ?? [];
      assert.equal(Number.parseInt(gone, 10) * (gone.includes('days') ? 24 : 1), goneInHours, name);
      assert.equal(Number.parseInt(spent, 10), Math.round(spentPercent), name);
    }
    assert.match(runbook, new RegExp(`${(30 * 24 * 60 * 0.001).toFixed(1)} minutes`));
  });

  it('is counted by the page as the runbook says', async () => {
    const source = blocks('js').get('Availability 0') ?? '';
    const module = (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as {
      countAvailability(stream: EventTarget): { readonly watched: number; readonly behind: number };
    };
    const page = { hidden: false };
    Object.assign(globalThis, { document: page });
    const stream = new EventTarget();
    const seconds = module.countAvailability(stream);
    const pass = (count: number, state: string, lagRows = 0): void => {
      for (let second = 0; second < count; second += 1) {
        const event = new Event('log-stream-health');
        stream.dispatchEvent(Object.assign(event, { health: { state, lagRows } }));
      }
    };
    pass(10, 'live');
    pass(5, 'live', 3);
    pass(1, 'live');
    assert.deepEqual({ ...seconds }, { watched: 16, behind: 0 });
    pass(8, 'connecting');
    assert.deepEqual({ ...seconds }, { watched: 24, behind: 3 });
    pass(7, 'auth-required', 9);
    page.hidden = true;
    pass(7, 'connecting', 9);
    page.hidden = false;
    pass(5, 'failed');
    assert.deepEqual({ ...seconds }, { watched: 29, behind: 3 });
  });
});
