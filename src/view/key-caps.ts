/** Keys as a reader knows them: what is printed on the key, in their language. */
import type { ViewCommand } from './commands.js';
import { keyOfCommand } from './key-bindings.js';
import type { LogStreamStrings } from './strings.js';

/** Keys that are printed with a sign, whatever the language. */
const SIGNS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** The caps to press together, as in `Shift`, `N`. */
export function keyCaps(key: string, strings: LogStreamStrings): readonly string[] {
  const names = strings.keyNames as Readonly<Record<string, string>>;
  // A capital is typed with Shift, and a reader who sees `N` beside `n` may not notice.
  const parts = /^\p{Lu}$/u.test(key) ? ['Shift', key] : key === '+' ? [key] : key.split('+');
  return parts.map((part) => SIGNS[part] ?? names[part] ?? part.toUpperCase());
}

/** A button's name with the key that does the same, for its tooltip. */
export function withKey(label: string, command: ViewCommand, strings: LogStreamStrings): string {
  const key = keyOfCommand(command);
  return key === undefined ? label : `${label} (${keyCaps(key, strings).join('+')})`;
}

/** The same for `aria-keyshortcuts`, where keys have English names; `undefined` without one. */
export function ariaKey(command: ViewCommand): string | undefined {
  const key = keyOfCommand(command);
  if (key === undefined) return undefined;
  if (/^\p{Lu}$/u.test(key)) return `Shift+${key}`;
  return key.replace(/^Ctrl\+/, 'Control+');
}
