/**
 * Cuts the text of a query into tokens with their places. It knows what belongs together (quotes, slashes, values),
 * not what it means.
 */
import type { QueryDiagnostic } from './query.js';

/** One token; `negated` when a `-` stands directly before it. */
export interface QueryToken {
  readonly kind: 'text' | 'phrase' | 'regex' | 'pair' | 'or' | 'open' | 'close';
  readonly start: number;
  readonly end: number;
  readonly negated: boolean;
  /** The text; of a regex its body; of a pair its value, without quotes. */
  readonly text: string;
  /** Of a pair: the key, lower-case not enforced. */
  readonly key?: string;
  /** Of a pair: `:`, `>`, `>=`, `<` or `<=`; of a regex: its flags. */
  readonly mark?: string;
}

const SPACE = /\s*/y;
/** A body in which a slash is escaped or in a class, closed by a slash that ends the token. */
const REGEX = /\/((?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([a-z]*)(?=[\s)]|$)/y;
/** `key:value`, not `http://…`, not `12:30`, and not Windows' `C:\`. */
const KEY = /([A-Za-z_@][\w.@-]*)(:|>=|<=|>|<)/y;
const VALUE = /(?!\/\/|[\\:=])[^\s"()]+/y;
/** How deep parentheses may nest; deeper ones are taken as text, so that no query can exhaust the stack. */
const MAX_DEPTH = 20;
const WORD = /[^\s"()]+|[^\s]/y;

/** The tokens of `text`, in order. Never throws; what is odd is reported and taken as text. */
export function queryTokens(
  text: string,
  report: (diagnostic: QueryDiagnostic) => void,
): QueryToken[] {
  const tokens: QueryToken[] = [];
  let at = skipSpace(text, 0);
  let open = 0;
  while (at < text.length) {
    const token = tokenAt(text, at, open, report);
    if (token.kind === 'open') open += 1;
    if (token.kind === 'close') open -= 1;
    if (token.text !== '' || token.kind === 'open' || token.kind === 'close') tokens.push(token);
    at = skipSpace(text, token.end);
  }
  return tokens;
}

function tokenAt(
  text: string,
  start: number,
  open: number,
  report: (diagnostic: QueryDiagnostic) => void,
): QueryToken {
  const negated = text[start] === '-' && /[^\s-]/.test(text[start + 1] ?? '');
  const at = negated ? start + 1 : start;
  const token = (
    kind: QueryToken['kind'],
    end: number,
    body: string,
    extra?: Partial<QueryToken>,
  ): QueryToken => ({ kind, start, end, negated, text: body, ...extra });

  const first = text[at];
  if (first === '(' && open < MAX_DEPTH) return token('open', at + 1, '(');
  if (first === ')' && open > 0) return token('close', at + 1, ')');
  if (first === '(' || first === ')') {
    const message = 'The parenthesis has no partner and is ignored.';
    report({ start: at, end: at + 1, code: 'parenthesis-unmatched', message });
    return token('text', at + 1, '');
  }
  if (first === '"') {
    const quoted = quotedAt(text, at);
    if (quoted !== null) return token('phrase', quoted.end, quoted.text);
    report({
      start: at,
      end: text.length,
      code: 'quote-open',
      message: 'The quote is not closed; the rest is taken as the phrase.',
    });
    return token('phrase', text.length, unescaped(text.slice(at + 1)).trimEnd());
  }
  const regex = first === '/' ? matchAt(REGEX, text, at) : null;
  if (regex) return token('regex', REGEX.lastIndex, regex[1] ?? '', { mark: regex[2] ?? '' });
  const key = matchAt(KEY, text, at);
  if (key) {
    const extra = { key: key[1] ?? '', mark: key[2] ?? ':' };
    const from = KEY.lastIndex;
    const quoted = text[from] === '"' ? quotedAt(text, from) : null;
    if (quoted !== null) return token('pair', quoted.end, quoted.text, extra);
    const value = matchAt(VALUE, text, from);
    if (value) return token('pair', VALUE.lastIndex, value[0], extra);
  }
  const word = matchAt(WORD, text, at)?.[0] ?? text.slice(at, at + 1);
  return token(word === 'OR' && !negated ? 'or' : 'text', at + word.length, word);
}

/**
 * What stands between the quote at a place and the one that closes it; `null` when none does. A quote behind a
 * backslash is part of it, unless it is the only one that can close: a folder's name may end in a backslash.
 */
function quotedAt(text: string, open: number): { text: string; end: number } | null {
  const inside: number[] = [];
  let close = text.indexOf('"', open + 1);
  while (close > open + 1 && text[close - 1] === '\\') {
    inside.push(close);
    close = text.indexOf('"', close + 1);
  }
  if (close >= 0) return { text: unescaped(text.slice(open + 1, close)), end: close + 1 };
  const [only, second] = inside;
  if (only === undefined || second !== undefined) return null;
  return /^(?:[\s)]|$)/.test(text.slice(only + 1, only + 2))
    ? { text: text.slice(open + 1, only), end: only + 1 }
    : null;
}

const unescaped = (quoted: string): string => quoted.replaceAll('\\"', '"');

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function skipSpace(text: string, at: number): number {
  SPACE.lastIndex = at;
  SPACE.exec(text);
  return SPACE.lastIndex;
}
