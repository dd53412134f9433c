/**
 * What the reader does inside open rows: walks and opens trees, copies paths and values, looks at raw text. What they
 * opened is kept by row and path, so that it outlives the elements that show it.
 */
import type { ReactiveControllerHost } from 'lit';
import { jsonOfMessage } from './core/json-message.js';
import { isEntry, type LogEntry, type LogRow } from './core/log-entry.js';
import { FIRST_ENTRIES, pathText, valueAt, valueText, type TreeItem } from './core/tree-items.js';
import type { TreeLine, TreeState } from './view/json-tree.js';
import type { DetailsModel } from './view/row-details.js';
import type { LogStreamStrings } from './view/strings.js';

/** What details need of the element. */
export interface DetailsHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly texts: LogStreamStrings;
}

/** What details need of the rest. */
export interface DetailsTools {
  /** The rows on show. */
  rows(): readonly LogRow[];
  /** A row as it may leave the page. */
  masked(entry: LogEntry): LogEntry;
  /** Puts text on the clipboard, and says `said` when it is there. */
  copyPiece(text: string, said: string): void;
}

/** Trees of which something is remembered; past this, what was done to the oldest is forgotten. */
const MAX_TREES = 500;

interface Tree extends TreeState {
  readonly open: Map<string, boolean>;
  readonly shown: Map<string, number>;
  current: string | null;
}

const UNTOUCHED: TreeState = { open: new Map(), shown: new Map(), current: null };

/** The details of one element's rows. */
export class LogStreamDetails implements DetailsModel {
  readonly #host: DetailsHost;
  readonly #tools: DetailsTools;
  readonly #trees = new Map<string, Tree>();
  readonly #raw = new Set<number>();

  constructor(host: DetailsHost, tools: DetailsTools) {
    this.#host = host;
    this.#tools = tools;
  }

  stateOf(tree: string): TreeState {
    return this.#trees.get(tree) ?? UNTOUCHED;
  }

  isRawOpen(seq: number): boolean {
    return this.#raw.has(seq);
  }

  /** Another run: nothing of it was opened. */
  reset(): void {
    this.#trees.clear();
    this.#raw.clear();
  }

  readonly handleClick = (event: MouseEvent): void => {
    const target = event.target instanceof Element ? event.target : null;
    if (target === null || target.closest('a') !== null) return;
    const action = target.closest<HTMLElement>('[data-do]')?.dataset['do'];
    const line = target.closest<TreeLine>('.tree-line');
    if (action === undefined && line === null) return;
    // What is done in here is not done to the row.
    event.stopPropagation();
    if (action === 'toggle-raw' || action === 'copy-raw') this.#useRaw(action, target);
    else if (line?.treeItem !== undefined) this.#useLine(action, line, line.treeItem);
  };

  readonly handleKeyDown = (event: KeyboardEvent): void => {
    const line =
      event.target instanceof Element ? event.target.closest<TreeLine>('.tree-line') : null;
    const item = line?.treeItem;
    if (line === null || item === undefined) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.#act(event, line, item)) event.preventDefault();
  };

  #act(event: KeyboardEvent, line: TreeLine, item: TreeItem): boolean {
    const isMirrored = getComputedStyle(line).direction === 'rtl';
    const inward = isMirrored ? 'ArrowLeft' : 'ArrowRight';
    const outward = isMirrored ? 'ArrowRight' : 'ArrowLeft';
    switch (event.key) {
      case 'ArrowDown':
        return this.#focus(line, linesAround(line)[placeOf(line) + 1]);
      case 'ArrowUp':
        return this.#focus(line, linesAround(line)[placeOf(line) - 1]);
      case 'Home':
        return this.#focus(line, linesAround(line)[0]);
      case 'End':
        return this.#focus(line, linesAround(line).at(-1));
      case inward:
        if (item.kind === 'branch' && !item.isOpen) return this.#open(line, item, true);
        if (item.isOpen) return this.#focus(line, linesAround(line)[placeOf(line) + 1]);
        return true;
      case outward:
        if (item.isOpen) return this.#open(line, item, false);
        return this.#focus(line, parentOf(line, item));
      case 'Enter':
      case ' ':
        return this.#useLine(undefined, line, item);
      case 'c':
        return this.#useLine('copy-value', line, item);
      case 'C':
        return this.#useLine('copy-path', line, item);
      default:
        return false;
    }
  }

  /** Does what a line is for; `true`, since it is for something. */
  #useLine(action: string | undefined, line: TreeLine, item: TreeItem): boolean {
    const { texts } = this.#host;
    if (action === 'copy-path') this.#tools.copyPiece(pathText(item.path), texts.pathCopied);
    else if (action === 'copy-value') this.#copyValue(line, item);
    else if (item.kind === 'more') {
      const shown = item.place - 1 + FIRST_ENTRIES;
      this.#change(line, (tree) => tree.shown.set(item.id.slice(0, -'/…'.length), shown));
    } else if (item.kind === 'branch' && !this.#hasTextSelection()) {
      this.#open(line, item, !item.isOpen);
    }
    return true;
  }

  #useRaw(action: string, target: Element): void {
    const seq = Number(target.closest<HTMLElement>('[data-seq]')?.dataset['seq']);
    const entry = this.#entryOf(seq);
    if (entry === undefined) return;
    const { texts } = this.#host;
    if (action === 'copy-raw') {
      this.#tools.copyPiece(this.#tools.masked(entry).message, texts.valueCopied);
    } else if (!this.#raw.delete(seq)) this.#raw.add(seq);
    this.#host.requestUpdate();
  }

  /** What is secret is known by its key, so that the whole row is masked first. */
  #copyValue(line: TreeLine, { path }: TreeItem): void {
    const name = line.closest<HTMLElement>('[data-tree]')?.dataset['tree'] ?? '';
    const entry = this.#entryOf(Number.parseInt(name, 10));
    if (entry === undefined) return;
    const masked = this.#tools.masked(entry);
    const root = name.endsWith('fields') ? masked.fields : jsonOfMessage(masked);
    const value = root === null ? undefined : valueAt(root, path);
    if (value === undefined) return;
    this.#tools.copyPiece(valueText(value), this.#host.texts.valueCopied);
  }

  #entryOf(seq: number): LogEntry | undefined {
    const row = this.#tools.rows().find((candidate) => candidate.seq === seq);
    return row !== undefined && isEntry(row) ? row : undefined;
  }

  #open(line: TreeLine, item: TreeItem, open: boolean): boolean {
    return this.#change(line, (tree) => {
      tree.open.set(item.id, open);
      tree.current = item.id;
    });
  }

  #focus(from: TreeLine, to: TreeLine | undefined): boolean {
    if (to === undefined) return true;
    to.focus();
    return this.#change(from, (tree) => (tree.current = to.treeItem?.id ?? null));
  }

  #change(line: TreeLine, change: (tree: Tree) => unknown): boolean {
    const name = line.closest<HTMLElement>('[data-tree]')?.dataset['tree'] ?? '';
    const tree = this.#trees.get(name) ?? { open: new Map(), shown: new Map(), current: null };
    if (this.#trees.size >= MAX_TREES) this.#trees.delete(this.#trees.keys().next().value ?? '');
    this.#trees.set(name, tree);
    change(tree);
    this.#host.requestUpdate();
    return true;
  }

  /** Marking a piece of a value ends in a click, which is not meant for the line. */
  #hasTextSelection(): boolean {
    const root = this.#host.renderRoot as { getSelection?: () => Selection | null };
    return (root.getSelection?.() ?? document.getSelection())?.type === 'Range';
  }
}

function linesAround(line: TreeLine): TreeLine[] {
  return [...(line.parentElement?.querySelectorAll<TreeLine>('.tree-line') ?? [])];
}

function placeOf(line: TreeLine): number {
  return linesAround(line).indexOf(line);
}

/** The line before it that is one level further out. */
function parentOf(line: TreeLine, item: TreeItem): TreeLine | undefined {
  const before = linesAround(line).slice(0, placeOf(line));
  return before.findLast((other) => (other.treeItem?.level ?? 0) < item.level);
}
