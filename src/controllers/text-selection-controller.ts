/**
 * Tells when the reader marks text inside the host, by whatever means: dragging is one, a double click, a long press or
 * a keyboard are others. It knows nothing of what is marked.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Whose text it is. */
export interface TextSelectionHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** Watches the selection while the host is in a page. */
export class TextSelectionController implements ReactiveController {
  readonly #host: TextSelectionHost;
  readonly #onSelect: () => void;

  /** @param onSelect - text inside the host was marked, or more or less of it */
  constructor(host: TextSelectionHost, onSelect: () => void) {
    this.#host = host;
    this.#onSelect = onSelect;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('selectionchange', this.#handleSelectionChange);
  }

  hostDisconnected(): void {
    document.removeEventListener('selectionchange', this.#handleSelectionChange);
  }

  readonly #handleSelectionChange = (): void => {
    const selection = selectionIn(this.#host.renderRoot);
    if (selection?.type === 'Range') this.#onSelect();
  };
}

/** The selection, if it begins inside a shadow tree; `null` if it does not, or if there is none. */
export function selectionIn(root: HTMLElement | DocumentFragment): Selection | null {
  // Chromium tells of a selection inside a shadow tree only through the tree itself.
  const own = (root as { getSelection?: () => Selection | null }).getSelection?.();
  const selection = own ?? document.getSelection();
  const from = selection?.anchorNode ?? null;
  return from !== null && root.contains(from) ? selection : null;
}
