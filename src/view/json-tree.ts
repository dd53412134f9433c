/**
 * A JSON value as a tree that can be walked by keys: lines with their level and place told to assistive technology, one
 * of them in the tab order. What is open is handed in; what happens in it is handled by whoever handed it in.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { briefText, escapeHidden } from '../core/hidden-characters.js';
import { jsonText } from '../core/json-text.js';
import type { JsonValue } from '../core/log-entry.js';
import {
  entriesOf,
  entryCount,
  FIRST_ENTRIES,
  isBranch,
  treeItems,
  type TreeBranch,
  type TreeChoices,
  type TreeItem,
} from '../core/tree-items.js';
import { icon } from './icons.js';
import { safeHref } from './message-text.js';
import type { LogStreamStrings } from './strings.js';

/** What the reader did to one tree. */
export interface TreeState extends TreeChoices {
  /** id of the line that is in the tab order; the first one when it is `null` or gone. */
  readonly current: string | null;
}

/** Where what happens in trees goes. */
export interface TreeHandlers {
  readonly handleClick: (event: MouseEvent) => void;
  readonly handleKeyDown: (event: KeyboardEvent) => void;
}

/** A line's element carries the line, a tree's element the name of the tree. */
export interface TreeLine extends HTMLElement {
  treeItem?: TreeItem;
}

/** What a tree is shown with. */
export interface TreeModel {
  readonly name: string;
  readonly label: string;
  readonly root: TreeBranch;
  readonly state: TreeState;
  readonly strings: LogStreamStrings;
  readonly formatNumber: (value: number) => string;
}

/** Characters shown of one key, and of one value; the copy has all of them. */
const MAX_KEY_CHARS = 500;
const MAX_VALUE_CHARS = 4_000;
/** Characters of a closed branch that are shown of its content. */
const PEEK_CHARS = 60;
/** Entries looked at for these. */
const PEEK_ENTRIES = 8;

/** The tree. */
export function jsonTree(model: TreeModel, handlers: TreeHandlers): TemplateResult {
  const items = treeItems(model.root, model.state);
  const { current } = model.state;
  const tabStop = items.some(({ id }) => id === current) ? current : items[0]?.id;
  return html`<div
    class="tree"
    role="tree"
    aria-label=${model.label}
    data-tree=${model.name}
    @click=${handlers.handleClick}
    @keydown=${handlers.handleKeyDown}
  >
    ${items.map((item) => line(item, item.id === tabStop, model))}
  </div>`;
}

function line(item: TreeItem, isTabStop: boolean, model: TreeModel): TemplateResult {
  // The level is the indent: a class for each of the first ones, since style attributes are not allowed.
  return html`<div
    class=${`tree-line ${item.kind} level-${Math.min(item.level, 12)}`}
    role="treeitem"
    tabindex=${isTabStop ? 0 : -1}
    aria-level=${item.level}
    aria-setsize=${item.of}
    aria-posinset=${item.place}
    aria-expanded=${item.kind === 'branch' ? String(item.isOpen) : nothing}
    .treeItem=${item}
  >
    ${item.kind === 'more' ? more(item, model) : content(item, model)}
  </div>`;
}

function more(item: TreeItem, { strings, formatNumber }: TreeModel): TemplateResult {
  const rest = Math.min(FIRST_ENTRIES, item.of - item.place + 1);
  return html`<span class="show-more">${strings.treeMore(formatNumber(rest))}</span>`;
}

function content(item: TreeItem, model: TreeModel): TemplateResult {
  const { strings } = model;
  return html`<span class="twisty" aria-hidden="true"></span
    ><bdi class="key">${briefText(String(item.path.at(-1) ?? ''), MAX_KEY_CHARS)}</bdi
    ><span class="colon">: </span
    >${item.kind === 'branch' ? summary(item, model) : leaf(item.value)}<span class="line-tools"
      ><button
        type="button"
        tabindex="-1"
        data-do="copy-path"
        aria-label=${strings.copyPath}
        title=${strings.copyPath}
      >
        ${icon('path')}</button
      ><button
        type="button"
        tabindex="-1"
        data-do="copy-value"
        aria-label=${strings.copyValue}
        title=${strings.copyValue}
      >
        ${icon('copy')}
      </button></span
    >`;
}

function summary(
  { value, isOpen }: TreeItem,
  { strings, formatNumber }: TreeModel,
): TemplateResult | typeof nothing {
  if (!isBranch(value)) return nothing;
  const count = strings.treeEntries(formatNumber(entryCount(value)));
  return html`${isOpen ? nothing : html`<bdi class="peek">${peek(value)}</bdi>`}<span class="count"
      >${count}</span
    >`;
}

/** The beginning of what is in a closed branch. */
function peek(branch: TreeBranch): string {
  const isList = Array.isArray(branch);
  let text = '';
  for (const [key, value] of entriesOf(branch, PEEK_ENTRIES)) {
    const short = isBranch(value) ? (Array.isArray(value) ? '[…]' : '{…}') : leafPeek(value);
    text += `${text === '' ? '' : ', '}${isList ? '' : `${String(key).slice(0, PEEK_CHARS)}: `}${short}`;
    if (text.length > PEEK_CHARS) break;
  }
  const cut = briefText(text, PEEK_CHARS);
  return isList ? `[${cut}]` : `{${cut}}`;
}

function leafPeek(value: JsonValue): string {
  return typeof value === 'string' ? value.slice(0, PEEK_CHARS) : jsonText(value);
}

function leaf(value: JsonValue): TemplateResult {
  const text = typeof value === 'string' ? value : jsonText(value);
  const shown = text.length > MAX_VALUE_CHARS ? `${text.slice(0, MAX_VALUE_CHARS)}…` : text;
  const href = shown === text && /^https?:\/\/\S+$/.test(text) ? safeHref(text) : null;
  return html`<span class=${`value v-${value === null ? 'null' : typeof value}`} dir="auto"
    >${
      href === null
        ? escapeHidden(shown)
        : html`<a href=${href} target="_blank" rel="noopener noreferrer" tabindex="-1">${shown}</a>`
    }</span
  >`;
}
