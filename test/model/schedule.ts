/**
 * A schedule as data: how the world is at first, and what happens in it, one step after the other. Whatever is drawn
 * is drawn before it runs, so that a step can be dropped without changing the meaning of the others.
 */

/** How the server answers a join. */
export type JoinAnswer =
  | 'accept'
  /** No answer: the client gives up after ten seconds. */
  | 'ignore'
  /** Said twice. */
  | 'twice'
  /** Accepted, and said to be ready, though messages do not flow yet. */
  | 'cold'
  /** Accepted; then the socket is closed. */
  | 'drop'
  | 'refuse-rate'
  | 'refuse-access'
  | 'refuse-other'
  | 'refuse-token';

/** What becomes of the next message on its way to a viewer. */
export type MessageFate =
  | 'lose'
  | 'duplicate'
  | 'delay'
  | 'split'
  | 'pointer'
  /** The database keeps to its quota: what it would have said is part of the next message. */
  | 'merge'
  | 'garble';

/** What a message of the wrong shape looks like. */
export type Garbage =
  | 'no-object'
  | 'foreign'
  | 'backwards'
  | 'text'
  | 'miscounted'
  | 'million'
  | 'misshapen-rows'
  | 'far-pointer'
  | 'far-rows'
  | 'fraction'
  | 'frame';

export type PageEvent = 'hidden' | 'shown' | 'frozen' | 'thawed' | 'offline' | 'online';

export type TokenKind = 'fresh' | 'short' | 'portal' | 'stranger' | 'expired' | 'garbage';

/** One thing that happens. Steps that name a viewer mean the one with that number, if there is one. */
export type Step =
  | { do: 'wait'; ms: number }
  /** A transaction: takes the run's lock, holds it, commits `statements` inserts of `rows` rows. */
  | { do: 'write'; rows: number; statements?: number; holdMs?: number; rollback?: boolean }
  | { do: 'status'; status: string; holdMs?: number }
  | { do: 'delete'; where: 'start' | 'middle' | 'end'; rows: number }
  | { do: 'hide' }
  | { do: 'unhide' }
  | { do: 'messages'; viewer: number; fate: MessageFate; next: number; ms?: number; as?: Garbage }
  | { do: 'say'; viewer: number; what: Garbage }
  | { do: 'slot'; alive: boolean }
  | { do: 'sockets'; open: boolean }
  | { do: 'drop'; viewer: number; backMs: number }
  | { do: 'half-open'; viewer: number }
  | { do: 'joins'; viewer: number; answer: JoinAnswer; next: number; ms?: number }
  | { do: 'close-channel'; viewer: number; why: 'rate' | 'access' | 'other' | 'token' }
  /** A live path that was closed goes on talking. */
  | { do: 'ghost'; viewer: number; says: 'joined' | 'lost' | 'token' | 'rate' | 'rows' }
  | { do: 'token'; viewer: number; kind: TokenKind; lastsMs?: number }
  | { do: 'revoke'; viewer: number }
  | { do: 'rest'; how: 'fine' | 'away' | 'busy' | 'html' | 'refused' }
  | { do: 'rest-pace'; askMs: number; answerMs: number }
  | { do: 'cap'; rows: number }
  | { do: 'page'; viewer: number; event: PageEvent }
  | { do: 'sleep'; viewer: number; ms: number }
  | { do: 'reconnect'; viewer: number }
  | { do: 'older'; viewer: number; rows: number }
  | { do: 'frame'; viewer: number }
  | { do: 'open'; viewer: number }
  | { do: 'close'; viewer: number };

/** A world and what happens in it. */
export interface Schedule {
  /** For what nobody chooses: jitter, latencies. */
  readonly seed: number;
  /** Rows there at first. */
  readonly rows: number;
  /** Rows of a page at most, whatever is asked for. */
  readonly cap: number;
  /** Time a question of the database is on its way, and its answer, in milliseconds. */
  readonly askMs: number;
  readonly answerMs: number;
  /** Longest time a message is on its way, in milliseconds. */
  readonly messageMs: number;
  /** Rows that a viewer's buffer holds. */
  readonly maxRows: number;
  /** True for viewers without a live path. */
  readonly polls: boolean;
  /** False: the first viewer comes without a token. */
  readonly hasToken: boolean;
  readonly steps: readonly Step[];
}

/** The schedule as source, to be pasted into a test. */
export function printSchedule(schedule: Schedule): string {
  const { steps, ...rest } = schedule;
  const lines = steps.map((step) => `    ${printObject(step)},`);
  const head = Object.entries(rest).map(([name, value]) => `  ${name}: ${String(value)},`);
  return `await keepsPromises({\n${head.join('\n')}\n  steps: [\n${lines.join('\n')}\n  ],\n});`;
}

function printObject(value: object): string {
  const parts = Object.entries(value).map(
    ([name, part]) => `${name}: ${typeof part === 'string' ? `'${part}'` : String(part)}`,
  );
  return `{ ${parts.join(', ')} }`;
}
