/**
 * What a viewer's token says of itself. It reads claims without verifying them: that is the server's work, and
 * nothing here grants anything. It never puts the token, or a part of it, into what it returns.
 */

/** The claims that the widget acts on. */
export interface TokenClaims {
  /** When the token expires, in milliseconds since 1970; `null` if it does not say. */
  readonly expiresAtMs: number | null;
  /** Whom it speaks for; `null` if it does not say. */
  readonly subject: string | null;
}

/** Claims that say when and how somebody signed in: they differ from token to token, and leave him who he is. */
const PASSING_CLAIMS: ReadonlySet<string> = new Set([
  ...['exp', 'iat', 'nbf', 'jti'],
  ...['session_id', 'amr', 'auth_time'],
  ...['run_exp', 'run_label'],
]);

/**
 * What tokens of one viewer have in common and tokens of two do not: every claim that decides what may be seen.
 * For a token that is no JWT, the token itself, so it must never be shown.
 */
export function viewerIdentity(token: string): string {
  const claims = readClaims(token);
  if (claims === null) return token;
  const lasting = Object.entries(claims).filter(([name]) => !PASSING_CLAIMS.has(name));
  return JSON.stringify(lasting.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The claims of a JWT, or `null` if `token` is not one. */
export function readTokenClaims(token: string): TokenClaims | null {
  const claims = readClaims(token);
  if (claims === null) return null;
  const { exp, sub } = claims;
  return {
    expiresAtMs: typeof exp === 'number' && Number.isFinite(exp) ? exp * 1000 : null,
    subject: typeof sub === 'string' ? sub : null,
  };
}

function readClaims(token: string): Readonly<Record<string, unknown>> | null {
  const parts = token.split('.');
  if (parts.length !== 3 || parts.some((part) => !/^[\w-]+$/.test(part))) return null;
  try {
    const claims: unknown = JSON.parse(decodeBase64Url(parts[1] ?? ''));
    return typeof claims === 'object' && claims !== null
      ? (claims as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/**
 * Base64url to text, one character a byte. Characters beyond ASCII come out garbled, which is harmless here: the
 * two claims that are read are ASCII, and JSON's own syntax is too.
 */
function decodeBase64Url(text: string): string {
  let bits = 0;
  let bitCount = 0;
  let out = '';
  for (const character of text) {
    bits = ((bits << 6) | BASE64URL.indexOf(character)) & 0xfff;
    bitCount += 6;
    if (bitCount < 8) continue;
    bitCount -= 8;
    out += String.fromCharCode((bits >> bitCount) & 0xff);
  }
  return out;
}
