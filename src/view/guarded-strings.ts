/**
 * A page's texts in place of ours. What is of another kind than ours is left out, and a function that throws gives way
 * to ours: it is called while the view is drawn, and the view must not stop for a text.
 */
import type { LogStreamStrings } from './strings.js';

type Text = string | Texts | ((...args: never[]) => unknown) | undefined;
interface Texts {
  readonly [name: string]: Text;
}

/** `ours`, with what can be used of `theirs`. */
export function guardedStrings(
  ours: LogStreamStrings,
  theirs: Partial<LogStreamStrings>,
  onProblem: (detail: string, cause?: unknown) => void,
): LogStreamStrings {
  const wrong: string[] = [];
  const failed = new Set<string>();
  const merge = (base: Texts, over: Texts, path: string): Texts => {
    const merged: Record<string, Text> = { ...base };
    for (const [name, text] of Object.entries(over)) {
      const own = Object.hasOwn(base, name) ? base[name] : undefined;
      const where = `${path}.${name}`;
      if (text === undefined) continue;
      if (own === undefined || typeof own !== typeof text) wrong.push(where);
      else if (typeof text === 'object') merged[name] = merge(own as Texts, text, where);
      else if (typeof text === 'function') merged[name] = guarded(text, own as typeof text, where);
      else merged[name] = text;
    }
    return merged;
  };
  const guarded =
    (text: (...args: never[]) => unknown, own: (...args: never[]) => unknown, where: string) =>
    (...args: never[]): unknown => {
      if (failed.has(where)) return own(...args);
      try {
        return text(...args);
      } catch (cause) {
        failed.add(where);
        onProblem(`${where} threw`, cause);
        return own(...args);
      }
    };
  const merged = merge(ours as unknown as Texts, theirs as unknown as Texts, 'strings');
  if (wrong.length > 0) onProblem(wrong.join(', '));
  return merged as unknown as LogStreamStrings;
}
