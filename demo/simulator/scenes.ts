/**
 * What happens in a run, one scene at a time: an HTTP call with its retries, a query, a crash. Each scene is a few
 * rows that belong together, as a worker would write them. Pure; all chance comes from the argument.
 */
import type { GeneratedRow } from './generated-row.js';
import type { SeededRandom } from './seeded-random.js';
import { ENDPOINTS, ERRORS, FAILURES, NAMES } from './vocabulary.js';

/** What a scene may know of the run it plays in. */
export interface SceneContext {
  readonly random: SeededRandom;
  /** The step that writes. */
  readonly nodeId: string;
  /** How many items the run has handled; goes up over the run. */
  readonly item: number;
}

/** A few rows that belong together. */
export type Scene = (context: SceneContext) => GeneratedRow[];

/** Above this many, a worker gives up; three retries is what the host's engine does by default. */
const MAX_ATTEMPTS = 4;

const ESC = '\u001b';

/** How each step begins. */
export const stepStarts: Scene = ({ random, nodeId, item }) => [
  {
    level: 'info',
    nodeId,
    message: `step ${nodeId} started for item ${item}`,
    fields: {
      event: 'step.started',
      item,
      trace_id: random.hex(16),
      worker: `w-${random.int(1, 6)}`,
    },
  },
];

const httpCall: Scene = ({ random, nodeId, item }) => {
  const { method, url } = random.pick(ENDPOINTS);
  const requestId = `req_${random.hex(10)}`;
  const rows: GeneratedRow[] = [
    {
      level: 'debug',
      nodeId,
      message: `→ ${method} ${url}`,
      fields: {
        request_id: requestId,
        bytes: random.int(80, 9000),
        idempotency_key: `${item}-${nodeId}`,
      },
    },
  ];
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const latencyMs = Math.round(40 + 400 * random.next() ** 3 + (random.chance(0.05) ? 4000 : 0));
    if (random.chance(0.86)) {
      const status = random.pick([200, 200, 200, 201, 202, 204]);
      rows.push({
        level: 'info',
        nodeId,
        message: `← ${status} ${method} ${url} in ${latencyMs} ms`,
        fields: { request_id: requestId, status, latency_ms: latencyMs, attempt },
      });
      return rows;
    }
    const failure = random.pick(FAILURES);
    const fields = {
      request_id: requestId,
      status: failure.status,
      latency_ms: latencyMs,
      attempt,
    };
    if (!failure.retryable || attempt === MAX_ATTEMPTS) {
      rows.push({
        level: 'error',
        nodeId,
        message: `← ${failure.status} ${failure.text}: ${method} ${url} gave up after ${attempt} of ${MAX_ATTEMPTS} attempts`,
        fields: { ...fields, retryable: failure.retryable },
      });
      return rows;
    }
    const backoffMs = Math.round(250 * 2 ** attempt * (0.5 + random.next()));
    rows.push({
      level: 'warn',
      nodeId,
      message: `← ${failure.status} ${failure.text} in ${latencyMs} ms; retry ${attempt + 1} of ${MAX_ATTEMPTS} in ${backoffMs} ms`,
      fields: { ...fields, backoff_ms: backoffMs },
    });
  }
  return rows;
};

const query: Scene = ({ random, nodeId, item }) => {
  const tookMs = random.int(1, 90) + (random.chance(0.06) ? 1800 : 0);
  const slow = tookMs > 1000;
  return [
    {
      level: slow ? 'warn' : 'debug',
      nodeId,
      message: `${slow ? 'slow query: ' : ''}select id, state from orders where batch = ${item} for update skip locked → ${random.int(0, 500)} rows in ${tookMs} ms`,
      fields: { db: { pool: 'primary', took_ms: tookMs, waiting: random.int(0, 3) } },
    },
  ];
};

const transformed: Scene = ({ random, nodeId, item }) => [
  {
    level: 'info',
    nodeId,
    message: `transformed ${random.int(1, 500)} records, ${random.int(0, 4)} skipped`,
    fields: {
      item,
      mapping: { source: '$.data.orders[*]', target: 'ledger.line', version: random.int(3, 9) },
      skipped_reasons: random.chance(0.4) ? ['empty_total', 'unknown_currency'] : [],
    },
  },
];

const customer: Scene = ({ random, nodeId }) => [
  {
    level: 'info',
    nodeId,
    message: `loaded customer ${random.pick(NAMES)} (cus_${random.hex(8)})`,
  },
];

/** A program's own output: no level, colours meant for a terminal. */
const terminalOutput: Scene = ({ random, nodeId, item }) => [
  random.pick<GeneratedRow>([
    {
      nodeId,
      message: `${ESC}[32m✓${ESC}[0m order ${item} stored ${ESC}[2m(${random.int(2, 60)} ms)${ESC}[0m`,
    },
    {
      nodeId,
      message: `${ESC}[1;33mWARN${ESC}[0m pool is at ${random.int(80, 99)} % of its connections`,
    },
    { nodeId, message: `${ESC}[31mERROR${ESC}[39m [ledger] could not balance batch ${item}` },
    { nodeId, message: `  ${random.int(1, 99)} % |${'█'.repeat(random.int(1, 24))}| ${item}/2000` },
    { nodeId, message: `I0${random.int(1, 9)}23 cache.go:118] evicted ${random.int(1, 900)} keys` },
  ]),
];

const jsonLine: Scene = ({ random, nodeId, item }) => [
  {
    nodeId,
    message: JSON.stringify({
      level: random.pick(['info', 'info', 'warning', 'error']),
      msg: 'ledger response',
      item,
      took: `${random.int(1, 400)}ms`,
    }),
  },
];

const crash: Scene = ({ random, nodeId, item }) => {
  const [name, text] = random.pick(ERRORS);
  const frames = Array.from({ length: random.int(3, 9) }, (_, depth) => {
    const file = random.pick(['engine/step-runner', 'nodes/http', 'nodes/transform', 'lib/retry']);
    return `    at ${depth === 0 ? 'async ' : ''}${random.pick(['run', 'execute', 'Object.call', 'attempt'])} (/app/${file}.js:${random.int(8, 400)}:${random.int(3, 60)})`;
  });
  return [
    {
      level: 'error',
      nodeId,
      message: `${name}: ${text}\n${frames.join('\n')}`,
      fields: { error: { name, code: `E_${random.hex(4).toUpperCase()}` }, item, fatal: false },
    },
    {
      level: 'warn',
      nodeId,
      message: `step ${nodeId} failed for item ${item}; it goes to the dead-letter queue, see https://runbooks.example/dlq#${nodeId}`,
    },
  ];
};

const longLine: Scene = ({ random, nodeId }) => [
  {
    level: 'debug',
    nodeId,
    message: `payload preview (truncated): ${random.hex(random.int(600, 2400))}`,
    fields: { content_type: 'application/octet-stream', preview: '<script>alert(1)</script>' },
  },
];

const heartbeat: Scene = ({ random, nodeId, item }) => [
  {
    level: 'trace',
    nodeId,
    message: `lease renewed, ${random.int(1, 30)} s left, item ${item}, rss ${random.int(90, 380)} MB`,
  },
];

const fatal: Scene = ({ random, nodeId }) => [
  {
    level: 'fatal',
    nodeId,
    message: `worker w-${random.int(1, 6)} ran out of memory and was restarted; its lease passes on`,
    fields: { signal: 'SIGKILL', rss_mb: random.int(480, 512) },
  },
];

/** What happens within a step, each scene with its weight: how often it plays, against the sum of all weights. */
export const SCENES: readonly (readonly [scene: Scene, weight: number])[] = [
  [httpCall, 26],
  [query, 12],
  [transformed, 12],
  [customer, 6],
  [terminalOutput, 9],
  [jsonLine, 3],
  [crash, 1.6],
  [longLine, 1.2],
  [heartbeat, 6],
  [fatal, 0.06],
];
