/** Compiled, never run: what a host writes against the types of the tag must compile, and mistakes must not. */
import {
  MemoryLogSource,
  type LogSource,
  type MeshhookLogStreamElement,
  type Severity,
} from '../../src/index.js';

declare const tag: MeshhookLogStreamElement;

tag.addEventListener('log-stream-batch', (event) => {
  const seqs: number[] = event.entries.map((entry) => entry.seq);
  const origin: 'live' | 'history' | 'repair' = event.origin;
  void [seqs, origin];
  // @ts-expect-error a batch has no state
  void event.state;
  // @ts-expect-error entries are not the host's to change
  event.entries.push();
});

tag.addEventListener('log-stream-state', ({ state, previous, reason }) => {
  if (state === 'live' && previous === 'connecting') void reason?.trim();
  // @ts-expect-error there is no such state
  void (state === 'alive');
});

tag.addEventListener('log-stream-error', ({ error }) => {
  const words: string = `${error.code}: ${error.message} ${error.remedy}`;
  void words;
  // @ts-expect-error there is no such code
  void (error.code === 'oops');
});

tag.addEventListener('log-stream-token-needed', ({ reason, expiresAt }) => {
  const date = expiresAt === null ? null : new Date(expiresAt);
  void [reason, date];
});

tag.addEventListener('click', (event) => event.clientX);

// The name of the tag is enough for its type.
const created: MeshhookLogStreamElement = document.createElement('meshhook-log-stream');
const found: MeshhookLogStreamElement | null = document.querySelector('meshhook-log-stream');
void found;

created.runId = '5f0c2b9e-6d1a-4f6b-9a53-0c1d2e3f4a5b';
created.tokenProvider = async () => 'token';
created.transport = 'broadcast';
created.columns = { message: 'line', seq: null };
// @ts-expect-error a table without an id cannot be read
created.columns = { id: null };
// @ts-expect-error there is no such transport
created.transport = 'pigeon';
// @ts-expect-error a number of rows is a number
created.maxRows = '100';
// @ts-expect-error what it shows is not the host's to set
created.state = 'live';

const levels: readonly Severity[] = ['warn', 'error'];
created.levels = levels;
// @ts-expect-error there is no such severity
created.levels = ['loud'];

const source: LogSource = new MemoryLogSource();
created.source = source;
void created.goTo(12).then((isThere: boolean) => isThere);
