/** Compiled, never run: a snippet of the manual. What it takes for granted is declared first. */
import pino from 'pino';

declare const runId: string;

const logger = pino(
  pino.transport({
    target: '@meshhook/log-stream/writer/pino',
    options: { postgrest: { url: 'https://xyz.supabase.co', keyEnv: 'SUPABASE_SECRET_KEY' } },
  }),
);
const runLogger = logger.child({ runId, nodeId: 'fetch' });
runLogger.info('hello');
