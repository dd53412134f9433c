/**
 * A JSON value as the lines of a tree: those that are open, one after another, each with its level and its path. Only
 * what is open is looked at, and of a long object or array only a part, so that a value of any size costs little.
 */
import { jsonText } from './json-text.js';
import type { JsonValue, LogFields } from './log-entry.js';

/** Where a line stands in the value: keys and indices from the outside in. */
export type TreePath = readonly (string | number)[];

/** A line of the tree. */
export interface TreeItem {
  /** The path as one text, to know the line by. */
  readonly id: string;
  readonly path: TreePath;
  /** 1 for the outermost lines. */
  readonly level: number;
  /** Its place among the lines of the same parent, from 1, and how many entries that parent has. */
  readonly place: number;
  readonly of: number;
  /** `more` stands for the entries of its parent that are not shown. */
  readonly kind: 'branch' | 'leaf' | 'more';
  /** For a branch; `false` for the rest. */
  readonly isOpen: boolean;
  /** The value, or for `more` the parent. */
  readonly value: JsonValue;
}

/** What the reader has opened, closed or asked more of. */
export interface TreeChoices {
  /** By id; absent means that the tree decides. */
  readonly open: ReadonlyMap<string, boolean>;
  /** Entries shown of a branch, by id; absent means the first `FIRST_ENTRIES`. */
  readonly shown: ReadonlyMap<string, number>;
}

/** Entries shown of an object or array at first, and added each time that more are asked for. */
export const FIRST_ENTRIES = 100;
/** Branches of more entries than this are closed at first: they would push away what comes after them. */
const SELF_OPENING_ENTRIES = 20;
/** Deeper ones are closed at first. */
const SELF_OPENING_LEVELS = 3;
/** Lines that open by themselves, of one tree. */
const SELF_OPENING_LINES = 100;
/** Lines of one tree: what is behind them is reached by closing something. */
const MAX_LINES = 5_000;

/** The lines of `root`, whose own entries are the outermost ones. */
export function treeItems(root: TreeBranch, choices: TreeChoices): readonly TreeItem[] {
  const items: TreeItem[] = [];
  let selfOpened = 0;
  const walk = (branch: TreeBranch, path: TreePath, id: string): void => {
    const total = entryCount(branch);
    const limit = choices.shown.get(id) ?? FIRST_ENTRIES;
    let place = 0;
    for (const [key, value] of entriesOf(branch, limit)) {
      if (items.length >= MAX_LINES) return;
      place++;
      const childPath = [...path, key];
      const childId = `${id}/${escaped(key)}`;
      const isInner = isBranch(value);
      const isOpen = isInner && (choices.open.get(childId) ?? opensItself(value, childPath.length));
      items.push({
        id: childId,
        path: childPath,
        level: childPath.length,
        place,
        of: total,
        kind: isInner ? 'branch' : 'leaf',
        isOpen,
        value,
      });
      if (isInner && isOpen) walk(value, childPath, childId);
    }
    if (place >= total) return;
    items.push({
      id: `${id}/…`,
      path,
      level: path.length + 1,
      place: place + 1,
      of: total,
      kind: 'more',
      isOpen: false,
      value: branch,
    });
  };
  const opensItself = (branch: TreeBranch, level: number): boolean => {
    const count = entryCount(branch);
    const opens =
      level < SELF_OPENING_LEVELS &&
      count <= SELF_OPENING_ENTRIES &&
      selfOpened + count <= SELF_OPENING_LINES;
    if (opens) selfOpened += count;
    return opens;
  };
  walk(root, [], '');
  return items;
}

/** An object or an array. */
export type TreeBranch = LogFields | readonly JsonValue[];

/** True for an object or an array with something in it. */
export function isBranch(value: JsonValue): value is TreeBranch {
  return typeof value === 'object' && value !== null && entryCount(value) > 0;
}

/** Entries from which their number is remembered: to list a hundred thousand keys takes longer than to draw the tree. */
const MANY_ENTRIES = 200;
const knownCounts = new WeakMap<TreeBranch, number>();

/** How many entries it has. */
export function entryCount(branch: TreeBranch): number {
  if (Array.isArray(branch)) return branch.length;
  const known = knownCounts.get(branch);
  if (known !== undefined) return known;
  const count = Object.keys(branch).length;
  if (count >= MANY_ENTRIES) knownCounts.set(branch, count);
  return count;
}

/** A path as a program would write it, and as the search takes it where keys are plain: `items[0].sku`. */
export function pathText(path: TreePath): string {
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else if (/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(key)) text += text === '' ? key : `.${key}`;
    else text += `[${JSON.stringify(key)}]`;
  }
  return text;
}

/** A value as it is copied: text as it is, anything else as indented JSON. */
export function valueText(value: JsonValue): string {
  return typeof value === 'string' ? value : jsonText(value, 2);
}

/** The value at a path; `undefined` when there is none. */
export function valueAt(root: TreeBranch, path: TreePath): JsonValue | undefined {
  let value: JsonValue = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string | number, JsonValue>>)[key] ?? null;
  }
  return value;
}

/** The first entries, without making the others. */
export function entriesOf(
  branch: TreeBranch,
  limit: number,
): readonly (readonly [string | number, JsonValue])[] {
  if (isList(branch)) return branch.slice(0, limit).map((value, at) => [at, value] as const);
  return Object.keys(branch)
    .slice(0, limit)
    .map((key) => [key, branch[key] ?? null] as const);
}

function isList(branch: TreeBranch): branch is readonly JsonValue[] {
  return Array.isArray(branch);
}

/** As in a JSON pointer, so that no two paths make the same text. */
function escaped(key: string | number): string {
  return String(key).replaceAll('~', '~0').replaceAll('/', '~1');
}
