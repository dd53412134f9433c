/** The command behind `npm run demo:portal`: the local stack, four runs of two customers, and the portal before them. */
import { startEmbeddedBackend } from '../server/embedded-backend.js';
import { seedTenants } from '../server/seed.js';
import { Simulator } from '../simulator/simulator.js';
import { buildBundle } from './bundle.js';
import { startPortal } from './portal-server.js';

/** The first port to ask for; if it is taken, any. */
const PORT = 5180;
/** Rows that a run has before anyone looks, and rows a second from then on. */
const HISTORY_ROWS = 300;
const ROWS_PER_SECOND = 5;

const startedAt = Date.now();
console.log('Starting the local stack and building the bundle …');
const [backend, bundle] = await Promise.all([
  startEmbeddedBackend((line) => console.log(`  ${line}`)),
  buildBundle(),
]);
const tenants = await seedTenants(backend);
const simulator = new Simulator(backend.sql);
const startRun = async (): Promise<string> => {
  const [workflow] = tenants.owner;
  if (workflow === undefined) throw new Error('The demo has no workflow.');
  const { id } = await simulator.start(workflow, 0);
  await simulator.burst(id, HISTORY_ROWS);
  simulator.setRate(id, ROWS_PER_SECOND);
  return id;
};
const customers = new Map([
  ['lark', { name: 'Lark Bakery', runIds: [await startRun(), await startRun(), await startRun()] }],
  ['moss', { name: 'Moss and Sons', runIds: [await startRun()] }],
]);
const options = {
  url: backend.url,
  publishableKey: backend.publishableKey,
  customers,
  bundle,
  mintToken: async (runId: string, expiresInSeconds: number) =>
    (await backend.session({ viewer: 'portal', runId, expiresInSeconds })).accessToken,
};
const portal = await startPortal({ ...options, port: PORT }).catch(() => startPortal(options));
console.log(
  `\nThe portal is at ${portal.origin}/   (up in ${((Date.now() - startedAt) / 1000).toFixed(1)} s; Ctrl-C stops it)\n`,
);

let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (isStopping) process.exit(130);
    isStopping = true;
    void portal
      .stop()
      .then(() => simulator.stop())
      .then(() => backend.stop())
      .finally(() => process.exit(0));
  });
}
