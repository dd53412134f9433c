/**
 * The demo against a real Supabase project: `supabase start` on this machine, or a hosted one. It creates its two
 * users through the project's Auth and writes rows through DATABASE_URL; it changes no schema.
 */
import { createHash, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import postgres from 'postgres';
import { ensureUser, signIn, type AuthProject } from './auth-client.js';
import {
  UnavailableError,
  type DemoBackend,
  type DemoUser,
  type SessionRequest,
  type ViewerSession,
} from './backend.js';

/** What it takes to use a project, from the environment. */
export interface ProjectSettings extends AuthProject {
  readonly databaseUrl: string;
  /** The project's legacy HS256 secret; without it tokens cannot be made to expire soon. */
  readonly jwtSecret?: string;
}

const EMAILS = {
  owner: 'log-stream-demo-owner@example.com',
  other: 'log-stream-demo-other@example.com',
} as const;
const PORTAL_TOKEN_SECONDS = 900;

/** The settings if the environment names a project, else `null`; throws if it names half of one. */
export function readProjectSettings(env: NodeJS.ProcessEnv): ProjectSettings | null {
  const url = env['SUPABASE_URL'];
  const publishableKey = env['SUPABASE_PUBLISHABLE_KEY'] ?? env['SUPABASE_ANON_KEY'];
  const databaseUrl = env['DATABASE_URL'];
  const secretKey = env['SUPABASE_SECRET_KEY'] ?? env['SUPABASE_SERVICE_ROLE_KEY'];
  const jwtSecret = env['SUPABASE_JWT_SECRET'];
  if (url === undefined) return null;
  if (publishableKey === undefined || databaseUrl === undefined) {
    throw new Error(
      'SUPABASE_URL is set, so the demo would use that project. It then also needs SUPABASE_PUBLISHABLE_KEY ' +
        '(or SUPABASE_ANON_KEY) and DATABASE_URL. Unset SUPABASE_URL to use the embedded stack.',
    );
  }
  return {
    url,
    publishableKey,
    databaseUrl,
    ...(secretKey === undefined ? {} : { secretKey }),
    ...(jwtSecret === undefined ? {} : { jwtSecret }),
  };
}

/** Connects to the project and makes sure of its two demo users. */
export async function connectProject(settings: ProjectSettings): Promise<DemoBackend> {
  // A pooler in transaction mode, which hosted projects offer, does not keep prepared statements.
  const sql = postgres(settings.databaseUrl, {
    prepare: false,
    max: 6,
    onnotice: () => undefined,
  });
  try {
    await checkSchema(sql);
    return await connect(settings, sql);
  } catch (error) {
    await sql.end({ timeout: 2 });
    throw error;
  }
}

async function connect(settings: ProjectSettings, sql: postgres.Sql): Promise<DemoBackend> {
  // Derived, so that a second start signs in to the users of the first; it is only ever as public as DATABASE_URL.
  const password = createHash('sha256')
    .update(`log-stream-demo ${settings.databaseUrl}`)
    .digest('base64url');

  const portalSubject = randomUUID();

  const createUser = async (email: string): Promise<DemoUser> => {
    await ensureUser(settings, email, password);
    return { id: (await signIn(settings, email, password)).userId, email };
  };
  const users = { owner: await createUser(EMAILS.owner), other: await createUser(EMAILS.other) };

  const session = async (request: SessionRequest): Promise<ViewerSession> => {
    const isPortal = request.viewer === 'portal';
    if (!isPortal && request.expiresInSeconds === undefined) {
      const { email } = users[request.viewer];
      const { accessToken, expiresAtMs } = await signIn(settings, email, password);
      return { accessToken, expiresAtMs, name: email };
    }
    const seconds = request.expiresInSeconds ?? PORTAL_TOKEN_SECONDS;
    const claims = isPortal
      ? { sub: portalSubject, run_id: request.runId }
      : { sub: users[request.viewer].id };
    return {
      accessToken: await mint(settings.jwtSecret, claims, seconds),
      expiresAtMs: Date.now() + seconds * 1000,
      name: isPortal ? 'customer with a link' : users[request.viewer].email,
    };
  };

  return {
    kind: 'project',
    url: settings.url,
    publishableKey: settings.publishableKey,
    sql,
    users,
    faults: null,
    canMintTokens: settings.jwtSecret !== undefined,
    session,
    stop: () => sql.end({ timeout: 2 }),
  };
}

async function mint(
  secret: string | undefined,
  claims: Record<string, unknown>,
  seconds: number,
): Promise<string> {
  if (secret === undefined) {
    throw new UnavailableError(
      'Set SUPABASE_JWT_SECRET to make tokens that expire soon or name a run.',
    );
  }
  return new SignJWT({ ...claims, role: 'authenticated', aud: 'authenticated' })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuedAt()
    .setExpirationTime(`${seconds}s`)
    .sign(new TextEncoder().encode(secret));
}

/** Says what is missing before the first insert fails with something less clear. */
async function checkSchema(sql: postgres.Sql): Promise<void> {
  const needed = ['projects', 'workflow_definitions', 'workflow_runs', 'logs', 'log_cursors'];
  const found = await sql<{ name: string }[]>`
    select relname as name from pg_catalog.pg_class
    where relnamespace = 'public'::regnamespace and relname in ${sql(needed)}`;
  const missing = needed.filter((name) => !found.some((table) => table.name === name));
  if (missing.length === 0) return;
  throw new Error(
    `The project's database lacks ${missing.join(', ')}. Apply MeshHook's migrations, then those in ` +
      'supabase/migrations of this repository, and start the demo again.',
  );
}
