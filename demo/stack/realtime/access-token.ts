/**
 * Reads a viewer's JWT as a Realtime server does: HS256, `role` and `exp` required, no leeway on the clock. What is
 * wrong comes back in the server's own words, which differ between a join, a refresh and a handshake.
 */
import { compactVerify, errors } from 'jose';
import { isObject, parseJson, type Json } from './json.js';

export interface TokenClaims {
  readonly role: string;
  /** Seconds since 1970. */
  readonly exp: number;
  readonly [claim: string]: Json;
}

export interface TokenRefusal {
  /** What a refused join says. */
  readonly join: string;
  /** What the `system` message says when a joined channel is given such a token, or its own runs out. */
  readonly refresh: string;
  /** What the body of the HTTP 401 says when the apikey is such a token. */
  readonly handshake: string;
}

export type TokenVerdict =
  | { readonly ok: true; readonly claims: TokenClaims }
  | { readonly ok: false; readonly refusal: TokenRefusal };

const MALFORMED: TokenRefusal = {
  join: 'MalformedJWT: The token provided is not a valid JWT',
  refresh: 'The token provided is not a valid JWT',
  handshake: 'The token provided is not a valid JWT',
};

const FORGED: TokenRefusal = {
  join: 'JwtSignatureError: Failed to validate JWT signature',
  // The real server prints the name of its internal error here.
  refresh: ':signature_error',
  handshake: 'Failed to validate JWT signature',
};

const INCOMPLETE: TokenRefusal = {
  join: 'InvalidJWTToken: Fields `role` and `exp` are required in JWT',
  refresh: 'Fields `role` and `exp` are required in JWT',
  handshake: 'Fields `role` and `exp` are required in JWT',
};

function expired(secondsAgo: number): TokenRefusal {
  const sentence = `Token has expired ${secondsAgo} seconds ago`;
  return {
    join: `InvalidJWTToken: ${sentence}`,
    refresh: sentence,
    handshake: 'Token has expired',
  };
}

export class TokenReader {
  readonly #secret: Uint8Array;

  constructor(jwtSecret: string) {
    this.#secret = new TextEncoder().encode(jwtSecret);
  }

  async read(token: string): Promise<TokenVerdict> {
    const claims = await this.#verifiedClaims(token.replace(/\s/g, ''));
    return 'join' in claims ? { ok: false, refusal: claims } : judge(claims.payload);
  }

  async #verifiedClaims(token: string): Promise<TokenRefusal | { payload: Json | undefined }> {
    try {
      const { payload } = await compactVerify(token, this.#secret, { algorithms: ['HS256'] });
      return { payload: parseJson(Buffer.from(payload).toString('utf8')) };
    } catch (error) {
      return error instanceof errors.JWSSignatureVerificationFailed ? FORGED : MALFORMED;
    }
  }
}

function judge(claims: Json | undefined): TokenVerdict {
  if (!isObject(claims)) return { ok: false, refusal: MALFORMED };
  const { exp, role } = claims;
  if (typeof exp === 'number' && exp <= nowSeconds()) {
    return { ok: false, refusal: expired(nowSeconds() - exp) };
  }
  if (typeof exp !== 'number' || typeof role !== 'string')
    return { ok: false, refusal: INCOMPLETE };
  return { ok: true, claims: { ...claims, exp, role } };
}

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
