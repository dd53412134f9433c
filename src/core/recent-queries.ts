/**
 * The searches that were meant, newest first: no two alike, and not many. It does not know when one was meant, or where
 * they are kept.
 */

/** More would have to be searched themselves. */
export const MAX_RECENT = 20;

/** A longer text is an accident, or somebody's log. Characters. */
const MAX_CHARS = 500;

/** Recent searches. */
export class RecentQueries {
  #texts: readonly string[];

  /** @param kept - as `all` gave them; what is none is left out */
  constructor(kept: readonly unknown[] = []) {
    this.#texts = [];
    for (const text of kept.slice(0, MAX_RECENT).reverse()) {
      if (typeof text === 'string') this.add(text);
    }
  }

  /** Newest first. */
  get all(): readonly string[] {
    return this.#texts;
  }

  /**
   * Puts a search in front.
   *
   * @param grownFrom - a search that it was typed on from, which was not meant then
   */
  add(text: string, grownFrom: string | null = null): void {
    const trimmed = text.trim();
    if (trimmed === '' || trimmed.length > MAX_CHARS) return;
    const isGrown = (other: string): boolean => other === grownFrom && trimmed.startsWith(other);
    const others = this.#texts.filter((other) => other !== trimmed && !isGrown(other));
    this.#texts = [trimmed, ...others].slice(0, MAX_RECENT);
  }

  remove(text: string): void {
    this.#texts = this.#texts.filter((other) => other !== text);
  }

  clear(): void {
    this.#texts = [];
  }

  /** Those that have the text in them, and are not the text. */
  like(text: string): readonly string[] {
    const part = text.trim().toLowerCase();
    return this.#texts.filter(
      (recent) => recent !== text.trim() && recent.toLowerCase().includes(part),
    );
  }
}

/** What was kept as text; nothing where that is none of ours. */
export function readRecent(json: string | null): RecentQueries {
  if (json === null) return new RecentQueries();
  try {
    const kept: unknown = JSON.parse(json);
    return new RecentQueries(Array.isArray(kept) ? kept : []);
  } catch {
    return new RecentQueries();
  }
}
