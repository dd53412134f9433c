/**
 * Texts and values whose danger is their size. Made when they are needed, each alone: together they are hundreds of
 * megabytes. Beside each stands a harmless text of the same length, so that its cost can be told from mere length.
 */
import type { JsonValue } from '../../../src/core/log-entry.js';

const MEGA = 1_000_000;
const ESC = '\u001b';

/** A text of at least `length` characters made of `piece`. */
const filled = (piece: string, length: number): string =>
  piece.repeat(Math.ceil(length / piece.length));

/** Huge messages by name. */
export const HUGE_TEXTS: Readonly<Record<string, () => string>> = {
  'a line of 10 MB': () => filled('the quick brown fox ', 10 * MEGA),
  'a word of 10 MB': () => filled('a', 10 * MEGA),
  'a line of 10 MB with wide characters': () => filled('テスト ', 10 * MEGA),
  'a million line breaks': () => filled('\n', MEGA),
  'half a million lines': () => filled('x\n', MEGA),
  '100,000 escapes in a line': () => filled(`${ESC}[31mx${ESC}[0m`, 100_000 * 5),
  'a million escapes': () => filled(`${ESC}[1m`, 4 * MEGA),
  '100,000 carriage returns': () => filled('progress\r', 100_000 * 9),
  '100,000 changes of colour': () => filled(`${ESC}[38;5;9mx${ESC}[48;2;1;2;3my`, 100_000 * 12),
  'an escape that never ends': () => `${ESC}]0;${filled('x', 5 * MEGA)}`,
  '100,000 escapes that never end': () => filled(`${ESC}P`, 200_000),
  'an escape with a million parameters': () => `${ESC}[${filled('1;', 2 * MEGA)}m`,
  '100,000 addresses': () => filled('https://a.example/ ', 100_000 * 19),
  'an address of a megabyte': () => `https://a.example/${filled('a', MEGA)}`,
  'a million times the start of an address': () => filled('http://', 7 * MEGA),
  'a million brackets after an address': () => `https://a.example/${filled(')', MEGA)}`,
  'a million brackets within an address': () => `https://a.example/${filled(')', 40_000)}x `,
  '100,000 combining characters': () => `x${filled('\u0301', 100_000)}`,
  'a million zero-width characters': () => filled('\u200b', MEGA),
  '100,000 joined emoji': () => `👩${filled('\u200d👩', 300_000)}`,
  '100,000 overrides of direction': () => filled('\u202ex', 200_000),
  '100,000 isolates': () => filled('\u2067', 100_000),
  'a million lone surrogates': () => filled('\ud800', MEGA),
  'a million NULs': () => filled('\u0000', MEGA),
  'a million tabs': () => filled('\t', MEGA),
  'a million spaces': () => `x${filled(' ', MEGA)}x`,
  'a megabyte of tags': () => filled('<img src=x onerror=canary()>', MEGA),
  'a megabyte of open JSON': () => filled('{"a":[', MEGA),
  'JSON 100,000 levels deep': () => '['.repeat(100_000) + ']'.repeat(100_000),
  'JSON in one line of a megabyte': () =>
    JSON.stringify(Array.from({ length: 40_000 }, (_, at) => ({ at, level: 'error' }))),
  'a megabyte of key=value': () => filled('level=error key="value" ', MEGA),
  'a megabyte of words of severity': () => filled('error warn fatal ', MEGA),
  'a long tail of brackets': () => filled('[', MEGA),
  'a stack trace of 50,000 lines': () =>
    filled('    at f (https://a.example/x.js:1:1)\n', 50_000 * 39),
};

/** `{"a":{"a":…}}`, as a parser that is not recursive would hand it on. */
function deepObject(levels: number): JsonValue {
  let value: JsonValue = 'bottom';
  for (let level = 0; level < levels; level++) value = { a: value };
  return value;
}

function deepArray(levels: number): JsonValue {
  let value: JsonValue = [];
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

const object = (text: string): Readonly<Record<string, JsonValue>> =>
  JSON.parse(text) as Readonly<Record<string, JsonValue>>;

/** Huge or treacherous `fields` by name. */
export const HUGE_FIELDS: Readonly<Record<string, () => Readonly<Record<string, JsonValue>>>> = {
  'an object 100,000 levels deep': () => ({ deep: deepObject(100_000) }),
  'an array 100,000 levels deep': () => ({ deep: deepArray(100_000) }),
  '100,000 keys': () =>
    Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`key${at}`, at])),
  'an array of a million numbers': () => ({ list: Array.from({ length: MEGA }, (_, at) => at) }),
  'a value of 10 MB': () => ({ text: filled('long text ', 10 * MEGA) }),
  'a value of a million line breaks': () => ({ text: filled('\n', MEGA) }),
  'a value of 100,000 escapes': () => ({ text: filled(`${ESC}[31mx`, 600_000) }),
  'a key of a megabyte': () => ({ [filled('k', MEGA)]: 1 }),
  'a level of a megabyte': () => ({ level: filled('error', MEGA), severity: filled('x', MEGA) }),
  'keys of every prototype': () =>
    object(
      '{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}},"toString":1,"valueOf":null,' +
        '"hasOwnProperty":"x","then":"x","toJSON":"x","length":-1,"nodeType":1,"_$litType$":1,"strings":["<b>"]}',
    ),
  'a prototype in a prototype': () =>
    object(`${'{"__proto__":'.repeat(500)}{"polluted":"yes"}${'}'.repeat(500)}`),
  'what a template looks like': () =>
    object('{"_$litType$":1,"strings":["<img src=x onerror=canary()>"],"values":[]}'),
  'what a directive looks like': () =>
    object('{"x":{"_$litDirective$":"canary","values":["<img src=x onerror=canary()>"]}}'),
  'numbers out of reach': () =>
    object(
      '{"a":1e999,"b":-1e999,"c":9007199254740993,"d":0.1e-400,"e":-0,"f":123456789012345678901234567890}',
    ),
  'empty keys and values': () => object('{"":"","a":[],"b":{},"c":null,"d":[[],[{}]]}'),
};
