import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import { RestClient, RestError } from '../../../src/source/rest-client.js';

/** Real requests to a real server that answers as told. */
describe('REST client', () => {
  let server: Server | null = null;

  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    server = null;
  });

  async function client(listener: RequestListener): Promise<RestClient> {
    server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return new RestClient({ url: `http://127.0.0.1:${port}/`, key: 'sb_publishable_test' });
  }

  async function failureOf(listener: RequestListener): Promise<RestError> {
    const rest = await client(listener);
    const failure = await rest
      .rows('logs', [], new AbortController().signal)
      .catch((e: unknown) => e);
    assert.ok(failure instanceof RestError, String(failure));
    return failure;
  }

  const answer =
    (status: number, body: string, headers: Record<string, string> = {}): RequestListener =>
    (_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
    };

  it('asks with the key and the newest token, and gives back the rows', async () => {
    const seen: (string | undefined)[] = [];
    const rest = await client((request, response) => {
      seen.push(request.url, request.headers['apikey'] as string, request.headers.authorization);
      response.end('[{"seq":1}]');
    });
    rest.setToken('old');
    rest.setToken('new');
    const rows = await rest.rows('logs', [['seq', 'gte.1']], new AbortController().signal);
    assert.deepEqual(rows, [{ seq: 1 }]);
    assert.deepEqual(seen, ['/rest/v1/logs?seq=gte.1', 'sb_publishable_test', 'Bearer new']);
  });

  it('asks another schema for a table that is there, whatever its name holds', async () => {
    const seen: (string | undefined)[] = [];
    const rest = await client((request, response) => {
      seen.push(request.url, request.headers['accept-profile'] as string | undefined);
      response.end('[]');
    });
    for (const table of ['audit.run lines', 'logs', 'public.logs', '../rpc/drop']) {
      await rest.rows(table, [], new AbortController().signal);
    }
    assert.deepEqual(
      seen,
      ['/rest/v1/run%20lines', 'audit', '/rest/v1/logs', undefined]
        .concat(['/rest/v1/logs', undefined])
        .concat(['/rest/v1/..%2Frpc%2Fdrop', undefined]),
    );
  });

  it('says by what name the server knows the failure', async () => {
    const failure = await failureOf(answer(404, '{"code":"PGRST205","message":"no such table"}'));
    assert.equal(failure.code, 'PGRST205');
    assert.equal(failure.failure, 'refused');
  });

  it('takes nothing for a code that is too long to be one', async () => {
    const failure = await failureOf(answer(404, JSON.stringify({ code: 'x'.repeat(9_999) })));
    assert.equal(failure.code, null);
    assert.equal(failure.message, 'HTTP 404');
  });

  const cases: [string, RequestListener, RestError['failure']][] = [
    ['an expired token', answer(401, '{"code":"PGRST303","message":"JWT expired"}'), 'token'],
    ['an old server’s expired token', answer(400, '{"code":"X","message":"JWT expired"}'), 'token'],
    [
      'a token from a clock ahead',
      answer(401, '{"code":"PGRST303","message":"JWT issued at future"}'),
      'unreachable',
    ],
    ['a missing table', answer(404, '{"code":"PGRST205"}'), 'refused'],
    ['a missing grant', answer(403, '{"code":"42501"}'), 'refused'],
    ['a busy server', answer(503, '{"code":"PGRST002"}'), 'unreachable'],
    ['a quota', answer(429, ''), 'unreachable'],
    ['a proxy’s page', answer(200, '<html>hello</html>'), 'unreadable'],
    ['a proxy’s error page', answer(404, '<html>not here</html>'), 'unreadable'],
    ['an object where rows are due', answer(200, '{}'), 'unreadable'],
    ['a server that hangs up', (request) => request.socket.destroy(), 'unreachable'],
  ];
  for (const [name, listener, failure] of cases) {
    it(`tells ${name} as ${failure}`, async () => {
      assert.equal((await failureOf(listener)).failure, failure);
    });
  }

  it('passes on how long a server asks to wait', async () => {
    const error = await failureOf(answer(503, '{}', { 'retry-after': '7' }));
    assert.equal(error.retryAfterMs, 7_000);
  });

  it('never quotes what the server said, nor the token', async () => {
    const rest = await client(answer(403, '{"code":"42501","message":"secret-token secret row"}'));
    rest.setToken('secret-token');
    const error = await rest
      .rows('logs', [], new AbortController().signal)
      .catch((e: unknown) => e);
    assert.doesNotMatch(JSON.stringify(error) + String(error), /secret/);
  });

  it('gives up on an answer that does not begin, later each time', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    let asked = (): void => undefined;
    const rest = await client(() => asked());
    const failsAfter = async (waitsMs: readonly number[]): Promise<boolean> => {
      const arrived = new Promise<void>((resolve) => (asked = resolve));
      let failure: unknown;
      const request = rest
        .rows('logs', [], new AbortController().signal)
        .catch((error: unknown) => (failure = error));
      await arrived;
      for (const waitMs of waitsMs) {
        assert.equal(failure, undefined);
        t.mock.timers.tick(waitMs);
        await Promise.resolve();
      }
      await request;
      return failure instanceof RestError && failure.message === 'no answer in time';
    };
    assert.ok(await failsAfter([3_999, 1]));
    assert.ok(await failsAfter([5_999, 1]));
  });

  it('ends with the reason of whoever aborts it', async () => {
    const rest = await client(() => undefined);
    const abort = new AbortController();
    const request = rest.rows('logs', [], abort.signal);
    abort.abort(new Error('enough'));
    await assert.rejects(request, /enough/);
  });
});
