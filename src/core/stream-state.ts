/**
 * The states of a stream, and the one table that says which event leads from which state to which.
 * It is pure: what causes an event, and what a state makes the engine do, is the engine's affair.
 */

/** Where a stream stands. `paused` is laid over the others by the view and is never entered here. */
export type StreamState =
  | 'idle'
  | 'connecting'
  | 'catching-up'
  | 'live'
  | 'polling'
  | 'degraded'
  | 'paused'
  | 'auth-required'
  | 'denied'
  | 'ended'
  | 'failed';

/** What can happen to a stream. */
export type StreamEvent =
  /** A run and a way to reach it are known; work begins. */
  | 'open'
  /** The live path is up, and rows committed before that are being fetched. */
  | 'subscribed'
  /** Everything committed up to now has been delivered, and the live path is up. */
  | 'caught-up'
  /** The live path broke after it had been up. */
  | 'connection-lost'
  /** Nothing can be reached, or nobody looks and no code will run: the connection was let go. */
  | 'suspended'
  /** The live path could not be had in time; rows are fetched at intervals instead. */
  | 'fall-back'
  /** The live path says it is up, yet a committed row did not come through it. */
  | 'live-path-suspect'
  /** The viewer's token is missing, expired or refused. */
  | 'token-refused'
  /** The run does not exist or is not this viewer's to see: both look the same. */
  | 'access-refused'
  /** A new token came; try again with it. */
  | 'token-replaced'
  /** The run is over and its last row has been delivered. */
  | 'run-ended'
  /** Nothing more can be done without the host changing something. */
  | 'give-up'
  /** The host took the run away, or the element left the page. */
  | 'close';

type Row = Partial<Record<StreamEvent, StreamState>>;

const ANYWHERE: Row = {
  'token-refused': 'auth-required',
  'access-refused': 'denied',
  'give-up': 'failed',
  close: 'idle',
};

const ATTEMPT: Row = {
  ...ANYWHERE,
  subscribed: 'catching-up',
  'fall-back': 'polling',
  suspended: 'connecting',
  'run-ended': 'ended',
};

const TABLE: Record<Exclude<StreamState, 'paused'>, Row> = {
  idle: { open: 'connecting', 'give-up': 'failed', close: 'idle' },
  connecting: ATTEMPT,
  'catching-up': { ...ATTEMPT, 'caught-up': 'live', 'connection-lost': 'connecting' },
  live: {
    ...ATTEMPT,
    'connection-lost': 'connecting',
    'live-path-suspect': 'degraded',
  },
  polling: ATTEMPT,
  degraded: { ...ATTEMPT, 'caught-up': 'live', 'connection-lost': 'connecting' },
  'auth-required': {
    ...ANYWHERE,
    'token-replaced': 'connecting',
    open: 'connecting',
  },
  denied: { ...ANYWHERE, 'token-replaced': 'connecting', open: 'connecting' },
  ended: { close: 'idle', open: 'connecting' },
  failed: { ...ANYWHERE, open: 'connecting', 'token-replaced': 'connecting' },
};

/**
 * The state after `event`; the same state when the event means nothing there.
 *
 * @param state - any state but `paused`, which is the view's
 */
export function nextState(
  state: Exclude<StreamState, 'paused'>,
  event: StreamEvent,
): Exclude<StreamState, 'paused'> {
  const next = TABLE[state][event];
  return next === undefined || next === 'paused' ? state : next;
}
