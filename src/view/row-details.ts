/** What an expanded row shows below its message: its fields and its message as trees, its raw text, and its facts. */
import { html, nothing, type TemplateResult } from 'lit';
import { hasControls } from '../core/ansi.js';
import { briefText } from '../core/hidden-characters.js';
import { jsonOfMessage } from '../core/json-message.js';
import type { LogEntry } from '../core/log-entry.js';
import { EXPANDED_CHARS } from '../core/message-segments.js';
import { isBranch, type TreeBranch } from '../core/tree-items.js';
import { icon } from './icons.js';
import { jsonTree, type TreeHandlers, type TreeState } from './json-tree.js';
import { visibleControls } from './raw-text.js';
import type { LogStreamStrings } from './strings.js';
import { fullTime } from './time-format.js';

/** What is open in the details, and where what happens in them goes. */
export interface DetailsModel extends TreeHandlers {
  /** What the reader did to the tree of this name. */
  stateOf(tree: string): TreeState;
  isRawOpen(seq: number): boolean;
}

/** What details are shown with. */
export interface DetailsContext {
  readonly strings: LogStreamStrings;
  readonly locale: string | undefined;
  readonly formatNumber: (value: number) => string;
  readonly details: DetailsModel;
}

/** Characters shown of a fact; the copy of the row has all of them. */
const MAX_FACT_CHARS = 1_000;

/** The details of `entry`. */
export function rowDetails(entry: LogEntry, context: DetailsContext): TemplateResult {
  const { strings, details, locale } = context;
  const [iso, local] = fullTime(entry.createdAt, locale).split('\n');
  const message = jsonOfMessage(entry);
  return html`<div class="details" role="gridcell" @click=${details.handleClick}>
    ${message === null ? nothing : tree('message', strings.messageTree, message, entry, context)}
    ${
      entry.fields === null || !isBranch(entry.fields)
        ? nothing
        : tree('fields', strings.fieldsTree, entry.fields, entry, context)
    }
    ${hasControls(entry.message) ? rawText(entry, context) : nothing}
    <dl class="facts">
      <div>
        <dt>seq</dt>
        <dd>${entry.seq}</dd>
      </div>
      <div>
        <dt>time</dt>
        <dd title=${local ?? nothing}>${briefText(iso ?? '', MAX_FACT_CHARS)}</dd>
      </div>
      ${entry.nodeId === null ? nothing : fact('node', entry.nodeId)}
      ${entry.level === null ? nothing : fact('level', entry.level)}
      ${entry.id === '' ? nothing : fact('id', entry.id)}
    </dl>
  </div>`;
}

const fact = (name: string, value: string): TemplateResult =>
  html`<div>
    <dt>${name}</dt>
    <dd dir="auto">${briefText(value, MAX_FACT_CHARS)}</dd>
  </div>`;

function tree(
  kind: 'message' | 'fields',
  label: string,
  root: TreeBranch,
  entry: LogEntry,
  { strings, formatNumber, details }: DetailsContext,
): TemplateResult {
  const name = `${entry.seq} ${kind}`;
  const state = details.stateOf(name);
  return html`${kind === 'message' ? html`<div class="tree-title">${label}</div>` : nothing}${jsonTree(
    { name, label, root, state, strings, formatNumber },
    details,
  )}`;
}

function rawText(entry: LogEntry, { strings, details }: DetailsContext): TemplateResult {
  const isOpen = details.isRawOpen(entry.seq);
  const raw = entry.message.slice(0, EXPANDED_CHARS);
  return html`<div class="raw" data-seq=${entry.seq}>
    <button
      type="button"
      class="raw-toggle"
      data-do="toggle-raw"
      aria-expanded=${isOpen ? 'true' : 'false'}
    >
      <span class="twisty" aria-hidden="true"></span>${strings.rawText}</button
    ><button
      type="button"
      class="raw-copy"
      data-do="copy-raw"
      aria-label=${strings.copyRaw}
      title=${strings.copyRaw}
    >
      ${icon('copy')}
    </button>
    ${isOpen ? html`<pre class="raw-text" dir="auto" tabindex="0">${visibleControls(raw)}</pre>` : nothing}
  </div>`;
}
