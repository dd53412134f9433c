/** Compiled, never run: the tag as Svelte's templates check it. */
import type {} from '@meshhook/log-stream/svelte';
import { MemoryLogSource } from '@meshhook/log-stream/element';
import type { SvelteHTMLElements } from 'svelte/elements';

type Props = SvelteHTMLElements['meshhook-log-stream'];

export const right: Props = {
  class: 'log',
  'run-id': 'x',
  'max-rows': 500,
  transport: 'polling',
  source: new MemoryLogSource(),
  redact: (text) => text.toUpperCase(),
  tokenProvider: async () => 'token',
  'onlog-stream-batch': (event) => void event.entries.map((entry) => entry.seq),
};

export const wrong: readonly Props[] = [
  // @ts-expect-error there is no such transport
  { transport: 'pigeon' },
  // @ts-expect-error a source is no text
  { source: 'logs' },
  // @ts-expect-error a rule is a function
  { redact: 'all' },
  // @ts-expect-error rules are no text
  { severityRules: 'all' },
  // @ts-expect-error a batch has no state
  { 'onlog-stream-batch': (event) => event.state },
  // @ts-expect-error a setting that does not exist
  { loudness: 11 },
];
