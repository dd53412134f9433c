/** The one-file bundle as it is published to `dist/cdn`, made from the source as it stands and kept in memory. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Builds it, in a few seconds; the file that pages load comes first. */
export async function buildBundle(): Promise<ReadonlyMap<string, string>> {
  const result = await build({
    configFile: path('../../vite.config.ts'),
    root: path('../..'),
    mode: 'cdn',
    logLevel: 'error',
    build: { write: false, sourcemap: false },
  });
  const [output] = [result].flat();
  if (output === undefined || !('output' in output)) throw new Error('Nothing was built.');
  return new Map(
    output.output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code]] : [])),
  );
}
