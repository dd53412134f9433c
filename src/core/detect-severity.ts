/**
 * Severity for rows whose writer gave no level: from their fields if these declare one, else from what the text
 * gives away, surest form first. It would rather say `unknown` than guess between two readings.
 */
import type { LogFields } from './log-entry.js';
import { severityFromContext, severityFromFields } from './severity-fields.js';
import { readPrefix } from './severity-prefix.js';
import { severityFromSigns } from './severity-signs.js';
import { severityFromFirstWord, severityFromWords } from './severity-words.js';
import { severityFromLevel, type Severity, type SeverityVerdict } from './severity.js';

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
  /"(?:level|severity|lvl|log\.level|loglevel|levelname|@l|severity_?text)"\s*:\s*"(\w+)"/i;
const LOGFMT_LEVEL =
  /(?:^|\s)(?:level|lvl|severity|log\.level|log_?level|levelname|at)="?(\w+)"?(?=[\s,]|$)/gi;
const PAIR = /(?:^|\s)[\w.@-]+=\S/g;

const VERDICTS = new Map<string, SeverityVerdict>();

/**
 * The severity of a row that was given none.
 *
 * @param message - the row's text; only its first 512 characters count (of JSON, its first 2,048)
 * @param fields - the row's structured context, if any
 * @returns `guessed` is false only when `fields` declares the level
 */
export function detectSeverity(message: string, fields?: LogFields | null): SeverityVerdict {
  const declared = fields ? severityFromFields(fields) : null;
  if (declared !== null) return verdict(declared, false);
  const told = severityFromMessage(message, true);
  if (told !== null) return verdict(told, true);
  const context = fields ? severityFromContext(fields) : null;
  return context === null ? verdict('unknown', false) : verdict(context, true);
}

/** `null` when the text says nothing, `unknown` when it says two things at once. */
function severityFromMessage(message: string, outermost: boolean): Severity | null {
  let head = message.length > REACH_CHARS ? message.slice(0, REACH_CHARS) : message;
  if (head.includes('\u001b')) head = head.replace(ANSI, '');
  head = head.trimStart();
  if (head.startsWith('{') && outermost) return severityFromJson(message.trim(), head);
  const prefix = readPrefix(head);
  const text = head.slice(prefix.end);
  const command = RUNNER.exec(text === '' || !prefix.dated ? head : text);
  if (command) return severityFromLevel(command[1] ?? command[2] ?? '') ?? null;
  if (prefix.severity !== null) return prefix.severity;
  if (outermost && text.includes('{"')) {
    const severity = severityFromLevel(JSON_LEVEL.exec(text)?.[1] ?? '');
    if (severity !== undefined) return severity;
  }
  return (
    (head.includes('=') ? severityFromLogfmt(text) : null) ??
    severityFromFirstWord(text, prefix.dated) ??
    severityFromWords(text) ??
    severityFromSigns(text) ??
    (prefix.end > 0 ? severityFromSigns(head) : null)
  );
}

function severityFromJson(message: string, head: string): Severity | null {
  const parsed = message.length <= PARSED_JSON_CHARS ? parseObject(message) : null;
  if (parsed === null) {
    return (
      severityFromLevel(JSON_LEVEL.exec(message.slice(0, PARSED_JSON_CHARS))?.[1] ?? '') ?? null
    );
  }
  const declared = severityFromFields(parsed);
  if (declared !== null) return declared;
  const text = parsed['msg'] ?? parsed['message'] ?? parsed['text'] ?? parsed['MESSAGE'];
  const told = typeof text === 'string' && text !== head ? severityFromMessage(text, false) : null;
  return told ?? severityFromContext(parsed);
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
    const severity = severityFromLevel(match[1] ?? '');
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
