import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readTokenClaims, viewerIdentity } from '../../../src/core/session-token.js';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (claims: unknown): string => `${encode({ alg: 'HS256' })}.${encode(claims)}.c2ln`;

describe('session token', () => {
  it('reads when it expires and whom it speaks for', () => {
    const claims = readTokenClaims(token({ exp: 1_800_000_000, sub: 'ann', name: 'Änn ✓' }));
    assert.deepEqual(claims, { expiresAtMs: 1_800_000_000_000, subject: 'ann' });
  });

  it('takes a token that says neither', () => {
    assert.deepEqual(readTokenClaims(token({})), { expiresAtMs: null, subject: null });
    assert.deepEqual(readTokenClaims(token({ exp: 'soon', sub: 5 })), {
      expiresAtMs: null,
      subject: null,
    });
  });

  const notTokens = {
    'an empty text': '',
    'a key': 'sb_publishable_abc',
    'two parts': 'a.b',
    'four parts': 'a.b.c.d',
    'claims that are not JSON': 'a.b.c',
    'claims that are a number': token(5),
    'claims that are null': token(null),
    'a header value': `Bearer ${token({})}`,
    'characters of no alphabet': 'é.é.é',
  };
  for (const [name, text] of Object.entries(notTokens)) {
    it(`does not take ${name} for one`, () => {
      assert.equal(readTokenClaims(text), null);
    });
  }

  it('knows a refreshed token, or one of a new sign-in, for one of the same viewer, and no other', () => {
    const claims = { sub: 'ann', role: 'authenticated', exp: 1, iat: 1, jti: 'a', session_id: 's' };
    const identity = viewerIdentity(token(claims));
    assert.equal(
      viewerIdentity(
        token({
          jti: 'b',
          session_id: 't',
          amr: [],
          iat: 2,
          exp: 2,
          role: 'authenticated',
          sub: 'ann',
        }),
      ),
      identity,
    );
    for (const other of [{ sub: 'bob' }, { role: 'anon' }, { run_id: 'x' }, { org: 7 }]) {
      assert.notEqual(viewerIdentity(token({ ...claims, ...other })), identity);
    }
    assert.notEqual(viewerIdentity('a'), viewerIdentity('b'));
  });
});
