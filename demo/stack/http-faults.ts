/**
 * What can be wrong with REST between a page and PostgREST: errors, a captive portal's page, no answer, a cut
 * connection, a smaller row cap, slowness. Auth and Realtime are left alone.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { seededRandom, type SeededRandom } from '../simulator/seeded-random.js';
import { HangUp } from './gateway.js';

/**
 * A status gets the body that PostgREST or the gateway would send with it. `html` is a page with status 200, as of a
 * captive portal; `hang` is no answer until it is repaired; `reset` cuts the connection.
 */
export type RestFailure = number | 'html' | 'hang' | 'reset';

export interface HttpFaults {
  /** Requests for REST fail so from now on, or a share of them from 0 to 1 (by a seed). Null: no longer. */
  failRest(failure: RestFailure | null, share?: number): void;
  /** No answer has more rows than that: the rest is cut off with status 200 and no word. Null: the server's 1,000. */
  capRows(rows: number | null): void;
  /** Every answer is this much late, ms. 0: no longer. */
  delayRest(ms: number): void;
  /** Requests for REST since the start, and how many of them were made to fail. */
  stats(): { readonly requests: number; readonly failed: number };
}

type Answer = (request: Request) => Promise<Response>;

const SEED = 1;
const PORTAL = '<!doctype html><title>Sign in</title><p>Sign in to use this network.</p>';
/** By status; what is not here is the gateway's. */
const BODIES: Readonly<Record<number, { readonly code?: string; readonly message: string }>> = {
  401: { code: 'PGRST303', message: 'JWT expired' },
  403: { code: '42501', message: 'permission denied for table logs' },
  404: { code: 'PGRST205', message: "Could not find the table 'public.logs' in the schema cache" },
  429: { message: 'API rate limit exceeded' },
  500: { code: '57014', message: 'canceling statement due to statement timeout' },
  502: { message: 'An invalid response was received from the upstream server' },
  503: {
    code: 'PGRST001',
    message: 'Could not connect with the database. Retrying the connection.',
  },
  504: { code: 'PGRST003', message: 'Timed out acquiring connection from connection pool.' },
};

export class RestFaults implements HttpFaults {
  #failure: RestFailure | null = null;
  #share = 1;
  #chance: SeededRandom = seededRandom(SEED);
  #repaired: Promise<void> = Promise.resolve();
  #repair: () => void = () => undefined;
  #cap: number | null = null;
  #delayMs = 0;
  #requests = 0;
  #failed = 0;

  failRest(failure: RestFailure | null, share = 1): void {
    this.#repair();
    this.#failure = failure;
    this.#share = share;
    this.#chance = seededRandom(SEED);
    this.#repaired = new Promise((resolve) => (this.#repair = resolve));
  }

  capRows(rows: number | null): void {
    this.#cap = rows;
  }

  delayRest(ms: number): void {
    this.#delayMs = ms;
  }

  stats(): { requests: number; failed: number } {
    return { requests: this.#requests, failed: this.#failed };
  }

  /** Answers in the place of REST, or lets it answer. Rejects with {@link HangUp} for a cut connection. */
  async answer(request: Request, rest: Answer): Promise<Response> {
    const isRest = new URL(request.url).pathname.startsWith('/rest/');
    if (!isRest) return rest(request);
    this.#requests++;
    if (this.#delayMs > 0) await delay(this.#delayMs, undefined, { ref: false });
    if (this.#failure !== null && this.#chance.chance(this.#share)) {
      this.#failed++;
      if (this.#failure === 'reset') throw new HangUp();
      if (this.#failure !== 'hang') return failedAnswer(this.#failure);
      await this.#repaired;
    }
    return rest(this.#cap === null ? request : withLimit(request, this.#cap));
  }
}

function failedAnswer(failure: number | 'html'): Response {
  if (failure === 'html') {
    return new Response(PORTAL, { headers: { 'content-type': 'text/html; charset=utf-8' } });
  }
  const { code, message } = BODIES[failure] ?? { message: 'An unexpected error occurred' };
  const body = code === undefined ? { message } : { code, details: null, hint: null, message };
  return Response.json(body, { status: failure });
}

/** The same rows come of a smaller limit as of a smaller cap. */
function withLimit(request: Request, cap: number): Request {
  if (request.method !== 'GET') return request;
  const url = new URL(request.url);
  const asked = Number(url.searchParams.get('limit') ?? Number.POSITIVE_INFINITY);
  if (asked <= cap) return request;
  url.searchParams.set('limit', String(cap));
  return new Request(url, request);
}
