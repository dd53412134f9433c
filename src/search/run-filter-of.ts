/**
 * A query → what a database can be asked for it: conditions without which no row matches. What a database would judge
 * differently (typos, expressions, letters beyond ASCII, what must not be there) is made weaker or left out.
 */
import type { FieldTerm, Query, QueryClause, QueryTerm } from '../core/query.js';
import { EVERY_ROW, type RunFilter, type RunFilterClause } from '../core/run-filter.js';
import { SEVERITIES, type Severity } from '../core/severity.js';
import { allowedTypos } from './allowed-typos.js';

/** A filter longer than this asks for less instead: a database takes one of 20,000 bytes, and writes it with spaces. */
const MAX_FILTER_CHARS = 8_000;

/** The first and the last time that a Postgres reads as ISO 8601 writes it, in milliseconds since 1970. */
const [FIRST_MS, LAST_MS] = [Date.UTC(1970, 0, 1), Date.UTC(9999, 11, 31)];

type Pieces = readonly (readonly string[])[];

/** A clause while it is put together. */
interface Draft {
  levels: readonly Severity[] | null;
  afterMs: number;
  beforeMs: number;
  readonly nodes: (readonly string[])[];
  readonly texts: (readonly string[])[];
  readonly anywhere: (readonly string[])[];
}

/**
 * What every row that matches the query satisfies.
 *
 * @param levels - the severities that are wanted besides; `null` for all
 */
export function runFilterOf(query: Query, levels: readonly Severity[] | null): RunFilter {
  const clauses = query.clauses.length === 0 ? [{ words: [], terms: [] }] : query.clauses;
  const drafts = clauses.map((clause) => draftOf(clause, levels));
  const whole = { clauses: drafts.map((draft) => clauseOf(draft)) };
  if (JSON.stringify(whole).length <= MAX_FILTER_CHARS) return whole;
  const bare = drafts.map((draft) => clauseOf({ ...draft, nodes: [], texts: [], anywhere: [] }));
  return JSON.stringify(bare).length <= MAX_FILTER_CHARS ? { clauses: bare } : EVERY_ROW;
}

function draftOf(clause: QueryClause, levels: readonly Severity[] | null): Draft {
  const draft: Draft = {
    levels,
    afterMs: -Infinity,
    beforeMs: Infinity,
    nodes: [],
    texts: [],
    anywhere: [],
  };
  for (const word of clause.words) require(draft.texts, wordPieces(word));
  for (const term of clause.terms) narrow(draft, term);
  return draft;
}

function narrow(draft: Draft, term: QueryTerm): void {
  if (term.kind === 'level') {
    const wanted = (draft.levels ?? SEVERITIES).filter(
      (severity) => term.levels.has(severity) !== term.negated,
    );
    draft.levels = wanted;
  } else if (term.kind === 'time') {
    if ((term.edge === 'after') !== term.negated) {
      draft.afterMs = Math.max(draft.afterMs, term.ms);
    } else draft.beforeMs = Math.min(draft.beforeMs, term.ms);
  } else if (term.negated) return;
  else if (term.kind === 'phrase') require(draft.texts, [asciiPart(term.text)]);
  else if (term.kind === 'node') {
    if (term.names.every((name) => /^[ -~]*$/.test(name))) draft.nodes.push(term.names);
  } else if (term.kind === 'field') require(draft.anywhere, fieldPieces(term));
}

/** A condition that one of the pieces is there; a piece of no length is everywhere. */
function require(into: (readonly string[])[], pieces: readonly string[]): void {
  if (pieces.length > 0 && pieces.every((piece) => piece !== '')) into.push(pieces);
}

/**
 * Cut into one piece more than there may be typos, a word has at least one piece in which there is none, wherever
 * they are: a text without any of the pieces cannot have the word.
 */
function wordPieces(word: string): readonly string[] {
  const count = allowedTypos(word) + 1;
  const cut = (index: number): number => Math.round((index * word.length) / count);
  return Array.from({ length: count }, (_, index) =>
    asciiPart(word.slice(cut(index), cut(index + 1))),
  );
}

/** The longest stretch that a database and a page lower-case alike. */
function asciiPart(text: string): string {
  return longest(text.match(/[\t\n -~]+/g));
}

/** A comparison needs a field of that name; a value stands in a field, or behind the name in the message. */
function fieldPieces({ operator, values, path }: FieldTerm): readonly string[] {
  if (operator !== 'is') return [longest(path.toLowerCase().match(/[a-z]{2,}/g))];
  // A number is written in one way by the page and in another by the database, unless it is whole and not too long.
  return values.map((value) =>
    /^\d{1,15}$/.test(value) ? value : longest(value.match(/[a-z]{2,}/g)),
  );
}

function longest(parts: readonly string[] | null): string {
  return (parts ?? []).reduce((best, part) => (part.length > best.length ? part : best), '');
}

function clauseOf({ levels, afterMs, beforeMs, nodes, texts, anywhere }: Draft): RunFilterClause {
  return {
    ...(levels === null ? {} : { levels }),
    ...(nodes.length === 0 ? {} : { nodes }),
    // The database keeps microseconds, of which a page sees milliseconds only.
    ...(afterMs > FIRST_MS && afterMs < LAST_MS ? { after: isoOf(afterMs - 1) } : {}),
    ...(beforeMs > FIRST_MS && beforeMs < LAST_MS ? { before: isoOf(beforeMs + 1) } : {}),
    ...listOf('texts', texts),
    ...listOf('anywhere', anywhere),
  };
}

function listOf(
  name: 'texts' | 'anywhere',
  pieces: Pieces,
): Partial<Record<'texts' | 'anywhere', Pieces>> {
  return pieces.length === 0 ? {} : { [name]: pieces };
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
