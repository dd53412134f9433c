/** The static Storybook build, served on loopback from below a folder, because it must work from any. */
import { createReadStream, existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const BUILD = fileURLToPath(new URL('../../storybook-static/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const FOLDER = '/some/folder/';

/** The served build. */
export interface StoryServer {
  readonly ids: readonly string[];
  readonly origin: string;
  /** The frame that shows a story, without the manager around it. */
  addressOf(id: string, moment: 'now' | 'fixed'): string;
  close(): Promise<void>;
}

/**
 * Serves the build.
 *
 * @throws when there is no build
 */
export async function serveStories(): Promise<StoryServer> {
  if (!existsSync(join(BUILD, 'index.json'))) {
    throw new Error('There is no Storybook build. Run: npm run storybook:build');
  }
  const { entries } = JSON.parse(await readFile(join(BUILD, 'index.json'), 'utf8')) as {
    entries: Record<string, { id: string; type: string }>;
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = join(BUILD, normalize(path.slice(FOLDER.length)));
    void stat(file).then(
      () => {
        response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
        createReadStream(file).pipe(response);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ids: Object.values(entries)
      .filter(({ type }) => type === 'story')
      .map(({ id }) => id),
    origin,
    addressOf: (id, moment) => {
      // The page's own accessibility check would run at the same time as the test's, which axe refuses.
      const query = `id=${id}&viewMode=story&globals=a11y.manual:!true&moment=${moment}`;
      return `${origin}${FOLDER}iframe.html?${query}`;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
