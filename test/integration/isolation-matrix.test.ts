/**
 * Who gets at a run by which door. One table says what is expected, and each of its cells is a test against the local
 * stack: REST with real tokens, sockets of their own, and SQL as PostgREST runs it. And it is closed: what the catalogue
 * opens to a viewer and the table does not name fails too.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { SignJWT } from 'jose';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import type { Door, Holder, Target } from '../helpers/doors/door.js';
import { REALTIME_DOORS } from '../helpers/doors/realtime-doors.js';
import { REST_DOORS, RPC_DOORS, toldOfRun } from '../helpers/doors/rest-doors.js';
import { SQL_DOORS } from '../helpers/doors/sql-doors.js';
import { appendRows, createRun, createTenant } from '../helpers/tenants.js';

const VIEWERS = [
  'the owner',
  'another tenant',
  'a portal token of the run',
  'a portal token of another run',
  'an expired portal token',
  'a portal token past its run_exp',
  'anon',
  'the service role',
] as const;

/**
 * One letter a viewer, in the order above.
 * Y: gets what is behind the door. 0: is answered, with nothing in it. x: is refused.
 */
const EXPECTED: Readonly<Record<string, string>> = {
  // Rows.
  'select from logs by SQL': 'Y 0 Y 0 x 0 x Y',
  'select from logs by a leaky function': 'Y 0 Y 0 x 0 x Y',
  'a page of logs by REST': 'Y 0 Y 0 x 0 x Y',
  'all of logs by REST': 'Y 0 Y 0 x 0 x Y',
  'the count of a run by REST': 'Y 0 Y 0 x 0 x Y',
  'the count of a run by HEAD': 'Y 0 Y 0 x 0 x Y',
  'a message in the error of a cast': 'Y 0 Y 0 x 0 x Y',
  // Leaves: nobody's, by whatever name and schema they are asked for.
  'the leaf by SQL': 'x x x x x x x x',
  'the default leaf by SQL': 'x x x x x x x x',
  'the leaf by REST': 'x x x x x x x x',
  'the leaf by REST in its schema': 'x x x x x x x x',
  // Cursors.
  'the cursor by SQL': 'Y 0 Y 0 x 0 x Y',
  'the cursor by REST': 'Y 0 Y 0 x 0 x Y',
  'all cursors by REST': 'Y 0 Y 0 x 0 x Y',
  // MeshHook's own policy casts the subject; that of a portal token is no uuid, and the answer an error.
  'the cursor embedded in workflow_runs': 'Y 0 x x x x x Y',
  // Inner tables, views for monitors, counters, statistics.
  'batch keys by SQL': 'x x x x x x x x',
  'batch keys by REST in their schema': 'x x x x x x x x',
  'the id counter by SQL': 'x x x x x x x x',
  'a counter of messages by SQL': 'x x x x x x x x',
  'samples of the rows by SQL': '0 0 0 0 x 0 0 Y',
  'logs_health by REST': 'x x x x x x x Y',
  'logs_partition_info by REST': 'x x x x x x x Y',
  'run_logs_metrics by REST': 'x x x x x x x Y',
  // Writing.
  'insert by REST': 'x x x x x x x Y',
  'upsert by REST': 'x x x x x x x x',
  'update by REST': 'x x x x x x x x',
  'delete by REST': 'x x x x x x x Y',
  'update of the cursor by REST': 'x x x x x x x x',
  'write to the leaf by SQL': 'x x x x x x x x',
  'truncate by SQL': 'x x x x x x x x',
  'lock by SQL': 'x x x x x x x Y',
  'a trigger of one’s own on logs': 'x x x x x x x x',
  'take_seqs by SQL': 'x x x x x x x x',
  'announce_range by SQL': 'x x x x x x x x',
  // Functions. The first four are about the asker: they answer anybody, and say nothing of a run that is not his.
  'rpc can_view_run': 'Y 0 Y 0 x 0 0 0',
  'rpc viewable_run_id': '0 0 Y 0 x 0 0 0',
  'rpc viewable_project_ids': 'Y 0 0 0 x 0 0 0',
  'rpc viewable_run_label': '0 0 Y Y x 0 0 0',
  // This one takes a name apart and looks at nothing.
  'rpc log_topic_run_id': 'Y Y Y Y x Y Y Y',
  'rpc find_run_log': 'Y 0 Y 0 x 0 x Y',
  'rpc search_run_logs': 'Y 0 Y 0 x 0 x Y',
  'rpc append_run_logs': 'x x x x x x x Y',
  'rpc maintain_run_logs': 'x x x x x x x Y',
  'rpc maintain_logs_partitions': 'x x x x x x x Y',
  'rpc create_logs_partition': 'x x x x x x x Y',
  'rpc drop_old_logs_partitions': 'x x x x x x x Y',
  'rpc delete_expired_logs': 'x x x x x x x Y',
  'rpc delete_run_logs': 'x x x x x x x Y',
  'rpc normalize_log_level': 'x x x x x x x Y',
  'rpc log_fields': 'x x x x x x x Y',
  'rpc cut_log_message': 'x x x x x x x Y',
  'rpc log_batch_is_suspect': 'x x x x x x x Y',
  'rpc log_text_is_suspect': 'x x x x x x x Y',
  'rpc log_fields_are_suspect': 'x x x x x x x Y',
  'rpc log_passes_luhn': 'x x x x x x x Y',
  'rpc log_messages_per_second': 'x x x x x x x Y',
  'rpc mask_log_text': 'x x x x x x x Y',
  'rpc mask_log_json': 'x x x x x x x Y',
  'rpc redact_log_message': 'x x x x x x x Y',
  'rpc redact_log_fields': 'x x x x x x x Y',
  'rpc guard_logs_partition': 'x x x x x x x x',
  'rpc number_log_row': 'x x x x x x x x',
  'rpc announce_log_rows': 'x x x x x x x x',
  'rpc take_seqs': 'x x x x x x x x',
  // Realtime.
  'join the topic': 'Y x Y x x x x Y',
  'replay on join': 'Y x Y x x x x Y',
  'hear the topic on a public channel': '0 0 0 0 x 0 0 0',
  'replay on a public channel': 'x x x x x x x x',
  'send to the topic': 'x x x x x x x Y',
  'send to the topic from a public channel': 'x x x x x x x x',
  'send to the topic by SQL': 'x x x x x x x Y',
  // Without realtime.topic set, as nobody but Realtime sets it, the policy judges by the row itself.
  'messages of the topic by SQL': 'Y 0 Y 0 x 0 0 Y',
  'changes of logs': 'x x x x x x x x',
  'changes of the leaf': 'x x x x x x x x',
  'changes of log_cursors': 'x x x x x x x x',
  'changes of every table there is': '0 0 0 0 x 0 0 0',
};

const WORDS: Readonly<Record<string, string>> = {
  Y: 'gets it',
  0: 'gets nothing',
  x: 'is refused',
};

const DOORS: Readonly<Record<string, Door>> = { ...SQL_DOORS, ...REST_DOORS, ...REALTIME_DOORS };
const NOBODYS_RUN = '5f0c2b9e-0000-4000-8000-00000000beef';

let stack: LocalStack;
let target: Target;
let holders: Readonly<Record<(typeof VIEWERS)[number], Holder>>;
/** A run of the other tenant's. */
let foreignRun: string;

before(async () => {
  stack = await startStack({ port: 0, realtimeLimits: { refusedJoinDelayMs: 0 } });
  const plainTable = new URL('../../supabase/examples/plain-table.sql', import.meta.url);
  await stack.sql.unsafe(await readFile(plainTable, 'utf8')).simple();
  const [owner, other] = [await createTenant(stack, 'owner'), await createTenant(stack, 'other')];
  const runId = await createRun(stack, owner);
  const sisterRun = await createRun(stack, owner);
  foreignRun = await createRun(stack, other);
  for (const run of [runId, sisterRun, foreignRun]) await appendRows(stack, run, 3, 'secret row');
  const batchKey = crypto.randomUUID();
  await stack.sql`select append_run_logs(${runId}, '[{"message": "secret row"}]', ${batchKey})`;
  await stack.sql`analyze`;
  const [leaf] = await stack.sql<{ name: string }[]>`
    select c.relname as name from logs l join pg_class c on c.oid = l.tableoid where run_id = ${runId} limit 1`;
  const { projectId } = owner;
  target = { stack, runId, projectId, topic: `run-logs:${runId}`, leaf: leaf?.name ?? '' };

  const { publishableKey: apiKey, secretKey } = stack;
  const sees = (...runs: string[]): ReadonlySet<string> => new Set(runs);
  const portal = (claims: object, expires = '15m'): Promise<string> =>
    new SignJWT({ role: 'authenticated', run_id: runId, run_label: 'customer-42', ...claims })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject('portal:customer-42')
      .setAudience('authenticated')
      .setIssuedAt('-1h')
      .setExpirationTime(expires)
      .sign(new TextEncoder().encode(stack.jwtSecret));
  const past = Math.floor(Date.now() / 1000) - 1;
  holders = {
    'the owner': { apiKey, token: owner.accessToken, mayOnlySee: sees(runId, sisterRun) },
    'another tenant': { apiKey, token: other.accessToken, mayOnlySee: sees(foreignRun) },
    'a portal token of the run': { apiKey, token: await portal({}), mayOnlySee: sees(runId) },
    'a portal token of another run': {
      apiKey,
      token: await portal({ run_id: sisterRun }),
      mayOnlySee: sees(sisterRun),
    },
    'an expired portal token': { apiKey, token: await portal({}, '-5m'), mayOnlySee: sees() },
    'a portal token past its run_exp': {
      apiKey,
      token: await portal({ run_exp: past }),
      mayOnlySee: sees(),
    },
    anon: { apiKey, token: null, mayOnlySee: sees() },
    'the service role': { apiKey: secretKey, token: null, mayOnlySee: null },
  };
});
after(() => stack.stop());

for (const [name, cells] of Object.entries(EXPECTED)) {
  describe(name, () => {
    for (const [index, expected] of cells.split(' ').entries()) {
      const viewer = VIEWERS[index] as (typeof VIEWERS)[number];
      it(`${viewer} ${WORDS[expected]}`, async () => {
        const door = DOORS[name];
        assert.ok(door !== undefined, 'there is no such door');
        const outcome = await door(target, holders[viewer]);
        assert.equal(WORDS[outcome], WORDS[expected]);
      });
    }
  });
}

describe('the table of doors', () => {
  it('has a cell for every viewer and a row for every door', () => {
    assert.deepEqual(Object.keys(EXPECTED).sort(), Object.keys(DOORS).sort());
    for (const cells of Object.values(EXPECTED)) {
      assert.equal(cells.split(' ').length, VIEWERS.length);
    }
  });

  it('names every function that a call by REST can name', async () => {
    // MeshHook's own is none of ours; a function that gives a trigger cannot be called.
    const rows = await stack.sql<{ name: string }[]>`
      select distinct 'rpc ' || proname as name from pg_proc
      where pronamespace = 'public'::regnamespace and prorettype <> 'trigger'::regtype
        and proname not in ('user_project_ids', 'number_run_line')`;
    assert.deepEqual(rows.map(({ name }) => name).sort(), Object.keys(RPC_DOORS).sort());
  });

  it('names all that a viewer has a right to, in any schema of ours', async () => {
    const rights = await stack.sql<{ right: string }[]>`
      select format('%s: %s %s', r, p, c.oid::regclass) as right
      from unnest(array['anon', 'authenticated']) r, pg_class c,
        unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) p
      where c.relnamespace in ('public'::regnamespace, 'log_stream'::regnamespace, 'logs_partitions'::regnamespace)
        and c.relkind in ('r', 'p', 'v', 'm') and c.relname ~ '^(logs|log_|run_logs|batches|upkeep|expired)'
        and has_table_privilege(r, c.oid, p)
      union all
      select format('%s: counter %s', r, c.oid::regclass)
      from unnest(array['anon', 'authenticated']) r, pg_class c
      where c.relkind = 'S' and c.relnamespace in ('public'::regnamespace, 'log_stream'::regnamespace)
        and c.relname !~ '^run_lines' and has_sequence_privilege(r, c.oid, 'select, usage, update')
      union all
      select format('%s: schema %s', r, n.nspname)
      from unnest(array['anon', 'authenticated']) r, pg_namespace n
      where n.nspname in ('log_stream', 'logs_partitions') and has_schema_privilege(r, n.oid, 'usage, create')
      union all
      select format('%s: column %s.%s', r, c.oid::regclass, a.attname)
      from unnest(array['anon', 'authenticated']) r, pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
      where c.relnamespace in ('log_stream'::regnamespace, 'logs_partitions'::regnamespace) and c.relkind in ('r', 'p', 'v')
        and has_column_privilege(r, c.oid, a.attnum, 'select')
      order by 1`;
    assert.deepEqual(
      rights.map(({ right }) => right),
      ['authenticated: select log_cursors', 'authenticated: select logs'],
    );
  });
});

describe('a run that is not the viewer’s', () => {
  for (const viewer of VIEWERS.filter((name) => name !== 'the service role')) {
    it(`is told apart from one that does not exist by no word of REST, to ${viewer}`, async () => {
      const foreign = viewer === 'another tenant' ? target.runId : foreignRun;
      const holder = holders[viewer];
      assert.deepEqual(
        await toldOfRun(target, holder, foreign),
        await toldOfRun(target, holder, NOBODYS_RUN),
      );
    });
  }
});
