/**
 * What PostgREST and GoTrue are on Supabase: REST under the caller's own role, and sign-in with a password. The work is
 * `@supabase/lite`'s; here are only the settings that make it answer as hosted Supabase does.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type * as Lite from '@supabase/lite';
import type * as LitePostgres from '@supabase/lite/postgres';
import postgres from 'postgres';

export interface RestOptions {
  /** A superuser's: every request then takes on the role of its token. */
  readonly databaseUrl: string;
  readonly jwtSecret: string;
  readonly publishableKey: string;
  readonly secretKey: string;
}

export interface RestServer {
  /** Creates the tables of `auth`. Comes before migrations, which refer to them. */
  prepare(): Promise<void>;
  /** Reads the schema, which takes the first request about a second otherwise. Comes after migrations. */
  warmUp(): Promise<void>;
  /** Answers a request for `/rest/v1/…` or `/auth/v1/…`. */
  answer(request: Request): Promise<Response>;
  close(): Promise<void>;
}

// As on hosted Supabase: a longer answer is cut off without an error.
const MAX_ROWS = 1000;

export async function createRest(options: RestOptions): Promise<RestServer> {
  const { App, createPostgresConnection } = await withoutNoise(loadLibrary);
  const connection = createPostgresConnection({
    url: options.databaseUrl,
    postgresOptions: {
      max: 10,
      onnotice: () => undefined,
      types: {
        timestamptz: timeType(1184),
        timestamp: timeType(1114),
        json: jsonType(114),
        jsonb: jsonType(3802),
      },
    },
  });
  keepPrivileges(connection);
  const app = new App({
    connection,
    api: { enabled: true, schemas: ['public'], max_rows: MAX_ROWS },
    auth: {
      enabled: true,
      jwt_secret: options.jwtSecret,
      publishable_key: options.publishableKey,
      secret_key: options.secretKey,
      enable_signup: true,
      email: { enable_signup: true, enable_confirmations: false },
    },
    studio: { enabled: false },
    options: { server: { admin: false, disableStudio: true } },
  });
  const answer = (request: Request): Promise<Response> =>
    withoutNoise(() => app.fetch(request, { peerAddress: null }));
  const sql = postgres(options.databaseUrl, { max: 1, onnotice: () => undefined });
  return {
    prepare: () => app.ensureSystemSchema(),
    answer,
    warmUp: async () => {
      // PostgREST's own signal: `notify pgrst, 'reload schema'` after a migration.
      await sql.listen('pgrst', () => void connection.clearSchemaCache());
      const url = `http://127.0.0.1/rest/v1/projects?select=id&limit=0`;
      await answer(new Request(url, { headers: { apikey: options.publishableKey } }));
    },
    close: async () => {
      await sql.end({ timeout: 1 });
      // `connection.close()` waits for every query; one whose client went away can keep it waiting for ever.
      await (connection.driver as postgres.Sql).end({ timeout: 1 });
    },
  };
}

/** Loaded late, and quietly: on Node 20 the client library that it brings along warns at once. */
async function loadLibrary(): Promise<
  Pick<typeof Lite, 'App'> & Pick<typeof LitePostgres, 'createPostgresConnection'>
> {
  const [{ App }, { createPostgresConnection }] = await Promise.all([
    import('@supabase/lite'),
    import('@supabase/lite/postgres'),
  ]);
  return { App, createPostgresConnection };
}

/**
 * At the first request the library would grant everything on every table that has row level security to anon and
 * authenticated, and undo what the migrations revoked. It does so only while it has not looked yet.
 */
function keepPrivileges(connection: object): void {
  if (!Reflect.has(connection, 'rlsState')) throw new Error('@supabase/lite has changed: rlsState');
  Reflect.set(connection, 'rlsState', 'active');
}

interface PostgresType {
  readonly to: number;
  readonly from: number[];
  readonly serialize: (value: unknown) => string;
  readonly parse: (text: string) => unknown;
}

/** The library makes JSON of a function's arguments before the driver does: twice made, an array would be a string. */
function jsonType(oid: number): PostgresType {
  return {
    to: oid,
    from: [oid],
    serialize: (value) =>
      typeof value === 'string' && /^[[{]/.test(value) ? value : JSON.stringify(value),
    parse: (text) => JSON.parse(text) as unknown,
  };
}

/** Times as PostgREST prints them, to the microsecond: `2026-11-23T08:43:42.65+00:00`. */
function timeType(oid: number): PostgresType {
  return {
    to: oid,
    from: [oid],
    serialize: String,
    parse: (text) => text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'),
  };
}

const quiet = new AsyncLocalStorage<true>();
let muffled = false;

/** The library prints each failed statement with its parameters: log text and tokens do not belong on stderr. */
function withoutNoise<T>(work: () => Promise<T>): Promise<T> {
  if (!muffled) {
    muffled = true;
    for (const method of ['error', 'warn', 'log'] as const) {
      const print = console[method].bind(console);
      console[method] = (...values: unknown[]) => {
        if (quiet.getStore() !== true) print(...values);
      };
    }
  }
  return quiet.run(true, work);
}
