/**
 * Query text → Query. Forgiving: whatever is typed, at whatever moment of typing, means something, and what was not
 * understood is searched as plain words and said so.
 */
import type { Query, QueryClause, QueryDiagnostic, QueryTerm } from './query.js';
import { foldText } from './fold-text.js';
import type { QueryMoment } from './query-time.js';
import { queryTokens, type QueryToken } from './query-token.js';
import { termsOfToken } from './query-term.js';

/** Characters of a query; beyond that it is a paste by accident, and parsing it would only delay the page. */
const MAX_QUERY_CHARS = 2000;

/** Clauses of a query: the search layer keeps one bit for each in a 32-bit integer. */
const MAX_CLAUSES = 31;

/** A word to be found fuzzily, or a condition. */
export type QueryLiteral = { readonly word: string } | QueryTerm;

/** What a query is understood in. */
export interface QueryContext {
  /** What relative times are relative to; without it they are not understood. Default: `null`. */
  readonly moment?: QueryMoment | null;
  /** True for the text of an expression that was tried, and took too long. */
  readonly isTooSlow?: (source: string) => boolean;
}

/** A sum of products: one of the lists must hold, and a list holds when each of its literals does. */
type Sum = readonly (readonly QueryLiteral[])[];

/**
 * Understands a query: words, "phrases", -exclusions, /expressions/i, level:error,warn, level>=warn, node:http-1,
 * field.path:value, after:time, before:time, since:5m, OR and parentheses. Never throws.
 *
 * @param context - the moment that relative times count from
 */
export function parseQuery(text: string, context: QueryContext = {}): Query {
  const diagnostics: QueryDiagnostic[] = [];
  const report = (diagnostic: QueryDiagnostic): void => void diagnostics.push(diagnostic);
  const kept = text.slice(0, MAX_QUERY_CHARS);
  if (kept.length < text.length) {
    const message = `Only the first ${MAX_QUERY_CHARS} characters are used.`;
    report({ start: MAX_QUERY_CHARS, end: text.length, code: 'query-too-long', message });
  }
  const tokens = queryTokens(kept, report);
  let sum = new QueryReader(tokens, context, report).read();
  if (sum.length > MAX_CLAUSES) {
    const message = 'Too many alternatives; the query is searched as plain words.';
    report({ start: 0, end: kept.length, code: 'query-too-complex', message });
    sum = [tokens.filter(({ kind }) => kind === 'text').map(({ text: word }) => wordOf(word))];
  }
  const clauses = sum.map(toClause).filter(({ words, terms }) => words.length + terms.length > 0);
  return { text, clauses, diagnostics };
}

/** Recursive descent over the tokens: alternatives of sequences of literals and groups. */
class QueryReader {
  readonly #tokens: readonly QueryToken[];
  readonly #context: QueryContext;
  readonly #report: (diagnostic: QueryDiagnostic) => void;
  #at = 0;

  constructor(
    tokens: readonly QueryToken[],
    context: QueryContext,
    report: (diagnostic: QueryDiagnostic) => void,
  ) {
    this.#tokens = tokens;
    this.#context = context;
    this.#report = report;
  }

  read(): Sum {
    return this.#alternatives(false);
  }

  /** Inside a negated group, "or" and "and" change places, and every literal is negated. */
  #alternatives(negated: boolean): Sum {
    let sum: Sum = [];
    let sequence: Sum | null = null;
    for (let token = this.#next(); token; token = this.#next()) {
      if (token.kind === 'close') break;
      if (token.kind === 'or') {
        if (sequence === null || !this.#startsOperand()) this.#dangling(token);
        if (sequence === null) continue;
        sum = sum.length === 0 ? sequence : either(sum, sequence, negated);
        sequence = null;
        continue;
      }
      const operand = this.#operand(token, negated);
      if (operand.length === 0) continue;
      sequence = sequence === null ? operand : either(sequence, operand, !negated);
    }
    if (sequence === null) return sum;
    return sum.length === 0 ? sequence : either(sum, sequence, negated);
  }

  #operand(token: QueryToken, negated: boolean): Sum {
    const flipped = token.negated !== negated;
    if (token.kind === 'open') return this.#group(token, flipped);
    const literals = termsOfToken(token, flipped, this.#context, this.#report);
    // A token that stands for several literals means all of them; negated, none of them.
    return literals.length === 0 ? [] : [literals];
  }

  #group(token: QueryToken, negated: boolean): Sum {
    const from = this.#at;
    const inner = this.#alternatives(negated);
    const closed = this.#tokens[this.#at - 1]?.kind === 'close' && this.#at > from;
    if (!closed) {
      this.#report({
        start: token.start,
        end: token.end,
        code: 'parenthesis-unmatched',
        message: 'The parenthesis is not closed.',
      });
    }
    return inner;
  }

  #dangling(token: QueryToken): void {
    const message = 'OR needs something on both sides.';
    this.#report({ start: token.start, end: token.end, code: 'operator-dangling', message });
  }

  #startsOperand(): boolean {
    const kind = this.#tokens[this.#at]?.kind;
    return kind !== undefined && kind !== 'close' && kind !== 'or';
  }

  #next(): QueryToken | undefined {
    return this.#tokens[this.#at++];
  }
}

/** Joins two sums by "or" — or, when `product`, by "and", which multiplies them out. */
function either(left: Sum, right: Sum, product: boolean): Sum {
  if (!product) return [...left, ...right].slice(0, MAX_CLAUSES + 1);
  const out: (readonly QueryLiteral[])[] = [];
  for (const a of left) {
    for (const b of right) {
      if (out.length > MAX_CLAUSES) return out;
      out.push([...a, ...b]);
    }
  }
  return out;
}

function toClause(literals: readonly QueryLiteral[]): QueryClause {
  const words = new Set<string>();
  const terms: QueryTerm[] = [];
  for (const literal of literals) {
    if ('word' in literal) words.add(literal.word);
    else terms.push(literal);
  }
  return { words: [...words], terms };
}

const wordOf = (word: string): QueryLiteral => ({ word: foldText(word) });
