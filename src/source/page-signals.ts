/** What a page says of its own life, in the browser's events. What follows from it is decided elsewhere. */

/** Something that happened to the page. */
export type PageSignal =
  /** It is not to be seen any more: another tab, another window, a locked screen. */
  | 'hidden'
  | 'shown'
  /** It is being put away whole, into the back/forward cache or by the system; no code runs until `thawed`. */
  | 'frozen'
  | 'thawed'
  /** The machine has no network. Its absence says nothing. */
  | 'offline'
  | 'online';

/** A page, as far as its life goes. */
export interface PageSignals {
  readonly isHidden: boolean;
  readonly isOffline: boolean;
  /** Calls `listener` for whatever happens, until the returned function is called. */
  listen(listener: (signal: PageSignal) => void): () => void;
}

/** Where there is no page: never hidden, never away. */
const NO_PAGE: PageSignals = { isHidden: false, isOffline: false, listen: () => () => undefined };

/** The page that this runs in. */
export function pageSignals(): PageSignals {
  if (typeof document === 'undefined' || typeof window === 'undefined') return NO_PAGE;
  return {
    get isHidden() {
      return document.visibilityState === 'hidden';
    },
    get isOffline() {
      return !navigator.onLine;
    },
    listen: listenToPage,
  };
}

function listenToPage(listener: (signal: PageSignal) => void): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const on = (target: EventTarget, type: string, read: () => PageSignal): void =>
    // Capturing, to hear of a thaw before the connection's own library does.
    target.addEventListener(type, () => listener(read()), { signal, capture: true });
  on(document, 'visibilitychange', () =>
    document.visibilityState === 'hidden' ? 'hidden' : 'shown',
  );
  // `pagehide` and `pageshow` frame a stay in the back/forward cache, `freeze` and `resume` one in a sleeping tab.
  on(window, 'pagehide', () => 'frozen');
  on(window, 'pageshow', () => 'thawed');
  on(document, 'freeze', () => 'frozen');
  on(document, 'resume', () => 'thawed');
  on(window, 'offline', () => 'offline');
  on(window, 'online', () => 'online');
  return () => {
    controller.abort();
  };
}
