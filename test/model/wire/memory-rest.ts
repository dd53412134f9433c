/** PostgREST without a network: a `fetch` that answers the few questions that the source asks. */
import type { FakeClock } from '../../helpers/fake-clock.js';
import type { RestState } from '../rest-server.js';
import type { RunTable } from '../run-table.js';
import type { TokenOffice } from '../tokens.js';

export interface MemoryRestPorts {
  readonly state: RestState;
  readonly table: RunTable;
  readonly tokens: TokenOffice;
  readonly clock: FakeClock;
  readonly random: () => number;
}

/** The database's door. */
export class MemoryRest {
  readonly #ports: MemoryRestPorts;
  requests = 0;

  constructor(ports: MemoryRestPorts) {
    this.#ports = ports;
  }

  readonly fetch = (input: unknown, init?: RequestInit): Promise<Response> => {
    const { state, clock, random } = this.#ports;
    this.requests += 1;
    const url = new URL(String(input));
    const headers = new Headers(init?.headers);
    const signal = init?.signal;
    return new Promise((resolve, reject) => {
      const fail = (): void =>
        reject(signal?.reason instanceof Error ? signal.reason : new Error());
      signal?.addEventListener('abort', fail, { once: true });
      clock.after(Math.round(state.askMs * random()), () => {
        const answer = this.#answer(
          url,
          headers.get('authorization')?.slice('Bearer '.length) ?? '',
        );
        clock.after(Math.round(state.answerMs * random()), () => {
          if (answer === null) reject(new TypeError('fetch failed'));
          else resolve(answer);
        });
      });
    });
  };

  #answer(url: URL, token: string): Response | null {
    const { state, table, tokens, clock } = this.#ports;
    if (state.how === 'away') return null;
    if (state.how === 'busy') return respond(503, '{"code":"PGRST001"}', { 'retry-after': '2' });
    if (state.how === 'html') return respond(200, '<!doctype html><title>Proxy</title>');
    if (!tokens.isGoodForRest(token, clock.now())) {
      return respond(401, '{"code":"PGRST303","message":"JWT expired"}');
    }
    const isVisible = !table.isHidden && tokens.maySee(token);
    if (url.pathname.endsWith('/log_cursors')) {
      const row = { last_seq: table.lastSeq, run_status: table.status };
      return respond(200, JSON.stringify(isVisible ? [row] : []));
    }
    return respond(200, JSON.stringify(isVisible ? this.#rows(url.searchParams) : []));
  }

  #rows(query: URLSearchParams): object[] {
    const { table, state } = this.#ports;
    const bounds = query.getAll('seq').map((bound) => bound.split('.') as [string, string]);
    const found = table.rows.filter(({ seq }) =>
      bounds.every(([operator, value]) => {
        if (operator === 'gte') return seq >= Number(value);
        return operator === 'lte' ? seq <= Number(value) : seq < Number(value);
      }),
    );
    const ordered = query.get('order') === 'seq.desc' ? found.toReversed() : found;
    const limit = Math.min(state.cap, Number(query.get('limit') ?? Infinity));
    return ordered.slice(0, limit).map((row) => ({
      ...{ seq: row.seq, id: row.id, level: row.level, message: row.message },
      ...{ node_id: null, fields: null, created_at: row.createdAt },
    }));
  }
}

/** As much of a response as is read. A real one hands its body over by ways that virtual time does not know. */
function respond(status: number, body: string, headers: Record<string, string> = {}): Response {
  const response = {
    status,
    ok: status < 400,
    headers: new Headers(headers),
    json: async (): Promise<unknown> => JSON.parse(body),
  };
  return response as unknown as Response;
}
