/**
 * The element of a row, patched in place. At 5,000 rows a second every frame shows other rows, so what is written here
 * decides how fast the list is: a row of the same severity costs a few text nodes. What few rows have (fields, folded
 * lines, details) is left to templates, and what a row has only under the pointer is made when the pointer comes.
 */
import { html, nothing, render, type TemplateResult } from 'lit';
import { briefText } from '../core/hidden-characters.js';
import type { RowFold } from '../core/folded-rows.js';
import type { LogEntry } from '../core/log-entry.js';
import {
  COLLAPSED_CHARS,
  EXPANDED_CHARS,
  isLongMessage,
  messageSegments,
  type MessageParts,
} from '../core/message-segments.js';
import { rewritesItself } from '../core/ansi.js';
import { looksLikeJson } from '../core/json-message.js';
import type { Severity } from '../core/severity.js';
import { icon, severityIcon } from './icons.js';
import { withKey } from './key-caps.js';
import type { RowContext, RowPlace } from './log-row.js';
import { MessageCell } from './message-cell.js';
import { foldBadge } from './fold-badge.js';
import { rowDetails } from './row-details.js';
import { rowNoteChips, rowNotes, type RowNotes } from './row-notes.js';
import { fieldsPreview } from './row-text.js';
import { exactMs, fullTime, timeText } from './time-format.js';
import type { RowElement } from './virtual-rows.js';

/** Characters of a name that fit a row, and that its title has room for. Whoever wrote the row may have sent megabytes. */
const NAME_CHARS = 200;
const TITLE_CHARS = 1_000;

/** One row element, and what it shows at present. */
export class EntryRow {
  readonly element: RowElement = make('div', 'row');
  readonly #lead = make('span', 'lead');
  readonly #time = make('time', 'time');
  readonly #main = document.createTextNode('');
  readonly #fraction = make('span', 'fraction');
  readonly #fractionText = document.createTextNode('');
  readonly #severity = make('span', 'severity');
  readonly #word = make('span', 'word');
  readonly #wordText = document.createTextNode('');
  readonly #node = make('span', 'node');
  readonly #nodeText = document.createTextNode('');
  readonly #body = make('span', 'body');
  readonly #message: MessageCell;
  #toggle: HTMLButtonElement | null = null;
  #actions: HTMLElement | null = null;
  #icon: Element | null = null;
  #iconName = '';
  #hasExtras = false;
  #hasDetails = false;
  #hasTitles = false;
  #isPointedAt = false;
  #isSelected = false;
  #entry: LogEntry | null = null;
  #context: RowContext | null = null;

  constructor() {
    for (const cell of [this.#lead, this.#time, this.#severity, this.#node, this.#body]) {
      cell.setAttribute('role', 'gridcell');
      this.element.append(cell);
    }
    this.element.setAttribute('role', 'row');
    this.element.setAttribute('aria-selected', 'false');
    this.#time.setAttribute('part', 'time');
    this.#severity.setAttribute('part', 'severity');
    const message = make('span', 'message');
    message.setAttribute('part', 'message');
    this.#message = new MessageCell(message);
    this.#fraction.append(this.#fractionText);
    this.#word.append(this.#wordText);
    this.#time.append(this.#main, this.#fraction);
    this.#severity.append(this.#word);
    this.#node.append(this.#nodeText);
    this.#body.append(message);
  }

  /** Shows `entry`. What is shown already is left alone. */
  show(entry: LogEntry, place: RowPlace, context: RowContext): void {
    this.#entry = entry;
    this.#context = context;
    const { element } = this;
    const expanded = context.expanded.has(entry.seq);
    const active = context.activeSeq === entry.seq;
    element.rowSeq = entry.seq;
    element.hasFixedHeight = !expanded && !context.wrap;
    setAttribute(element, 'id', `row-${entry.seq}`);
    setAttribute(element, 'aria-rowindex', String(place.index + 1));
    this.#showSeverity(entry, context);
    const notes = rowNotes(entry, place.previous, context);
    this.#showClasses(entry, expanded, active, context, notes !== null && notes.pauseMs !== null);
    this.#showTime(entry, place, context);
    setText(this.#nodeText, entry.nodeId === null ? '' : briefText(entry.nodeId, NAME_CHARS));
    this.#showBody(entry, expanded, active, context, notes);
    this.#showDetails(entry, expanded, context);
    this.#showTools();
  }

  /** Says whether the pointer is on the row; brings its buttons and titles. */
  set pointedAt(is: boolean) {
    if (is === this.#isPointedAt) return;
    this.#isPointedAt = is;
    this.#showTools();
  }

  #showSeverity(entry: LogEntry, context: RowContext): void {
    const { strings } = context;
    const { severity, guessed } = entry;
    setText(this.#wordText, strings.levelWords[severity]);
    const name = strings.levels[severity];
    let title = name;
    if (guessed) title = `${name} (${strings.levelGuessed})`;
    if (severity === 'unknown') title = strings.levelUnknown;
    if (this.#severity.title !== title) this.#severity.title = title;
    const iconName = guessed ? `${severity}?` : severity;
    if (iconName === this.#iconName) return;
    this.#iconName = iconName;
    setClass(this.#severity, guessed ? 'severity guessed' : 'severity');
    this.element.setAttribute('part', `row row-${severity}`);
    const icon = iconOf(severity, guessed);
    if (this.#icon === null) this.#severity.prepend(icon);
    else this.#icon.replaceWith(icon);
    this.#icon = icon;
  }

  #showClasses(
    entry: LogEntry,
    expanded: boolean,
    active: boolean,
    context: RowContext,
    isAfterPause: boolean,
  ): void {
    let names = `row s-${entry.severity}`;
    if (expanded) names += ' expanded';
    else if (!context.wrap) names += ' line';
    if (isAfterPause) names += ' after-pause';
    if (active) names += ' active';
    if (context.isHit?.(entry.seq) === true) names += ' hit';
    if (context.currentHitSeq === entry.seq) names += ' current-hit';
    if (entry.malformed !== undefined) names += ' malformed';
    const isSelected = context.isSelected(entry.seq);
    if (isSelected) names += ' selected';
    if (isSelected !== this.#isSelected) {
      this.#isSelected = isSelected;
      this.element.setAttribute('aria-selected', isSelected ? 'true' : 'false');
    }
    setClass(this.element, names);
  }

  #showTime(entry: LogEntry, place: RowPlace, context: RowContext): void {
    if (context.formatTime !== undefined) {
      setText(this.#main, context.formatTime(entry));
      setText(this.#fractionText, '');
      return;
    }
    const { main, fraction } = timeText(entry.createdAt, {
      format: context.timeFormat,
      locale: context.locale,
      startMs: context.startMs,
      previousMs: context.timeFormat === 'delta' ? exactMs(place.previous?.createdAt ?? '') : null,
    });
    setText(this.#main, main);
    setText(this.#fractionText, fraction);
  }

  #showBody(
    entry: LogEntry,
    expanded: boolean,
    active: boolean,
    context: RowContext,
    notes: RowNotes | null,
  ): void {
    const parts = messageSegments(entry.message, context.rangesOf(entry), {
      maxChars: expanded ? EXPANDED_CHARS : COLLAPSED_CHARS,
      maxLines: expanded || context.wrap ? Infinity : 1,
      isBrief: context.isBrief && !expanded,
    });
    this.#message.show(parts.segments, active);
    const preview = expanded || context.isBrief ? '' : fieldsPreview(entry);
    const fold = context.folds.size === 0 ? undefined : context.folds.get(entry.seq);
    const hasExtras =
      parts.hiddenLines > 0 ||
      preview !== '' ||
      (expanded && parts.hiddenChars > 0) ||
      notes !== null ||
      entry.malformed !== undefined ||
      fold !== undefined;
    if (!hasExtras && !this.#hasExtras) return;
    this.#hasExtras = hasExtras;
    const extras = hasExtras
      ? rowExtras(entry, { parts, preview, expanded, notes, fold }, context)
      : nothing;
    render(extras, this.#body);
  }

  #showDetails(entry: LogEntry, expanded: boolean, context: RowContext): void {
    if (!expanded && !this.#hasDetails) return;
    this.#hasDetails = expanded;
    render(expanded ? rowDetails(entry, context) : nothing, this.element);
  }

  /** What a row has only where somebody looks at it; a toggle also where there is more than is shown. */
  #showTools(): void {
    const [entry, context] = [this.#entry, this.#context];
    if (entry === null || context === null) return;
    const expanded = context.expanded.has(entry.seq);
    const isLookedAt = this.#isPointedAt || context.activeSeq === entry.seq;
    const hasMore = (!context.isBrief || expanded || isLookedAt) && hasMoreThanShown(entry);
    this.#showToggle(hasMore || expanded || isLookedAt, hasMore, expanded, context);
    this.#showTitles(isLookedAt, entry, context);
    this.#showActions(isLookedAt, context);
  }

  #showToggle(needed: boolean, hasMore: boolean, expanded: boolean, context: RowContext): void {
    if (!needed) {
      this.#toggle?.remove();
      this.#toggle = null;
      return;
    }
    let toggle = this.#toggle;
    if (toggle === null) {
      toggle = this.#toggle = make('button', '');
      toggle.type = 'button';
      toggle.tabIndex = -1;
      toggle.dataset['action'] = 'toggle';
      this.#lead.append(toggle);
    }
    setClass(toggle, hasMore ? 'toggle has-more' : 'toggle');
    setAttribute(toggle, 'aria-expanded', String(expanded));
    const { collapse, expand } = context.strings;
    setAttribute(toggle, 'aria-label', expanded ? collapse : expand);
  }

  #showActions(needed: boolean, context: RowContext): void {
    if (!needed) {
      this.#actions?.remove();
      this.#actions = null;
      return;
    }
    if (this.#actions === null) {
      this.#actions = make('span', 'actions');
      this.#actions.setAttribute('role', 'gridcell');
      this.element.append(this.#actions);
    }
    render(rowButtons(context), this.#actions);
  }

  #showTitles(needed: boolean, entry: LogEntry, context: RowContext): void {
    if (!needed && !this.#hasTitles) return;
    this.#hasTitles = needed;
    this.#time.title = needed ? fullTime(entry.createdAt, context.locale) : '';
    this.#node.title = needed && entry.nodeId !== null ? briefText(entry.nodeId, TITLE_CHARS) : '';
  }
}

function hasMoreThanShown({ fields, message }: LogEntry): boolean {
  return (
    fields !== null || isLongMessage(message) || looksLikeJson(message) || rewritesItself(message)
  );
}

/** What there may be beside the message. */
interface RowExtras {
  readonly parts: MessageParts;
  readonly preview: string;
  readonly expanded: boolean;
  readonly notes: RowNotes | null;
  readonly fold: RowFold | undefined;
}

/** What few rows have beside their message. */
function rowExtras(
  entry: LogEntry,
  { parts, preview, expanded, notes, fold }: RowExtras,
  context: RowContext,
): TemplateResult {
  const { strings, formatNumber, locale } = context;
  return html`${
    parts.hiddenLines > 0
      ? html`<button class="fold" type="button" tabindex="-1" data-action="toggle">
          ${strings.moreLines(formatNumber(parts.hiddenLines))}
        </button>`
      : nothing
  }${preview === '' ? nothing : html`<span class="preview" dir="auto">${preview}</span>`}${
    expanded && parts.hiddenChars > 0
      ? html`<span class="clamped">${strings.moreChars(formatNumber(parts.hiddenChars))}</span>`
      : nothing
  }${
    entry.malformed === undefined
      ? nothing
      : html`<span class="malformed-note"
          >${strings.malformed(briefText(entry.malformed, NAME_CHARS))}</span
        >`
  }${notes === null ? nothing : rowNoteChips(notes, strings, locale)}${
    fold === undefined ? nothing : foldBadge(fold, context)
  }`;
}

function rowButtons({ rowActions, strings, hasContext }: RowContext): TemplateResult {
  return html`${rowActions.map(
      (action, index) =>
        html`<button type="button" tabindex="-1" data-action="host" data-index=${index}>
          ${action.label}
        </button>`,
    )}${
      hasContext
        ? html`<button
            type="button"
            tabindex="-1"
            data-action="context"
            aria-label=${strings.query.contextShow}
            title=${withKey(strings.query.contextShow, 'context', strings)}
          >
            ${icon('context')}
          </button>`
        : nothing
    }<button
      type="button"
      tabindex="-1"
      data-action="copy"
      aria-label=${strings.copyRow}
      title=${strings.copyRow}
    >
      ${icon('copy')}
    </button>`;
}

const icons = new Map<string, Element>();

/** A copy of the severity's icon. */
function iconOf(severity: Severity, guessed: boolean): Element {
  const key = guessed ? `${severity}?` : severity;
  let original = icons.get(key);
  if (original === undefined) {
    const container = document.createElement('div');
    render(severityIcon(severity, guessed), container);
    original = container.firstElementChild as Element;
    icons.set(key, original);
  }
  return original.cloneNode(true) as Element;
}

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.className = className;
  return element;
}

// Writing what stands there already is not free: the browser takes it for a change.

function setText(node: Text, text: string): void {
  if (node.data !== text) node.data = text;
}

function setClass(element: Element, names: string): void {
  if (element.className !== names) element.className = names;
}

function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
