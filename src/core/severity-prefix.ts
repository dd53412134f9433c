/**
 * What stands before the text proper: timestamps, hosts, threads, logger names, pids. Skips them, and reads a level
 * where a format keeps one among them: `[error]`, `<3>`, klog's `E0806`, logcat's `E/Tag`, Ruby's `E, [`.
 */
import { severityFromLevel, type Severity } from './severity.js';
import { syslog } from './severity-fields.js';

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

/** klog and glog; logcat's brief, tag and time forms; Ruby's logger. */
const LETTER_FORMS =
  /^(?:([IWEF])\d{4}(?:\d{4})? \d\d:\d\d|([VDIWEFA])\/[\w.$:-]+\s*(?:\(\s*\d+\))?:\s|([DIWEFA]), \[\d{4}-)/;
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

const SEPARATOR = /(?:[\s|,;*•>]|:(?=\s))+|[-–—]+(?=\s)/y;
const NUMBER = /\d[\w:.,+/-]*/y;
const BRACKET = /\[([^[\]]{0,80})\]|\(([^()]{0,40})\)|<([^<>]{0,40})>/y;
const DATE_WORD =
  /(?:(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b[.,]?(?=\s+\d|\s+[A-Z][a-z]{2}\s)|(?:UTC|GMT|CES?T|E[SD]T|P[SD]T|[AP]M|Z)\b|(?:stdout|stderr) [FP](?=\s))/iy;
/** `name[123]:`, `com.example.Thing`, `module::part`, and a name before ` - ` or `|`. */
const NAME =
  /PHP(?= [A-Z])|[\w./@-]+\[\d+\]:?|[A-Za-z_$][\w$-]*(?:(?:[.$]|::|:(?=\d))[\w$-]+)+:?(?=\s)|[\w.$@/-]+(?=\s*\||\s+-\s)/y;

/** Reads what stands before the text proper. */
export function readPrefix(text: string): Prefix {
  const letter = LETTER_FORMS.exec(text);
  if (letter) {
    const name = letter[1] ?? letter[2] ?? letter[3] ?? '';
    return { severity: LETTERS[name] ?? null, end: letter[0].length, dated: true };
  }
  const redis = REDIS.exec(text);
  if (redis) {
    return { severity: REDIS_MARKS[redis[1] ?? ''] ?? null, end: redis[0].length, dated: true };
  }
  const priority = PRIORITY.exec(text);
  const value = Number(priority?.[1] ?? 999);
  if (priority && value <= 191) {
    return { severity: syslog(value % 8), end: priority[0].length, dated: true };
  }
  const relayed = BSD_SYSLOG.exec(text) ?? ISO_SYSLOG.exec(text);
  const start =
    relayed && severityFromLevel(relayed[1] ?? '') === undefined ? relayed[0].length : 0;
  return walk(text, start);
}

function walk(text: string, start: number): Prefix {
  let end = start;
  let numbers = start > 0 ? 1 : 0;
  let severity: Severity | null = null;
  for (;;) {
    const bracket = matchAt(BRACKET, text, end);
    if (bracket) {
      const level = severityInBracket(bracket[1] ?? '', bracket[2] ?? bracket[3] ?? '');
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
    else if (matchAt(NUMBER, text, end)) {
      end = NUMBER.lastIndex;
      numbers += 1;
    } else if (matchAt(DATE_WORD, text, end)) end = DATE_WORD.lastIndex;
    else {
      const name = matchAt(NAME, text, end);
      if (!name || severityFromLevel(name[0]) !== undefined) break;
      end = NAME.lastIndex;
    }
  }
  severity ??= numbers >= 2 ? logcatLetter(text.slice(end, end + 80)) : null;
  return { severity, end, dated: numbers > 0 };
}

/** `[error]`, `[core:error]`, `[12:00:00 ERR]`, `[E 12:00:00]`; in other brackets only upper case. */
function severityInBracket(square: string, other: string): Severity | null {
  if (other !== '') {
    const severity = severityFromLevel(other);
    return severity !== undefined && other === other.toUpperCase() ? severity : null;
  }
  const text = square.trim();
  const alone = severityFromLevel(/^[\w-]+:(\w+)$/.exec(text)?.[1] ?? text);
  if (alone !== undefined) return text.toLowerCase() === 'log' ? null : alone;
  const letter = /^([DIWEF])(?: \d.*)?$/.exec(text)?.[1];
  if (letter !== undefined) return LETTERS[letter] ?? null;
  const words = text.split(/[\s:|,]+/);
  if (words.length < 2 || words.length > 6) return null;
  const levels = words.filter((word) => /^[A-Z]{3,11}$/.test(word)).map(severityFromLevel);
  return levels.find((severity) => severity !== undefined) ?? null;
}

function levelAmongNames(text: string, at: number): Severity | null {
  const letter = matchAt(LETTER_BAR, text, at)?.[1];
  if (letter !== undefined) return LETTERS[letter] ?? null;
  const word = matchAt(CHANNEL, text, at)?.[1];
  return word === undefined ? null : (severityFromLevel(word) ?? null);
}

/** `1702  2395 D WindowManager: …`, what is before the letter having been skipped. */
function logcatLetter(text: string): Severity | null {
  const letter = /^([VDIWEFA]) [\w.$/:-]+\s*(?:\(\s*\d+\))?:\s/.exec(text)?.[1];
  return letter === undefined ? null : (LETTERS[letter] ?? null);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
