/** The demo on its own feet: Postgres, REST, Auth and Realtime in this process, gone when it ends. */
import { randomBytes, randomUUID } from 'node:crypto';
import { startStack } from '../stack/stack.js';
import { ensureUser, signIn, type AuthProject } from './auth-client.js';
import {
  UnavailableError,
  type DemoBackend,
  type DemoUser,
  type SessionRequest,
  type ViewerSession,
} from './backend.js';

/** Reserved domains (RFC 2606): nobody's address. */
const EMAILS = { owner: 'ada@acme.example', other: 'omar@globex.example' } as const;
/** How long a token for one run is good for, in seconds, when nothing else is asked. */
const PORTAL_TOKEN_SECONDS = 900;

/**
 * Announcements that a run may send a second. A paid plan's share, as the local Realtime allows: with the default,
 * meant for free projects, rows of a busy run would be announced four times a second.
 */
const MESSAGES_PER_SECOND = 250;

/** Starts the stack and creates its two users. */
export async function startEmbeddedBackend(log: (line: string) => void): Promise<DemoBackend> {
  const stack = await startStack({ log });
  await stack.sql.unsafe(`
    create or replace function public.log_messages_per_second() returns double precision
    language sql immutable as 'select ${MESSAGES_PER_SECOND}.0::double precision'`);
  const auth: AuthProject = { url: stack.url, publishableKey: stack.publishableKey };
  // Made anew each time: it protects nothing beyond this process, and nobody has to know it.
  const password = randomBytes(18).toString('base64url');

  // Nobody's user id: what a portal token may see is in its other claim.
  const portalSubject = randomUUID();

  const createUser = async (email: string): Promise<DemoUser> => {
    await ensureUser(auth, email, password);
    const { userId } = await signIn(auth, email, password);
    return { id: userId, email };
  };
  const users = { owner: await createUser(EMAILS.owner), other: await createUser(EMAILS.other) };

  const session = async (request: SessionRequest): Promise<ViewerSession> => {
    if (request.viewer === 'portal') {
      if (request.runId === undefined) throw new UnavailableError('A portal link names a run.');
      const expiresInSeconds = request.expiresInSeconds ?? PORTAL_TOKEN_SECONDS;
      const accessToken = await stack.mintToken({
        sub: portalSubject,
        run_id: request.runId,
        expiresInSeconds,
      });
      return { accessToken, expiresAtMs: expiry(expiresInSeconds), name: 'customer with a link' };
    }
    const user = users[request.viewer];
    if (request.expiresInSeconds !== undefined) {
      const { expiresInSeconds } = request;
      const accessToken = await stack.mintToken({ sub: user.id, expiresInSeconds });
      return { accessToken, expiresAtMs: expiry(expiresInSeconds), name: user.email };
    }
    const { accessToken, expiresAtMs } = await signIn(auth, user.email, password);
    return { accessToken, expiresAtMs, name: user.email };
  };

  return {
    kind: 'embedded',
    url: stack.url,
    publishableKey: stack.publishableKey,
    sql: stack.sql,
    users,
    faults: { realtime: stack.realtime, rest: stack.http },
    canMintTokens: true,
    session,
    stop: () => stack.stop(),
  };
}

const expiry = (seconds: number): number => Date.now() + seconds * 1000;
