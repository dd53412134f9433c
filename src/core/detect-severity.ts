/**
 * Severity for rows whose writer gave no level: from their fields if these declare one, else from what the text
 * gives away, surest form first. It would rather say `unknown` than guess between two readings.
 */
import { severityOnScale, type LevelScale } from './level-scale.js';
import { severityFromTranslation, severityFromValue } from './level-word.js';
import type { LogFields } from './log-entry.js';
import { severityFromAccess } from './severity-counts.js';
import { severityFromContext, severityFromFields } from './severity-fields.js';
import { readPrefix } from './severity-prefix.js';
import { severityFromSigns } from './severity-signs.js';
import { severityFromFirstWord, severityFromWords } from './severity-words.js';
import type { Severity, SeverityVerdict } from './severity.js';

/** Characters of a message that are looked at: a level stands at its start, and the cost must not grow with length. */
const REACH_CHARS = 512;

/** Characters up to which a JSON message is parsed whole; a longer one is only looked at. Bounds the cost. */
const PARSED_JSON_CHARS = 2048;

/** Escape sequences of terminals: colours and cursor movements. */
// eslint-disable-next-line no-control-regex
const ANSI = /\u001b(?:\[[0-9;:?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;
const RUNNER =
  /^(?:##(?:vso)?\[(?:task\.logissue type=)?(\w+)|::(\w+)(?: [^:]*(?::(?!:)[^:]*)*)?::)/;
const JSON_LEVEL =
  /"(?:level|severity|lvl|log\.level|loglevel|levelname|@l|severity_?text)"\s*:\s*"([\w+-]+)"/i;
/** All capitals are a variable of the environment, not a key of a line. */
const LOGFMT_LEVEL =
  /(?:^|[\s,|])(?:[Ll]evel|LEVEL|lvl|[Ss]everity|SEVERITY|log\.level|log_?level|levelname|at)="?([A-Za-z]\w*(?:[+-]\d+)?)"?(?=[\s,|]|$)/g;
const PAIR = /(?:^|[\s,|])[\w.@-]+=\S/g;
const PAIR_FIRST = /^[\w.@-]+=/;
/** The event viewer's `Level: Error`, among other such pairs; not "log level: error". */
const VIEWER_LEVEL = /(?:^|\s{2})(?:Level|Type|TYPE|Severity): ?(\w+)(?=\s{2}|\s*$)/;

/** A command that a shell shows before it runs it: whatever it names has not happened. */
const TRACED = /^\++ [a-z./_[]/;

/** Keys under which wrappers and loggers keep the text. */
const TEXT_KEYS = ['msg', 'message', 'MESSAGE', 'log', 'text', 'body', 'Body', '@m', 'event'];

/** JSON within JSON within JSON is where a person stops, too. */
const DEPTH_MAX = 2;

/** Common log format: what somebody asked for, in quotes, and only the status says how it went. */
const ACCESS = /^(?![A-Z]{4,8}:)(?:\S+ )?[\w.:-]+ \S+ \S+ \[\d{1,2}\/[A-Z][a-z]{2}\/\d{4}[: ]/;

const VERDICTS = new Map<string, SeverityVerdict>();

/** A row, as far as its severity goes. */
export interface SeverityInput {
  readonly message: string;
  /** The level that the writer gave, if any; it is believed if it is a word that we know. */
  readonly level?: string | number | null | undefined;
  /** Structured context, if any. */
  readonly fields?: LogFields | null | undefined;
  /** What numbers in `level` are. Without it they say nothing. */
  readonly levelScale?: LevelScale | undefined;
}

/**
 * The severity of a row: as its level declares it, else as its fields do, else what its text gives away. Pure: it
 * neither keeps nor changes anything, and never throws.
 *
 * @param input - the row, or only its text, of which the first 512 characters count (of JSON, the first 2,048)
 * @param fields - the row's structured context, where `input` is a text
 * @returns `guessed` is false when the level or the fields declare the severity
 */
export function detectSeverity(
  input: string | SeverityInput,
  fields?: LogFields | null,
): SeverityVerdict {
  if (typeof input === 'string') return judge(input, fields);
  const { level, levelScale } = input;
  const word = typeof level === 'string' ? severityFromValue(level) : undefined;
  if (word !== undefined) return verdict(word, false);
  if (levelScale !== undefined) {
    const onScale =
      severityOnScale(level, levelScale) ?? severityOnScale(input.fields?.['level'], levelScale);
    if (onScale !== null) return verdict(onScale, false);
  }
  return judge(input.message, input.fields);
}

function judge(message: string, fields: LogFields | null | undefined): SeverityVerdict {
  const declared = fields ? severityFromFields(fields) : null;
  if (declared !== null) return verdict(declared, false);
  const told = severityFromMessage(message, 0);
  if (told !== null) return verdict(told, true);
  const context = fields ? severityFromContext(fields) : null;
  return context === null ? verdict('unknown', false) : verdict(context, true);
}

/** `null` when the text says nothing, `unknown` when it says two things at once. */
function severityFromMessage(message: string, depth: number): Severity | null {
  let head = message.length > REACH_CHARS ? message.slice(0, REACH_CHARS) : message;
  if (head.includes('\u001b')) head = head.replace(ANSI, '');
  head = head.trimStart();
  if (head.startsWith('{') && depth < DEPTH_MAX) {
    return severityFromJson(message.trim(), head, depth);
  }
  if (ACCESS.test(head)) return severityFromAccess(head);
  const prefix = readPrefix(head);
  const text = head.slice(prefix.end);
  if (text.startsWith('+') && TRACED.test(text)) return null;
  const command = RUNNER.exec(text === '' || !prefix.dated ? head : text);
  if (command) return severityFromValue(command[1] ?? command[2] ?? '') ?? null;
  if (prefix.severity !== null) return prefix.severity;
  const pairs = text.includes('=');
  return (
    (pairs && PAIR_FIRST.test(text) ? severityFromLogfmt(text) : null) ??
    severityFromFirstWord(text, prefix.dated) ??
    severityFromTranslation(text) ??
    (depth < DEPTH_MAX && text.includes('{"') ? severityFromTail(message, text, depth) : null) ??
    (pairs ? severityFromLogfmt(text) : null) ??
    (text.includes(': ') ? severityFromViewer(text) : null) ??
    severityFromWords(text) ??
    severityFromSigns(text) ??
    (prefix.end > 0 ? severityFromSigns(head) : null) ??
    (depth < DEPTH_MAX && text.includes('{"') ? contextOfTail(message) : null)
  );
}

function severityFromJson(message: string, head: string, depth: number): Severity | null {
  const parsed = message.length <= PARSED_JSON_CHARS ? parseObject(message) : null;
  if (parsed === null) {
    return (
      severityFromValue(JSON_LEVEL.exec(message.slice(0, PARSED_JSON_CHARS))?.[1] ?? '') ?? null
    );
  }
  const declared = severityFromFields(parsed);
  if (declared !== null) return declared;
  const key = TEXT_KEYS.find((name) => typeof parsed[name] === 'string');
  const text = key === undefined ? '' : parsed[key];
  const told =
    typeof text === 'string' && text !== head ? severityFromMessage(text, depth + 1) : null;
  return told ?? severityFromContext(parsed);
}

/** JSON behind something else: whole to the end of the message, or only looked at where it is cut off. */
function severityFromTail(message: string, text: string, depth: number): Severity | null {
  const tail = message.slice(message.indexOf('{"')).trim();
  const parsed = tail.length <= PARSED_JSON_CHARS && tail.endsWith('}') ? parseObject(tail) : null;
  if (parsed !== null) {
    return text.startsWith('{"') ? severityFromJson(tail, tail, depth) : severityFromFields(parsed);
  }
  return severityFromValue(JSON_LEVEL.exec(text)?.[1] ?? '') ?? null;
}

/** What JSON behind a text gives away, where nothing else told anything. */
function contextOfTail(message: string): Severity | null {
  const tail = message.slice(message.indexOf('{"')).trim();
  const parsed = tail.length <= PARSED_JSON_CHARS && tail.endsWith('}') ? parseObject(tail) : null;
  return parsed === null ? null : severityFromContext(parsed);
}

function severityFromViewer(text: string): Severity | null {
  return severityFromValue(VIEWER_LEVEL.exec(text)?.[1] ?? '') ?? null;
}

function parseObject(text: string): LogFields | null {
  try {
    return JSON.parse(text) as LogFields;
  } catch {
    return null;
  }
}

/** `level=error` where the text is made of such pairs, and not inside a quoted value. */
function severityFromLogfmt(text: string): Severity | null {
  LOGFMT_LEVEL.lastIndex = 0;
  for (let match = LOGFMT_LEVEL.exec(text); match; match = LOGFMT_LEVEL.exec(text)) {
    const severity = severityFromValue(match[1] ?? '');
    if (severity === undefined || isQuoted(text, match.index)) continue;
    if (match.index === 0 || (text.match(PAIR)?.length ?? 0) >= 2) return severity;
  }
  return null;
}

function isQuoted(text: string, at: number): boolean {
  let quotes = 0;
  for (
    let place = text.indexOf('"');
    place >= 0 && place < at;
    place = text.indexOf('"', place + 1)
  ) {
    if (text[place - 1] !== '\\') quotes += 1;
  }
  return quotes % 2 === 1;
}

/** Shared objects: a verdict is made for every row. */
function verdict(severity: Severity, guessed: boolean): SeverityVerdict {
  const key = guessed ? `${severity}?` : severity;
  let known = VERDICTS.get(key);
  if (known === undefined) VERDICTS.set(key, (known = Object.freeze({ severity, guessed })));
  return known;
}
