/** The search, in a thread of its own. */
import { buffersOf, type SearchAnswer, type SearchRequest } from './search-protocol.js';
import { serveSearch } from './serve-search.js';
import { yieldTask } from './yield-task.js';

/** A newer query waits at most this long for the worker's attention; shorter slices would cost more messages. */
const SLICE_MS = 12;

const answer = (message: SearchAnswer): void => {
  const transfer = message.type === 'progress' ? (buffersOf(message.hits) as ArrayBuffer[]) : [];
  self.postMessage(message, { transfer });
};

const handle = serveSearch({
  answer,
  now: () => performance.now(),
  yieldTo: yieldTask,
  sliceMs: SLICE_MS,
});

self.onmessage = ({ data }: MessageEvent<SearchRequest>): void => {
  handle(data);
};
answer({ type: 'ready' });
