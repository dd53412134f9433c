/**
 * The one search for a browser that every suite and screenshot uses: CHROME_PATH, else an installed Chrome, Chromium
 * or Edge, else (Linux x64) the Chromium that an npm package ships. It downloads nothing.
 */
import { accessSync, constants, existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium as playwright, type Browser as PlaywrightBrowser } from 'playwright-core';

/** A browser that can be started, and the environment that it must be started in. */
export interface FoundBrowser {
  readonly executablePath: string;
  /** Whole environment for the browser's process; the npm build finds its libraries and fonts through it. */
  readonly env: Record<string, string>;
  readonly origin: 'CHROME_PATH' | 'installed' | 'npm package';
}

/** Switches for every start: no sandbox as root, where Chromium refuses to have one, and no traffic of its own. */
export const BROWSER_ARGS: readonly string[] = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

const LINUX_NAMES = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];
const MAC_NAMES = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const WINDOWS_PATHS = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

/** Where browsers are installed, in order of preference; exported for its test. */
export function installedCandidates(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): readonly string[] {
  if (platform === 'darwin') {
    return ['/Applications', join(home, 'Applications')].flatMap((folder) =>
      MAC_NAMES.map((name) => join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
    );
  }
  if (platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']];
    return WINDOWS_PATHS.flatMap((path) =>
      roots.filter((root) => root !== undefined).map((root) => join(root, ...path)),
    );
  }
  const folders = [
    ...(env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''),
    ...['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome', '/opt/microsoft/msedge'],
  ];
  return LINUX_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/**
 * Finds a browser.
 *
 * @throws when CHROME_PATH names no program, or when there is no browser and no npm build for this platform
 */
export async function findBrowser(): Promise<FoundBrowser> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  const chosen = env['CHROME_PATH'];
  if (chosen !== undefined && chosen !== '') {
    if (!isProgram(chosen)) throw new Error(`CHROME_PATH is not a program: ${chosen}`);
    return { executablePath: chosen, env, origin: 'CHROME_PATH' };
  }
  // Set to look at what a machine without a browser gets.
  const skipInstalled = (env['IGNORE_INSTALLED_BROWSERS'] ?? '') !== '';
  const installed = installedCandidates(process.platform, env, homedir()).find(isProgram);
  if (installed !== undefined && !skipInstalled) {
    return { executablePath: installed, env, origin: 'installed' };
  }
  if (process.platform === 'linux' && process.arch === 'x64') return npmChromium(env);
  throw new Error(
    'No Chrome, Chromium or Edge was found. Install one, or set CHROME_PATH to its program.',
  );
}

/** Starts the browser that was found, without a window. */
export async function launchBrowser(args: readonly string[] = []): Promise<PlaywrightBrowser> {
  const { executablePath, env } = await findBrowser();
  return playwright.launch({ executablePath, env, args: [...BROWSER_ARGS, ...args] });
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The Chromium of @sparticuz/chromium, unpacked once (about 200 MB) below node_modules, in a folder of its version.
 * Left to itself the package unpacks into the temp folder and takes whatever file it finds there the next time.
 */
async function npmChromium(env: Record<string, string>): Promise<FoundBrowser> {
  const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));
  const about = await readFile(join(modules, '@sparticuz/chromium/package.json'), 'utf8');
  const { version } = JSON.parse(about) as { version: string };
  const folder = join(modules, '.cache', `chromium-${version}`);
  if (!existsSync(join(folder, 'chromium'))) await unpack(folder);
  return {
    executablePath: join(folder, 'chromium'),
    origin: 'npm package',
    env: {
      ...env,
      HOME: env['HOME'] ?? folder,
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), env['LD_LIBRARY_PATH']]
        .filter((path) => path !== undefined && path !== '')
        .join(':'),
    },
  };
}

async function unpack(folder: string): Promise<void> {
  // Beside its final place, and renamed when whole: suites may start at the same time, or be interrupted.
  const partial = `${folder}.${String(process.pid)}`;
  await mkdir(partial, { recursive: true });
  const before = { ...process.env };
  process.env['TMPDIR'] = partial;
  // The package unpacks the libraries that a bare Linux lacks only where it believes to be in this service.
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs20.x';
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
  } finally {
    for (const name of ['TMPDIR', 'AWS_EXECUTION_ENV', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH']) {
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before[name];
    }
  }
  // The package's own list of font folders names only places of that service, and then no text is painted at all.
  await writeFile(join(partial, 'fonts.conf'), fontList([join(folder, 'fonts')], folder));
  await rename(partial, folder).catch(async (error: unknown) => {
    await rm(partial, { recursive: true, force: true });
    if (!existsSync(join(folder, 'chromium'))) throw error;
  });
}

function fontList(folders: readonly string[], cacheFolder: string): string {
  const all = [...folders, '/usr/share/fonts', '/usr/local/share/fonts'];
  const lines = all.map((folder) => `  <dir>${folder}</dir>`);
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...lines,
    // The machine's own list, where there is one, says which font is meant by `monospace`.
    '  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
    `  <cachedir>${join(cacheFolder, 'fonts-cache')}</cachedir>`,
    '</fontconfig>',
    '',
  ].join('\n');
}
