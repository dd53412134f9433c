/** Compiled, never run: a snippet of the manual. What it takes for granted is declared first. */
import type postgres from 'postgres';

declare const sql: postgres.Sql;
declare const runId: string;
declare const error: Error;

import { createLogWriter, postgresJsPort } from '../../../src/writer/index.js';

const writer = createLogWriter({ port: postgresJsPort(sql) }); // or pgPort(pool), or postgrestPort({ url, key })

writer.write(runId, { level: 'info', message: 'step 1 done', nodeId: 'fetch', fields: { ms: 12 } });
const logger = writer.logger(runId, { nodeId: 'fetch' }); // trace debug info warn error fatal
logger.error('gave up', error, { attempt: 3 });

await writer.close(); // at the end: flushes for at most 10 s, gives back { left }
