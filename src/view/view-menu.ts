/**
 * The menu behind the three dots: what is wanted now and then, and what the toolbar has no room for. It is a list of
 * sections; to put a command into it, add one entry to `menuSections()`. Its key, if it has one, is shown by itself.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { ViewCommand } from './commands.js';
import { icon, type IconName } from './icons.js';
import { jumpBox } from './jump-box.js';
import { keyOfCommand } from './key-bindings.js';
import { ariaKey, keyCaps } from './key-caps.js';
import type { ToolbarHandlers, ToolbarModel } from './log-toolbar.js';
import type { LogStreamStrings } from './strings.js';
import { TIME_FORMATS, type TimeFormat } from './time-format.js';

/** A command in the menu. */
interface MenuItem {
  readonly command: ViewCommand;
  readonly picture: IconName;
  readonly label: string;
  /** For what is on or off; `undefined` for what only acts. */
  readonly pressed?: boolean;
}

/** Commands under a heading; `null` for those that need none. */
interface MenuSection {
  readonly heading: string | null;
  readonly items: readonly MenuItem[];
}

/** What the menu offers, above the time formats and below them. */
function menuSections({
  strings,
  wrap,
  minimap,
  histogram,
  patterns,
  fold,
  reading,
  search,
  context,
}: ToolbarModel): readonly MenuSection[] {
  return [
    {
      heading: null,
      items: [
        { command: 'wrap', picture: 'wrap', label: strings.wrap, pressed: wrap },
        { command: 'reading', picture: 'book', label: strings.reading, pressed: reading },
        {
          command: 'search-mode',
          picture: 'filter',
          label: strings.searchFilter,
          pressed: search.mode === 'filter',
        },
        ...(context.isOpen || context.isPossible ? [contextItem(context.isOpen, strings)] : []),
        { command: 'minimap', picture: 'minimap', label: strings.minimap, pressed: minimap },
        {
          command: 'histogram',
          picture: 'histogram',
          label: strings.histogram,
          pressed: histogram,
        },
        {
          command: 'patterns',
          picture: 'patterns',
          label: strings.patterns.open,
          pressed: patterns,
        },
        { command: 'fold', picture: 'fold', label: strings.patterns.fold, pressed: fold },
        { command: 'jump', picture: 'clock', label: strings.jump },
        { command: 'mark', picture: 'flag', label: strings.mark },
        { command: 'copy', picture: 'copy', label: strings.copyShown },
        { command: 'take-away', picture: 'download', label: strings.taking.open },
      ],
    },
    {
      heading: null,
      items: [{ command: 'keys', picture: 'keyboard', label: strings.keys }],
    },
  ];
}

/** For fingers, which have no buttons on the rows. */
function contextItem(isOpen: boolean, { query }: LogStreamStrings): MenuItem {
  const label = isOpen ? query.contextBack : query.contextShow;
  return { command: 'context', picture: 'context', label };
}

/** The button with the three dots, and the menu while it is open. */
export function viewMenu(model: ToolbarModel, handlers: ToolbarHandlers): TemplateResult {
  const { strings } = model;
  const isOpen = model.popup === 'menu';
  return html`<div class="popup-anchor">
    <button
      type="button"
      class="control"
      data-command="menu"
      title=${strings.more}
      aria-label=${strings.more}
      aria-expanded=${isOpen ? 'true' : 'false'}
      @click=${() => {
        handlers.onCommand('menu');
      }}
    >
      ${icon('more')}
    </button>
    ${isOpen ? openMenu(model, handlers) : nothing}
    ${model.popup === 'jump' ? jumpBox(model.jumpProblem, strings, handlers) : nothing}
  </div>`;
}

function openMenu(model: ToolbarModel, handlers: ToolbarHandlers): TemplateResult {
  const { strings } = model;
  const [first, ...rest] = menuSections(model).map((section) =>
    menuSection(section, strings, handlers),
  );
  return html`<div class="menu" role="group" aria-label=${strings.more} @keydown=${handleMenuKey}>
    ${first}
    <hr />
    <div class="menu-heading" id="time-heading">${strings.timeFormat}</div>
    <div role="radiogroup" aria-labelledby="time-heading">
      ${TIME_FORMATS.map((format) => timeItem(format, model, handlers))}
    </div>
    ${rest.map(
      (section) =>
        html`<hr />
          ${section}`,
    )}
  </div>`;
}

function menuSection(
  { heading, items }: MenuSection,
  strings: LogStreamStrings,
  handlers: ToolbarHandlers,
): TemplateResult {
  return html`${heading === null ? nothing : html`<div class="menu-heading">${heading}</div>`}
  ${items.map((item) => menuItem(item, strings, handlers))}`;
}

function menuItem(
  { command, picture, label, pressed }: MenuItem,
  strings: LogStreamStrings,
  handlers: ToolbarHandlers,
): TemplateResult {
  const key = keyOfCommand(command);
  return html`<button
    type="button"
    class="menu-item"
    aria-pressed=${pressed === undefined ? nothing : pressed ? 'true' : 'false'}
    aria-keyshortcuts=${ariaKey(command) ?? nothing}
    @click=${() => {
      handlers.onCommand(command);
    }}
  >
    ${icon(picture)}<span>${label}</span>${pressed === true ? icon('check') : nothing}${
      key === undefined
        ? nothing
        : html`<span class="menu-key" aria-hidden="true">${keyCaps(key, strings).join(' ')}</span>`
    }
  </button>`;
}

function timeItem(
  format: TimeFormat,
  model: ToolbarModel,
  handlers: ToolbarHandlers,
): TemplateResult {
  const checked = model.timeFormat === format;
  return html`<button
    type="button"
    class="menu-item"
    role="radio"
    aria-checked=${checked ? 'true' : 'false'}
    @click=${() => {
      handlers.onTimeFormat(format);
    }}
  >
    <span class="indent"></span
    ><span>${model.strings.timeFormats[format]}</span>${checked ? icon('check') : nothing}
  </button>`;
}

/** Arrows go from item to item, as in any menu; everything else is left alone. */
function handleMenuKey(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const { currentTarget: menu, target } = event;
  if (step === 0 || !(menu instanceof HTMLElement) || !(target instanceof HTMLElement)) return;
  const items = [...menu.querySelectorAll<HTMLElement>('.menu-item')];
  const place = items.findIndex((item) => item === target.closest('.menu-item'));
  items.at((place + step + items.length) % items.length)?.focus();
  event.preventDefault();
}
