/** The command line of `npm start`. */
import { parseArgs } from 'node:util';

export interface ServeOptions {
  /** First port to try; absent for the usual one. */
  readonly port?: number;
  /** Open a browser if there is somebody to see it. */
  readonly open: boolean;
}

export const USAGE = `Usage: npm start -- [--port N] [--no-open]

  --port N    first port to try for the page (default 5173)
  --no-open   do not open a browser

With SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY and DATABASE_URL set, the demo uses that project (demo/README.md).`;

/** The options, or `null` when help was asked for; throws, in words for the user, at anything it does not know. */
export function readServeOptions(args: readonly string[]): ServeOptions | null {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      port: { type: 'string' },
      open: { type: 'boolean', default: true },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return null;
  if (values.port === undefined) return { open: values.open };
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) {
    throw new Error(`--port takes a number from 0 to 65535, not “${values.port}”.`);
  }
  return { open: values.open, port };
}
