/** What a recorded conversation is made of: see recordings/README.md, where each step is explained. */
import { readFile } from 'node:fs/promises';
import type { RealtimeLimits } from '../../demo/stack/realtime/limits.js';
import type { RealtimeServer } from '../../demo/stack/realtime/realtime-server.js';
import type { Amount } from './amount.js';

/** What the recordings order of a server. */
export type OrderedFault = Extract<
  keyof RealtimeServer,
  'pause' | 'resume' | 'dropSockets' | 'loseDatabase' | 'delayReadiness'
>;

/** The last, optional part names a socket, or a database session that stays open; without it there is one. */
export type Step =
  | readonly ['open', string, string?]
  | readonly ['refused', string, number, string]
  | readonly ['out' | 'in', unknown, string?]
  | readonly ['in any order', readonly unknown[], string?]
  | readonly ['amount', Amount, string?]
  | readonly ['sql', string, string?]
  | readonly ['fault', OrderedFault, number?]
  | readonly ['wait', number]
  | readonly ['closed', number, string?]
  | readonly ['close', string?]
  | readonly ['mark' | 'wait for expiry'];

export interface Recording {
  readonly title: string;
  readonly vsn: string;
  /** The table of log lines is not published when the conversation begins. Default: it is. */
  readonly publication?: 'empty';
  /** Where the server differs from that of the other recordings. */
  readonly limits?: Partial<RealtimeLimits>;
  readonly steps: readonly Step[];
}

export async function readRecording(file: URL): Promise<Recording> {
  return JSON.parse(await readFile(file, 'utf8')) as Recording;
}

/** Whether the conversation needs a server that no other is talking to. */
export function needsOwnServer(recording: Recording): boolean {
  return recording.limits !== undefined || recording.steps.some(([kind]) => kind === 'fault');
}
