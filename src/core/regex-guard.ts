/**
 * Refuses regular expressions that could stall the page: the engine backtracks and cannot be interrupted, so an
 * expression that can be slow on some text must not run at all. It refuses shapes, not proofs: some harmless
 * expressions are refused too, never silently.
 */
import type { QueryDiagnosticCode } from './query.js';

/** Characters of a pattern; a longer one is generated, and its cost can no longer be judged by its shape. */
export const MAX_PATTERN_CHARS = 200;

/** Unbounded quantifiers in a pattern: each one can multiply the work by the length of the text. */
const MAX_UNBOUNDED = 2;

/**
 * Characters of a text that a pattern may be run over in one go, by its unbounded quantifiers: what keeps a text made to
 * be slow within some 15 ms (n² / 2 or n³ / 6 steps). A page without a worker has as much for it, and cannot stop it.
 */
const REACH_CHARS: readonly number[] = [50_000, 2_000, 200];

/**
 * The same from one place to the next, where it can be stopped in between: what keeps a single place within some 5 ms
 * (n or n² / 2 steps). Texts are searched up to 200,000.
 */
const FAR_CHARS: readonly number[] = [200_000, 200_000, 1_500];

/**
 * Ways through a pattern without open repetitions: `a?` is two, and thirty of them are a thousand million, tried at
 * each place of a text. With as many as this it takes 10 ms over the few hundred characters that are left to it.
 */
const MAX_WAYS = 10_000;
/** Ways times characters that are tried. */
const MAX_TRIES = 1_500_000;

/** An expression that may run, and over how many characters; or why it may not. */
export type GuardedRegex =
  | { readonly pattern: RegExp; readonly reachChars: number; readonly farChars: number }
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
  const shape = judge(source);
  if (typeof shape === 'string') return { refused: 'regex-too-slow', message: shape };
  try {
    const kept = [...new Set(flags)].filter((flag) => 'imsu'.includes(flag)).join('');
    const { unbounded, ways } = shape;
    const reach = REACH_CHARS[unbounded] ?? 0;
    // Each way through is tried with all that is open in it.
    const reachChars = Math.floor(unbounded > 0 ? reach / ways : Math.min(reach, MAX_TRIES / ways));
    const farChars = Math.floor((FAR_CHARS[unbounded] ?? 0) / (unbounded > 0 ? ways : 1));
    return {
      pattern: new RegExp(source, kept),
      reachChars,
      farChars: Math.max(reachChars, farChars),
    };
  } catch {
    return { refused: 'regex-invalid', message: 'This is not a regular expression.' };
  }
}

interface Group {
  repeats: boolean;
  alternates: boolean;
  /** In how many ways it can be gone through, open repetitions aside. */
  ways: number;
}

interface Shape {
  /** Open repetitions. */
  readonly unbounded: number;
  readonly ways: number;
}

const newGroup = (): Group => ({ repeats: false, alternates: false, ways: 1 });

/** Walks the pattern once; returns what is dangerous about it, or its shape. */
function judge(source: string): string | Shape {
  const whole = newGroup();
  const groups: Group[] = [whole];
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
      if (closed !== null && closed.ways > 1 && quantifier.unbounded) {
        return 'Optional parts in a repetition can take for ever.';
      }
      if (quantifier.repeats && group) group.repeats = true;
      if (group) group.ways *= quantifier.ways * (closed?.ways ?? 1) ** (quantifier.most - 1);
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
      if (char === '(') groups.push(newGroup());
      if (char === '|') addAlternative(groups.at(-1) as Group);
      if (char === ')' && groups.length > 1) {
        closed = groups.pop() ?? null;
        const outer = groups.at(-1);
        if (closed?.repeats && outer) outer.repeats = true;
        if (outer) outer.ways *= closed?.ways ?? 1;
      }
      at += char === '(' && source[at + 1] === '?' ? 2 : 1;
    }
  }
  if (whole.ways > MAX_WAYS) return 'So many optional parts can take for ever.';
  return { unbounded, ways: whole.ways };
}

function addAlternative(group: Group): void {
  // Twice what was there is more than one more, and an alternative can be as rich as all before it.
  group.ways *= 2;
  group.alternates = true;
}

interface Quantifier {
  readonly length: number;
  /** It can repeat what is before it more than once. */
  readonly repeats: boolean;
  readonly unbounded: boolean;
  /** How often it can repeat, if it is not open; 1 if it is. */
  readonly most: number;
  /** How many numbers of times it can choose from, if it is not open. */
  readonly ways: number;
}

function quantifierAt(source: string, at: number): Quantifier | null {
  const match = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(source.slice(at, at + 16));
  if (!match) return null;
  const { length } = match[0];
  if (match[0].startsWith('?')) {
    return { length, repeats: false, unbounded: false, most: 1, ways: 2 };
  }
  const open = { length, repeats: true, unbounded: true, most: 1, ways: 1 };
  if (match[1] === undefined) return open;
  const least = Number(match[1]);
  const most = match[2] === '' ? least : match[3] === '' ? Infinity : Number(match[3]);
  // `{8}` leaves nothing to try, and `{1,3}` little; `{0,64}` is as good as open.
  if (match[2] !== '' && most > 8) return { ...open, repeats: most > 1 };
  const ways = Math.max(1, most - least + 1);
  return { length, repeats: most > 1, unbounded: false, most: Math.max(1, most), ways };
}

function endOfClass(source: string, open: number): number {
  let at = open + 1;
  while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
  return at + 1;
}
