/** What the status of a run means for its log. */

/**
 * Statuses after which a run writes no more rows. The last two are not MeshHook's, but hosts and older pages use
 * them, and a stream that waits for ever on a finished run costs more than tolerance does.
 */
const TERMINAL: ReadonlySet<string> = new Set([
  'succeeded',
  'failed',
  'canceled',
  'completed',
  'cancelled',
]);

/** True when a run with this status is over. A status that is not known is not an end. */
export function isTerminalStatus(status: string | null): boolean {
  return status !== null && TERMINAL.has(status);
}
