/**
 * Who sees what, asked as PostgREST and Realtime ask: under the viewer's role and claims, with the platform's default
 * grants in force. Every kind of viewer against every door.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type postgres from 'postgres';
import {
  append,
  asViewer,
  sqlStateOf,
  startTestDatabase,
  type TestDatabase,
  type Viewer,
} from '../helpers/postgres-database.js';

let database: TestDatabase;
let sql: postgres.Sql;
let run: string;
let sisterRun: string;
let foreignRun: string;
let viewers: Record<string, Viewer>;

before(async () => {
  database = await startTestDatabase();
  sql = database.sql;
  const [tenant, stranger] = [await database.makeTenant(), await database.makeTenant()];
  run = await database.makeRun(tenant);
  sisterRun = await database.makeRun(tenant);
  foreignRun = await database.makeRun(stranger);
  await append(sql, run, ['a', 'b']);
  await append(sql, sisterRun, ['c']);
  await append(sql, foreignRun, ['d']);
  const signedIn = (claims: object): Viewer => ({
    role: 'authenticated',
    claims: { role: 'authenticated', ...claims },
  });
  viewers = {
    owner: signedIn({ sub: tenant.owner }),
    stranger: signedIn({ sub: stranger.owner }),
    nobody: signedIn({ sub: crypto.randomUUID() }),
    portal: signedIn({ sub: 'portal:customer-42', run_id: run }),
    portalOfOtherRun: signedIn({ sub: 'portal:customer-42', run_id: sisterRun }),
    ownerWithPortalToken: signedIn({ sub: tenant.owner, run_id: sisterRun }),
    portalOfBadRun: signedIn({ sub: tenant.owner, run_id: "' or true --" }),
    portalOfNullRun: signedIn({ sub: tenant.owner, run_id: null }),
    portalOfManyRuns: signedIn({ sub: tenant.owner, run_id: [run] }),
    portalOfNumber: signedIn({ sub: tenant.owner, run_id: 7 }),
    subjectNoUuid: signedIn({ sub: 'nobody in particular' }),
    subjectNoText: signedIn({ sub: { id: tenant.owner } }),
    noClaims: { role: 'authenticated', claims: '' },
    brokenClaims: { role: 'authenticated', claims: '{"sub":' },
    claimsNoObject: { role: 'authenticated', claims: '["run_id"]' },
    anon: { role: 'anon', claims: { role: 'anon' } },
    anonWithClaims: { role: 'anon', claims: { role: 'anon', sub: tenant.owner, run_id: run } },
  };
});
after(() => database.stop());

const SEES_RUN = ['owner', 'portal'];

/** The runs of which a viewer sees rows; an SQLSTATE if the table is closed to it. */
async function runsSeen(viewer: Viewer, table: string): Promise<unknown> {
  try {
    return await asViewer(sql, viewer, async (request) => {
      const rows = await request.unsafe(`select distinct run_id from ${table}`);
      return rows.map((row) => String(row['run_id'])).sort();
    });
  } catch (error) {
    return (error as postgres.PostgresError).code;
  }
}

/** As the Realtime server asks: a probe row of the topic, looked at under the viewer's role, then rolled back. */
async function mayJoin(viewer: Viewer, topic: string, extension = 'broadcast'): Promise<boolean> {
  const id = crypto.randomUUID();
  const done = new Error('rolled back');
  let count = 0;
  await sql
    .begin(async (probe) => {
      await probe`insert into realtime.messages (id, topic, extension, private) values (${id}, ${topic}, ${extension}, true)`;
      const claims =
        typeof viewer.claims === 'string' ? viewer.claims : JSON.stringify(viewer.claims);
      await probe`select set_config('request.jwt.claims', ${claims}, true), set_config('realtime.topic', ${topic}, true)`;
      await probe.unsafe(`set local role ${viewer.role}`);
      count = (await probe`select id from realtime.messages where id = ${id}`).length;
      throw done;
    })
    .catch((error: unknown) => {
      if (error !== done) throw error;
    });
  return count === 1;
}

async function maySend(viewer: Viewer, topic: string): Promise<boolean> {
  const state = await sqlStateOf(
    asViewer(
      sql,
      viewer,
      (request) =>
        request`insert into realtime.messages (topic, extension, event, payload, private)
                values (${topic}, 'broadcast', 'logs', '{}', true)`,
    ),
  );
  assert.ok(state === undefined || state === '42501', state);
  return state === undefined;
}

describe('rows and cursors', () => {
  for (const table of ['logs', 'log_cursors']) {
    it(`${table}: each viewer sees its own runs and no other`, async () => {
      const seen: Record<string, unknown> = {};
      for (const [name, viewer] of Object.entries(viewers))
        seen[name] = await runsSeen(viewer, table);
      assert.deepEqual(seen, {
        owner: [run, sisterRun].sort(),
        stranger: [foreignRun],
        nobody: [],
        portal: [run],
        portalOfOtherRun: [sisterRun],
        ownerWithPortalToken: [sisterRun],
        portalOfBadRun: [],
        portalOfNullRun: [],
        portalOfManyRuns: [],
        portalOfNumber: [],
        subjectNoUuid: [],
        subjectNoText: [],
        noClaims: [],
        brokenClaims: [],
        claimsNoObject: [],
        anon: '42501',
        anonWithClaims: '42501',
      });
    });
  }

  it('can_view_run gives every viewer the answer that the tables give', async () => {
    for (const [name, viewer] of Object.entries(viewers)) {
      const seen = viewer.role === 'anon' ? [] : await runsSeen(viewer, 'log_cursors');
      const answers = await asViewer(sql, viewer, async (request) => {
        const rows = await request`
          select r as run_id from unnest(${[run, sisterRun, foreignRun, crypto.randomUUID()]}::uuid[]) r
          where can_view_run(r)`;
        return rows.map((row) => String(row['run_id'])).sort();
      });
      // The function judges claims; that anon may not read at all is the grants' part.
      if (name !== 'anonWithClaims') assert.deepEqual(answers, seen, name);
    }
  });

  it('opens them to the service key', async () => {
    const service: Viewer = { role: 'service_role', claims: { role: 'service_role' } };
    assert.deepEqual(await runsSeen(service, 'logs'), [run, sisterRun, foreignRun].sort());
    await asViewer(sql, service, async (request) => {
      await append(request, run, ['by the service key']);
      await request`insert into logs (run_id, message) values (${run}, 'a'), (${run}, 'b')`;
      const [cursor] = await request`select last_seq from log_cursors where run_id = ${run}`;
      assert.equal(cursor?.['last_seq'], 5);
    });
  });

  it('follows what members may do to their runs: start, end, move and delete them', async () => {
    const tenant = await database.makeTenant();
    const other = await database.makeTenant();
    await sql`update projects set owner = ${tenant.owner} where id = ${other.projectId}`;
    await asViewer(
      sql,
      { role: 'authenticated', claims: { sub: tenant.owner } },
      async (member) => {
        const [made] = await member`
        insert into workflow_runs (project_id, workflow_id)
        values (${tenant.projectId}, ${tenant.workflowId}) returning id`;
        const runId = made?.['id'] as string;
        await member`update workflow_runs set status = 'failed' where id = ${runId}`;
        await member.unsafe('reset role');
        await append(member, runId, ['a']);
        await member.unsafe('set local role authenticated');
        await member`update workflow_runs set project_id = ${other.projectId} where id = ${runId}`;
        const [seen] = await member`
        select c.run_status, c.project_id as cursor_project, l.project_id as row_project
        from log_cursors c join logs l using (run_id) where run_id = ${runId}`;
        assert.deepEqual(seen, {
          run_status: 'failed',
          cursor_project: other.projectId,
          row_project: other.projectId,
        });
        await member`delete from workflow_runs where id = ${runId}`;
        assert.equal((await member`select from logs where run_id = ${runId}`).length, 0);
      },
    );
  });

  it('keeps every leaf out of reach, even of somebody who is let into its schema', async () => {
    const leaves =
      await sql`select inhrelid::regclass::text as leaf from pg_inherits where inhparent = 'logs'::regclass`;
    assert.ok(leaves.length >= 5);
    for (const { leaf } of leaves) {
      for (const name of ['owner', 'anon', 'portal']) {
        assert.equal(
          await runsSeen(viewers[name] as Viewer, String(leaf)),
          '42501',
          `${name} ${leaf}`,
        );
      }
    }
    await sql.unsafe('grant usage on schema logs_partitions to authenticated');
    await sql.unsafe('grant select on all tables in schema logs_partitions to authenticated');
    try {
      for (const { leaf } of leaves) {
        assert.deepEqual(await runsSeen(viewers['stranger'] as Viewer, String(leaf)), []);
      }
    } finally {
      await sql.unsafe('revoke select on all tables in schema logs_partitions from authenticated');
      await sql.unsafe('revoke usage on schema logs_partitions from authenticated');
    }
  });

  it('lets no viewer write, by any way in', async () => {
    const ways: ((request: postgres.TransactionSql) => PromiseLike<unknown>)[] = [
      (request) => append(request, run, ['forged']),
      (request) => request`insert into logs (run_id, message) values (${run}, 'forged')`,
      (request) => request`update logs set message = 'forged'`,
      (request) => request`delete from logs`,
      (request) => request`truncate logs`,
      (request) => request`insert into log_cursors (run_id, project_id) values (${run}, ${run})`,
      (request) => request`update log_cursors set last_seq = 0`,
      (request) => request`delete from log_cursors`,
      (request) => request`select log_stream.take_seqs(${run}, 1)`,
      (request) => request`select maintain_logs_partitions()`,
      (request) => request`select drop_old_logs_partitions(1)`,
      (request) => request`select delete_expired_logs()`,
      (request) => request`select * from logs_health`,
    ];
    for (const name of ['owner', 'portal', 'anon']) {
      for (const [index, way] of ways.entries()) {
        const state = await sqlStateOf(
          asViewer(sql, viewers[name] as Viewer, async (request) => way(request)),
        );
        assert.equal(state, '42501', `${name}, way ${index}`);
      }
    }
  });
});

describe('the Realtime topic', () => {
  it('is joined by those who may see the run, and nobody else', async () => {
    for (const [name, viewer] of Object.entries(viewers)) {
      assert.equal(await mayJoin(viewer, `run-logs:${run}`), SEES_RUN.includes(name), name);
    }
  });

  it('neither lets in nor raises for topics that are none of ours, or nearly', async () => {
    const topics = [
      'room:lobby',
      'run-logs',
      'run-logs:',
      'run-logs:not-a-uuid',
      `run-logs:${run}x`,
      `run-logs:${run}\n`,
      `run-logs:${run.toUpperCase()}`,
      `run-logs:{${run}}`,
      `xrun-logs:${run}`,
      `run-logs:${run}:more`,
      '',
    ];
    for (const topic of topics) {
      for (const name of ['owner', 'portal', 'anon', 'brokenClaims']) {
        assert.equal(await mayJoin(viewers[name] as Viewer, topic), false, `${name} ${topic}`);
      }
    }
    assert.equal(await mayJoin(viewers['owner'] as Viewer, `run-logs:${run}`, 'presence'), false);
  });

  it('is written by no viewer', async () => {
    for (const name of ['owner', 'portal', 'anon']) {
      assert.equal(await maySend(viewers[name] as Viewer, `run-logs:${run}`), false, name);
    }
  });

  it('stays closed when a host opens all of its topics to everybody signed in', async () => {
    await sql.unsafe(`
      create policy host_reads on realtime.messages for select to authenticated using (true);
      create policy host_sends on realtime.messages for insert to authenticated with check (true)`);
    try {
      const stranger = viewers['stranger'] as Viewer;
      assert.equal(await mayJoin(stranger, 'room:lobby'), true);
      assert.equal(await maySend(stranger, 'room:lobby'), true);
      assert.equal(await mayJoin(stranger, `run-logs:${run}`), false);
      assert.equal(await mayJoin(stranger, 'run-logs:anything'), false);
      assert.equal(await mayJoin(stranger, `run-logs:${foreignRun}`), true);
      assert.equal(await maySend(viewers['owner'] as Viewer, `run-logs:${run}`), false);
    } finally {
      await sql.unsafe(`
        drop policy host_reads on realtime.messages;
        drop policy host_sends on realtime.messages`);
    }
  });
});
