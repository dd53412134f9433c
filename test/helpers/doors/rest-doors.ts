/** The doors of REST: tables, views, counts, embedding, writing, functions; each with the holder's own key and token. */
import { judgeRuns, type Door, type Holder, type Outcome, type Target } from './door.js';

export interface RestAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly range: string | null;
}

/** Asks as a page does. */
export async function askRest(
  { stack }: Target,
  holder: Holder,
  path: string,
  init: { method?: string; headers?: Record<string, string>; body?: unknown } = {},
): Promise<RestAnswer> {
  const response = await fetch(`${stack.url}/rest/v1/${path}`, {
    method: init.method ?? 'GET',
    headers: {
      apikey: holder.apiKey,
      authorization: `Bearer ${holder.token ?? holder.apiKey}`,
      'content-type': 'application/json',
      ...init.headers,
    },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
  const text = await response.text();
  let body: unknown = text;
  try {
    body = text === '' ? null : (JSON.parse(text) as unknown);
  } catch {
    // An answer that is no JSON is kept as it is.
  }
  return { status: response.status, body, range: response.headers.get('content-range') };
}

/** 4xx is a refusal; a 5xx would be an accident, and no answer to who may. */
function isRefusal({ status, body }: RestAnswer): boolean {
  if (status >= 500) throw new Error(`HTTP ${status}: ${JSON.stringify(body)}`);
  return status >= 400;
}

function reading(path: (target: Target) => string, headers?: Record<string, string>): Door {
  return async (target, holder) => {
    const answer = await askRest(target, holder, path(target), headers ? { headers } : {});
    if (isRefusal(answer)) return 'x';
    const rows = answer.body as readonly { readonly run_id: string }[];
    return judgeRuns(
      rows.map(({ run_id }) => run_id),
      target,
      holder,
    );
  };
}

/** A count is a leak even without a row. */
function counting(method: string, kind: string): Door {
  return async (target, holder) => {
    const path = `logs?select=seq&run_id=eq.${target.runId}&limit=1`;
    const headers = { prefer: `count=${kind}` };
    const answer = await askRest(target, holder, path, { method, headers });
    if (isRefusal(answer)) return 'x';
    const total = Number(answer.range?.split('/')[1]);
    if (!Number.isInteger(total)) throw new Error(`no count in ${String(answer.range)}`);
    return total > 0 ? 'Y' : '0';
  };
}

function viewing(view: string): Door {
  return async (target, holder) => {
    const answer = await askRest(target, holder, `${view}?select=*`);
    if (isRefusal(answer)) return 'x';
    return (answer.body as readonly unknown[]).length > 0 ? 'Y' : '0';
  };
}

function writing(method: string, path: (target: Target) => string, row?: object): Door {
  return async (target, holder) => {
    const prefer = method === 'PUT' ? 'resolution=merge-duplicates' : 'return=minimal';
    const answer = await askRest(target, holder, path(target), {
      method: method === 'PUT' ? 'POST' : method,
      headers: { prefer },
      ...(row === undefined ? {} : { body: { run_id: target.runId, ...row } }),
    });
    return isRefusal(answer) ? 'x' : 'Y';
  };
}

/** `holds` tells from a value that came whether it is what was tried for. */
function calling(
  name: string,
  args: (target: Target) => object,
  holds: (value: unknown, target: Target) => boolean = () => true,
): Door {
  return async (target, holder) => {
    const init = { method: 'POST', body: args(target) };
    const answer = await askRest(target, holder, `rpc/${name}`, init);
    if (isRefusal(answer)) return 'x';
    return holds(answer.body, target) ? 'Y' : '0';
  };
}

const none = (): object => ({});
const text = JSON.stringify;
const anOldRun = '5f0c2b9e-0000-4000-8000-00000000dead';

/** Every function of the migrations that a call by REST can name. */
export const RPC_DOORS: Readonly<Record<string, Door>> = {
  'rpc can_view_run': calling(
    'can_view_run',
    ({ runId }) => ({ run_id: runId }),
    (v) => v === true,
  ),
  'rpc viewable_run_id': calling('viewable_run_id', none, (v, { runId }) => v === runId),
  'rpc viewable_project_ids': calling('viewable_project_ids', none, (v, { projectId }) =>
    text(v).includes(projectId),
  ),
  'rpc viewable_run_label': calling('viewable_run_label', none, (v) => v === 'customer-42'),
  'rpc log_topic_run_id': calling('log_topic_run_id', ({ topic }) => ({ topic })),
  'rpc find_run_log': calling(
    'find_run_log',
    ({ runId }) => ({ run_id: runId, written_at: '2026-01-01T00:00:00Z' }),
    (v) => text(v) !== '[]',
  ),
  'rpc search_run_logs': calling(
    'search_run_logs',
    ({ runId }) => ({ run_id: runId, filter: { clauses: [] } }),
    (v) => text(v) !== '[]',
  ),
  'rpc append_run_logs': calling('append_run_logs', ({ runId }) => ({
    run_id: runId,
    entries: [{ message: 'by rpc' }],
  })),
  'rpc maintain_run_logs': calling('maintain_run_logs', none),
  'rpc maintain_logs_partitions': calling('maintain_logs_partitions', none),
  'rpc create_logs_partition': calling('create_logs_partition', () => ({ month: '2031-01-01' })),
  'rpc drop_old_logs_partitions': calling('drop_old_logs_partitions', () => ({
    retention_months: 600,
  })),
  'rpc delete_expired_logs': calling('delete_expired_logs', none),
  'rpc delete_run_logs': calling('delete_run_logs', () => ({ run_id: anOldRun })),
  'rpc normalize_log_level': calling('normalize_log_level', () => ({ level: 'warn' })),
  'rpc log_fields': calling('log_fields', () => ({ fields: {}, level: 'warn' })),
  'rpc cut_log_message': calling('cut_log_message', () => ({ message: 'a' })),
  'rpc log_batch_is_suspect': calling('log_batch_is_suspect', () => ({ texts: 'a' })),
  'rpc log_text_is_suspect': calling('log_text_is_suspect', () => ({ value: 'a' })),
  'rpc log_fields_are_suspect': calling('log_fields_are_suspect', () => ({ fields: 'a' })),
  'rpc log_passes_luhn': calling('log_passes_luhn', () => ({ value: '4' })),
  'rpc log_messages_per_second': calling('log_messages_per_second', none),
  'rpc mask_log_text': calling('mask_log_text', () => ({ value: 'a' })),
  'rpc mask_log_json': calling('mask_log_json', () => ({ value: {} })),
  'rpc redact_log_message': calling('redact_log_message', () => ({ message: 'a' })),
  'rpc redact_log_fields': calling('redact_log_fields', () => ({ fields: {} })),
  'rpc guard_logs_partition': calling('guard_logs_partition', ({ leaf }) => ({ leaf })),
};

/** Names that a curious tenant reads in the documentation; REST must know none of them. */
export const CLOSED_RPC_DOORS: Readonly<Record<string, Door>> = {
  'rpc number_log_row': calling('number_log_row', none),
  'rpc announce_log_rows': calling('announce_log_rows', none),
  'rpc take_seqs': calling('take_seqs', ({ runId }) => ({ run_id: runId, count: 1 })),
};

export const REST_DOORS: Readonly<Record<string, Door>> = {
  'a page of logs by REST': reading(
    ({ runId }) => `logs?select=run_id,message&run_id=eq.${runId}&order=seq.desc&limit=10`,
  ),
  'all of logs by REST': reading(() => 'logs?select=run_id'),
  'the count of a run by REST': counting('GET', 'exact'),
  'the count of a run by HEAD': counting('HEAD', 'exact'),
  'a message in the error of a cast': async (target, holder) => {
    // Postgres puts the value that does not fit into the message, of whatever row it was evaluated on.
    const path = `logs?select=message::uuid&run_id=eq.${target.runId}`;
    const answer = await askRest(target, holder, path);
    const refused = isRefusal(answer);
    if (text(answer.body).includes('secret row')) return 'Y';
    return refused ? 'x' : '0';
  },
  'the leaf by REST': reading(({ leaf }) => `${leaf}?select=run_id`),
  'the leaf by REST in its schema': reading(({ leaf }) => `${leaf}?select=run_id`, {
    'accept-profile': 'logs_partitions',
  }),
  'the cursor by REST': reading(({ runId }) => `log_cursors?select=*&run_id=eq.${runId}`),
  'all cursors by REST': reading(() => 'log_cursors?select=run_id'),
  'the cursor embedded in workflow_runs': async (target, holder) => {
    const path = `workflow_runs?select=id,log_cursors(run_id)&id=eq.${target.runId}`;
    const answer = await askRest(target, holder, path);
    if (isRefusal(answer)) return 'x';
    return text(answer.body).includes('"run_id"') ? 'Y' : '0';
  },
  'batch keys by REST in their schema': reading(() => 'batches?select=run_id', {
    'accept-profile': 'log_stream',
  }),
  'logs_health by REST': viewing('logs_health'),
  'logs_partition_info by REST': viewing('logs_partition_info'),
  'run_logs_metrics by REST': viewing('run_logs_metrics'),
  'insert by REST': writing('POST', () => 'logs', { message: 'forged' }),
  'upsert by REST': writing('PUT', () => 'logs?on_conflict=run_id,seq,created_at', {
    project_id: anOldRun,
    seq: 1,
    message: 'forged',
    created_at: '2026-01-01T00:00:00Z',
  }),
  'update by REST': writing('PATCH', ({ runId }) => `logs?run_id=eq.${runId}`, {
    message: 'forged',
  }),
  'delete by REST': writing('DELETE', () => `logs?run_id=eq.${anOldRun}`),
  'update of the cursor by REST': writing(
    'PATCH',
    ({ runId }) => `log_cursors?run_id=eq.${runId}`,
    {
      last_seq: 0,
    },
  ),
  ...RPC_DOORS,
  ...CLOSED_RPC_DOORS,
};

/** What a holder is told of a run, word for word, by every door of REST that takes a run. */
export async function toldOfRun(target: Target, holder: Holder, runId: string): Promise<unknown> {
  const of = { ...target, runId, topic: `run-logs:${runId}` };
  const asked: readonly (readonly [path: string, body?: object])[] = [
    [`logs?select=run_id,seq,message&run_id=eq.${runId}&order=seq.asc&limit=1000`],
    [`logs?select=seq&run_id=eq.${runId}&seq=gte.2&level=in.(error,fatal)`],
    [`log_cursors?select=last_seq,run_status&run_id=eq.${runId}`],
    ['rpc/can_view_run', { run_id: runId }],
    ['rpc/find_run_log', { run_id: runId, written_at: '2026-01-01T00:00:00Z' }],
    ['rpc/search_run_logs', { run_id: runId, filter: { clauses: [] } }],
    ['rpc/append_run_logs', { run_id: runId, entries: [{ message: 'forged' }] }],
    ['rpc/append_run_logs', { run_id: runId, entries: [] }],
    ['rpc/delete_run_logs', { run_id: runId }],
    ['logs', { run_id: runId, message: 'forged' }],
  ];
  const told: unknown[] = [];
  for (const [path, body] of asked) {
    const init = body === undefined ? {} : { method: 'POST', body };
    told.push(await askRest(of, holder, path, { ...init, headers: { prefer: 'count=exact' } }));
  }
  return JSON.parse(text(told).replaceAll(runId, '<the run>'));
}

export type { Outcome };
