/** The viewer's tokens in the model: real in form, since the engine reads their claims, and judged by a table. */

/** Whom a token speaks for. */
export type Session =
  /** May see the run. */
  | 'owner'
  /** Another session that may see the run too. */
  | 'portal'
  /** May see nothing: the database answers with no rows, the channel is closed. */
  | 'stranger';

/** What the servers know of a token. */
export interface TokenFacts {
  readonly session: Session;
  /** Milliseconds since 1970; Infinity for one that does not expire. */
  readonly expiresAtMs: number;
  /** False for one that no server accepts: revoked, or no JWT at all. */
  isGood: boolean;
}

/** PostgREST forgives this much; Realtime forgives nothing. */
const REST_GRACE_MS = 30_000;

/** Gives tokens out, and remembers what they are worth. */
export class TokenOffice {
  readonly #facts = new Map<string, TokenFacts>();
  #given = 0;

  /** A token; `lastsMs` from `nowMs` on, for ever if it is Infinity. */
  issue(session: Session, nowMs: number, lastsMs = Infinity): string {
    this.#given += 1;
    const expiresAtMs = nowMs + lastsMs;
    const claims = {
      sub: session,
      jti: String(this.#given),
      ...(lastsMs === Infinity ? {} : { exp: Math.floor(expiresAtMs / 1_000) }),
    };
    const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
    const token = `aGVhZA.${body}.s${this.#given}`;
    const wholeMs = lastsMs === Infinity ? Infinity : Math.floor(expiresAtMs / 1_000) * 1_000;
    this.#facts.set(token, { session, expiresAtMs: wholeMs, isGood: true });
    return token;
  }

  /** Something that is no token. */
  issueGarbage(): string {
    this.#given += 1;
    const token = `not-a-token-${this.#given}`;
    this.#facts.set(token, { session: 'stranger', expiresAtMs: Infinity, isGood: false });
    return token;
  }

  facts(token: string): TokenFacts {
    const facts = this.#facts.get(token);
    if (facts === undefined) throw new Error('a token that nobody gave out');
    return facts;
  }

  revoke(token: string): void {
    this.facts(token).isGood = false;
  }

  isGoodForRest(token: string | null, nowMs: number): boolean {
    if (token === null) return false;
    const { isGood, expiresAtMs } = this.facts(token);
    return isGood && nowMs < expiresAtMs + REST_GRACE_MS;
  }

  isGoodForRealtime(token: string, nowMs: number): boolean {
    const { isGood, expiresAtMs } = this.facts(token);
    return isGood && nowMs < expiresAtMs;
  }

  maySee(token: string): boolean {
    return this.facts(token).session !== 'stranger';
  }

  /** Every token given out, for the search for one where none may be. */
  all(): readonly string[] {
    return [...this.#facts.keys()];
  }
}
