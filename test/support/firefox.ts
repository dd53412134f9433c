/**
 * The one search for a Firefox, the second browser of the component tests: FIREFOX_PATH, else an installed one. No
 * package ships one, so unlike Chromium it may be missing; `null` then, and whoever asked says so.
 */
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

const LINUX_NAMES = ['firefox-esr', 'firefox'];
/** A start script is short; a program of this size is none and need not be read. In bytes. */
const MAX_SCRIPT_BYTES = 65_536;

/** Where Firefox is installed, in order of preference; exported for its test. */
export function firefoxCandidates(
  platform: NodeJS.Platform,
  env: Env,
  home: string,
): readonly string[] {
  if (platform === 'darwin') {
    return ['/Applications', join(home, 'Applications')].map((folder) =>
      join(folder, 'Firefox.app', 'Contents', 'MacOS', 'firefox'),
    );
  }
  if (platform === 'win32') {
    return [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']]
      .filter((root) => root !== undefined)
      .map((root) => join(root, 'Mozilla Firefox', 'firefox.exe'));
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return LINUX_NAMES.flatMap((name) =>
    [...folders, '/usr/bin', '/usr/local/bin'].map((folder) => join(folder, name)),
  );
}

/**
 * Finds a Firefox; `null` when there is none, or when IGNORE_INSTALLED_BROWSERS is set.
 *
 * @throws when FIREFOX_PATH names no program
 */
export function findFirefox(env: Env = process.env): string | null {
  const chosen = env['FIREFOX_PATH'];
  if (chosen !== undefined && chosen !== '') {
    if (!isProgram(chosen)) throw new Error(`FIREFOX_PATH is not a program: ${chosen}`);
    return chosen;
  }
  if ((env['IGNORE_INSTALLED_BROWSERS'] ?? '') !== '') return null;
  const candidates = firefoxCandidates(process.platform, env, homedir());
  return candidates.find((path) => isProgram(path) && !startsSnap(path)) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Ubuntu's is a script that starts a snap, and a snap cannot read the profile that a test runner makes for it. */
function startsSnap(path: string): boolean {
  if (statSync(path).size > MAX_SCRIPT_BYTES) return false;
  return readFileSync(path, 'latin1').includes('/snap/');
}
