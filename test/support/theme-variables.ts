/** The public CSS variables, as the sources read them: name and what stands in when it is not set. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A variable. */
export interface ThemeVariable {
  readonly name: string;
  /** Every fallback that it is read with, `light / dark` where the two differ; empty where it is read without one. */
  readonly fallbacks: ReadonlySet<string>;
}

const VIEW = fileURLToPath(new URL('../../src/', import.meta.url));

/** The variables that any file below src reads, by name. */
export function themeVariables(): ReadonlyMap<string, ThemeVariable> {
  const found = new Map<string, Set<string>>();
  for (const path of readdirSync(VIEW, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.ts')) continue;
    const text = readFileSync(join(VIEW, path), 'utf8');
    for (const { 1: name = '', index } of text.matchAll(/var\(\s*(--log-stream-[a-z-]+)/g)) {
      const fallbacks = found.get(name) ?? new Set<string>();
      found.set(name, fallbacks.add(fallbackOf(text.slice(index + 'var'.length))));
    }
  }
  return new Map([...found].map(([name, fallbacks]) => [name, { name, fallbacks }]));
}

/** Whatever sets a public variable, which nothing in here may. */
export function settersOfThemeVariables(): readonly string[] {
  return readdirSync(VIEW, { recursive: true, encoding: 'utf8' }).flatMap((path) => {
    if (!path.endsWith('.ts')) return [];
    const text = readFileSync(join(VIEW, path), 'utf8');
    return [
      ...text.matchAll(/(--log-stream-[a-z-]+)\s*:|setProperty\(\s*['"`](--log-stream-[a-z-]+)/g),
    ].map(([match]) => `${path}: ${match}`);
  });
}

/** From the parenthesis after `var` to its partner, without the name. */
function fallbackOf(text: string): string {
  let depth = 0;
  let end = 0;
  for (; end < text.length; end++) {
    if (text[end] === '(') depth++;
    if (text[end] === ')' && --depth === 0) break;
  }
  const inside = text.slice(1, end).replace(/\s+/g, ' ').trim();
  const comma = inside.indexOf(',');
  if (comma < 0) return '';
  const fallback = inside.slice(comma + 1).trim();
  const [, light, dark] = /^light-dark\((\S+), (\S+)\)$/.exec(fallback) ?? [];
  return light === undefined ? fallback : `${light} / ${dark ?? ''}`;
}
