/**
 * The form that writes a query for people who do not want to learn how. It shows parts and hands out changed ones; that
 * they are written into the search field, and read from it, is decided elsewhere. Its fields write at once: there is
 * nothing to confirm.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { ref } from 'lit/directives/ref.js';
import type { QuerySuggestions } from '../core/query-suggestions.js';
import {
  FIELD_MARKS,
  isFieldPart,
  type FieldMark,
  type FieldPart,
  type QueryParts,
} from '../core/query-text.js';
import { queryTimeMs } from '../core/query-time.js';
import type { Severity } from '../core/severity.js';
import { icon, severityIcon } from './icons.js';
import type { QueryExample } from './query-strings.js';
import type { LogStreamStrings } from './strings.js';

/** What the form shows. */
export interface BuilderModel {
  readonly parts: QueryParts;
  readonly suggestions: QuerySuggestions;
  readonly locale: string | undefined;
}

/** Where the changes go. */
export interface BuilderHandlers {
  /** Told as a change of what there is by then: two may come before the form is drawn again. */
  onChange(change: (parts: QueryParts) => Partial<QueryParts>): void;
  /** An example of the language was chosen. */
  onExample(text: string): void;
  onClear(): void;
  onClose(): void;
}

const LEVELS: readonly Severity[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'unknown'];

/** How far back people look. */
const AGES = ['5m', '15m', '1h', '6h', '1d', '7d'] as const;
const UNITS: Readonly<Record<string, string>> = {
  s: 'second',
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
};

/** How a comparison is shown; it is read out as the same sign. */
const MARK_SIGNS: Readonly<Record<FieldMark, string>> = {
  ':': '=',
  '>': '>',
  '>=': '≥',
  '<': '<',
  '<=': '≤',
};

const NO_FIELD: FieldPart = { path: '', mark: ':', value: '' };

/** Examples of the language; the words in them are its own. */
const EXAMPLES: readonly (readonly [name: QueryExample, text: string])[] = [
  ['fuzzy', 'timout'],
  ['phrase', '"connection refused"'],
  ['without', '-heartbeat'],
  ['regex', '/HTTP [45]\\d\\d/'],
  ['level', 'level>=warn'],
  ['node', 'node:charge*'],
  ['field', 'http.status:502'],
  ['since', 'since:5m'],
  ['or', '(card OR invoice)'],
];

/** The same function each time, so that the first field takes the focus when the form appears and not at each change. */
const takeFocus = (element?: Element): void => {
  if (element instanceof HTMLElement) queueMicrotask(() => element.focus());
};

/** The form. */
export function queryBuilder(
  model: BuilderModel,
  strings: LogStreamStrings,
  handlers: BuilderHandlers,
): TemplateResult {
  const { parts, suggestions } = model;
  const { query } = strings;
  const line = (name: 'words' | 'phrase' | 'without' | 'node'): TemplateResult =>
    html`<label class="builder-line"
      ><span>${query[name]}</span>
      <input
        type="text"
        name=${name}
        dir="auto"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        list=${name === 'node' ? 'query-nodes' : nothing}
        .value=${live(parts[name])}
        ${name === 'words' ? ref(takeFocus) : nothing}
        @input=${(event: Event) => {
          const text = valueOf(event);
          handlers.onChange(() => ({ [name]: text }));
        }}
      />
    </label>`;
  return html`<div class="menu builder" role="dialog" aria-label=${query.build}>
    <form
      autocomplete="off"
      @submit=${(event: Event) => {
        event.preventDefault();
        handlers.onClose();
      }}
    >
      <header>
        <span>${query.build}</span>
        <button
          type="button"
          class="control"
          title=${strings.close}
          aria-label=${strings.close}
          @click=${() => {
            handlers.onClose();
          }}
        >
          ${icon('clear')}
        </button>
      </header>
      ${line('words')} ${line('phrase')} ${line('without')} ${levels(parts, strings, handlers)}
      ${line('node')} ${options('query-nodes', suggestions.nodes)}
      ${fields(parts, suggestions, strings, handlers)} ${times(model, strings, handlers)}
      ${match(parts, strings, handlers)}
      ${
        parts.rest === ''
          ? nothing
          : html`<p class="builder-rest">${query.kept} <code dir="ltr">${parts.rest}</code></p>`
      }
      ${examples(strings, handlers)}
      <footer>
        <button
          type="button"
          class="menu-item"
          @click=${() => {
            handlers.onClear();
          }}
        >
          ${icon('clear')}<span>${strings.searchClear}</span>
        </button>
      </footer>
    </form>
  </div>`;
}

function levels(
  { levels: chosen }: QueryParts,
  { query, levels: names }: LogStreamStrings,
  handlers: BuilderHandlers,
): TemplateResult {
  return html`<fieldset class="builder-line builder-levels">
    <legend>${query.level}</legend>
    <div>
      ${LEVELS.map(
        (level) =>
          html`<label class=${`level s-${level}`}
            ><input
              type="checkbox"
              name="level"
              value=${level}
              .checked=${live(chosen.includes(level))}
              @change=${(event: Event) => {
                const isOn = (event.currentTarget as HTMLInputElement).checked;
                handlers.onChange(({ levels: before }) => {
                  const others = before.filter((other) => other !== level);
                  return { levels: isOn ? [...others, level] : others };
                });
              }}
            />${severityIcon(level, false)}<span>${names[level]}</span></label
          >`,
      )}
    </div>
  </fieldset>`;
}

/** With an empty one at the end. */
function withRoom(fields: readonly FieldPart[]): readonly FieldPart[] {
  const last = fields.at(-1);
  return last?.path === '' && last.value === '' ? fields : [...fields, NO_FIELD];
}

/** One line for each field, and an empty one for the next. */
function fields(
  { fields: given }: QueryParts,
  suggestions: QuerySuggestions,
  { query }: LogStreamStrings,
  handlers: BuilderHandlers,
): TemplateResult {
  const shown = withRoom(given);
  const change = (place: number, part: Partial<FieldPart> | null): void => {
    handlers.onChange(({ fields: before }) => {
      const changed = withRoom(before).map((field, at) =>
        at === place ? { ...field, ...part } : field,
      );
      return { fields: part === null ? changed.filter((_, at) => at !== place) : changed };
    });
  };
  return html`<fieldset class="builder-line builder-fields">
    <legend>${query.field}</legend>
    ${shown.map((field, place) => {
      const isWrong = field.path !== '' && field.value !== '' && !isFieldPart(field);
      return html`<div role="group" aria-label=${`${query.field} ${place + 1}`}>
        <input
          type="text"
          name="path"
          dir="ltr"
          list="query-paths"
          aria-label=${query.field}
          spellcheck="false"
          autocapitalize="off"
          placeholder="http.status"
          .value=${live(field.path)}
          @input=${(event: Event) => {
            change(place, { path: valueOf(event).trim() });
          }}
        />
        <select
          name="mark"
          dir="ltr"
          aria-label=${query.fieldMark}
          @change=${(event: Event) => {
            change(place, { mark: valueOf(event) as FieldMark });
          }}
        >
          ${FIELD_MARKS.map(
            (mark) =>
              html`<option value=${mark} .selected=${live(mark === field.mark)}>
                ${MARK_SIGNS[mark]}
              </option>`,
          )}
        </select>
        <input
          type="text"
          name="value"
          dir="auto"
          list=${`query-values-${place}`}
          aria-label=${query.fieldValue}
          aria-invalid=${isWrong ? 'true' : nothing}
          spellcheck="false"
          autocapitalize="off"
          placeholder="502"
          .value=${live(field.value)}
          @input=${(event: Event) => {
            change(place, { value: valueOf(event) });
          }}
        />
        <button
          type="button"
          class="control"
          title=${query.fieldRemove}
          aria-label=${query.fieldRemove}
          ?disabled=${field.path === '' && field.value === ''}
          @click=${() => {
            change(place, null);
          }}
        >
          ${icon('clear')}
        </button>
        ${options(`query-values-${place}`, suggestions.valuesOf(field.path))}
      </div>`;
    })}
    ${options('query-paths', suggestions.paths)}
  </fieldset>`;
}

function times(
  { parts, locale }: BuilderModel,
  strings: LogStreamStrings,
  handlers: BuilderHandlers,
): TemplateResult {
  const { query } = strings;
  const isUsual = parts.since === '' || AGES.some((age) => age === parts.since);
  const ages = isUsual ? AGES : [parts.since, ...AGES];
  const edge = (name: 'after' | 'before', label: string): TemplateResult =>
    html`<label
      ><span>${label}</span>
      <input
        type="datetime-local"
        step="1"
        name=${name}
        .value=${live(localTime(parts[name]))}
        @change=${(event: Event) => {
          const text = valueOf(event);
          handlers.onChange(() => ({ [name]: text }));
        }}
      />
    </label>`;
  return html`<fieldset class="builder-line builder-times">
    <legend>${query.time}</legend>
    <div>
      <select
        name="since"
        aria-label=${query.time}
        @change=${(event: Event) => {
          const since = valueOf(event);
          handlers.onChange(() => ({ since }));
        }}
      >
        <option value="" .selected=${live(parts.since === '')}>${query.anyTime}</option>
        ${ages.map(
          (age) =>
            html`<option value=${age} .selected=${live(age === parts.since)}>
              ${query.last(ageName(age, locale))}
            </option>`,
        )}
      </select>
      ${edge('after', strings.timeFrom)} ${edge('before', strings.timeUntil)}
    </div>
  </fieldset>`;
}

function match(
  { any }: QueryParts,
  { query }: LogStreamStrings,
  handlers: BuilderHandlers,
): TemplateResult {
  const choice = (isAny: boolean, label: string): TemplateResult =>
    html`<label
      ><input
        type="radio"
        name="match"
        value=${isAny ? 'any' : 'all'}
        .checked=${live(any === isAny)}
        @change=${() => {
          handlers.onChange(() => ({ any: isAny }));
        }}
      />${label}</label
    >`;
  return html`<fieldset class="builder-line builder-match">
    <legend>${query.match}</legend>
    <div>${choice(false, query.matchAll)} ${choice(true, query.matchAny)}</div>
  </fieldset>`;
}

function examples({ query }: LogStreamStrings, handlers: BuilderHandlers): TemplateResult {
  return html`<details class="builder-examples">
    <summary>${query.syntax}</summary>
    <ul>
      ${EXAMPLES.map(
        ([name, text]) =>
          html`<li>
            <button
              type="button"
              class="menu-item"
              @click=${() => {
                handlers.onExample(text);
              }}
            >
              <code dir="ltr">${text}</code><span>${query.examples[name]}</span>
            </button>
          </li>`,
      )}
    </ul>
  </details>`;
}

function options(id: string, texts: readonly string[]): TemplateResult {
  return html`<datalist id=${id}>
    ${texts.map((text) => html`<option value=${text}></option>`)}
  </datalist>`;
}

function valueOf(event: Event): string {
  return (event.currentTarget as HTMLInputElement | HTMLSelectElement).value;
}

/** `5 minutes`, in the language; what has another form as it is. */
function ageName(age: string, locale: string | undefined): string {
  const [, count = '', letter = ''] = /^(\d+)([smhdw])$/.exec(age) ?? [];
  const unit = UNITS[letter];
  if (unit === undefined) return age;
  const style: Intl.NumberFormatOptions = { style: 'unit', unit, unitDisplay: 'long' };
  return new Intl.NumberFormat(locale, style).format(Number(count));
}

/** A time of a query as a field for times has it: in the reader's zone, without naming it. */
function localTime(text: string): string {
  const ms = text === '' ? null : queryTimeMs(text);
  if (ms === null) return '';
  const date = new Date(ms);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
