/** What an expanded row shows below its message: its place and time in full, and its fields as a tree. */
import { html, nothing, type TemplateResult } from 'lit';
import type { JsonValue, LogEntry, LogFields } from '../core/log-entry.js';
import { fullTime } from './time-format.js';

/** Nested deeper than this, a value is shown as JSON text on one line. */
const MAX_DEPTH = 6;
/** Entries shown of one object or array; the copy of the row has all of them. */
const MAX_ENTRIES = 100;
/** Characters shown of one value. */
const MAX_VALUE_CHARS = 4_000;

/** The details of `entry`. */
export function rowDetails(entry: LogEntry, locale: string | undefined): TemplateResult {
  const [iso, local] = fullTime(entry.createdAt, locale).split('\n');
  return html`<div class="details" role="gridcell">
    ${entry.fields === null ? nothing : tree(entry.fields, 0)}
    <dl class="facts">
      <div>
        <dt>seq</dt>
        <dd>${entry.seq}</dd>
      </div>
      <div>
        <dt>time</dt>
        <dd title=${local ?? nothing}>${iso}</dd>
      </div>
      ${entry.nodeId === null ? nothing : fact('node', entry.nodeId)}
      ${entry.level === null ? nothing : fact('level', entry.level)} ${fact('id', entry.id)}
    </dl>
  </div>`;
}

const fact = (name: string, value: string): TemplateResult =>
  html`<div>
    <dt>${name}</dt>
    <dd dir="auto">${value}</dd>
  </div>`;

function tree(value: LogFields | readonly JsonValue[], depth: number): TemplateResult {
  const entries = Object.entries(value);
  const rest = entries.length - MAX_ENTRIES;
  return html`<dl class="tree">
    ${entries.slice(0, MAX_ENTRIES).map(
      ([key, child]) =>
        html`<div class=${isBranch(child) ? 'branch' : 'leaf'}>
          <dt dir="auto">${key}</dt>
          <dd>${node(child, depth + 1)}</dd>
        </div>`,
    )}
    ${
      rest > 0
        ? html`<div class="leaf">
            <dt>…</dt>
            <dd>+${rest}</dd>
          </div>`
        : nothing
    }
  </dl>`;
}

function node(value: JsonValue, depth: number): TemplateResult {
  if (isBranch(value) && depth < MAX_DEPTH) return tree(value, depth);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const shown = text.length > MAX_VALUE_CHARS ? `${text.slice(0, MAX_VALUE_CHARS)}…` : text;
  return html`<span class="value v-${value === null ? 'null' : typeof value}" dir="auto"
    >${shown}</span
  >`;
}

/** True for an object or an array with something in it. */
function isBranch(value: JsonValue): value is LogFields | readonly JsonValue[] {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
