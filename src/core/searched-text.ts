/**
 * What of a message is searched, and how many places in it are marked. Bounds the work that one row can be to a search:
 * a message may be megabytes of one letter. It does not know what is searched for.
 */
import { plainMessage } from './message-segments.js';

/**
 * Characters of a message that are searched; what stands behind them is shown and copied, and not found. To read as
 * many takes 1 ms, and some 10 ms where every second one is an escape; ten times as many would stall the page.
 */
export const SEARCHED_CHARS = 200_000;

/** Places of one row that are marked; fewer are shown even of an expanded row. Each is an object. */
export const MAX_MARKS = 3_000;

/** The text of a message in which a query is looked for, as it is shown. */
export function searchedText(message: string): string {
  if (message.length <= SEARCHED_CHARS) return plainMessage(message);
  return plainMessage(message.slice(0, SEARCHED_CHARS));
}
