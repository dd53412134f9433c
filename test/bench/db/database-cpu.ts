/** Processor time that a Postgres server has used, all of its processes together. Linux only: it reads /proc. */
import { readdir, readFile } from 'node:fs/promises';
import type postgres from 'postgres';

/** What the kernel counts in, on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

interface ProcessTimes {
  readonly parent: number;
  readonly seconds: number;
  /** Of children that have ended. */
  readonly reapedSeconds: number;
}

async function timesOf(pid: number): Promise<ProcessTimes | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // The name in parentheses may hold spaces; after it the fields are plain.
  const fields = stat
    ?.slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  if (fields === undefined) return null;
  const sum = (from: number): number =>
    ((fields[from] ?? 0) + (fields[from + 1] ?? 0)) / TICKS_PER_SECOND;
  return { parent: fields[1] ?? 0, seconds: sum(11), reapedSeconds: sum(13) };
}

/** A clock of the server behind `sql`; `null` where there is no /proc. */
export async function databaseCpuClock(sql: postgres.Sql): Promise<(() => Promise<number>) | null> {
  const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const backend = await timesOf(row?.pid ?? 0);
  if (backend === null) return null;
  const postmaster = backend.parent;
  return async () => {
    let seconds = (await timesOf(postmaster))?.reapedSeconds ?? 0;
    for (const name of await readdir('/proc')) {
      const times = /^\d+$/.test(name) ? await timesOf(Number(name)) : null;
      if (times?.parent === postmaster) seconds += times.seconds;
    }
    return seconds;
  };
}
