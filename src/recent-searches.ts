/**
 * The one door to what a browser keeps of searches. Nothing is kept unless a page asks for it: computers are shared, and
 * what somebody searched for in a customer's log is nobody else's to see. Without storage all goes on as without asking.
 */
import { readRecent, RecentQueries } from './core/recent-queries.js';

const KEY = 'meshhook-log-stream:recent-searches';

/** Of all the widgets of this page that keep nothing: gone with it. */
const OF_PAGE = new RecentQueries();
let kept = new RecentQueries();

/** Those of the page, or those that are kept beyond it, as they are now: other pages keep theirs there too. */
export function recentSearches(isKept: boolean): RecentQueries {
  if (!isKept) return OF_PAGE;
  const json = fromStorage();
  if (json !== null) kept = readRecent(json);
  return kept;
}

/** Keeps what `recentSearches` gave and was changed since. */
export function keepSearches(isKept: boolean): void {
  if (!isKept) return;
  try {
    if (kept.all.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(kept.all));
  } catch {
    // Full, forbidden, or not there: the page has them for as long as it lives.
  }
}

function fromStorage(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
