/**
 * The peers, in the versions that are measured. They are installed beside the project and not into it: nobody who works
 * on the widget needs them.
 */
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const PEERS = {
  '@clevercloud/components': '18.1.0',
  '@melloware/react-logviewer': '6.5.5',
  '@xterm/addon-fit': '0.11.0',
  '@xterm/xterm': '6.0.0',
  react: '19.3.1',
  'react-dom': '19.3.1',
} as const;

/** The folder that holds them: `MESHHOOK_BENCH_CACHE`, or one in the system's temporary folder. */
export function peersFolder(): string {
  return process.env['MESHHOOK_BENCH_CACHE'] ?? join(tmpdir(), 'meshhook-bench-peers');
}

/** Installs them unless they are there in these versions. Returns their folder. */
export async function installPeers(): Promise<string> {
  const folder = peersFolder();
  const manifest = JSON.stringify({ private: true, type: 'module', dependencies: PEERS }, null, 2);
  const stamp = join(folder, 'installed.json');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === manifest) return folder;
  console.log(`Installing the peers into ${folder} …`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), manifest);
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  await promisify(execFile)('npm', ['install', ...options], { cwd: folder });
  await writeFile(stamp, manifest);
  return folder;
}

/** Whether an import is one of theirs. */
export function isPeer(specifier: string): boolean {
  return Object.keys(PEERS).some((name) => specifier === name || specifier.startsWith(`${name}/`));
}
