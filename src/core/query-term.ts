/**
 * What one token of a query asks for: a word to find fuzzily, or an exact condition. A token whose form is right but
 * whose content is not (an unknown level, a refused expression) becomes plain words, with a diagnostic.
 */
import { foldText } from './fold-text.js';
import type { QueryContext, QueryLiteral } from './parse-query.js';
import type { QueryToken } from './query-token.js';
import type { FieldOperator, QueryDiagnostic, QueryDiagnosticCode, QueryTerm } from './query.js';
import { guardRegex } from './regex-guard.js';
import { SEVERITIES, severityFromLevel, type Severity } from './severity.js';
import { queryTimeMs, timeEdge } from './query-time.js';

const LEVEL_KEYS: ReadonlySet<string> = new Set(['level', 'severity']);
const NODE_KEYS: ReadonlySet<string> = new Set(['node', 'node_id', 'nodeid']);
const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** The severities that have a weight, lightest first. */
const WEIGHED: readonly Severity[] = SEVERITIES.filter((severity) => severity !== 'unknown');

const TOO_SLOW = {
  refused: 'regex-too-slow',
  message: 'The expression takes too long over these rows.',
} as const;

/**
 * What a token means; all of the literals together. `negated` already includes the token's own minus.
 */
export function termsOfToken(
  token: QueryToken,
  negated: boolean,
  context: QueryContext,
  report: (diagnostic: QueryDiagnostic) => void,
): readonly QueryLiteral[] {
  const asText = (text: string): readonly QueryLiteral[] => plainWords(text, negated);
  const complain = (code: QueryDiagnosticCode, message: string): void =>
    report({ start: token.start, end: token.end, code, message });

  switch (token.kind) {
    case 'phrase':
      return [{ kind: 'phrase', text: foldText(token.text), negated }];
    case 'regex': {
      const guarded = context.isTooSlow?.(token.text)
        ? TOO_SLOW
        : guardRegex(token.text, token.mark ?? '');
      if ('pattern' in guarded) return [{ kind: 'regex', source: token.text, ...guarded, negated }];
      complain(guarded.refused, `${guarded.message} It is searched as plain words.`);
      return asText(token.text.replace(/[^\p{L}\p{N}_]+/gu, ' '));
    }
    case 'pair': {
      const key = (token.key ?? '').toLowerCase();
      const raw = `${token.key ?? ''}${token.mark ?? ''}${token.text}`;
      if (LEVEL_KEYS.has(key)) {
        const levels = levelsOf(token.mark ?? ':', token.text);
        if (typeof levels !== 'string') return [{ kind: 'level', levels, negated }];
        complain('level-unknown', `“${levels}” is not a level; it is searched as plain words.`);
        return asText(raw);
      }
      const edge = timeEdge(key);
      if (edge !== null && token.mark === ':') {
        const ms = queryTimeMs(token.text, context.moment);
        if (ms !== null) return [{ kind: 'time', edge, ms, negated }];
        const form = 'as in 14:02, 5m (ago) or 2026-03-02T14:02, with Z behind it for UTC';
        complain(
          'time-unknown',
          `“${token.text}” is not a time ${form}; it is searched as plain words.`,
        );
        return asText(raw);
      }
      const term = pairTerm(key, token, negated);
      return term === null ? asText(raw) : [term];
    }
    default:
      return asText(token.text);
  }
}

/** The severities meant by `level` + mark + value, or the word that is not a level. */
function levelsOf(mark: string, value: string): ReadonlySet<Severity> | string {
  const named: Severity[] = [];
  for (const word of value.split(',').filter((part) => part !== '')) {
    const severity = word.toLowerCase() === 'unknown' ? 'unknown' : severityFromLevel(word);
    if (severity === undefined) return word;
    named.push(severity);
  }
  if (mark === ':') return new Set(named);
  const place = WEIGHED.indexOf(named[0] ?? 'unknown');
  if (place < 0 || named.length !== 1) return value;
  const inRange = (at: number): boolean =>
    mark === '>'
      ? at > place
      : mark === '>='
        ? at >= place
        : mark === '<'
          ? at < place
          : at <= place;
  return new Set(WEIGHED.filter((_, at) => inRange(at)));
}

function pairTerm(key: string, token: QueryToken, negated: boolean): QueryTerm | null {
  const operator: FieldOperator =
    token.mark === ':' ? 'is' : ((token.mark ?? 'is') as FieldOperator);
  const values = token.text
    .toLowerCase()
    .split(',')
    .filter((value) => value !== '');
  if (values.length === 0) return null;
  if (operator !== 'is' && !(values.length === 1 && NUMBER.test(token.text))) return null;
  if (NODE_KEYS.has(key)) {
    return operator === 'is' ? { kind: 'node', names: values, negated } : null;
  }
  const path = (token.key ?? '').replace(/^fields\./, '');
  return { kind: 'field', path, operator, values, negated };
}

/** Words to find fuzzily; excluded ones are exact, since what is nearly a word must not hide a row. */
function plainWords(text: string, negated: boolean): readonly QueryLiteral[] {
  const words = foldText(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (negated) return words.map((word) => ({ kind: 'phrase', text: word, negated: true }));
  return words.map((word) => ({ word }));
}
