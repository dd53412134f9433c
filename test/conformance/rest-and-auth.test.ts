/** REST and Auth of the local stack answer as hosted Supabase does, as far as a viewer and a worker ask them. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, describe, it } from 'node:test';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import { waitUntil } from '../helpers/wait-until.js';

const ROWS = 2_300;
const COLUMNS = 'seq,id::text,level,message,node_id,fields,created_at';

describe('REST', () => {
  let stack: LocalStack;
  let runId: string;
  let owner: string;
  let stranger: string;

  before(async () => {
    stack = await startStack({ port: 0 });
    const ada = await stack.signIn('ada@one.example', 'correct horse battery');
    const bea = await stack.signIn('bea@two.example', 'correct horse battery');
    [owner, stranger] = [ada.accessToken, bea.accessToken];
    const { sql } = stack;
    const [run] = await sql<{ id: string }[]>`
      with project as (insert into projects (owner, name) values (${ada.userId}, 'one') returning id),
        workflow as (insert into workflow_definitions (project_id, slug) select id, 'w' from project returning id, project_id)
      insert into workflow_runs (project_id, workflow_id) select project_id, id from workflow returning id`;
    runId = run?.id ?? '';
    await sql`insert into logs (run_id, message, created_at)
      select ${runId}, 'row ' || i, '2026-11-23 08:43:42.000001+00'::timestamptz + i * interval '1 microsecond'
      from generate_series(1, ${ROWS}::int) i`;
  });

  after(() => stack.stop());

  function ask(
    path: string,
    token: string | null,
    init: RequestInit = {},
    apikey = stack.publishableKey,
  ): Promise<Response> {
    const headers = {
      apikey,
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    };
    return fetch(`${stack.url}/rest/v1/${path}`, { ...init, headers });
  }

  async function rows(path: string, token: string | null): Promise<Record<string, unknown>[]> {
    const response = await ask(path, token);
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()) as Record<string, unknown>[];
  }

  it('gives a page by keyset, ids as text, times to the microsecond', async () => {
    const filter = `run_id=eq.${runId}&seq=gte.5&seq=lte.6&order=seq.asc&limit=1000`;
    const page = await rows(`logs?select=${COLUMNS}&${filter}`, owner);
    assert.deepEqual(
      page.map(({ id, ...row }) => ({ ...row, id: typeof id })),
      [5, 6].map((seq) => ({
        seq,
        id: 'string',
        level: null,
        message: `row ${seq}`,
        node_id: null,
        fields: null,
        created_at: `2026-11-23T08:43:42.00000${seq + 1}+00:00`,
      })),
    );
  });

  it('gives the newest first when asked, and never more than 1000 rows', async () => {
    const newest = await rows(`logs?select=seq&run_id=eq.${runId}&order=seq.desc&limit=2`, owner);
    assert.deepEqual(newest, [{ seq: ROWS }, { seq: ROWS - 1 }]);
    const cut = await rows(`logs?select=seq&run_id=eq.${runId}&order=seq.asc&limit=5000`, owner);
    assert.equal(cut.length, 1000);
    assert.equal(cut.at(-1)?.['seq'], 1000);
  });

  it('shows a stranger, and nobody at all, an empty answer', async () => {
    assert.deepEqual(await rows(`logs?select=seq&run_id=eq.${runId}`, stranger), []);
    assert.deepEqual(await rows(`log_cursors?select=last_seq&run_id=eq.${runId}`, stranger), []);
  });

  it('shows the tail and the status to whoever may see the run', async () => {
    const path = `log_cursors?select=last_seq,run_status&run_id=eq.${runId}`;
    const tail = [{ last_seq: ROWS, run_status: 'running' }];
    assert.deepEqual(await rows(path, owner), tail);
    const portal = await stack.mintToken({ sub: randomUUID(), run_id: runId });
    assert.deepEqual(await rows(path, portal), tail);
    const elsewhere = await stack.mintToken({ sub: randomUUID(), run_id: randomUUID() });
    assert.deepEqual(await rows(path, elsewhere), []);
  });

  it('refuses without a key, with a token that has expired, and with one that is forged', async () => {
    const code = async (response: Response): Promise<unknown> => [
      response.status,
      ((await response.json()) as { code?: string }).code,
    ];
    const path = 'logs?select=seq&limit=1';
    assert.equal((await fetch(`${stack.url}/rest/v1/${path}`)).status, 401);
    const expired = await stack.mintToken({ sub: randomUUID(), expiresInSeconds: -60 });
    assert.deepEqual(await code(await ask(path, expired)), [401, 'PGRST303']);
    assert.deepEqual(await code(await ask(path, `${owner}x`)), [401, 'PGRST301']);
  });

  it('lets the worker append through the function, and nobody else', async () => {
    const body = JSON.stringify({ run_id: runId, entries: [{ message: 'by hand' }] });
    const init = { method: 'POST', body };
    const refused = await ask('rpc/append_run_logs', owner, init);
    assert.equal(refused.status, 403);
    const appended = await ask('rpc/append_run_logs', null, init, stack.secretKey);
    assert.equal(appended.status, 200, await appended.clone().text());
    assert.match(await appended.text(), /"first_seq":\d+/);
  });

  describe('under a fault', () => {
    const path = (): string => `logs?select=seq&run_id=eq.${runId}&order=seq.asc&limit=1000`;

    afterEach(() => {
      stack.http.failRest(null);
      stack.http.capRows(null);
      stack.http.delayRest(0);
    });

    it('fails with a status, and the body that goes with it', async () => {
      for (const [status, code] of [
        [401, 'PGRST303'],
        [500, '57014'],
        [503, 'PGRST001'],
        [429, undefined],
      ] as const) {
        stack.http.failRest(status);
        const response = await ask(path(), owner);
        assert.equal(response.status, status);
        assert.equal(response.headers.get('access-control-allow-origin'), '*');
        const body = (await response.json()) as { code?: string; message?: unknown };
        assert.equal(body.code, code);
        assert.equal(typeof body.message, 'string');
      }
      stack.http.failRest(null);
      assert.equal((await rows(path(), owner)).length, 1000);
    });

    it('fails in a share of the requests, and leaves Auth alone', async () => {
      const { requests, failed } = stack.http.stats();
      stack.http.failRest(503, 0.5);
      const statuses: number[] = [];
      for (let count = 0; count < 20; count++) {
        statuses.push((await ask('log_cursors?limit=1', owner)).status);
      }
      const failures = statuses.filter((status) => status === 503).length;
      assert.ok(failures > 3 && failures < 17, statuses.join());
      assert.deepEqual(stack.http.stats(), { requests: requests + 20, failed: failed + failures });
      stack.http.failRest(503);
      const headers = { apikey: stack.publishableKey };
      assert.equal((await fetch(`${stack.url}/auth/v1/settings`, { headers })).status, 200);
    });

    it('answers with a page in the place of rows', async () => {
      stack.http.failRest('html');
      const response = await ask(path(), owner);
      assert.equal(response.status, 200);
      assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
      assert.match(await response.text(), /^<!doctype html>/);
    });

    it('does not answer until it is repaired', async () => {
      stack.http.failRest('hang');
      const { failed } = stack.http.stats();
      const answered = rows(path(), owner);
      await waitUntil('it hangs', () => stack.http.stats().failed > failed);
      stack.http.failRest(null);
      assert.equal((await answered).length, 1000);
    });

    it('cuts the connection', async () => {
      stack.http.failRest('reset');
      await assert.rejects(ask(path(), owner), (error: Error) => {
        assert.match(JSON.stringify(error.cause), /ECONNRESET|UND_ERR_SOCKET/);
        return true;
      });
    });

    it('cuts an answer off without a word', async () => {
      stack.http.capRows(7);
      const numbers = (page: Record<string, unknown>[]): unknown[] => page.map(({ seq }) => seq);
      assert.deepEqual(numbers(await rows(path(), owner)), [1, 2, 3, 4, 5, 6, 7]);
      const asked = `logs?select=seq&run_id=eq.${runId}&order=seq.asc&limit=2`;
      assert.deepEqual(numbers(await rows(asked, owner)), [1, 2]);
    });

    it('is late', async () => {
      stack.http.delayRest(150);
      const askedMs = performance.now();
      await rows(path(), owner);
      assert.ok(performance.now() - askedMs >= 149);
    });
  });

  it('leaves the grants as the migrations made them', async () => {
    const grants = await stack.sql`
      select grantee, table_schema, table_name, privilege_type from information_schema.role_table_grants
      where grantee in ('anon', 'authenticated')
        and (table_schema = 'logs_partitions' or table_name in ('logs', 'log_cursors'))
      order by table_name`;
    assert.deepEqual(
      [...grants].map((grant) => Object.values(grant).join(' ')),
      ['authenticated public log_cursors SELECT', 'authenticated public logs SELECT'],
    );
  });

  it('keeps what was asked off the terminal when a statement fails', async (context) => {
    const printed: unknown[] = [];
    context.mock.method(process.stderr, 'write', (chunk: unknown) => printed.push(chunk) > 0);
    const response = await ask('logs?select=nope&message=eq.confidential', owner);
    context.mock.restoreAll();
    assert.equal(response.status, 400);
    assert.deepEqual(printed, []);
  });

  it('answers a page of another origin', async () => {
    const origin = 'https://portal.example';
    const preflight = await fetch(`${stack.url}/rest/v1/logs`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-headers': 'apikey,authorization' },
    });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('access-control-allow-headers'), 'apikey,authorization');
    assert.equal(preflight.headers.get('access-control-allow-origin'), '*');
    const answer = await ask('logs?select=seq&limit=1', owner);
    assert.equal(answer.headers.get('access-control-allow-origin'), '*');
  });

  it('sees a table made later, after notify pgrst', async () => {
    await stack.sql.unsafe(
      `create table public.made_later (n int); insert into made_later values (1); notify pgrst, 'reload schema'`,
    );
    const isKnown = async (): Promise<boolean> =>
      (await ask('made_later?select=n', owner)).status === 200;
    await waitUntil('the schema was read again', isKnown);
    assert.deepEqual(await rows('made_later?select=n', owner), [{ n: 1 }]);
  });

  it('signs the same user in again, and refuses a wrong password', async () => {
    const again = await stack.signIn('ada@one.example', 'correct horse battery');
    assert.equal(subjectOf(again.accessToken), subjectOf(owner));
    assert.equal(again.userId, subjectOf(owner));
    await assert.rejects(stack.signIn('ada@one.example', 'wrong horse battery'), (error: Error) => {
      assert.match(error.message, /invalid_credentials/);
      assert.ok(!error.message.includes('wrong horse'));
      return true;
    });
  });
});

function subjectOf(token: string): unknown {
  const body = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
  return (JSON.parse(body) as { sub?: unknown }).sub;
}
