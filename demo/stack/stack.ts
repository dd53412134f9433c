/**
 * A Supabase project on this machine, in one process and without Docker: Postgres, REST, Auth and Realtime behind one
 * origin, with the product's migrations applied. Holds no data beyond its own life.
 */
import { randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import postgres from 'postgres';
import { openGateway, type Gateway } from './gateway.js';
import { RestFaults, type HttpFaults } from './http-faults.js';
import { startPostgres, type LocalPostgres } from './postgres.js';
import { startRealtime, type RealtimeServer } from './realtime/realtime-server.js';
import type { RealtimeLimits } from './realtime/limits.js';
import { createRest, type RestServer } from './rest.js';
import { installSchema } from './schema.js';

export type { HttpFaults } from './http-faults.js';
export type { RealtimeServer, RealtimeStats } from './realtime/realtime-server.js';

export interface TokenRequest {
  readonly sub: string;
  /** Default: `authenticated`. */
  readonly role?: string;
  /** A portal token: sees this one run and no other. */
  readonly run_id?: string;
  /** Default: one hour. Negative for a token that is expired already. */
  readonly expiresInSeconds?: number;
}

export interface LocalStack {
  /** Origin of `/rest/v1`, `/auth/v1` and `/realtime/v1/websocket`. */
  readonly url: string;
  readonly publishableKey: string;
  /** Skips row level security: never for a page. */
  readonly secretKey: string;
  readonly jwtSecret: string;
  /** The superuser's. */
  readonly databaseUrl: string;
  /** As the superuser; for writers and for looking behind the scenes. */
  readonly sql: postgres.Sql;
  readonly realtime: RealtimeServer;
  /** Faults of REST. Those of Realtime are its own. */
  readonly http: HttpFaults;
  mintToken(claims: TokenRequest): Promise<string>;
  /** Signs in with a password; an unknown address is signed up first. Throws when the password is wrong. */
  signIn(email: string, password: string): Promise<{ accessToken: string; userId: string }>;
  /** Closes the sockets with 1012, then everything else; a second call does nothing. */
  stop(): Promise<void>;
}

export interface StackOptions {
  /** Told what is being done. Default: nobody. */
  readonly log?: (line: string) => void;
  /** Default: 54321, Supabase's own, or any free one when that is taken. A port named here must be free. */
  readonly port?: number;
  /** Shorter waits than the real server's, for tests. */
  readonly realtimeLimits?: Partial<RealtimeLimits>;
}

const DEFAULT_PORT = 54321;
const DEFAULT_TOKEN_SECONDS = 3600;
// What stands behind an API key must outlive any session here.
const KEY_TOKEN_SECONDS = 10 * 365 * 86_400;

interface Keys {
  readonly jwtSecret: string;
  readonly publishableKey: string;
  readonly secretKey: string;
}

/** Starts everything; resolves when it serves. Takes a few seconds. */
export async function startStack(options: StackOptions = {}): Promise<LocalStack> {
  const log = options.log ?? (() => undefined);
  const closers: (() => Promise<void>)[] = [];
  // The last opened is the first closed; one that fails does not keep the others from closing.
  const closeAll = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close().catch(() => undefined);
  };
  try {
    return await assemble(options, log, closers, closeAll);
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function assemble(
  options: StackOptions,
  log: (line: string) => void,
  closers: (() => Promise<void>)[],
  closeAll: () => Promise<void>,
): Promise<LocalStack> {
  const keys: Keys = {
    jwtSecret: randomBytes(32).toString('hex'),
    publishableKey: `sb_publishable_${randomBytes(16).toString('hex')}`,
    secretKey: `sb_secret_${randomBytes(16).toString('hex')}`,
  };
  log('Starting Postgres …');
  const database: LocalPostgres = await startPostgres({ log });
  closers.push(() => database.stop());
  const rest = await createRest({ databaseUrl: database.url, ...keys });
  closers.push(() => rest.close());
  log('Applying the schema and the migrations …');
  await rest.prepare();
  await installSchema(database.url, { log });
  const sql = postgres(database.url, { onnotice: () => undefined });
  closers.push(() => sql.end({ timeout: 1 }));
  log('Starting REST, Auth and Realtime …');
  const warm = rest.warmUp();
  warm.catch(() => undefined);
  const realtime = await startRealtime({
    databaseUrl: database.url,
    jwtSecret: keys.jwtSecret,
    apiKeys: await keyTokens(keys),
    log,
    ...(options.realtimeLimits === undefined ? {} : { limits: options.realtimeLimits }),
  });
  closers.push(() => realtime.stop());
  await warm;
  const http = new RestFaults();
  const gateway = await listenOn(options.port, { rest, realtime, http });
  closers.push(async () => {
    // Realtime first, so that its clients are told of the end and not just cut off.
    await realtime.stop();
    await gateway.close();
  });
  log(`The local Supabase serves on ${gateway.url}`);
  return {
    url: gateway.url,
    ...keys,
    databaseUrl: database.url,
    sql,
    realtime,
    http,
    mintToken: (claims) => mint(keys.jwtSecret, claims),
    signIn: (email, password) => signIn(rest, keys.publishableKey, { email, password }),
    stop: closeAll,
  };
}

function listenOn(
  port: number | undefined,
  parts: { rest: RestServer; realtime: RealtimeServer; http: RestFaults },
): Promise<Gateway> {
  const { rest, realtime, http } = parts;
  const routes = {
    answer: (request: Request) => http.answer(request, (passed) => rest.answer(passed)),
    upgrade: realtime.handleUpgrade.bind(realtime),
  };
  return openGateway(routes, { port: port ?? DEFAULT_PORT, elseAny: port === undefined });
}

/** Realtime knows JWTs only: the gateway of a real project swaps each API key for one, and so do we. */
async function keyTokens(keys: Keys): Promise<ReadonlyMap<string, string>> {
  const token = (role: string): Promise<string> =>
    mint(keys.jwtSecret, { sub: '', role, expiresInSeconds: KEY_TOKEN_SECONDS });
  return new Map([
    [keys.publishableKey, await token('anon')],
    [keys.secretKey, await token('service_role')],
  ]);
}

function mint(jwtSecret: string, request: TokenRequest): Promise<string> {
  const { sub, role = 'authenticated', run_id, expiresInSeconds = DEFAULT_TOKEN_SECONDS } = request;
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    role,
    ...(sub === '' ? {} : { sub }),
    ...(run_id === undefined ? {} : { run_id }),
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setAudience(role)
    .setIssuedAt(Math.min(now, now + expiresInSeconds))
    .setExpirationTime(now + expiresInSeconds)
    .sign(new TextEncoder().encode(jwtSecret));
}

interface Session {
  readonly access_token?: string;
  readonly user?: { readonly id: string };
  readonly error_code?: string;
}

async function signIn(
  rest: RestServer,
  publishableKey: string,
  credentials: { email: string; password: string },
): Promise<{ accessToken: string; userId: string }> {
  const ask = async (path: string): Promise<Session> => {
    const answer = await rest.answer(
      new Request(`http://127.0.0.1/auth/v1/${path}`, {
        method: 'POST',
        headers: { apikey: publishableKey, 'content-type': 'application/json' },
        body: JSON.stringify(credentials),
      }),
    );
    return (await answer.json()) as Session;
  };
  const known = await ask('token?grant_type=password');
  const session = known.access_token === undefined ? await ask('signup') : known;
  if (session.access_token === undefined || session.user === undefined) {
    const why = `${known.error_code ?? 'unknown'}, then ${session.error_code ?? 'unknown'} at sign-up`;
    throw new Error(`Sign-in as ${credentials.email} failed (${why}).`);
  }
  return { accessToken: session.access_token, userId: session.user.id };
}
