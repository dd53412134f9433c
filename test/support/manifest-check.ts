/** Fails when custom-elements.json is not what the sources say. Run by `npm run manifest:check`. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FRESH = 'node_modules/.cache/manifest';

mkdirSync(`${ROOT}${FRESH}`, { recursive: true });
execFileSync(
  process.execPath,
  ['node_modules/@custom-elements-manifest/analyzer/cem.js', 'analyze', '--outdir', FRESH],
  { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] },
);
const read = (path: string): unknown => JSON.parse(readFileSync(`${ROOT}${path}`, 'utf8'));
const committed = JSON.stringify(read('custom-elements.json'));
const fresh = JSON.stringify(read(`${FRESH}/custom-elements.json`));
if (committed !== fresh) {
  console.error('custom-elements.json is stale. Run: npm run manifest');
  process.exitCode = 1;
}
