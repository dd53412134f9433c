/**
 * The demo in one process: a backend, the simulated workers, the control API and the page, compiled from source as it
 * is asked for. `serve.ts` is its command; the end-to-end tests and the latency benchmark start it themselves.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createServer as createViteServer, type Plugin, type ViteDevServer } from 'vite';
import { Simulator } from '../simulator/simulator.js';
import type { DemoBackend } from './backend.js';
import { API_PREFIX, createControlApi } from './control-api.js';
import { FaultSwitch } from './fault-switch.js';
import { seedTenants, type SeededTenants } from './seed.js';

/** How the demo is served. */
export interface DemoServerOptions {
  readonly backend: DemoBackend;
  /** First port to try; the next ones follow if it is taken, and 0 takes any. Default: 5173. */
  readonly port?: number;
  /** Reload the page when its source changes. Default: false. */
  readonly watch?: boolean;
  readonly log?: (line: string) => void;
}

/** The running demo. */
export interface DemoServer {
  /** Of the page. */
  readonly url: string;
  readonly backend: DemoBackend;
  readonly simulator: Simulator;
  readonly tenants: SeededTenants;
  readonly faults: FaultSwitch;
  /** Stops everything, the backend included. */
  stop(): Promise<void>;
}

const DEMO_FOLDER = fileURLToPath(new URL('..', import.meta.url));
const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const PREFERRED_PORT = 5173;
/** Ports tried after the preferred one; more than that taken means something else is wrong. */
const PORTS_TRIED = 20;

/** Starts serving; the page is there when this resolves. */
export async function startDemoServer(options: DemoServerOptions): Promise<DemoServer> {
  const { backend, log = () => undefined, port = PREFERRED_PORT } = options;
  const tenants = await seedTenants(backend);
  const simulator = new Simulator(backend.sql, { log });
  const faults = new FaultSwitch(backend.faults);
  const api = createControlApi({ backend, simulator, tenants, faults });

  const http = createServer();
  const vite = await createPage(http, options.watch ?? false);
  http.on('request', (request, response) => {
    if (request.url?.startsWith(API_PREFIX) === true) void api(request, response);
    else vite.middlewares(request, response);
  });
  const actualPort = await listen(http, port);

  return {
    url: `http://127.0.0.1:${actualPort}/`,
    backend,
    simulator,
    tenants,
    faults,
    stop: async () => {
      faults.clear();
      await simulator.stop();
      await vite.close();
      http.closeAllConnections();
      http.close();
      await backend.stop();
    },
  };
}

function createPage(http: Server, watch: boolean): Promise<ViteDevServer> {
  return createViteServer({
    configFile: false,
    root: DEMO_FOLDER,
    appType: 'spa',
    logLevel: 'warn',
    clearScreen: false,
    // What a host's production build gets: Lit's development build is slower and warns about itself.
    resolve: { conditions: ['module', 'browser', 'production'] },
    plugins: watch ? [] : [withoutReloading()],
    server: {
      middlewareMode: true,
      fs: { allow: [REPOSITORY] },
      ...(watch ? { hmr: { server: http } } : { hmr: false, ws: false, watch: null }),
    },
    optimizeDeps: {
      // Workers are no part of what the page imports; a dependency found late would make the page reload once.
      entries: ['index.html', '../src/**/*.worker.ts'],
    },
  });
}

/** Takes out the script that reloads the page: without a watcher it only complains that nobody answers it. */
function withoutReloading(): Plugin {
  return {
    name: 'without-reloading',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => html.replace(/<script[^>]*src="\/@vite\/client"[^>]*><\/script>/, ''),
    },
  };
}

/** Listens on the first free port from `first` on, loopback only; returns it. */
async function listen(http: Server, first: number): Promise<number> {
  for (let port = first; ; port += 1) {
    http.listen(port, '127.0.0.1');
    try {
      await once(http, 'listening');
      const address = http.address();
      return typeof address === 'object' && address !== null ? address.port : port;
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!isTaken || port >= first + PORTS_TRIED) throw error;
    }
  }
}
