/** Signing up and in through Supabase Auth's REST interface, with nothing but fetch. */

/** A session as Auth gives it. */
export interface AuthSession {
  readonly userId: string;
  readonly accessToken: string;
  readonly expiresAtMs: number;
}

/** Where and as whom to ask. */
export interface AuthProject {
  readonly url: string;
  readonly publishableKey: string;
  /** With it users are created as confirmed, whatever the project's e-mail settings. */
  readonly secretKey?: string;
}

/** Creates the user; resolves all the same if it is there already. */
export async function ensureUser(
  project: AuthProject,
  email: string,
  password: string,
): Promise<void> {
  const credentials = { email, password };
  const signUp = (): Promise<Response> =>
    post(project, 'signup', project.publishableKey, credentials);
  const { secretKey } = project;
  let response =
    secretKey === undefined
      ? await signUp()
      : await post(project, 'admin/users', secretKey, { ...credentials, email_confirm: true });
  // Not every Auth takes a key there. Signing up does as well wherever addresses need no confirmation.
  if (response.status === 401 && secretKey !== undefined) response = await signUp();
  // 422: it exists; whether with this password is what signing in finds out.
  if (response.ok || response.status === 422) return;
  throw new Error(`Auth did not create ${email}: ${await reason(response)}`);
}

/** Signs in; throws with Auth's own words if it refuses. */
export async function signIn(
  project: AuthProject,
  email: string,
  password: string,
): Promise<AuthSession> {
  const response = await post(project, 'token?grant_type=password', project.publishableKey, {
    email,
    password,
  });
  if (!response.ok) {
    throw new Error(`Auth did not sign ${email} in: ${await reason(response)}`);
  }
  const session = (await response.json()) as {
    access_token: string;
    expires_in?: number;
    user: { id: string };
  };
  return {
    userId: session.user.id,
    accessToken: session.access_token,
    expiresAtMs: Date.now() + (session.expires_in ?? 3600) * 1000,
  };
}

function post(project: AuthProject, path: string, key: string, body: object): Promise<Response> {
  // A key of the new kind is no JWT: the gateway puts one in its place, but only if nothing else is there.
  const isJwt = key.split('.').length === 3;
  return fetch(new URL(`auth/v1/${path}`, withSlash(project.url)), {
    method: 'POST',
    headers: {
      apikey: key,
      'content-type': 'application/json',
      ...(isJwt ? { authorization: `Bearer ${key}` } : {}),
    },
    body: JSON.stringify(body),
  });
}

async function reason(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const {
      msg,
      message,
      error_description: description,
    } = JSON.parse(text) as Record<string, string>;
    return `${response.status} ${msg ?? message ?? description ?? ''}`;
  } catch {
    return `${response.status} ${text.slice(0, 200)}`;
  }
}

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);
