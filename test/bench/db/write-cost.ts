/**
 * Rows a second that writers get stored: by our way, by a bare insert into the same table without anything around it, and by
 * the trigger that Supabase's documentation shows, one message a row.
 */
import type postgres from 'postgres';
import type { Tenant, TestDatabase } from '../../helpers/postgres-database.js';
import { logLine } from '../../helpers/log-lines.js';
import { seededRandom } from '../../helpers/random.js';
import { inTurns, ratio, spread } from './figures.js';

export interface WriteOptions {
  readonly rounds: number;
  /** Of one measurement. */
  readonly ms: number;
  /** Rows a statement. */
  readonly sizes: readonly number[];
}

/** A way to write a batch: the JSON of its entries, for a run. */
type Write = (connection: postgres.Sql, runId: string, entriesJson: string) => PromiseLike<unknown>;

const WRITERS = 8;

/** The same columns and the same indices; `row_trigger` has the trigger, `bare_logs` has nothing. */
const TWINS = `
  create table bare_logs (like public.logs including all) partition by range (created_at);
  create table row_logs (like public.logs including all) partition by range (created_at);
  do $$ begin
    for month in -1..2 loop
      for twin in 0..1 loop
        execute format('create table %1$s_%2$s partition of %1$s for values from (%3$L) to (%4$L)',
          (array['bare_logs', 'row_logs'])[twin + 1], month + 1,
          date_trunc('month', now()) + make_interval(months => month),
          date_trunc('month', now()) + make_interval(months => month + 1));
      end loop;
    end loop;
  end $$;
  create function tell_row() returns trigger language plpgsql security definer as $$
  begin
    perform realtime.broadcast_changes('run-logs:' || new.run_id, tg_op, tg_op, tg_table_name, tg_table_schema, new, old);
    return null;
  end $$;
  create trigger tell_row after insert on row_logs for each row execute function tell_row();`;

const ENTRY = 'level text, message text, node_id text, fields jsonb, created_at timestamptz';

function insertInto(table: string): Write {
  let seq = 0;
  return (connection, runId, entriesJson) => {
    seq += 10_000;
    return connection.unsafe(
      `insert into ${table} (run_id, project_id, seq, level, message, node_id, fields, created_at)
       select $1, $1, $2::bigint + e.place, e.level, e.message, e.node_id, e.fields, coalesce(e.created_at, clock_timestamp())
       from rows from (jsonb_to_recordset($3::text::jsonb) as (${ENTRY}))
         with ordinality as e (level, message, node_id, fields, created_at, place)`,
      [runId, seq, entriesJson],
      { prepare: true },
    );
  };
}

/** What a worker does that has its rows as arrays, the quickest way there is. */
function insertArrays(): Write {
  let seq = 0;
  return (connection, runId, entriesJson) => {
    const entries = JSON.parse(entriesJson) as readonly {
      level: string;
      message: string;
      fields: object;
    }[];
    seq += 10_000;
    return connection.unsafe(
      `insert into bare_logs (run_id, project_id, seq, level, message, fields)
       select $1, $1, $2::bigint + e.place, e.level, e.message, e.fields::jsonb
       from unnest($3::text[], $4::text[], $5::text[]) with ordinality as e (level, message, fields, place)`,
      [
        runId,
        seq,
        entries.map(({ level }) => level),
        entries.map(({ message }) => message),
        entries.map(({ fields }) => JSON.stringify(fields)),
      ],
      { prepare: true },
    );
  };
}

const append: Write = (connection, runId, entriesJson) =>
  connection.unsafe('select append_run_logs($1, $2::text::jsonb)', [runId, entriesJson], {
    prepare: true,
  });

const insertPlainly: Write = (connection, runId, entriesJson) =>
  connection.unsafe(
    `insert into logs (run_id, level, message, node_id, fields)
     select $1, e.level, e.message, e.node_id, e.fields from jsonb_to_recordset($2::text::jsonb) as e (${ENTRY})`,
    [runId, entriesJson],
    { prepare: true },
  );

/** Batches of a size, made before the clock runs; `addressed`: with an e-mail address to mask in every tenth row. */
function makeBatches(size: number, addressed = false): readonly string[] {
  const random = seededRandom(20_260_101);
  return Array.from({ length: 8 }, () =>
    JSON.stringify(
      Array.from({ length: size }, (_, index) => ({
        level: index % 20 === 0 ? 'warn' : 'info',
        message:
          logLine(random).slice(0, 200) +
          (addressed && index % 10 === 0 ? ' for someone@example.com' : ''),
        fields: { attempt: index % 3, ms: Math.floor(random() * 1000) },
      })),
    ),
  );
}

export async function measureWriters(
  database: TestDatabase,
  tenant: Tenant,
  options: WriteOptions,
): Promise<{ ofBare: number; ofRowTrigger: number }> {
  const { sql } = database;
  await sql.unsafe(TWINS).simple();
  const runs = await Promise.all(Array.from({ length: WRITERS }, () => database.makeRun(tenant)));
  const connections = Array.from({ length: WRITERS }, () => database.connect());
  const announcing = Array.from({ length: WRITERS }, () => database.connect());
  for (const connection of announcing) {
    await connection`select set_config('meshhook.log_messages_per_second', '1000000', false)`;
  }

  /** Rows a second of some writers, each in turn to each of the runs. */
  const rate = async (
    write: Write,
    size: number,
    writers: number,
    runCount: number,
    { from = connections, addressed = false } = {},
  ): Promise<number> => {
    const batches = makeBatches(size, addressed);
    const began = performance.now();
    let rows = 0;
    const work = from.slice(0, writers).map(async (connection, writer) => {
      for (let turn = writer; performance.now() - began < options.ms; turn += 1) {
        await write(
          connection,
          runs[turn % runCount] ?? '',
          batches[turn % batches.length] ?? '[]',
        );
        rows += size;
      }
    });
    await Promise.all(work);
    return (rows * 1000) / (performance.now() - began);
  };
  const clear = (): Promise<unknown> =>
    sql
      .unsafe('truncate logs, bare_logs, row_logs, realtime.messages')
      .simple()
      .then(() => sql`checkpoint`);

  const [bare, arrays, row] = [insertInto('bare_logs'), insertArrays(), insertInto('row_logs')];
  let summary = { ofBare: NaN, ofRowTrigger: NaN };
  for (const size of options.sizes) {
    const figures = await inTurns(
      options.rounds,
      {
        'bare, 1 writer': () => rate(bare, size, 1, 1),
        'ours, 1 writer': () => rate(append, size, 1, 1),
        'row trigger, 1 writer': () => rate(row, size, 1, 1),
        'bare from arrays, 1 writer': () => rate(arrays, size, 1, 1),
        'ours, 1 writer, plain insert': () => rate(insertPlainly, size, 1, 1),
        'ours, 1 writer, every statement announced': () =>
          rate(append, size, 1, 1, { from: announcing }),
        'ours, 1 writer, e-mail in each tenth row': () =>
          rate(append, size, 1, 1, { addressed: true }),
        'ours, 1 writer on 8 runs': () => rate(append, size, 1, 8),
        'bare, 8 writers': () => rate(bare, size, 8, 8),
        'ours, 8 writers on 8 runs': () => rate(append, size, 8, 8),
        'ours, 8 writers on one run': () => rate(append, size, 8, 1),
        'row trigger, 8 writers': () => rate(row, size, 8, 8),
      },
      clear,
    );
    console.log(
      `\nrows/s, ${size} ${size === 1 ? 'row' : 'rows'} a statement: median (range), share of the bare insert by as many writers`,
    );
    for (const [name, values] of Object.entries(figures)) {
      const base = name.includes('8 writers')
        ? figures['bare, 8 writers']
        : figures['bare, 1 writer'];
      console.log(
        `  ${name.padEnd(42)} ${spread(values).padEnd(28)} ${(100 * ratio(values, base)).toFixed(0)} %`,
      );
    }
    if (size === 100) {
      summary = {
        ofBare: ratio(figures['ours, 1 writer'], figures['bare, 1 writer']),
        ofRowTrigger: ratio(figures['ours, 1 writer'], figures['row trigger, 1 writer']),
      };
    }
  }
  await Promise.all([...connections, ...announcing].map((connection) => connection.end()));
  return summary;
}
