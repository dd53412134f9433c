/**
 * What a reader can ask of the view, under one name each, whether it comes from a key, a button or the menu. A new one
 * gets its name here, what it does in `log-stream-reader.ts`, and where wanted a key in `key-bindings.ts`, a button in
 * `log-toolbar.ts`, or an entry in `view-menu.ts`.
 */

/** What opens next to its button and closes when the reader turns elsewhere; at most one is open. */
export type PopupName = 'menu' | 'stream-details' | 'take-away' | 'jump' | 'query-builder';

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
  | 'extend-page-previous'
  | 'extend-page-next'
  | 'extend-first'
  | 'extend-last'
  | 'select-all'
  | 'select-row'
  | 'clear-selection'
  | 'toggle-row'
  | 'open-row'
  | 'close-row'
  | 'next-error'
  | 'previous-error'
  | 'next-warning'
  | 'previous-warning'
  | 'mark'
  | 'next-mark'
  | 'previous-mark'
  | 'remove-mark'
  | 'search'
  | 'next-hit'
  | 'previous-hit'
  | 'search-mode'
  | 'context'
  | 'clear-query'
  | 'search-run'
  | 'cancel-run-search'
  | 'clear-filters'
  | 'follow'
  | 'to-end'
  | 'pause'
  | 'wrap'
  | 'reading'
  | 'minimap'
  | 'histogram'
  | 'patterns'
  | 'fold'
  | 'copy'
  | 'copy-diagnostics'
  | 'keys'
  | PopupName
  | 'escape'
  | 'reconnect'
  | 'load-older'
  | 'load-newer'
  | 'to-start'
  | 'retry-place';

const POPUPS: ReadonlySet<ViewCommand> = new Set<PopupName>([
  'menu',
  'stream-details',
  'take-away',
  'jump',
  'query-builder',
]);

/** True for a command that opens or closes something. */
export function isPopup(command: ViewCommand): command is PopupName {
  return POPUPS.has(command);
}
