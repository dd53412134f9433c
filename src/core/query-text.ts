/**
 * A query as the fields of a form have it, written as text and read back. The text remains the truth: what a form has no
 * field for is kept as it is written, and a text is never given another meaning by being read and written again.
 */
import { parseQuery } from './parse-query.js';
import { queryTimeMs } from './query-time.js';
import { queryTokens, type QueryToken } from './query-token.js';
import type { Query, QueryTerm } from './query.js';
import { SEVERITIES, type Severity } from './severity.js';

/** How a field of a row is compared, as it is written. */
export const FIELD_MARKS = [':', '>', '>=', '<', '<='] as const;

/** One of these. */
export type FieldMark = (typeof FIELD_MARKS)[number];

/** A condition on a field of a row. */
export interface FieldPart {
  readonly path: string;
  readonly mark: FieldMark;
  readonly value: string;
}

/** What a form asks for; an empty text asks for nothing. */
export interface QueryParts {
  /** Words to be found with typos, with spaces between them. */
  readonly words: string;
  readonly phrase: string;
  /** Words that must not occur, and phrases in quotes. */
  readonly without: string;
  /** None for all. */
  readonly levels: readonly Severity[];
  readonly node: string;
  readonly fields: readonly FieldPart[];
  /** As in `5m`. */
  readonly since: string;
  /** As in `2026-03-02T14:02`. */
  readonly after: string;
  readonly before: string;
  /** One of words, phrase, levels, node and fields is enough; what is excluded and the times hold all the same. */
  readonly any: boolean;
  /** What no field stands for, as it is written. */
  readonly rest: string;
}

/** The form that asks for nothing. */
export const NO_PARTS: QueryParts = {
  words: '',
  phrase: '',
  without: '',
  levels: [],
  node: '',
  fields: [],
  since: '',
  after: '',
  before: '',
  any: false,
  rest: '',
};

/** Keys that are no fields; a field of that name is written as `fields.level`. */
const RESERVED = /^(?:level|severity|node|node_id|nodeid|since|after|before|until)$|^fields\./i;
const KEY = /^[A-Za-z_@][\w.@-]*$/;
const BARE_VALUE = /^(?!\/\/|[\\:=])[^\s"()]+$/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;
const AGE = /^[\d.]+[a-z]/i;

/** Any moment will do: texts are compared with each other, not with rows. */
const CONTEXT = { moment: { nowMs: 1_700_000_000_000, rows: null } };

/** Heaviest first, as people name them. */
const LEVELS: readonly Severity[] = SEVERITIES.filter((level) => level !== 'unknown').reverse();

/** True when a field can be asked for like this: its name can be written, and what is compared is a number. */
export function isFieldPart({ path, mark, value }: FieldPart): boolean {
  return KEY.test(path) && value.trim() !== '' && (mark === ':' || NUMBER.test(value.trim()));
}

/** The text that asks for these parts. Fields that cannot be asked for are left out. */
export function printQuery(parts: QueryParts): string {
  const wanted = [
    ...wordsIn(parts.words).map(printWord),
    quoted(parts.phrase),
    printLevels(parts.levels),
    pair('node:', parts.node),
    ...parts.fields.filter(isFieldPart).map(printField),
  ].filter(Boolean);
  const bounds = [
    pair('since:', parts.since),
    pair('after:', parts.after),
    pair('before:', parts.before),
    ...exclusions(parts.without),
  ].filter(Boolean);
  const rest = parts.rest.trim();
  const isAlone = bounds.length === 0 && rest === '';
  const main = wanted.join(parts.any ? ' OR ' : ' ');
  const before = [parts.any && wanted.length > 1 && !isAlone ? `(${main})` : main, ...bounds]
    .filter(Boolean)
    .join(' ');
  if (before === '') return rest;
  return rest === '' ? before : `${before} ${asOperand(rest)}`;
}

/** What a form shows of a text. */
export function readQuery(text: string): QueryParts {
  const parts = new PartsReader(text).read();
  const isTrue = sameMeaning(parseQuery(printQuery(parts), CONTEXT), parseQuery(text, CONTEXT));
  // Whatever the reading overlooked: a text that would come to mean something else is left as it is.
  return isTrue ? parts : { ...NO_PARTS, rest: text.trim() };
}

/** Sorts the tokens of a text into the fields of a form. */
class PartsReader {
  readonly #text: string;
  readonly #tokens: readonly QueryToken[];
  #parts = NO_PARTS;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = queryTokens(text, () => undefined);
  }

  read(): QueryParts {
    const operands = operandsOf(this.#tokens);
    if (operands.some(([first]) => first?.kind === 'or')) {
      const group = alternativesOf(this.#tokens);
      const isRead = group !== null && this.#takeAlternatives(group);
      return isRead ? this.#parts : { ...NO_PARTS, rest: this.#text.trim() };
    }
    const chosen = operands.findIndex((operand) => {
      const group = alternativesOf(insideOf(operand));
      return group !== null && this.#takeAlternatives(group);
    });
    const rest: string[] = [];
    for (const [at, operand] of operands.entries()) {
      const [token, ...more] = operand;
      if (at === chosen || token === undefined) continue;
      const isTaken =
        more.length === 0 && (this.#takeBound(token) || (chosen < 0 && this.#takeWanted(token)));
      if (!isTaken) rest.push(this.#text.slice(token.start, operand.at(-1)?.end));
    }
    return { ...this.#parts, rest: rest.join(' ') };
  }

  /** All of them, or none. */
  #takeAlternatives(tokens: readonly QueryToken[]): boolean {
    const before = this.#parts;
    this.#parts = { ...before, any: true };
    if (tokens.every((token) => this.#takeWanted(token))) return true;
    this.#parts = before;
    return false;
  }

  #takeWanted(token: QueryToken): boolean {
    if (token.negated) return false;
    const parts = this.#parts;
    if (token.kind === 'text') return this.#put({ words: joined(parts.words, token.text) });
    if (token.kind === 'phrase') return parts.phrase === '' && this.#put({ phrase: token.text });
    const term = this.#termOf(token);
    if (term?.kind === 'level')
      return parts.levels.length === 0 && this.#put({ levels: inOrder(term.levels) });
    if (term?.kind === 'node') return parts.node === '' && this.#put({ node: token.text });
    if (term?.kind !== 'field') return false;
    const mark = (token.mark ?? ':') as FieldMark;
    const path = (token.key ?? '').replace(/^fields\./, '');
    return this.#put({ fields: [...parts.fields, { path, mark, value: token.text }] });
  }

  /** Times, and what is excluded. */
  #takeBound(token: QueryToken): boolean {
    const parts = this.#parts;
    if (token.negated) {
      const isPlain = token.kind === 'text' || token.kind === 'phrase';
      const text = token.kind === 'phrase' ? quoted(token.text) : token.text;
      return isPlain && this.#put({ without: joined(parts.without, text) });
    }
    const term = this.#termOf(token);
    if (term?.kind !== 'time') return false;
    const isDate = queryTimeMs(token.text) !== null;
    const isAge = term.edge === 'after' && AGE.test(token.text);
    const slot = isDate ? term.edge : isAge ? 'since' : null;
    return slot !== null && parts[slot] === '' && this.#put({ [slot]: token.text });
  }

  /** What a token means by itself; `undefined` where it is refused, or is not one condition. */
  #termOf(token: QueryToken): QueryTerm | undefined {
    const text = this.#text.slice(token.start, token.end);
    const { clauses, diagnostics } = parseQuery(text, CONTEXT);
    const [clause, ...others] = clauses;
    if (clause === undefined || others.length + diagnostics.length + clause.words.length > 0)
      return undefined;
    return clause.terms.length === 1 ? clause.terms[0] : undefined;
  }

  #put(part: Partial<QueryParts>): true {
    this.#parts = { ...this.#parts, ...part };
    return true;
  }
}

/** Tokens that belong together: one by one, or all of a group with its parentheses. */
function operandsOf(tokens: readonly QueryToken[]): readonly (readonly QueryToken[])[] {
  const operands: QueryToken[][] = [];
  let depth = 0;
  for (const token of tokens) {
    if (depth > 0) operands.at(-1)?.push(token);
    else operands.push([token]);
    if (token.kind === 'open') depth += 1;
    if (token.kind === 'close') depth -= 1;
  }
  return operands;
}

/** What a group has between its parentheses; nothing for what is no group, or means the opposite. */
function insideOf(operand: readonly QueryToken[]): readonly QueryToken[] {
  const [first] = operand;
  if (first?.kind !== 'open' || first.negated) return [];
  return operand.slice(1, operand.at(-1)?.kind === 'close' ? -1 : undefined);
}

/** The single tokens of `a OR b OR c`; `null` for anything else. */
function alternativesOf(tokens: readonly QueryToken[]): readonly QueryToken[] | null {
  if (tokens.length < 3 || tokens.length % 2 === 0) return null;
  const isList = tokens.every(({ kind }, at) => (kind === 'or') === (at % 2 === 1));
  const isFlat = tokens.every(({ kind }) => kind !== 'open' && kind !== 'close');
  return isList && isFlat ? tokens.filter(({ kind }) => kind !== 'or') : null;
}

/** A text that can have others before it: closed where it is open, and in parentheses where it has alternatives. */
function asOperand(text: string): string {
  let closed = text;
  const tokens = queryTokens(text, ({ code, start, end }) => {
    if (code === 'quote-open') closed += '"';
    if (code === 'parenthesis-unmatched') closed = `${closed.slice(0, start)} ${closed.slice(end)}`;
  });
  const opened = tokens.filter(({ kind }) => kind === 'open').length;
  closed += ' )'.repeat(opened - tokens.filter(({ kind }) => kind === 'close').length);
  return operandsOf(tokens).some(([first]) => first?.kind === 'or') ? `(${closed})` : closed;
}

function wordsIn(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** A word as it is; in quotes where it would be taken for something else. */
function printWord(word: string): string {
  const [token, ...others] = queryTokens(word, () => undefined);
  const isPlain =
    others.length === 0 && token?.kind === 'text' && !token.negated && token.text === word;
  // A slash at the start may find its partner in a word that comes later.
  return isPlain && !word.startsWith('/') ? word : quoted(word);
}

/** A backslash at the end would make the closing quote a part of the text. */
function quoted(text: string): string {
  const inner = text.trim().replace(/\\+$/, '').replaceAll('"', '\\"');
  return inner === '' ? '' : `"${inner}"`;
}

function exclusions(text: string): readonly string[] {
  return queryTokens(text, () => undefined)
    .map((token) => {
      if (token.kind === 'phrase') return quoted(token.text);
      return printWord(text.slice(token.negated ? token.start + 1 : token.start, token.end));
    })
    .filter(Boolean)
    .map((excluded) => `-${excluded}`);
}

function printLevels(levels: readonly Severity[]): string {
  if (levels.length === 0) return '';
  const named = inOrder(new Set(levels));
  const isFromTop = named.length > 1 && named.every((level, at) => level === LEVELS[at]);
  return isFromTop ? `level>=${named.at(-1) ?? ''}` : `level:${named.join(',')}`;
}

function inOrder(levels: ReadonlySet<Severity>): readonly Severity[] {
  return [...LEVELS, 'unknown' as const].filter((level) => levels.has(level));
}

function printField({ path, mark, value }: FieldPart): string {
  return pair(`${RESERVED.test(path) ? `fields.${path}` : path}${mark}`, value);
}

function pair(start: string, value: string): string {
  const trimmed = value.trim();
  if (BARE_VALUE.test(trimmed)) return start + trimmed;
  const inner = quoted(trimmed);
  return inner === '' ? '' : start + inner;
}

function joined(left: string, right: string): string {
  return left === '' ? right : `${left} ${right}`;
}

/** True when two queries have the same clauses, in whatever order. */
export function sameMeaning(a: Query, b: Query): boolean {
  return meaningOf(a) === meaningOf(b);
}

function meaningOf({ clauses }: Query): string {
  const plain = (_: string, value: unknown): unknown => {
    if (value instanceof RegExp) return String(value);
    return value instanceof Set ? [...(value as Set<unknown>)].map(String).sort() : value;
  };
  const names = clauses.map(({ words, terms }) =>
    [...new Set([...words, ...terms.map((term) => JSON.stringify(term, plain))])].sort().join('\n'),
  );
  return [...new Set(names)].sort().join('\n\n');
}
