/**
 * A host's plain table without numbers, and a PostgREST in front of it as far as one run's rows go: a `fetch` that
 * understands the filters, orders and limits that are sent, and nothing else. Rows are seen once they are committed.
 */

/** A row, as it is stored. */
export interface PlainRow {
  readonly id: string;
  /** In microseconds since 1970. */
  readonly micros: number;
  readonly message: string;
}

/** The table and its server. */
export class PlainTable {
  readonly rows: PlainRow[] = [];
  /** Rows a page holds at most, whatever is asked for. */
  pageCap = 1_000;
  isAway = false;
  /** Whether the next request fails; asked before each. */
  stumbles: () => boolean = () => false;
  requests: URLSearchParams[] = [];

  readonly fetch = async (input: unknown): Promise<Response> => {
    await Promise.resolve();
    const { searchParams: query } = new URL(String(input));
    this.requests.push(query);
    if (this.isAway || this.stumbles()) return Response.json({ code: 'PGRST000' }, { status: 503 });
    return Response.json(this.#select(query).map(asSent));
  };

  commit(rows: readonly PlainRow[]): void {
    this.rows.push(...rows);
  }

  #select(query: URLSearchParams): PlainRow[] {
    const known = new Set(['select', 'run_id', 'created_at', 'or', 'order', 'limit']);
    for (const name of query.keys())
      if (!known.has(name)) throw new Error(`${name} is not modelled`);
    const found = this.rows.filter(
      (row) =>
        passesTimes(row, query.getAll('created_at')) && passesPlaces(row, query.getAll('or')),
    );
    const [, direction] = /^created_at\.(asc|desc),id\.\1$/.exec(query.get('order') ?? '') ?? [];
    if (direction === undefined) throw new Error('the order is not modelled');
    found.sort((a, b) => (direction === 'asc' ? comparePlaces(a, b) : comparePlaces(b, a)));
    return found.slice(0, Math.min(this.pageCap, Number(query.get('limit'))));
  }
}

/** A row as REST and Realtime print it. */
export function asSent(row: PlainRow): Record<string, unknown> {
  return { id: row.id, level: 'info', message: row.message, created_at: printTime(row.micros) };
}

/** The message of an insertion, as supabase-js hands it over. */
export function asInserted(row: PlainRow, runId: string, errors: string[] | null = null): object {
  return { eventType: 'INSERT', errors, new: { ...asSent(row), run_id: runId }, old: {} };
}

/** A time as Postgres prints it: to the microsecond, without trailing zeros. */
export function printTime(micros: number): string {
  const [seconds, fraction] = [Math.floor(micros / 1_000_000), micros % 1_000_000];
  const whole = new Date(seconds * 1_000).toISOString().slice(0, 19);
  const digits = String(fraction).padStart(6, '0').replace(/0+$/, '');
  return `${whole}${digits === '' ? '' : `.${digits}`}+00:00`;
}

function readTime(text: string): number {
  const [, whole = '', fraction = ''] = /^(.{19})(?:\.(\d+))?(?:\+00:00|Z)$/.exec(text) ?? [];
  return Date.parse(`${whole}Z`) * 1_000 + Number(fraction.padEnd(6, '0'));
}

function comparePlaces(a: Pick<PlainRow, 'micros' | 'id'>, b: typeof a): number {
  return a.micros - b.micros || compareIds(a.id, b.id);
}

/** As a bigint or as a uuid, whichever the ids are. */
function compareIds(a: string, b: string): number {
  if (/^\d+$/.test(a) && /^\d+$/.test(b)) return Number(BigInt(a) - BigInt(b));
  return a < b ? -1 : Number(a > b);
}

function passesTimes(row: PlainRow, filters: readonly string[]): boolean {
  return filters.every((filter) => {
    if (filter === 'not.is.null') return true;
    const [, text] = /^gte\.(.*)$/.exec(filter) ?? [];
    if (text === undefined) throw new Error(`${filter} is not modelled`);
    return row.micros >= readTime(text);
  });
}

const BEYOND =
  /^\(created_at\.(gt|lt)\."([^"]+)",and\(created_at\.eq\."\2",id\.(gt|gte|lt)\."([^"]+)"\)\)$/;

function passesPlaces(row: PlainRow, filters: readonly string[]): boolean {
  return filters.every((filter) => {
    const [, later, time = '', direction, id = ''] = BEYOND.exec(filter) ?? [];
    if (later === undefined) throw new Error(`${filter} is not modelled`);
    const order = comparePlaces(row, { micros: readTime(time), id });
    if (order === 0) return direction === 'gte';
    return later === 'gt' ? order > 0 : order < 0;
  });
}
