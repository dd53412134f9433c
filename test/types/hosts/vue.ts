/** Compiled, never run: the tag as Vue's templates check it. */
import type {} from '@meshhook/log-stream/vue';
import { MemoryLogSource } from '@meshhook/log-stream/element';
import type { GlobalComponents } from 'vue';

type Props = InstanceType<GlobalComponents['meshhook-log-stream']>['$props'];

export const right: Props = {
  class: ['log'],
  key: 1,
  runId: 'x',
  'max-rows': 500,
  transport: 'polling',
  source: new MemoryLogSource(),
  redact: (text) => text.toUpperCase(),
  tokenProvider: async () => 'token',
  onLogStreamBatch: (event) => void event.entries.map((entry) => entry.seq),
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
  { onLogStreamBatch: (event) => event.state },
  // @ts-expect-error a setting that does not exist
  { loudness: 11 },
];
