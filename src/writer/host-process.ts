/** The process that we run in, as far as the writer needs it. Node, Bun and Deno have one; elsewhere there is none. */

/** The part of `process` that is used. */
export interface HostProcess {
  readonly pid: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stderr?: { write(text: string): unknown };
  on(event: string, listener: (...args: never[]) => void): unknown;
  prependListener(event: string, listener: (...args: never[]) => void): unknown;
  off(event: string, listener: (...args: never[]) => void): unknown;
  listenerCount(event: string): number;
  kill(pid: number, signal: string): unknown;
}

export function hostProcess(): HostProcess | undefined {
  const { process } = globalThis as unknown as { process?: Partial<HostProcess> };
  const isWhole =
    typeof process?.prependListener === 'function' && typeof process.listenerCount === 'function';
  return isWhole ? (process as HostProcess) : undefined;
}
