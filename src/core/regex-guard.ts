/**
 * Refuses regular expressions that could stall the page: the engine backtracks and cannot be interrupted, so an
 * expression that can be slow on some text must not run at all. It refuses shapes, not proofs: some harmless
 * expressions are refused too, never silently.
 */
import type { QueryDiagnosticCode } from './query.js';

/** Characters of a pattern; a longer one is generated, and its cost can no longer be judged by its shape. */
export const MAX_PATTERN_CHARS = 200;

/**
 * Unbounded quantifiers in a pattern. Each one can multiply the work by the length of the text; with three, a
 * hostile row of 2,000 characters already costs seconds.
 */
const MAX_UNBOUNDED = 2;

/** An expression that may run, or why it may not. */
export type GuardedRegex =
  | { readonly pattern: RegExp }
  | { readonly refused: QueryDiagnosticCode; readonly message: string };

/**
 * Compiles `source` if its shape allows no catastrophic backtracking.
 *
 * @param flags - any of `i m s u`; others are dropped, and `i` is not implied
 */
export function guardRegex(source: string, flags: string): GuardedRegex {
  if (source.length > MAX_PATTERN_CHARS) {
    const message = `The expression is longer than ${MAX_PATTERN_CHARS} characters.`;
    return { refused: 'regex-too-long', message };
  }
  const slow = slowShape(source);
  if (slow !== null) return { refused: 'regex-too-slow', message: slow };
  try {
    const kept = [...new Set(flags)].filter((flag) => 'imsu'.includes(flag)).join('');
    return { pattern: new RegExp(source, kept) };
  } catch {
    return { refused: 'regex-invalid', message: 'This is not a regular expression.' };
  }
}

interface Group {
  repeats: boolean;
  alternates: boolean;
}

/** Walks the pattern once; returns what is dangerous about it, or `null`. */
function slowShape(source: string): string | null {
  const groups: Group[] = [{ repeats: false, alternates: false }];
  let closed: Group | null = null;
  let unbounded = 0;
  let at = 0;
  while (at < source.length) {
    const quantifier = quantifierAt(source, at);
    if (quantifier) {
      const group = groups.at(-1);
      if (closed?.repeats) return 'A repetition inside a repetition can take for ever.';
      if (closed?.alternates && quantifier.repeats) {
        return 'Repeated alternatives can take for ever.';
      }
      if (quantifier.repeats && group) group.repeats = true;
      if (quantifier.unbounded) unbounded += 1;
      if (unbounded > MAX_UNBOUNDED) {
        return `More than ${MAX_UNBOUNDED} open repetitions can take for ever.`;
      }
      at += quantifier.length;
      closed = null;
      continue;
    }
    closed = null;
    const char = source[at];
    if (char === '\\') {
      if (/[1-9k]/.test(source[at + 1] ?? '')) return 'Back-references can take for ever.';
      at += 2;
    } else if (char === '[') {
      at = endOfClass(source, at);
    } else {
      if (char === '(') groups.push({ repeats: false, alternates: false });
      if (char === '|') (groups.at(-1) as Group).alternates = true;
      if (char === ')' && groups.length > 1) {
        closed = groups.pop() ?? null;
        const outer = groups.at(-1);
        if (closed?.repeats && outer) outer.repeats = true;
      }
      at += char === '(' && source[at + 1] === '?' ? 2 : 1;
    }
  }
  return null;
}

interface Quantifier {
  readonly length: number;
  /** It can repeat what is before it more than once. */
  readonly repeats: boolean;
  readonly unbounded: boolean;
}

function quantifierAt(source: string, at: number): Quantifier | null {
  const match = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(source.slice(at, at + 16));
  if (!match) return null;
  const text = match[0];
  if (text.startsWith('?')) return { length: text.length, repeats: false, unbounded: false };
  if (!text.startsWith('{')) return { length: text.length, repeats: true, unbounded: true };
  const most = match[2] === '' ? Number(match[1]) : match[3] === '' ? Infinity : Number(match[3]);
  return { length: text.length, repeats: most > 1, unbounded: most > 64 };
}

function endOfClass(source: string, open: number): number {
  let at = open + 1;
  while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
  return at + 1;
}
