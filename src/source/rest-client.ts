/**
 * Reads from PostgREST: one request with the viewer's token, a time limit, and every way of failing sorted into the
 * four that call for different answers. It does not retry; whoever asked knows whether asking again makes sense.
 */

import { PUBLIC_SCHEMA, readTableName } from './table-name.js';

/** What a failed request calls for. */
export type RestFailure =
  /** Nothing answered, or the server is busy: ask again later. */
  | 'unreachable'
  /** The token is missing, expired or not accepted: ask again with another. */
  | 'token'
  /** The request itself is wrong here (no such table, no grant): asking again is useless. */
  | 'refused'
  /** The answer was not JSON, or not a list: something else is answering in the server's place. */
  | 'unreadable';

/** A request that failed. */
export class RestError extends Error {
  override readonly name = 'RestError';
  readonly failure: RestFailure;
  /** What the server asked to wait, in milliseconds, if it did. */
  readonly retryAfterMs: number | null;
  /** PostgREST's or Postgres' own name for what went wrong, if there is one. */
  readonly code: string | null;

  constructor(
    failure: RestFailure,
    message: string,
    retryAfterMs: number | null = null,
    code: string | null = null,
  ) {
    super(message);
    this.failure = failure;
    this.retryAfterMs = retryAfterMs;
    this.code = code;
  }
}

/** Where to read. */
export interface RestEndpoint {
  /** Project URL. */
  readonly url: string;
  /** Publishable key. */
  readonly key: string;
  /** Default: the platform's `fetch`. */
  readonly fetch?: typeof fetch;
}

/**
 * Longest wait for an answer to begin. A page of a thousand rows takes well under a second on a healthy server, and a
 * request that was swallowed must not hold up the next one. A server that is only slow is given longer each time.
 */
const ANSWER_TIMEOUT = { firstMs: 4_000, growth: 1.5, longestMs: 20_000 };

/** Longest wait for the whole of an answer, once it has begun to come. */
const BODY_TIMEOUT_MS = 30_000;

/** A PostgREST reader that always uses the newest token it was given. */
export class RestClient {
  readonly #endpoint: RestEndpoint;
  #token: string | null = null;
  #answerTimeoutMs = ANSWER_TIMEOUT.firstMs;

  constructor(endpoint: RestEndpoint) {
    this.#endpoint = endpoint;
  }

  setToken(token: string): void {
    this.#token = token;
  }

  /**
   * Reads rows of a table.
   *
   * @param table - its name, as in `logs`, or `audit.logs` where it is in another exposed schema than `public`
   * @param query - PostgREST's parameters, in order
   * @throws RestError, or the signal's reason when it is aborted
   */
  rows(
    table: string,
    query: readonly (readonly [string, string])[],
    signal: AbortSignal,
  ): Promise<readonly unknown[]> {
    const { schema, name: path } = readTableName(table);
    return this.#list(encodeURIComponent(path), schema, query, signal);
  }

  /**
   * Calls a function of the schema `public` that reads, and gives rows.
   *
   * @param args - its arguments by name
   * @throws RestError, or the signal's reason when it is aborted
   */
  call(
    name: string,
    args: readonly (readonly [string, string])[],
    signal: AbortSignal,
  ): Promise<readonly unknown[]> {
    return this.#list(`rpc/${encodeURIComponent(name)}`, PUBLIC_SCHEMA, args, signal);
  }

  /**
   * Calls a function as `call` does, with arguments that do not belong into an address, which servers write down.
   *
   * @throws RestError, or the signal's reason when it is aborted
   */
  ask(
    name: string,
    args: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<readonly unknown[]> {
    return this.#list(`rpc/${encodeURIComponent(name)}`, PUBLIC_SCHEMA, [], signal, args);
  }

  async #list(
    path: string,
    schema: string,
    query: readonly (readonly [string, string])[],
    signal: AbortSignal,
    args?: Readonly<Record<string, unknown>>,
  ): Promise<readonly unknown[]> {
    const root = this.#endpoint.url.replace(/\/+$/, '');
    const url = new URL(`${root}/rest/v1/${path}`);
    for (const [name, value] of query) url.searchParams.append(name, value);
    const response = await this.#send(url, schema, signal, args);
    const body = await readBody(response);
    if (!response.ok) throw failureOf(response, body);
    if (!Array.isArray(body)) throw new RestError('unreadable', 'the answer is not a list of rows');
    return body as readonly unknown[];
  }

  async #send(
    url: URL,
    schema: string,
    signal: AbortSignal,
    args: Readonly<Record<string, unknown>> | undefined,
  ): Promise<Response> {
    const request = this.#endpoint.fetch ?? fetch;
    const headers = new Headers({ apikey: this.#endpoint.key, accept: 'application/json' });
    if (schema !== PUBLIC_SCHEMA) headers.set('accept-profile', schema);
    if (args !== undefined) headers.set('content-type', 'application/json');
    if (this.#token !== null) headers.set('authorization', `Bearer ${this.#token}`);
    const patience = new AbortController();
    const timer = setTimeout(() => {
      patience.abort();
    }, this.#answerTimeoutMs);
    try {
      const response = await request(url, {
        headers,
        ...(args === undefined ? {} : { method: 'POST', body: JSON.stringify(args) }),
        cache: 'no-store',
        credentials: 'omit',
        signal: AbortSignal.any([signal, patience.signal, AbortSignal.timeout(BODY_TIMEOUT_MS)]),
      });
      return response;
    } catch {
      signal.throwIfAborted();
      if (!patience.signal.aborted) throw new RestError('unreachable', 'no connection');
      const { growth, longestMs } = ANSWER_TIMEOUT;
      this.#answerTimeoutMs = Math.min(this.#answerTimeoutMs * growth, longestMs);
      throw new RestError('unreachable', 'no answer in time');
    } finally {
      clearTimeout(timer);
    }
  }
}

async function readBody(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function failureOf(response: Response, body: unknown): RestError {
  const { code: said, message } = (body ?? {}) as { code?: unknown; message?: unknown };
  // A code is a word of a few characters; what is longer is no code, and has no place in an error that people read.
  const code = typeof said === 'string' && !/^\w{1,20}$/.test(said) ? null : said;
  const text = [`HTTP ${response.status}`, code]
    .filter((part) => typeof part === 'string')
    .join(' ');
  const isTokenCode = typeof code === 'string' && /^PGRST30[1-3]$/.test(code);
  // The server's clock is behind the one that signed the token: that passes, and a new token would be no better.
  const isTooNew = typeof message === 'string' && /issued at future/i.test(message);
  if (isTooNew) return new RestError('unreachable', text);
  // Before PostgREST 13 an expired token had a code of its own, hence the look at the words.
  const saysExpired = typeof message === 'string' && /jwt expired/i.test(message);
  if (response.status === 401 || isTokenCode || saysExpired) return new RestError('token', text);
  if (response.status === 408 || response.status === 429 || response.status >= 500) {
    return new RestError('unreachable', text, readRetryAfter(response));
  }
  if (code === undefined) return new RestError('unreadable', text);
  return new RestError('refused', text, null, typeof code === 'string' ? code : null);
}

function readRetryAfter(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}
