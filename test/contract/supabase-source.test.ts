import { WebSocket } from 'ws';
import { startStack, type LocalStack } from '../../demo/stack/stack.js';
import {
  SupabaseLogSource,
  type SupabaseLogSourceOptions,
} from '../../src/source/supabase-source.js';
import { appendRows, createRun, createTenant, type Tenant } from '../helpers/tenants.js';
import { describeSource } from './log-source.contract.js';

let stack: LocalStack;
let tenant: Tenant;

describeSource({
  name: 'Supabase source',
  start: async () => {
    stack = await startStack();
    tenant = await createTenant(stack, 'contract');
  },
  stop: () => stack.stop(),
  create: async () => {
    const runId = await createRun(stack, tenant);
    return {
      runId,
      initialRows: 1_000,
      source: new SupabaseLogSource({
        url: stack.url,
        key: stack.publishableKey,
        token: tenant.accessToken,
        webSocket: WebSocket as unknown as NonNullable<SupabaseLogSourceOptions['webSocket']>,
      }),
      append: (count) => appendRows(stack, runId, count),
      end: async (status) => {
        await stack.sql`update public.workflow_runs set status = ${status} where id = ${runId}`;
      },
    };
  },
});
