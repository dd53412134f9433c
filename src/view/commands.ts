/**
 * What a reader can ask of the view, under one name each, whether it comes from a key, a button or the menu; and
 * which keys ask for what. The keys work only while the focus is inside the widget.
 */

/** What opens next to its button and closes when the reader turns elsewhere; at most one is open. */
export type PopupName = 'menu' | 'stream-details';

/** A request of the reader. */
export type ViewCommand =
  | 'row-previous'
  | 'row-next'
  | 'page-previous'
  | 'page-next'
  | 'row-first'
  | 'row-last'
  | 'extend-previous'
  | 'extend-next'
  | 'select-all'
  | 'toggle-row'
  | 'open-row'
  | 'close-row'
  | 'next-error'
  | 'previous-error'
  | 'next-warning'
  | 'previous-warning'
  | 'search'
  | 'next-hit'
  | 'previous-hit'
  | 'search-mode'
  | 'clear-query'
  | 'clear-filters'
  | 'follow'
  | 'to-end'
  | 'pause'
  | 'wrap'
  | 'copy'
  | 'keys'
  | PopupName
  | 'escape'
  | 'reconnect'
  | 'load-older';

/** True for a command that opens or closes something. */
export function isPopup(command: ViewCommand): command is PopupName {
  return command === 'menu' || command === 'stream-details';
}

const LIST_KEYS: Readonly<Record<string, ViewCommand>> = {
  ArrowUp: 'row-previous',
  ArrowDown: 'row-next',
  k: 'row-previous',
  j: 'row-next',
  PageUp: 'page-previous',
  PageDown: 'page-next',
  Home: 'row-first',
  End: 'row-last',
  Enter: 'toggle-row',
  ' ': 'toggle-row',
  ArrowRight: 'open-row',
  ArrowLeft: 'close-row',
  e: 'next-error',
  E: 'previous-error',
  w: 'next-warning',
  W: 'previous-warning',
  '/': 'search',
  n: 'next-hit',
  N: 'previous-hit',
  f: 'follow',
  p: 'pause',
  c: 'copy',
  '?': 'keys',
  Escape: 'escape',
  'Shift+ArrowUp': 'extend-previous',
  'Shift+ArrowDown': 'extend-next',
};

const SEARCH_KEYS: Readonly<Record<string, ViewCommand>> = {
  Enter: 'next-hit',
  'Shift+Enter': 'previous-hit',
  Escape: 'escape',
};

/** Where the focus is. */
export type KeyPlace = 'list' | 'search' | 'elsewhere';

/** The command of a key press, if it has one there. Keys with Ctrl, Alt or Meta belong to the browser, bar three. */
export function commandOfKey(event: KeyboardEvent, place: KeyPlace): ViewCommand | undefined {
  if (event.isComposing || event.altKey) return undefined;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) {
    if (key === 'f' && !event.shiftKey) return 'search';
    if (place !== 'list') return undefined;
    if (key === 'c') return 'copy';
    return key === 'a' ? 'select-all' : undefined;
  }
  if (place === 'elsewhere') return event.key === 'Escape' ? 'escape' : undefined;
  const named = event.shiftKey && event.key.length > 1 ? `Shift+${event.key}` : event.key;
  const keys = place === 'list' ? LIST_KEYS : SEARCH_KEYS;
  return Object.hasOwn(keys, named) ? keys[named] : undefined;
}
