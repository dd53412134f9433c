/** That a token minted as the documentation shows opens one run, over REST, and closes when its claim says so. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { decodeJwt } from 'jose';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import { asViewer } from '../helpers/postgres-database.js';
import { appendRows, createRun, createTenant } from '../helpers/tenants.js';

const EXAMPLE = new URL('../../supabase/examples/mint-portal-token.ts', import.meta.url);

let stack: LocalStack;
let runId: string;
let sisterRunId: string;

before(async () => {
  stack = await startStack({ port: 0 });
  const tenant = await createTenant(stack, 'owner');
  runId = await createRun(stack, tenant);
  sisterRunId = await createRun(stack, tenant);
  await appendRows(stack, runId, 3);
  await appendRows(stack, sisterRunId, 3);
});
after(() => stack.stop());

async function read(token: string, table: string, query = ''): Promise<unknown> {
  const response = await fetch(`${stack.url}/rest/v1/${table}?select=run_id${query}`, {
    headers: { apikey: stack.publishableKey, authorization: `Bearer ${token}` },
  });
  return response.ok ? ((await response.json()) as unknown[]).length : response.status;
}

describe('a portal token', () => {
  it('minted as the documentation shows opens its run and no other', async () => {
    process.env['SUPABASE_JWT_SECRET'] = stack.jwtSecret;
    const { mintPortalToken } = (await import(EXAMPLE.href)) as {
      mintPortalToken: (customerId: string, runId: string) => Promise<string>;
    };
    const token = await mintPortalToken('customer-42', runId);
    assert.equal(await read(token, 'logs'), 3);
    assert.equal(await read(token, 'logs', `&run_id=eq.${sisterRunId}`), 0);
    assert.equal(await read(token, 'log_cursors'), 1);
    assert.equal(
      await read(token, 'workflow_runs'),
      400,
      'its subject is no uuid, as MeshHook has them',
    );
    const { exp, iat } = decodeJwt(token);
    assert.equal((exp ?? 0) - (iat ?? 0), 900);
    const label = await asViewer(
      stack.sql,
      { role: 'authenticated', claims: decodeJwt(token) },
      async (request) => {
        const [row] = await request`select viewable_run_label() as label`;
        return row?.['label'] as string;
      },
    );
    assert.equal(label, 'customer-42');
  });

  it('is in the documentation as it was tested', async () => {
    const readme = await readFile(new URL('../../supabase/README.md', import.meta.url), 'utf8');
    assert.ok(readme.includes((await readFile(EXAMPLE, 'utf8')).trim()));
  });

  const seconds = Math.floor(Date.now() / 1000);
  const ends: readonly [end: unknown, sees: boolean][] = [
    [seconds + 3600, true],
    [seconds + 3600.5, true],
    [1e300, true],
    [seconds - 1, false],
    [0, false],
    [-1, false],
    [null, false],
    ['', false],
    [String(seconds + 3600), false],
    [true, false],
    [[seconds + 3600], false],
    [{ at: seconds + 3600 }, false],
  ];
  for (const [end, sees] of ends) {
    it(`${sees ? 'opens' : 'is shut'} with run_exp ${JSON.stringify(end)}, by all three doors`, async () => {
      const claims = { sub: 'portal:x', role: 'authenticated', run_id: runId, run_exp: end };
      const seen = await asViewer(stack.sql, { role: 'authenticated', claims }, async (request) => [
        (await request`select from logs`).length === 3,
        (await request`select from log_cursors`).length === 1,
        (await request`select can_view_run(${runId}) as may`)[0]?.['may'] as boolean,
      ]);
      assert.deepEqual(seen, [sees, sees, sees]);
    });
  }

  it('that is over does not turn its holder into the user of its subject', async () => {
    const owner = await createTenant(stack, 'second');
    const own = await createRun(stack, owner);
    const claims = { sub: owner.userId, role: 'authenticated', run_id: own, run_exp: 1 };
    const seen = await asViewer(
      stack.sql,
      { role: 'authenticated', claims },
      (request) => request`select from log_cursors`,
    );
    assert.equal(seen.length, 0);
  });

  it('may carry any label without it deciding anything', async () => {
    const labels: readonly [label: unknown, told: string | null][] = [
      ['Ada', 'Ada'],
      ['x'.repeat(500), 'x'.repeat(200)],
      [null, null],
      [7, null],
      [{ a: 1 }, null],
    ];
    for (const [label, told] of labels) {
      const claims = { sub: 'portal:x', run_id: runId, run_label: label };
      const row = await asViewer(stack.sql, { role: 'authenticated', claims }, async (request) => {
        const [first] =
          await request`select viewable_run_label() as label, (select count(*)::int from log_cursors) as n`;
        return first;
      });
      assert.deepEqual({ ...row }, { label: told, n: 1 });
    }
    const none = await asViewer(
      stack.sql,
      { role: 'authenticated', claims: { run_label: 'Ada' } },
      async (request) => {
        const [first] = await request`select viewable_run_label() as label`;
        return first?.['label'] as unknown;
      },
    );
    assert.equal(none, null);
  });
});
