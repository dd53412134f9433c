/**
 * Level words as log libraries write them, beyond those that the database knows: cut to four letters, with an offset
 * (`ERROR+2`), in the dialects of single libraries and in the languages of servers. What a row's own level may be is
 * `severity.ts`, in agreement with the database; these are only read from text and fields.
 */
import { severityFromLevel, type Severity } from './severity.js';

/** Short for a level wherever a level may stand. */
const SHORT: ReadonlyMap<string, Severity> = new Map<string, Severity>([
  ['trac', 'trace'],
  ['trce', 'trace'],
  ['vrb', 'trace'],
  ['vbs', 'trace'],
  ['debu', 'debug'],
  ['dbug', 'debug'],
  ['debug1', 'debug'],
  ['debug2', 'debug'],
  ['debug3', 'debug'],
  ['debug4', 'debug'],
  ['debug5', 'debug'],
  ['note', 'info'],
  ['wrng', 'warn'],
  ['erro', 'error'],
  ['fata', 'fatal'],
  ['ftl', 'fatal'],
  ['pani', 'fatal'],
  ['dpanic', 'fatal'],
  ['pnc', 'fatal'],
]);

/** Levels only as the value of a level key: elsewhere these words mean something else. */
const VALUES: ReadonlyMap<string, Severity> = new Map<string, Severity>([
  ['all', 'trace'],
  ['finest', 'trace'],
  ['finer', 'trace'],
  ['silly', 'trace'],
  ['fine', 'debug'],
  ['config', 'info'],
  ['default', 'info'],
  ['http', 'info'],
  ['system', 'info'],
  ['success', 'info'],
  ['deprecation', 'warn'],
  ['serious', 'error'],
  ['failure', 'error'],
  ['fail', 'error'],
  ['exception', 'error'],
  ['i', 'info'],
  ['w', 'warn'],
  ['e', 'error'],
  ['f', 'fatal'],
  ['d', 'debug'],
]);

/** In the languages of the interface, before a colon at the start of a text: PostgreSQL and others speak them. */
const TRANSLATED: ReadonlyMap<string, Severity> = new Map<string, Severity>(
  (
    [
      ['error', 'fehler erreur errore erro ошибка エラー 错误 錯誤 오류 خطأ'],
      ['warn', 'warnung avertissement attention advertencia aviso предупреждение 警告 경고 تحذير'],
    ] as const
  ).flatMap(([severity, words]) => words.split(' ').map((word) => [word, severity] as const)),
);

const TRANSLATED_FIRST = /^([\p{L}\u30fc]{2,15})\s?[:：]\s?/u;

/** The severity that a word in a text stands for, whatever its case, or `undefined`. */
export function severityFromWord(word: string): Severity | undefined {
  return severityFromLevel(word) ?? SHORT.get(word.toLowerCase());
}

/** The severity that the value of a level key stands for, or `undefined`. */
export function severityFromValue(value: string): Severity | undefined {
  const known = severityFromWord(value);
  if (known !== undefined) return known;
  const word = value.trim().toLowerCase();
  const offset = /^([a-z]+)[+-]\d{1,3}$/.exec(word)?.[1];
  return offset === undefined ? VALUES.get(word) : severityFromWord(offset);
}

/** The severity of a text that begins with a level word of another language and a colon, or `undefined`. */
export function severityFromTranslation(text: string): Severity | undefined {
  const word = TRANSLATED_FIRST.exec(text)?.[1];
  return word === undefined ? undefined : TRANSLATED.get(word.toLowerCase());
}
