/**
 * Turns an empty Postgres into what the product meets in the field: Supabase's own roles and schemas (stand-ins),
 * MeshHook's tables (a twin of those we lean on), then the product's migrations. All of it can be run again.
 */
import { readdir, readFile } from 'node:fs/promises';
import postgres from 'postgres';

/** Options of {@link installSchema}. */
export interface InstallSchemaOptions {
  /** Told of each warning that the SQL raises. Default: nobody. */
  readonly log?: (line: string) => void;
}

/** Run as the superuser: what the platform itself has set up before a project's first migration. */
const PLATFORM_FILES: readonly URL[] = ['roles', 'auth', 'realtime'].map(
  (name) => new URL(`./sql/${name}.sql`, import.meta.url),
);

/** Run as `postgres`, the owner that is no superuser, because that is what migrations run as on Supabase. */
const PROJECT_FOLDERS: readonly URL[] = ['meshhook', 'migrations'].map(
  (name) => new URL(`../../supabase/${name}/`, import.meta.url),
);

/**
 * Installs everything into the database of `databaseUrl`, which must be a superuser's; existing objects are kept.
 * Throws with the file's name when a file fails; that file then left nothing behind.
 */
export async function installSchema(
  databaseUrl: string,
  options: InstallSchemaOptions = {},
): Promise<void> {
  const sql = postgres(databaseUrl, {
    max: 1,
    onnotice: (notice) => {
      if (notice['severity'] === 'WARNING') options.log?.(`Postgres: ${notice['message'] ?? ''}`);
    },
  });
  try {
    for (const file of PLATFORM_FILES) await runFile(sql, file);
    await sql`set role postgres`;
    for (const folder of PROJECT_FOLDERS) {
      for (const file of await sqlFilesOf(folder)) await runFile(sql, file);
    }
  } finally {
    await sql.end();
  }
}

async function sqlFilesOf(folder: URL): Promise<readonly URL[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql'));
  return names.sort().map((name) => new URL(name, folder));
}

async function runFile(sql: postgres.Sql, file: URL): Promise<void> {
  const text = await readFile(file, 'utf8');
  try {
    // One simple query is one transaction: a file applies whole or not at all.
    await sql.unsafe(text).simple();
  } catch (cause) {
    throw new Error(`${file.pathname.split('/').slice(-2).join('/')}: ${String(cause)}`, { cause });
  }
}
