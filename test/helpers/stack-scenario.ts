/**
 * The world in which the recordings were made, rebuilt on a local stack: alice and bob, a run each, one policy on
 * `realtime.messages`. Every scenario gets runs and rooms of its own, so that many can go on at once.
 */
import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { LocalStack } from '../../demo/stack/stack.js';

const RECORDED = {
  runA: 'aaaaaaaa-0000-4000-8000-000000000001',
  runB: 'bbbbbbbb-0000-4000-8000-000000000002',
  room: 'room:',
  table: 'log_lines',
};
/** Long enough to join and to hear something, short enough to wait for. */
const SHORT_LIVED_SECONDS = 3;
const ALICE = 'a11ce000-0000-4000-8000-000000000001';
const BOB = 'b0b00000-0000-4000-8000-000000000002';

/** Whether the scenario has a table of log lines, and whether the publication of postgres_changes has it. */
export type ScenarioTable = 'none' | 'unpublished' | 'published';

export interface Scenario {
  /** Recorded text with this scenario's runs, rooms and table in it: the same length, so that frame sizes stay. */
  here(recorded: string): string;
  /** The reverse, for comparing. */
  recorded(here: string): string;
  /** The token that a label such as `<jwt alice, 1 h>` stands for; other text stays. */
  token(label: string): Promise<string>;
  /** When the short-lived token runs out, ms since 1970. */
  readonly shortTokenEndsMs: number;
}

/** Makes the tables and the policy, once for each stack. */
export async function installRecordedSchema(stack: LocalStack): Promise<void> {
  await stack.sql.unsafe(`
    create table if not exists public.recorded_runs (id uuid primary key, owner uuid not null);
    alter table public.recorded_runs enable row level security;
    create policy own on public.recorded_runs for select to authenticated using (owner = (select auth.uid()));
    create table public.runs (id uuid primary key);
    create policy recorded_run_read on realtime.messages for select to authenticated
      using (extension = 'broadcast' and exists (select 1 from public.recorded_runs r
        where 'run:' || r.id::text = (select realtime.topic()) and r.owner = (select auth.uid())));
    create policy recorded_open_write on realtime.messages for insert to authenticated
      with check (extension = 'broadcast' and (select realtime.topic()) like 'open:%');
    create policy recorded_open_read on realtime.messages for select to authenticated
      using (extension = 'broadcast' and (select realtime.topic()) like 'open:%');`);
}

/** @param options.table Default: none. */
export async function makeScenario(
  stack: LocalStack,
  { table = 'none' }: { table?: ScenarioTable } = {},
): Promise<Scenario> {
  const runA = randomUUID();
  const runB = randomUUID();
  const room = `${randomUUID().slice(0, 4)}:`;
  await stack.sql`insert into recorded_runs values (${runA}, ${ALICE}), (${runB}, ${BOB})`;
  const tableName = `log_${randomUUID().slice(0, 5)}`;
  if (table !== 'none') await makeLogTable(stack, tableName);
  if (table === 'published') await publishTable(stack, tableName);
  const pairs = [
    [RECORDED.table, tableName],
    [RECORDED.runA, runA],
    [RECORDED.runB, runB],
    [`realtime:${RECORDED.room}`, `realtime:${room}`],
    [`"${RECORDED.room}`, `"${room}`],
  ] as const;
  const shortTokenEndsMs = (Math.floor(Date.now() / 1000) + SHORT_LIVED_SECONDS) * 1000;
  const tokens = new Map<string, Promise<string>>();
  return {
    here: (text) => pairs.reduce((result, [from, to]) => result.replaceAll(from, to), text),
    recorded: (text) => pairs.reduce((result, [to, from]) => result.replaceAll(from, to), text),
    token: (label) => {
      const known = tokens.get(label) ?? makeToken(stack, label, shortTokenEndsMs / 1000);
      tokens.set(label, known);
      return known;
    },
    shortTokenEndsMs,
  };
}

/** The table of the recordings: whoever owns the run sees its lines. */
async function makeLogTable(stack: LocalStack, name: string): Promise<void> {
  await stack.sql.unsafe(`
    create table public.${name} (id bigint generated always as identity primary key, run_id uuid not null,
      seq int not null, level text not null, line text not null, at timestamptz not null default clock_timestamp());
    alter table public.${name} enable row level security;
    create policy own on public.${name} for select to authenticated
      using (exists (select 1 from public.recorded_runs r where r.id = run_id and r.owner = (select auth.uid())));`);
}

/** Adds a table to the publication that postgres_changes reads. */
export async function publishTable(stack: LocalStack, name: string): Promise<void> {
  await stack.sql.unsafe(`alter publication supabase_realtime add table public.${name}`);
}

async function makeToken(stack: LocalStack, label: string, shortExp: number): Promise<string> {
  const match = /^<jwt (\w+)(?:, (.*))?>$/.exec(label);
  if (match === null) return label;
  const [, who, how = ''] = match;
  if (who === 'anon') return stack.publishableKey;
  const now = Math.floor(Date.now() / 1000);
  const exp = how === '6 s' ? shortExp : how.startsWith('expired') ? now - 3600 : now + 3600;
  const claims = {
    sub: who === 'alice' ? ALICE : BOB,
    // Two tokens of one user must differ, or the second is no refresh.
    label: how,
    ...(how === 'no exp claim' ? {} : { exp }),
    ...(how === 'no role claim' ? {} : { role: 'authenticated' }),
  };
  const secret = how === 'signed with another secret' ? `not ${stack.jwtSecret}` : stack.jwtSecret;
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(secret));
}
