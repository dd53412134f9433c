/** What the model throws when the engine did something that it may not do. `rule` names which promise was broken. */

/** The promises that are watched. */
export type Rule =
  /** Rows leave in seq order, none left out in silence. */
  | 'order'
  /** No row leaves twice. */
  | 'once'
  /** A row says what the table said. */
  | 'truth'
  /** A gap stands for rows that were deleted, and for no others. */
  | 'gap'
  /** Whatever the table holds has been delivered. */
  | 'complete'
  /** An outage is told where there was one, and its counts are those of the rows that followed. */
  | 'outage'
  /** The state is what it should be. */
  | 'state'
  /** What a state claims is so at the moment it is entered. */
  | 'claim'
  /** The buffer behind the sink holds what was delivered. */
  | 'buffer'
  /** Nothing is said after the end. */
  | 'silence'
  /** Nothing goes on after the end. */
  | 'timers'
  /** The database is not asked more than it needs to be. */
  | 'requests'
  /** A row comes in the time that its way allows. */
  | 'late'
  /** No token in what is said. */
  | 'secret'
  /** The newest token reaches the server. */
  | 'token'
  /** Connections and channels are shared, and attempts are spaced. */
  | 'sockets'
  /** Nothing throws. */
  | 'crash';

/** A promise of the engine that was not kept. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise';
  readonly rule: Rule;

  constructor(rule: Rule, detail: string) {
    super(`${rule}: ${detail}`);
    this.rule = rule;
  }
}
