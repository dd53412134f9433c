/** Where a stream stands: one place that walks the state table, and tells the sink of each event. */
import { nextState, type StreamEvent } from '../core/stream-state.js';
import type { LogSink } from './log-source.js';

type State = ReturnType<typeof nextState>;

/** Walks the table. */
export class StateWalk {
  readonly #sink: LogSink;
  #state: State = 'idle';

  constructor(sink: LogSink) {
    this.#sink = sink;
  }

  get state(): State {
    return this.#state;
  }

  /** True in the states that only a new token, or a host that changes something, leads out of. */
  get isHalted(): boolean {
    return this.is('auth-required', 'denied', 'failed');
  }

  is(...states: readonly State[]): boolean {
    return states.includes(this.#state);
  }

  move(event: StreamEvent, reason?: string): void {
    this.#state = nextState(this.#state, event);
    this.#sink.transition(event, reason);
  }
}
