/**
 * The demo, started for a test: its server with the embedded stack on free ports, and a browser to look at it with.
 * One rig serves a whole test file; each test has its own run and its own page.
 */
import type { Browser } from 'playwright-core';
import { startDemoServer, type DemoServer } from '../../../demo/server/demo-server.js';
import { startEmbeddedBackend } from '../../../demo/server/embedded-backend.js';
import { launchBrowser } from '../../support/browser.js';
import { openDemoPage, type DemoPage, type DemoPageOptions } from './demo-page.js';

export interface TableRow {
  readonly seq: number;
  readonly message: string;
}

export interface DemoRig {
  readonly server: DemoServer;
  /** A new run of the owner's; it has no rows, and gets them at `rate` a second. */
  startRun(rate?: number): Promise<string>;
  open(options: DemoPageOptions): Promise<DemoPage>;
  /** The run's rows as the table has them. */
  table(runId: string): Promise<TableRow[]>;
  stop(): Promise<void>;
}

/** Starts everything, in a few seconds. */
export async function startDemoRig(): Promise<DemoRig> {
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const backend = await startEmbeddedBackend(log);
  let server: DemoServer | undefined;
  let browser: Browser | undefined;
  const stop = async (): Promise<void> => {
    await browser?.close();
    await (server === undefined ? backend.stop() : server.stop());
  };
  try {
    server = await startDemoServer({ backend, port: 0, log });
    browser = await launchBrowser();
  } catch (error) {
    await stop();
    throw new Error(`The demo did not start. It said: ${lines.slice(-5).join(' | ')}`, {
      cause: error,
    });
  }
  const started = server;
  const running = browser;
  return {
    server,
    startRun: async (rate = 0) => {
      const [workflow] = started.tenants.owner;
      if (workflow === undefined) throw new Error('The demo has no workflow.');
      return (await started.simulator.start(workflow, rate)).id;
    },
    open: (options) => openDemoPage(running, started.url, options),
    table: async (runId) => {
      const rows = await backend.sql<{ seq: string; message: string }[]>`
        select seq, message from public.logs where run_id = ${runId} order by seq`;
      return rows.map(({ seq, message }) => ({ seq: Number(seq), message }));
    },
    stop,
  };
}
