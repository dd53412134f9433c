/**
 * What stands before the text proper: timestamps, hosts, threads, logger names, pids. Skips them, and reads a level
 * where a format keeps one among them: `[error]`, `<3>`, klog's `E0806`, logcat's `E/Tag`, Ruby's `E, [`.
 */
import { severityOnScale } from './level-scale.js';
import { severityFromWord } from './level-word.js';
import type { Severity } from './severity.js';

/** What was found before the text, and where the text begins. */
export interface Prefix {
  /** The level that the prefix itself states; `unknown` when it states two. */
  readonly severity: Severity | null;
  readonly end: number;
  /** It has a timestamp or a number. */
  readonly dated: boolean;
}

const LETTERS: Readonly<Record<string, Severity>> = {
  V: 'trace',
  D: 'debug',
  I: 'info',
  W: 'warn',
  E: 'error',
  F: 'fatal',
  A: 'fatal',
};

/** klog and glog; logcat's brief, tag and time forms; Ruby's logger, whose `A` is no level. */
const LETTER_FORMS =
  /^(?:([IWEF])\d{4}(?:\d{4})? \d\d:\d\d|([VDIWEFA])\/[\w.$:-]+\s*(?:\(\s*\d+\))?:\s|([DIWEF]), \[\d{4}-)/;
/** Words that only one program writes, at the start of a text: logrus, OpenSSH, log4j about itself, packagers (apt
 * with one letter). */
const WORD_FORMS =
  /^(?:(TRAC|DEBU|INFO|WARN|ERRO|FATA|PANI)\[\d+\]|(debug[1-3]): |log4j:([A-Z]{4,5}) |(?:npm|pnpm|bun|gyp) (ERR(?=!)|\w{4,7})!?(?=\s)|CMake (?:Deprecation )?(Error|Warning)\b|([EWI]): (?=[A-Z])|([ewi]): (?=file:|\/))/;
/**
 * PostgreSQL: capitals, a colon and two blanks behind whatever prefix a server was given. The first seven are additions to
 * the line before: they may quote anything and have no level of their own.
 */
const POSTGRES =
  /^[^"'{}]{0,120}?(?<!\w)(?:(DETAIL|HINT|STATEMENT|CONTEXT|QUERY|LOCATION|BACKTRACE)|(DEBUG[1-5]?|LOG|INFO|NOTICE|WARNING|ERROR|FATAL|PANIC)): {2}(?=\S)/;
/** Redis: a mark stands where others have a word. */
const REDIS = /^\d+:[MSCX] \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d\.\d+ ([.*#-]) /;
const REDIS_MARKS: Readonly<Record<string, Severity>> = {
  '.': 'debug',
  '-': 'debug',
  '*': 'info',
  '#': 'warn',
};
/** etcd's letter before a bar, and Monolog's level behind its channel. */
const LETTER_BAR = /([DIWEF]) \| /y;
const CHANNEL = /[a-z][\w-]*\.([A-Z]{4,9}):(?=\s)/y;
const PRIORITY = /^<(\d{1,3})>/;
const BSD_SYSLOG =
  /^[A-Z][a-z]{2}\s{1,2}\d{1,2} \d\d:\d\d:\d\d (?:\d{4} )?(\S+) [\w./@-]+(?:\([\w-]+\))?(?:\[\d+\])?:\s*/;
const ISO_SYSLOG =
  /^(?:1 )?\d{4}-\d\d-\d\dT\S+ (\S+) [\w./@-]+(?:\[\d+\]: | \S+ \S+ (?:-|\[[^\]]*\]) )/;

/** A date and a time behind one or two names. */
const LATE_DATE = /((?:[\w./@:-]{1,40}\s+(?:\|\s+)?){1,2})\d{4}-\d\d-\d\d[T ]\d\d:\d\d/y;

const SEPARATOR =
  /(?:[\s|,;*•>]|:(?=\s))+|[-–—]+(?=\s|[A-Z]{4,5} in )|\{[^{}"=]{0,60}\}(?= [<[])|={2,}\d+={2,}/y;
/** A figure that the text itself begins with: `12 failed`. */
const AMOUNT = /\d{1,5} (?=[a-z])/y;
const NUMBER = /\d[\w:.,+/-]*/y;
const BRACKET = /\[([^[\]]{0,80})\]|\(([^()]{0,40})\)|<([^<>]{0,40})>/y;
const DATE_WORD =
  /(?:(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b[.,]?(?=\s+\d|\s+[A-Z][a-z]{2}\s)|(?:UTC|GMT|CES?T|E[SD]T|P[SD]T|[AP]M|Z)\b|(?:stdout|stderr) [FP](?=\s))/iy;
/** `name[123]:`, `com.example.Thing`, `module::part`, and a name before ` - ` or `|`. */
const NAME =
  /PHP(?= [A-Z])|[\w./@-]+\[\d+\]:?|[A-Za-z_$][\w$-]*(?:(?:[.$]|::|:(?=\d))[\w$-]+)+:?(?=\s)|[\w.$@/-]+(?=\s*\||\s+-\s)/y;

const LOGCAT =
  /^(?:(?:[a-z]\w*\s+\d+\s+\d+\s+)?([VDIWEFA])[ /][\w.$/:-]+\s*(?:\(\s*\d+\))?:\s|(?:\S{1,60}\s+){1,2}([VDIWEFA]) {2}|([DIWEF])\s+[A-Z]{2,12}\s+\[)/;

/** Parts of a prefix that are read: no format has half as many, and the cost must not grow with a text of figures. */
const PARTS_MAX = 48;

/** Reads what stands before the text proper. */
export function readPrefix(text: string): Prefix {
  const own = severityOfForm(text);
  if (own !== null) return { severity: own, end: 0, dated: false };
  const redis = REDIS.exec(text);
  if (redis) {
    return { severity: REDIS_MARKS[redis[1] ?? ''] ?? null, end: redis[0].length, dated: true };
  }
  const priority = PRIORITY.exec(text);
  const value = Number(priority?.[1] ?? 999);
  if (priority && value <= 191) {
    return { severity: severityOnScale(value % 8, 'syslog'), end: priority[0].length, dated: true };
  }
  const relayed = BSD_SYSLOG.exec(text) ?? ISO_SYSLOG.exec(text);
  const start = relayed && severityFromWord(relayed[1] ?? '') === undefined ? relayed[0].length : 0;
  const prefix = walk(text, start);
  if (prefix.severity !== null) return prefix;
  const rest = text.slice(prefix.end);
  const severity = severityOfForm(rest);
  if (severity !== null) return { ...prefix, severity };
  return prefix.dated ? prefix : (afterLateDate(text, prefix.end) ?? prefix);
}

/** The level that the text proper begins with in a form of its own. */
function severityOfForm(text: string): Severity | null {
  const letter = LETTER_FORMS.exec(text);
  if (letter) return severityOfLetter(letter);
  const word = WORD_FORMS.exec(text);
  if (word) {
    const name = word[1] ?? word[2] ?? word[3] ?? word[4] ?? word[5] ?? '';
    return severityFromWord(name) ?? LETTERS[(word[6] ?? word[7] ?? '').toUpperCase()] ?? null;
  }
  const postgres = text.includes(':  ') ? POSTGRES.exec(text) : null;
  if (!postgres) return null;
  return postgres[2] === undefined ? 'unknown' : (severityFromWord(postgres[2]) ?? null);
}

function severityOfLetter(match: RegExpExecArray): Severity | null {
  return LETTERS[match[1] ?? match[2] ?? match[3] ?? ''] ?? null;
}

/** A name of no known form stood before the date: what follows the date decides, if it is a level. */
function afterLateDate(text: string, from: number): Prefix | null {
  LATE_DATE.lastIndex = from;
  const date = LATE_DATE.exec(text);
  if (!date) return null;
  const prefix = walk(text, date.index + (date[1] ?? '').length);
  if (prefix.severity !== null) return prefix;
  const word = /^[A-Z]{3,9}\b/.exec(text.slice(prefix.end, prefix.end + 12))?.[0] ?? '';
  return severityFromWord(word) === undefined ? null : prefix;
}

function walk(text: string, start: number): Prefix {
  let end = start;
  let numbers = start > 0 ? 1 : 0;
  let severity: Severity | null = null;
  for (let part = 0; part < PARTS_MAX; part += 1) {
    const bracket = matchAt(BRACKET, text, end);
    if (bracket) {
      const level = severityInBracket(bracket, numbers > 0);
      if (level !== null) severity = severity === null || severity === level ? level : 'unknown';
      if (/\d\d:\d\d/.test(bracket[0])) numbers += 1;
      end = BRACKET.lastIndex;
      continue;
    }
    const stated = numbers > 0 ? levelAmongNames(text, end) : null;
    if (stated !== null) {
      severity ??= stated;
      break;
    }
    if (matchAt(SEPARATOR, text, end)) end = SEPARATOR.lastIndex;
    else if (numbers === 0 && matchAt(AMOUNT, text, end)) break;
    else if (matchAt(NUMBER, text, end)) {
      end = NUMBER.lastIndex;
      numbers += 1;
    } else if (matchAt(DATE_WORD, text, end)) end = DATE_WORD.lastIndex;
    else {
      const name = matchAt(NAME, text, end);
      if (!name || severityFromWord(name[0]) !== undefined) break;
      end = NAME.lastIndex;
    }
  }
  severity ??= numbers >= 1 ? logcatLetter(text.slice(end, end + 80)) : null;
  return { severity, end, dated: numbers > 0 };
}

/** `[error]`, `[core:error]`, `[12:00:00 ERR]`, `[E 12:00:00]`; in other brackets only upper case, or `<error>` behind a date. */
function severityInBracket(match: RegExpExecArray, dated: boolean): Severity | null {
  const other = match[2] ?? match[3] ?? '';
  if (other !== '') {
    const severity = severityFromWord(other);
    const sure = other === other.toUpperCase() || (dated && match[3] !== undefined);
    return severity !== undefined && sure ? severity : null;
  }
  const text = (match[1] ?? '').trim();
  const alone = severityFromWord(/^[\w-]+:(\w+)$/.exec(text)?.[1] ?? text);
  if (alone !== undefined) return text.toLowerCase() === 'log' ? null : alone;
  const letter = /^([DIWEF])(?: \d.*)?$/.exec(text)?.[1];
  if (letter !== undefined) return LETTERS[letter] ?? null;
  const words = text.split(/[\s:|,/]+/).filter((part) => !/^[\d.+-]+$/.test(part));
  if (words.length > 6 || !/[\s:|,/]/.test(text)) return null;
  const levels = words.filter((word) => /^[A-Z]{3,11}$/.test(word)).map(severityFromWord);
  return levels.find((severity) => severity !== undefined) ?? null;
}

function levelAmongNames(text: string, at: number): Severity | null {
  const letter = matchAt(LETTER_BAR, text, at)?.[1];
  if (letter !== undefined) return LETTERS[letter] ?? null;
  const word = matchAt(CHANNEL, text, at)?.[1];
  return word === undefined ? null : (severityFromWord(word) ?? null);
}

/**
 * `1702  2395 D WindowManager: …`, `E/Tag(12): …`, Android Studio's `Tag  package  W  …` and MongoDB's `I NETWORK  [`,
 * what is before the letter having been skipped.
 */
function logcatLetter(text: string): Severity | null {
  const match = LOGCAT.exec(text);
  return match ? (LETTERS[match[1] ?? match[2] ?? match[3] ?? ''] ?? null) : null;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
