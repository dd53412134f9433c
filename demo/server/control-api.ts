/**
 * The JSON interface behind the page's controls, under /demo-api: runs, sessions and faults. It hands out sessions
 * without a password, so it answers to this machine only, and only to pages of its own origin.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SimulatedRun, Simulator } from '../simulator/simulator.js';
import { VIEWERS, UnavailableError, type DemoBackend, type SessionRequest } from './backend.js';
import { FAULT_KINDS, type FaultSwitch } from './fault-switch.js';
import type { SeededTenants } from './seed.js';

export const API_PREFIX = '/demo-api/';

/** What the API acts on. */
export interface ControlApiOptions {
  readonly backend: DemoBackend;
  readonly simulator: Simulator;
  readonly tenants: SeededTenants;
  readonly faults: FaultSwitch;
}

/** Largest request body, in bytes: requests are a few numbers, and a larger one is a mistake. */
const MAX_BODY_BYTES = 10_000;
/** Most rows of one burst: 100,000 is what a viewer keeps, and takes some seconds to write. */
const MAX_BURST_ROWS = 100_000;
const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

type Body = Record<string, unknown>;
type Answer = (body: Body, runId: string) => unknown;

class BadRequest extends Error {}

/** Answers requests under {@link API_PREFIX}. */
export function createControlApi(options: ControlApiOptions) {
  const routes = createRoutes(options);
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      checkOrigin(request);
      const path = (request.url ?? '').slice(API_PREFIX.length).split('?')[0] ?? '';
      const [, runId = '', action = ''] = /^runs\/([\da-f-]{36})\/(\w+)$/.exec(path) ?? [];
      const route = runId === '' ? path : `runs/:id/${action}`;
      const answer = routes[`${request.method ?? ''} ${route}`];
      if (answer === undefined) {
        send(response, 404, { error: 'No such request.' });
        return;
      }
      const body = request.method === 'POST' ? await readBody(request) : {};
      send(response, 200, (await answer(body, runId)) ?? {});
    } catch (error) {
      const isTheirs =
        error instanceof BadRequest ||
        error instanceof RangeError ||
        error instanceof UnavailableError;
      if (!isTheirs) console.error(error);
      send(response, isTheirs ? 400 : 500, {
        error: error instanceof Error ? error.message : String(error),
      });
    }
  };
}

function createRoutes(options: ControlApiOptions): Readonly<Record<string, Answer>> {
  const { backend, simulator, tenants, faults } = options;
  return {
    'GET config': () => ({
      kind: backend.kind,
      supabaseUrl: backend.url,
      supabaseKey: backend.publishableKey,
      canBreakRealtime: backend.faults !== null,
      canMintTokens: backend.canMintTokens,
      workflows: tenants.owner.map(({ id, name }) => ({ id, name })),
    }),
    'GET state': () => ({ runs: simulator.runs().map(publicRun), faults: faults.active() }),
    'POST runs': async (body) => {
      const workflow =
        tenants.owner.find(({ id }) => id === body['workflowId']) ?? tenants.owner[0];
      if (workflow === undefined) throw new BadRequest('There is no workflow.');
      return publicRun(await simulator.start(workflow, numberIn(body, 'rate', 0, 2000)));
    },
    'POST runs/:id/rate': (body, runId) =>
      simulator.setRate(runId, numberIn(body, 'rate', 0, 2000)),
    'POST runs/:id/burst': (body, runId) =>
      simulator.burst(runId, Math.round(numberIn(body, 'rows', 1, MAX_BURST_ROWS))),
    'POST runs/:id/finish': (body, runId) => {
      const { status } = body;
      if (status !== 'succeeded' && status !== 'failed' && status !== 'canceled') {
        throw new BadRequest('status is succeeded, failed or canceled.');
      }
      return simulator.finish(runId, status);
    },
    'POST sessions': (body) => backend.session(sessionRequest(body)),
    'POST faults/drop': () => faults.dropSockets(),
    'POST faults/expire': () => faults.expireTokens(),
    'POST faults/clear': () => faults.clear(),
    ...Object.fromEntries(
      FAULT_KINDS.map((kind): [string, Answer] => [
        `POST faults/${kind}`,
        (body) => faults.start(kind, numberIn(body, 'seconds', 1, 600)),
      ]),
    ),
  };
}

function sessionRequest(body: Body): SessionRequest {
  const viewer = VIEWERS.find((name) => name === body['viewer']);
  if (viewer === undefined) throw new BadRequest(`viewer is one of ${VIEWERS.join(', ')}.`);
  const { runId } = body;
  return {
    viewer,
    ...(typeof runId === 'string' ? { runId } : {}),
    ...(body['expiresInSeconds'] === undefined
      ? {}
      : { expiresInSeconds: numberIn(body, 'expiresInSeconds', 1, 3600) }),
  };
}

/** A run as the page gets it: whose it is matters there, its steps do not. */
function publicRun({ workflow, ...run }: SimulatedRun): object {
  return { ...run, workflow: workflow.name, project: workflow.projectName };
}

function numberIn(body: Body, name: string, min: number, max: number): number {
  const value = body[name];
  if (typeof value !== 'number' || !(value >= min && value <= max)) {
    throw new BadRequest(`${name} is a number from ${min} to ${max}.`);
  }
  return value;
}

/** A page of another site must not reach this through the visitor's browser, by name tricks or otherwise. */
function checkOrigin(request: IncomingMessage): void {
  const { host = '', origin } = request.headers;
  const isOwnPage = origin === undefined || origin === `http://${host}`;
  if (!LOOPBACK_HOST.test(host) || !isOwnPage) {
    throw new BadRequest('The controls answer to pages of this server on this machine only.');
  }
  const type = request.headers['content-type'] ?? '';
  if (request.method === 'POST' && !type.startsWith('application/json')) {
    throw new BadRequest('Requests are JSON.');
  }
}

async function readBody(request: IncomingMessage): Promise<Body> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MAX_BODY_BYTES) throw new BadRequest('The request is too large.');
  }
  try {
    const body: unknown = JSON.parse(text === '' ? '{}' : text);
    if (typeof body === 'object' && body !== null) return body as Body;
  } catch {
    // Falls through to the one answer for everything that is not an object.
  }
  throw new BadRequest('The request is not a JSON object.');
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
