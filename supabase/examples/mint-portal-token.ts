import { SignJWT } from 'jose';

const secret = new TextEncoder().encode(process.env['SUPABASE_JWT_SECRET']);

/** A token that sees the log of one run, for a quarter of an hour. */
export function mintPortalToken(customerId: string, runId: string): Promise<string> {
  return new SignJWT({ role: 'authenticated', run_id: runId, run_label: customerId })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(`portal:${customerId}`)
    .setAudience('authenticated')
    .setIssuedAt()
    .setExpirationTime('15m')
    .sign(secret);
}
