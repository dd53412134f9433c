/** Batches over HTTP, through PostgREST, for workers that have a service-role key and no connection to the database. */
import { isAboutTheRun } from './append-failure.js';
import { storedRange, type LogWriterPort } from './log-writer-port.js';

/** The part of `fetch` that is used. */
export type FetchLike = (
  url: string,
  init: {
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly body: string;
    readonly signal: AbortSignal;
  },
) => Promise<{
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}>;

export interface PostgrestPortOptions {
  /** The project's URL, without `/rest/v1`. */
  readonly url: string;
  /** A secret (service-role) key: this is for servers only. It appears in no error. */
  readonly key: string;
  /** Default: the platform's. */
  readonly fetch?: FetchLike;
}

/** What PostgREST, or a gateway before it, refused. Without its text, which may quote a row. */
class PostgrestError extends Error {
  override readonly name = 'PostgrestError';
  readonly status: number;
  /** SQLSTATE, or PostgREST's own code. */
  readonly code: string | undefined;
  /** How long the server asks us to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  readonly isUnknownRun: boolean;

  constructor(status: number, body: string, retryAfter: string | null) {
    super(`The REST API answered with status ${status}.`);
    const { code, message } = errorBody(body);
    this.status = status;
    this.code = code;
    this.isUnknownRun = code === '23503' && isAboutTheRun(message);
    const seconds = retryAfter === null ? NaN : Number(retryAfter);
    this.retryAfterMs = seconds >= 0 ? seconds * 1_000 : undefined;
  }
}

/** Throws when `url` is not http(s) or `key` is empty. */
export function postgrestPort({ url, key, fetch }: PostgrestPortOptions): LogWriterPort {
  if (!/^https?:\/\/[^/]/.test(url)) throw new TypeError('postgrestPort: url is not http(s).');
  if (key === '') throw new TypeError('postgrestPort: key is empty.');
  const request: FetchLike = fetch ?? globalThis.fetch.bind(globalThis);
  const endpoint = `${url.replace(/\/+$/, '')}/rest/v1/rpc/append_run_logs`;
  const headers = {
    apikey: key,
    // A key of the new kind is no JWT, and the gateway makes one of it.
    ...(key.startsWith('sb_') ? {} : { authorization: `Bearer ${key}` }),
    'content-type': 'application/json',
    accept: 'application/json',
  };
  return {
    append: async (runId, entriesJson, batchKey, signal) => {
      const answer = await request(endpoint, {
        method: 'POST',
        headers,
        // The entries are JSON already; parsing them to write them again would double the work.
        body: `{"run_id":${JSON.stringify(runId)},"batch_key":"${batchKey}","entries":${entriesJson}}`,
        signal,
      });
      const text = await answer.text();
      if (!answer.ok) {
        throw new PostgrestError(answer.status, text, answer.headers.get('retry-after'));
      }
      const json = JSON.parse(text) as unknown;
      return storedRange(Array.isArray(json) ? json[0] : json);
    },
    close: async () => {},
  };
}

function errorBody(text: string): { readonly code: string | undefined; readonly message: string } {
  try {
    const { code, message } = (JSON.parse(text) ?? {}) as Record<string, unknown>;
    return {
      code: typeof code === 'string' ? code : undefined,
      message: typeof message === 'string' ? message : '',
    };
  } catch {
    return { code: undefined, message: '' };
  }
}
