/**
 * Level words inside a text, in tiers of how sure their form makes us: `[error]`, then `error:`, then `ERROR`.
 * Two different levels in the surest tier that speaks mean that nobody can tell.
 */
import { severityFromWord } from './level-word.js';
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
  /^\s+(?:handl\w+|rates?|counts?|logs?|level|pages?|budgets?|messages?|codes?|boundar\w+|report\w*|track\w*|recover\w*|free|correct\w*|mode|flag|build|middleware|outputs?|branch|path|triggers?|workflow|events?|stream|callback|dialog|view|route|endpoint|table|column|template|policy|threshold|queue|topic|channel|states?|types?|class|object|field|monitor\w*|metrics?|notification\w*|objects|id|ids)\b/i;
const NAMES_UPPER =
  /^\s+(?:mode|level|flag|build|handl\w+|pages?|logs?|rates?|counts?|summary|SUMMARY|is|are|was|means|stands)\b/i;
/** What a telling goes on with, rather than a table, an arrow or a sum. */
const GOES_ON = /^\s+[\p{L}\p{N}"'‘“«(/<@#$*_.]/u;
/** The next cell of a line in cells; a level in capitals there makes a word in small letters a name. */
const NEXT_CELL = /^\s*[-|]\s+([A-Z]{4,11})\s*(?:[-|:]|$)/;
/** A level in capitals behind the few names that follow a date. */
const BEHIND_NAMES = /^(?:[\w./:@$#-]{1,40}\s+){1,3}?([A-Z]{4,9})(?=\s+[\w"'[(:-])/;
/** `prisma:warn …`: a name and a level, as libraries with a switch for each name write it. */
const NAMESPACED = /^[a-z][\w-]{1,20}:(error|warn|info|debug)(?=\s)/;
/** Characters before a word that can make it one that is talked about. */
const ABOUT_CHARS = 32;
const ABOUT_LEVELS = /\b(?:log ?level|logging|verbosity|log(?:ger)?|level|minimum|threshold)\b/i;
/** An error code between the word and its colon, as compilers write it: `error[E0308]:`, `error TS2304:`. */
const CODE_THEN_COLON = /^(?: ?\[[\w-]{1,32}\]| [A-Z]{1,4}-?\d{2,6})?:(?=\s|$)/;
/** .NET's console, before a colon: a word that is no level elsewhere. */
const DOTNET: ReadonlyMap<string, Severity> = new Map<string, Severity>([['fail', 'error']]);
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
  return ABOUT_LEVELS.test(text.slice(Math.max(0, at - ABOUT_CHARS), at)) ? null : 2;
}

/**
 * The severity of a text that begins with a level word, or `null`.
 *
 * @param dated - a timestamp stood before it, so that even a bare lower-case word is in a level's place
 */
export function severityFromFirstWord(text: string, dated: boolean): Severity | null {
  const word = /^[A-Za-z]{3,13}[1-5]?(?!\w)/.exec(text)?.[0];
  const severity = word === undefined ? null : severityOfFirst(text, word, dated);
  return severity ?? (dated ? severityBehindNames(text) : severityOfNamespace(text));
}

function severityOfFirst(text: string, word: string, dated: boolean): Severity | null {
  const after = text.slice(word.length, word.length + 40);
  const severity =
    severityFromWord(word) ?? (after.startsWith(': ') ? DOTNET.get(word) : undefined);
  if (severity === undefined) return null;
  const upper = word === word.toUpperCase();
  if (/^log$/i.test(word)) return upper && /^:|^\s+\S+: /.test(after) ? severity : null;
  if (NOTHING.test(after)) return null;
  if (after.trim() === '') return upper || GRAVE.has(severity) ? severity : null;
  const cell = upper ? undefined : NEXT_CELL.exec(after)?.[1];
  if (cell !== undefined) return severityFromWord(cell) ?? severity;
  if (
    CODE_THEN_COLON.test(after) ||
    /^:\S|^\s*[|\]>]|^\s+[-–—:]\s|^\s*[-–—]\s|^\t|^\s{2}|^!\s/.test(after)
  ) {
    return JOINED_AFTER.test(after) && !upper ? null : severity;
  }
  if (/^\s+[[(]|^,\s/.test(after) && (upper || dated)) return severity;
  if (!GOES_ON.test(after)) return null;
  if (upper) return !dated && NAMES_UPPER.test(after) ? null : severity;
  if (dated) return NAMES.test(after) ? null : severity;
  return /^(?:error|fatal|warning)$/i.test(word) && !NAMES.test(after) ? severity : null;
}

function severityOfNamespace(text: string): Severity | null {
  const match = NAMESPACED.exec(text);
  if (!match || NAMES.test(text.slice(match[0].length))) return null;
  return severityFromLevel(match[1] ?? '') ?? null;
}

function severityBehindNames(text: string): Severity | null {
  const match = BEHIND_NAMES.exec(text);
  const severity = match ? severityFromLevel(match[1] ?? '') : undefined;
  if (!match || severity === undefined) return null;
  return NEGATED_BEFORE.test(text.slice(0, match[0].length - (match[1] ?? '').length)) ||
    ABOUT_LEVELS.test(match[0])
    ? null
    : severity;
}
