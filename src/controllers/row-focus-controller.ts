/**
 * Keeps the keyboard in the list when the row that had the focus is scrolled away: its element is taken out or shows
 * another row, and the focus would be at the page, or in a row that the reader never went to.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Where the rows are. */
export interface RowFocusHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** What it asks for. */
export interface RowFocusPorts {
  /** seq of the row that an element is in; `null` when it is in none. */
  seqOf(element: Element): number | null;
  /** The row with the focus is gone. */
  onLost(): void;
}

/** Watches the focus inside rows. */
export class RowFocusController implements ReactiveController {
  readonly #host: RowFocusHost;
  readonly #ports: RowFocusPorts;
  #held: { readonly element: Element; readonly seq: number } | null = null;

  constructor(host: RowFocusHost, ports: RowFocusPorts) {
    this.#host = host;
    this.#ports = ports;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.renderRoot.addEventListener('focusin', this.#handleIn);
    this.#host.renderRoot.addEventListener('focusout', this.#handleOut);
  }

  hostDisconnected(): void {
    this.#host.renderRoot.removeEventListener('focusin', this.#handleIn);
    this.#host.renderRoot.removeEventListener('focusout', this.#handleOut);
    this.#held = null;
  }

  hostUpdated(): void {
    this.check();
  }

  /** Other rows are rendered than before, outside of an update of the host. */
  readonly check = (): void => {
    const held = this.#held;
    if (held === null) return;
    if (held.element.isConnected && this.#ports.seqOf(held.element) === held.seq) return;
    this.#held = null;
    this.#ports.onLost();
  };

  readonly #handleIn = ({ target }: Event): void => {
    const element = target instanceof Element ? target : null;
    const seq = element === null ? null : this.#ports.seqOf(element);
    this.#held = element === null || seq === null ? null : { element, seq };
  };

  readonly #handleOut = (): void => {
    const held = this.#held;
    // Some browsers tell of a focus that is lost because its element is taken out, before it is.
    queueMicrotask(() => {
      this.check();
      const isElsewhere = this.#held === held && held?.element !== this.#focused;
      if (isElsewhere) this.#held = null;
    });
  };

  get #focused(): Element | null {
    const root = this.#host.renderRoot;
    return root instanceof ShadowRoot ? root.activeElement : null;
  }
}
