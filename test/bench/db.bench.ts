/**
 * `npm run bench:db`: what log rows cost a real Postgres to write, to tell and to read. Variants take turns, since what else the
 * machine does falls on all of them then; ratios can be trusted further than the figures.
 *
 *   --rows 20000000     size of the table that is read (3,000,000)
 *   --rounds 5          turns of each variant
 *   --fsync off         a disk that is not waited for; the shares of what is written are lower then (on)
 *   --ms 700            length of one measurement of writing
 *   --sizes 1,100,1000  rows a statement
 *   --listeners 1000    sockets on one run
 *   --only writers,changes,listeners,readers
 */
import { parseArgs } from 'node:util';
import { startTestDatabase } from '../helpers/postgres-database.js';
import { measureChanges } from './db/changes-cost.js';
import { measureListeners } from './db/listener-cost.js';
import { LONG_RUN_ROWS, measureReaders } from './db/reader-cost.js';
import { measureWriters } from './db/write-cost.js';
import { printGoal } from './goal.js';

const { values: flags } = parseArgs({
  options: {
    rows: { type: 'string', default: '3000000' },
    rounds: { type: 'string', default: '5' },
    fsync: { type: 'string', default: 'on' },
    ms: { type: 'string', default: '700' },
    sizes: { type: 'string', default: '1,100,1000' },
    listeners: { type: 'string', default: '1000' },
    only: { type: 'string', default: 'writers,changes,listeners,readers' },
  },
});
const [rows, rounds, ms, listeners] = [flags.rows, flags.rounds, flags.ms, flags.listeners].map(
  (value) => {
    const number = Number(value);
    if (!Number.isInteger(number) || number < 1) throw new Error(`${value} is no whole number`);
    return number;
  },
) as [number, number, number, number];
if (rows < LONG_RUN_ROWS)
  console.log(`--rows is raised to ${LONG_RUN_ROWS}, the length of the run that is read`);
const parts = new Set(flags.only.split(','));
const began = performance.now();
const goals: (() => void)[] = [];

const fsync = flags.fsync === 'off' ? 'off' : 'on';
const database = await startTestDatabase({
  settings: [
    `fsync=${fsync}`,
    `full_page_writes=${fsync}`,
    'shared_buffers=512MB',
    'max_wal_size=8GB',
  ],
});
try {
  const [version] = await database.sql<{ server_version: string }[]>`show server_version`;
  console.log(
    `Postgres ${version?.server_version ?? ''}, fsync ${fsync}, ${rounds} rounds of ${ms} ms`,
  );
  const tenant = await database.makeTenant();
  if (parts.has('writers')) {
    const { ofBare, ofRowTrigger } = await measureWriters(database, tenant, {
      rounds,
      ms,
      sizes: flags.sizes.split(',').map(Number),
    });
    goals.push(() =>
      printGoal('batched writer, 100 rows a statement, of a bare insert', 100 * ofBare, {
        atLeast: 60,
        unit: '%',
      }),
    );
    goals.push(() =>
      printGoal('batched writer, 100 rows a statement, of a row-level trigger', ofRowTrigger, {
        atLeast: 3,
        unit: '×',
      }),
    );
  }
  if (parts.has('changes')) await measureChanges(database, tenant, { rounds, ms });
  if (parts.has('listeners')) {
    const cost = await measureListeners(listeners, Math.min(2, rounds));
    if (cost !== null) {
      goals.push(() =>
        printGoal(
          `transactions a batch, ${listeners} listeners against one`,
          cost.transactionRatio,
          { atMost: 1.1, unit: '×' },
        ),
      );
      goals.push(() =>
        printGoal(
          `processor time of the database a batch, ${listeners} listeners against one`,
          cost.cpuRatio,
          { atMost: 1.25, unit: '×' },
        ),
      );
    }
  }
  if (parts.has('readers')) await measureReaders(database, tenant, Math.max(rows, LONG_RUN_ROWS));
} finally {
  await database.stop();
}
console.log(`\n${((performance.now() - began) / 1000).toFixed(0)} s`);
for (const print of goals) print();
