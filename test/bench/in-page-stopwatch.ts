/**
 * What the latency benchmark measures inside the page: when a bare supabase-js channel is called back for a row, and
 * when that row is on the screen in the tag beside it. It runs in the browser and keeps raw times; the reckoning is
 * done outside.
 */
import { createClient, REALTIME_SUBSCRIBE_STATES } from '@supabase/supabase-js';

/** What was seen of rows up to `seq`, on the page's clock. */
export interface Sighting {
  readonly seq: number;
  /** Milliseconds since 1970, with fractions. */
  readonly atMs: number;
}

export interface StopwatchOptions {
  readonly url: string;
  readonly key: string;
  readonly token: string;
  readonly runId: string;
}

export interface Stopwatch {
  /** In order of time; a row was called back by the first sighting whose seq is not below its own. */
  readonly calledBack: Sighting[];
  /** Likewise for the screen. */
  readonly painted: Sighting[];
}

const nowMs = (): number => performance.timeOrigin + performance.now();

/** Starts both watches; resolves once the bare channel is joined. */
export async function startStopwatch(options: StopwatchOptions): Promise<Stopwatch> {
  const stopwatch: Stopwatch = { calledBack: [], painted: [] };
  watchScreen(stopwatch.painted);
  await watchChannel(options, stopwatch.calledBack);
  return stopwatch;
}

async function watchChannel(options: StopwatchOptions, calledBack: Sighting[]): Promise<void> {
  const { url, key, token, runId } = options;
  const client = createClient(url, key, { accessToken: async () => token });
  await client.realtime.setAuth(token);
  await new Promise<void>((resolve, reject) => {
    client
      .channel(`run-logs:${runId}`, { config: { private: true } })
      .on('broadcast', { event: 'logs' }, ({ payload }) => {
        calledBack.push({ seq: Number((payload as { to: unknown }).to), atMs: nowMs() });
      })
      .subscribe((status, error) => {
        if (status === REALTIME_SUBSCRIBE_STATES.SUBSCRIBED) resolve();
        else reject(error ?? new Error(`The channel was refused: ${status}.`));
      });
  });
}

/**
 * A message posted from a frame's callback is handled after that frame has been drawn. What is in the tag's DOM at
 * that moment is therefore what the frame showed.
 */
function watchScreen(painted: Sighting[]): void {
  const root = document.querySelector('meshhook-log-stream')?.shadowRoot;
  if (root === null || root === undefined) throw new Error('There is no tag to watch.');
  let newest = 0;
  const afterFrame = new MessageChannel();
  afterFrame.port1.onmessage = () => {
    for (const row of root.querySelectorAll('[part~="row"]')) {
      const seq = Number(row.id.replace('row-', ''));
      const hasText = row.querySelector('[part~="message"]')?.textContent !== '';
      if (seq > newest && hasText) newest = seq;
    }
    if (newest > (painted.at(-1)?.seq ?? 0)) painted.push({ seq: newest, atMs: nowMs() });
    requestAnimationFrame(nextFrame);
  };
  const nextFrame = (): void => afterFrame.port2.postMessage(null);
  requestAnimationFrame(nextFrame);
}
