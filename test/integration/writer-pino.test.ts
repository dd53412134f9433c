/** The pino transport as a worker uses it: real pino, its thread, PostgREST, a real Postgres. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import { createRun, createTenant } from '../helpers/tenants.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

let stack: LocalStack;
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'writer-pino-'));
  [stack] = await Promise.all([startStack({ port: 0 }), buildTransport()]);
});
after(async () => {
  await stack.stop();
  await rm(folder, { recursive: true });
});

/** One file of plain JavaScript: pino's thread knows nothing of TypeScript. */
async function buildTransport(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      lib: { entry: here('../../src/writer/pino.ts'), formats: ['es'], fileName: () => 'pino.mjs' },
      rolldownOptions: { external: /^node:/ },
    },
  });
}

describe('the pino transport', () => {
  it('stores all that was logged before the process came to its end', async () => {
    const tenant = await createTenant(stack, 'pino');
    const runId = await createRun(stack, tenant);
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', here('../helpers/writer-pino-child.ts')],
      {
        stdio: ['ignore', 'inherit', 'pipe'],
        env: {
          ...process.env,
          WRITER_CHILD: JSON.stringify({
            url: stack.url,
            runId,
            rows: 500,
            target: join(folder, 'pino.mjs'),
          }),
          WRITER_KEY: stack.secretKey,
        },
      },
    );
    let complaints = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    assert.deepEqual(await once(child, 'close'), [0, null], complaints);
    const rows = await stack.sql`
      select seq::int, level, message, node_id, fields from logs where run_id = ${runId} order by seq`;
    assert.equal(rows.length, 501);
    for (const [index, row] of rows.slice(0, 500).entries()) {
      assert.deepEqual(row, {
        seq: index + 1,
        level: 'info',
        message: `row ${index + 1}`,
        node_id: 'fetch',
        fields: { row: index + 1 },
      });
    }
    const last = rows.at(-1);
    assert.deepEqual([last?.['level'], last?.['message']], ['error', 'gave up']);
    assert.equal((last?.['fields'] as { err: { type: string } }).err.type, 'RangeError');
    assert.match(complaints, /^log-stream writer: run-missing: [^\n]*\n$/);
  });
});
