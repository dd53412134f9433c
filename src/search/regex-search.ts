/**
 * Where an expression matches in a row's text, within bounds: the engine of expressions cannot be interrupted, so that a
 * text longer than what is known to be harmless is tried from one place to the next, with an eye on the clock.
 */
import type { RegexTerm } from '../core/query.js';
import { MAX_MARKS, SEARCHED_CHARS } from '../core/searched-text.js';
import type { TextRange } from '../core/text-segments.js';

/**
 * Milliseconds for one row; an expression that needs more is refused. With a slice of a page that has no worker it
 * stays below the 50 ms after which a browser calls a task long. A row of 200,000 characters takes some 12 ms.
 */
const ROW_BUDGET_MS = 25;

/** Places tried between two looks at the clock, where each takes no longer than it takes to read the text. */
const PLACES_PER_LOOK = 16;

/** One expression of a query, prepared for many texts. */
export class RegexSearch {
  readonly #everywhere: RegExp;
  readonly #here: RegExp;
  readonly #reach: number;
  readonly #far: number;
  readonly #placesPerLook: number;
  readonly #now: () => number;
  #isTooSlow = false;

  /** @param now - milliseconds, from any start */
  constructor({ pattern, reachChars, farChars }: RegexTerm, now: () => number) {
    this.#everywhere = new RegExp(pattern.source, `${pattern.flags}g`);
    this.#here = new RegExp(pattern.source, `${pattern.flags}y`);
    this.#reach = reachChars;
    this.#far = farChars;
    this.#placesPerLook = farChars < SEARCHED_CHARS ? 1 : PLACES_PER_LOOK;
    this.#now = now;
  }

  /** True once a row has taken too long; the expression is not to be used any more. */
  get isTooSlow(): boolean {
    return this.#isTooSlow;
  }

  /** Where the expression matches, in order, empty matches left out; `null` when it does not. */
  find(text: string): readonly TextRange[] | null {
    if (text.length > this.#reach) return this.#findFar(text.slice(0, this.#far));
    const ranges: TextRange[] = [];
    let isFound = false;
    this.#everywhere.lastIndex = 0;
    while (ranges.length < MAX_MARKS) {
      const match = this.#everywhere.exec(text);
      if (match === null) break;
      isFound = true;
      const { length } = match[0];
      if (length > 0) ranges.push([match.index, match.index + length]);
      else this.#everywhere.lastIndex += 1;
    }
    return isFound ? ranges : null;
  }

  #findFar(text: string): readonly TextRange[] | null {
    const ranges: TextRange[] = [];
    const dueAt = this.#now() + ROW_BUDGET_MS;
    let isFound = false;
    let places = 0;
    for (let at = 0; at <= text.length && ranges.length < MAX_MARKS;) {
      places += 1;
      if (places % this.#placesPerLook === 0 && this.#now() > dueAt) {
        this.#isTooSlow = true;
        return null;
      }
      this.#here.lastIndex = at;
      const match = this.#here.exec(text);
      isFound ||= match !== null;
      const end = match === null ? at : match.index + match[0].length;
      // In the middle of a character an expression with the flag `u` may find what begins before it.
      if (match !== null && match.index === at && end > at) ranges.push([at, end]);
      at = Math.max(end, at + 1);
    }
    return isFound ? ranges : null;
  }
}
