/**
 * Gives writers a last chance when their process ends: on `beforeExit`, on SIGTERM and on SIGINT. It takes no signal
 * away from the host: who has handlers of his own decides when the process ends, and where there are none it ends by
 * that same signal, only a little later. Nothing can be done about SIGKILL.
 */
import { hostProcess, type HostProcess } from './host-process.js';

/** A writer, as the end of the process sees it. */
export interface LastWords {
  /** Sends what is queued, in bounded time. Never rejects. */
  flush(): Promise<void>;
  /** Rows not acknowledged. */
  left(): number;
  /** Says how many rows are left, if any. Must not wait for anything. */
  tellLeft(): void;
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
type Signal = (typeof SIGNALS)[number];

const watched = new Set<LastWords>();
/** Set while the process is being watched: takes all handlers away again. */
let unwatch: (() => void) | null = null;

/** Watches over a writer until the returned function is called. Does nothing where there is no process. */
export function onProcessEnd(writer: LastWords): () => void {
  const process = hostProcess();
  if (process === undefined) return () => undefined;
  watched.add(writer);
  unwatch ??= watch(process);
  return () => {
    watched.delete(writer);
    if (watched.size > 0) return;
    unwatch?.();
    unwatch = null;
  };
}

function watch(process: HostProcess): () => void {
  /** Rows that a flush at the end has given up on: asking again would only keep the process from ending. */
  const givenUp = new WeakSet<LastWords>();
  const handleBeforeExit = (): void => {
    for (const writer of watched) {
      if (writer.left() === 0 || givenUp.has(writer)) continue;
      givenUp.add(writer);
      void writer.flush().then(() => {
        if (writer.left() === 0) givenUp.delete(writer);
      });
    }
  };
  const handleExit = (): void => {
    for (const writer of watched) writer.tellLeft();
  };
  const signalled = new Set<Signal>();
  const handleSignal = async (signal: Signal): Promise<void> => {
    // Counted before any of the host's handlers has run, because those that want to run once are gone afterwards.
    const isHostsAffair = process.listenerCount(signal) > 1;
    const isInsisting = signalled.has(signal);
    signalled.add(signal);
    if (!isInsisting) await Promise.all([...watched].map((writer) => writer.flush()));
    if (isHostsAffair) {
      signalled.delete(signal);
      return;
    }
    handleExit();
    unwatch?.();
    unwatch = null;
    process.kill(process.pid, signal);
  };
  const handlers = SIGNALS.map((signal) => ({ signal, handle: () => void handleSignal(signal) }));
  process.on('beforeExit', handleBeforeExit);
  process.on('exit', handleExit);
  for (const { signal, handle } of handlers) process.prependListener(signal, handle);
  return () => {
    process.off('beforeExit', handleBeforeExit);
    process.off('exit', handleExit);
    for (const { signal, handle } of handlers) process.off(signal, handle);
  };
}
