/** Which patterns the reader wants to see alone, or not at all. Immutable: another filter is another object. */

/** Patterns as `rowPattern` gives them, in the order in which they were chosen. */
export interface PatternFilter {
  /** Rows of these alone; none here means all. */
  readonly only: readonly string[];
  readonly hidden: readonly string[];
}

/** Nothing is left out. */
export const NO_PATTERN_FILTER: PatternFilter = { only: [], hidden: [] };

/** True when it leaves out nothing. */
export function isEmptyFilter({ only, hidden }: PatternFilter): boolean {
  return only.length + hidden.length === 0;
}

/** Whether rows of a pattern are on show. */
export function passesPattern({ only, hidden }: PatternFilter, key: string): boolean {
  return (only.length === 0 || only.includes(key)) && !hidden.includes(key);
}

/** The filter with a pattern chosen, in one way and no more in the other. */
export function withPattern(
  filter: PatternFilter,
  how: keyof PatternFilter,
  key: string,
): PatternFilter {
  const rest = withoutPattern(filter, key);
  return { ...rest, [how]: [...rest[how], key] };
}

/** The filter without a pattern. */
export function withoutPattern({ only, hidden }: PatternFilter, key: string): PatternFilter {
  return {
    only: only.filter((each) => each !== key),
    hidden: hidden.filter((each) => each !== key),
  };
}
