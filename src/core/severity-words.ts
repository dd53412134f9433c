/**
 * Level words inside a text, in tiers of how sure their form makes us: `[error]`, then `error:`, then `ERROR`.
 * Two different levels in the surest tier that speaks mean that nobody can tell.
 */
import { severityFromLevel, type Severity } from './severity.js';

const LEVEL_WORD =
  /\b(?:trace|trc|verbose|debug|dbg|info|information|notice|warn|wrn|warning|error|err|severe|fatal|critical|crit|alert|emerg|emergency|panic)\b/gi;

/** A text without any of these has no level word; checked first because most texts have none. */
const ANY_LEVEL_WORD =
  /trace|trc|verb|debug|dbg|info|notice|warn|wrn|err|severe|fatal|crit|alert|emerg|panic/i;

/** Directly before a word: it is part of a path, an identifier, an option or a URL. */
const JOINED_BEFORE = /[\w/.\-=:@$%&?#\\'~+]/;
/** Directly after it: the same. */
const JOINED_AFTER = /^(?:[\w/=@$\\~+-]|[.:]\w|::|\(\)|['"]s\b)/;
const NEGATED_BEFORE =
  /\b(?:(?:no|zero|0|none|without|neither)\s+(?:\w+\s+){0,2}|(?:not an?|non|any|if|on|ignor\w+|suppress\w*|recovered from|last|previous|clear\w*|expected|handled)\s+(?:\w+\s)?)$/i;
/** After a colon: there was none. */
const NOTHING =
  /^:\s*(?:null|none|nil|undefined|false|true|no|0|n\/a|-|""|''|\{\}|\[\])\s*(?:[,;.)}\]]|$)/i;
/** After a word that is the first half of a name. */
const NAMES =
  /^\s+(?:handl\w+|rates?|counts?|logs?|level|pages?|budgets?|messages?|codes?|boundar\w+|report\w*|track\w*|recover\w*|free|correct\w*|mode|flag|build|middleware|template|policy|threshold|queue|topic|channel|states?|types?|class|object|field|monitor\w*|metrics?|notification\w*|objects|id|ids)\b/i;
const NAMES_UPPER = /^\s+(?:mode|level|flag|build|handl\w+|pages?|logs?|rates?|counts?)\b/i;
const ABOUT_LEVELS = /\b(?:log ?level|logging|verbosity|log(?:ger)?|level|minimum|threshold)\b/i;
/** An error code between the word and its colon, as compilers write it: `error[E0308]:`, `error TS2304:`. */
const CODE_THEN_COLON = /^(?:\[[\w-]{1,12}\]| [A-Z]{1,4}-?\d{2,6})?:(?=\s|$)/;
/** .NET's console: four letters and a colon. */
const DOTNET: ReadonlyMap<string, Severity> = new Map<string, Severity>([
  ['trce', 'trace'],
  ['dbug', 'debug'],
  ['fail', 'error'],
]);
const GRAVE: ReadonlySet<Severity> = new Set(['warn', 'error', 'fatal']);

/** The severity that the level words of a text agree on, `unknown` if they do not, `null` if there are none. */
export function severityFromWords(text: string): Severity | null {
  if (!ANY_LEVEL_WORD.test(text)) return null;
  const tiers: (Severity | undefined)[] = [undefined, undefined, undefined];
  LEVEL_WORD.lastIndex = 0;
  for (let match = LEVEL_WORD.exec(text); match; match = LEVEL_WORD.exec(text)) {
    const severity = severityFromLevel(match[0]) ?? 'unknown';
    const tier = tierOf(text, match.index, match[0], severity);
    if (tier === null) continue;
    const found = tiers[tier];
    tiers[tier] = found === undefined || found === severity ? severity : 'unknown';
  }
  return tiers.find((severity) => severity !== undefined) ?? null;
}

/** How sure a word's form makes us, 0 being surest; `null` when it is not a level here. */
function tierOf(text: string, at: number, word: string, severity: Severity): number | null {
  const before = text.slice(Math.max(0, at - 1), at);
  const after = text.slice(at + word.length, at + word.length + 40);
  if (before === '[' && after.startsWith(']')) return 0;
  if (JOINED_BEFORE.test(before) || JOINED_AFTER.test(after)) return null;
  if (before === '"' && after.startsWith('"')) return null;
  if (NEGATED_BEFORE.test(text.slice(Math.max(0, at - 24), at))) return null;
  const upper = word === word.toUpperCase();
  if (CODE_THEN_COLON.test(after)) {
    return (GRAVE.has(severity) || upper) && !NOTHING.test(after) ? 1 : null;
  }
  if (!upper || NAMES_UPPER.test(after)) return null;
  return ABOUT_LEVELS.test(text) ? null : 2;
}

/**
 * The severity of a text that begins with a level word, or `null`.
 *
 * @param dated - a timestamp stood before it, so that even a bare lower-case word is in a level's place
 */
export function severityFromFirstWord(text: string, dated: boolean): Severity | null {
  const word = /^[A-Za-z]{3,13}(?!\w)/.exec(text)?.[0];
  if (word === undefined) return null;
  const after = text.slice(word.length, word.length + 40);
  const severity =
    severityFromLevel(word) ?? (after.startsWith(': ') ? DOTNET.get(word) : undefined);
  if (severity === undefined) return null;
  const upper = word === word.toUpperCase();
  if (/^log$/i.test(word)) return upper && after.startsWith(':') ? severity : null;
  if (NOTHING.test(after)) return null;
  if (after.trim() === '') return upper || GRAVE.has(severity) ? severity : null;
  if (
    CODE_THEN_COLON.test(after) ||
    /^:\S|^\s*[|\]>]|^\s+[-–—:]\s|^\s*[-–—]\s|^\t|^\s{2}|^!\s/.test(after)
  ) {
    return JOINED_AFTER.test(after) && !upper ? null : severity;
  }
  if (/^\s+[[(]|^,\s/.test(after) && (upper || dated)) return severity;
  if (!/^\s/.test(after)) return null;
  if (upper) return !dated && NAMES_UPPER.test(after) ? null : severity;
  if (dated) return NAMES.test(after) ? null : severity;
  return /^(?:error|fatal|warning)$/i.test(word) && !NAMES.test(after) ? severity : null;
}
