/** Makes the page's one script from the sources, in memory, as the published one-file bundle is made. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** The script's text. Takes a few seconds. */
export async function bundlePage(): Promise<string> {
  const result = await build({
    configFile: path('../../../vite.config.ts'),
    mode: 'cdn',
    logLevel: 'error',
    build: { write: false, sourcemap: false, lib: { entry: path('./viewer-page.ts') } },
  });
  const [output] = [result].flat();
  if (output === undefined || !('output' in output)) throw new Error('The page was not built.');
  return output.output[0].code;
}
