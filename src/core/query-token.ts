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
const PAIR = /([A-Za-z_@][\w.@-]*)(:|>=|<=|>|<)(?:"([^"]*)"|((?!\/\/|[\\:=])[^\s"()]+))/y;
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
    const close = text.indexOf('"', at + 1);
    if (close >= 0) return token('phrase', close + 1, text.slice(at + 1, close));
    report({
      start: at,
      end: text.length,
      code: 'quote-open',
      message: 'The quote is not closed; the rest is taken as the phrase.',
    });
    return token('phrase', text.length, text.slice(at + 1).trimEnd());
  }
  const regex = first === '/' ? matchAt(REGEX, text, at) : null;
  if (regex) return token('regex', REGEX.lastIndex, regex[1] ?? '', { mark: regex[2] ?? '' });
  const pair = matchAt(PAIR, text, at);
  if (pair) {
    const value = pair[3] ?? pair[4] ?? '';
    return token('pair', PAIR.lastIndex, value, { key: pair[1] ?? '', mark: pair[2] ?? ':' });
  }
  const word = matchAt(WORD, text, at)?.[0] ?? text.slice(at, at + 1);
  return token(word === 'OR' && !negated ? 'or' : 'text', at + word.length, word);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function skipSpace(text: string, at: number): number {
  SPACE.lastIndex = at;
  SPACE.exec(text);
  return SPACE.lastIndex;
}
