/**
 * The most frequent patterns of the rows, each with what can be done about it, and the chips that say which patterns
 * are filtered: a filter that no query can express must not be out of sight. Shows a model, and hands out what is asked.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { PatternPiece } from '../core/pattern-marks.js';
import type { Severity } from '../core/severity.js';
import { icon, severityIcon } from './icons.js';
import type { PatternGroup } from './pattern-strings.js';
import type { LogStreamStrings } from './strings.js';

/** One pattern. */
export interface PatternItem {
  readonly key: string;
  readonly severity: Severity;
  readonly pieces: readonly PatternPiece[];
  readonly count: string;
  /** Of all rows, as in `12 %`, and from 0 to 1. */
  readonly shareText: string;
  readonly share: number;
  /** From when to when; empty where no time is shown. */
  readonly span: string;
  /** A row of it, as it is. */
  readonly sample: string;
  readonly sampleSeq: number;
  readonly isOnly: boolean;
  readonly isHidden: boolean;
}

/** What the panel shows. */
export interface PatternPanelModel {
  readonly strings: LogStreamStrings;
  readonly group: PatternGroup;
  readonly items: readonly PatternItem[];
  readonly summary: string;
  /** How far counting is; `null` when it is done. */
  readonly counting: string | null;
  /** Of rows that are not told apart; `null` without. */
  readonly others: string | null;
}

/** A pattern that is filtered, in words. */
export interface PatternChip {
  readonly key: string;
  readonly text: string;
  readonly isHidden: boolean;
}

/** Where their requests go. */
export interface PatternHandlers {
  onGroup(group: PatternGroup): void;
  onGo(seq: number): void;
  onFilter(how: 'only' | 'hidden', key: string): void;
  onRemove(key: string): void;
  onClose(): void;
}

const GROUPS: readonly PatternGroup[] = ['all', 'error', 'warn', 'rest'];

/** The panel. */
export function patternPanel(model: PatternPanelModel, handlers: PatternHandlers): TemplateResult {
  const { strings, items } = model;
  const { patterns } = strings;
  return html`<section class="patterns" part="patterns" aria-label=${patterns.open}>
    <div class="patterns-head">
      <div class="patterns-groups" role="group" aria-label=${strings.filterByLevel}>
        ${GROUPS.map(
          (group) =>
            html`<button
              type="button"
              aria-pressed=${group === model.group ? 'true' : 'false'}
              @click=${() => {
                handlers.onGroup(group);
              }}
            >
              ${patterns.groups[group]}
            </button>`,
        )}
      </div>
      <span class="patterns-summary" dir="auto">${model.counting ?? model.summary}</span>
      <button
        type="button"
        class="patterns-close"
        title=${strings.close}
        aria-label=${strings.close}
        @click=${() => {
          handlers.onClose();
        }}
      >
        ${icon('clear')}
      </button>
    </div>
    ${
      items.length === 0
        ? html`<p class="patterns-none">${patterns.none}</p>`
        : html`<ol class="patterns-list">
            ${items.map((item) => patternItem(item, strings, handlers))}
          </ol>`
    }
    ${model.others === null ? nothing : html`<p class="patterns-none">${model.others}</p>`}
  </section>`;
}

function patternItem(
  item: PatternItem,
  strings: LogStreamStrings,
  handlers: PatternHandlers,
): TemplateResult {
  const { patterns } = strings;
  const name = item.pieces.map(({ text, isMark }) => (isMark ? `<${text}>` : text)).join('');
  const choice = (how: 'only' | 'hidden', label: string, isOn: boolean): TemplateResult =>
    html`<button
      type="button"
      class="pattern-choice"
      aria-pressed=${isOn ? 'true' : 'false'}
      aria-label=${`${label}: ${name}`}
      title=${label}
      @click=${() => {
        if (isOn) handlers.onRemove(item.key);
        else handlers.onFilter(how, item.key);
      }}
    >
      ${icon(how === 'only' ? 'filter' : 'hide')}
    </button>`;
  return html`<li class=${`pattern s-${item.severity}${item.isHidden ? ' hidden-pattern' : ''}`}>
    <span class="pattern-count"><span aria-hidden="true">× </span>${item.count}</span>
    <span class="pattern-share"
      ><svg class="share-bar" aria-hidden="true" focusable="false">
        <rect width=${`${Math.max(1, item.share * 100)}%`} height="100%"></rect></svg
      ><span>${item.shareText}</span></span
    >
    <span class="pattern-severity"
      >${severityIcon(item.severity, false)}<span class="visually-hidden"
        >${strings.levels[item.severity]}</span
      ></span
    >
    <button
      type="button"
      class="pattern-text"
      title=${`${patterns.goTo}\n${item.sample}`}
      @click=${() => {
        handlers.onGo(item.sampleSeq);
      }}
    >
      <bdi
        >${item.pieces.map(({ text, isMark }) =>
          isMark ? html`<span class="pattern-mark">${text}</span>` : text,
        )}</bdi
      >
    </button>
    <span class="pattern-span" dir="auto">${item.span}</span>
    <span class="pattern-choices"
      >${choice('only', patterns.only, item.isOnly)}${choice('hidden', patterns.hide, item.isHidden)}</span
    >
  </li>`;
}

/** Which patterns are filtered; nothing while none is. */
export function patternChips(
  chips: readonly PatternChip[],
  strings: LogStreamStrings,
  handlers: Pick<PatternHandlers, 'onRemove'>,
): TemplateResult | typeof nothing {
  if (chips.length === 0) return nothing;
  return html`<ul class="pattern-chips" part="pattern-chips" aria-label=${strings.patterns.open}>
    ${chips.map(
      ({ key, text, isHidden }) =>
        html`<li class=${isHidden ? 'pattern-chip hides' : 'pattern-chip'}>
          ${icon(isHidden ? 'hide' : 'filter')}<span dir="auto" title=${text}>${text}</span
          ><button
            type="button"
            title=${strings.patterns.remove}
            aria-label=${`${strings.patterns.remove}: ${text}`}
            @click=${() => {
              handlers.onRemove(key);
            }}
          >
            ${icon('clear')}
          </button>
        </li>`,
    )}
  </ul>`;
}
