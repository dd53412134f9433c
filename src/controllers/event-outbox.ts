/** Events on their way to the host: one of a kind per frame, the newest wins. A burst must not become a burst of events. */
import { FrameBatcher } from './frame-batcher.js';

/** Holds events until the next frame. */
export class EventOutbox {
  readonly #target: EventTarget;
  readonly #waiting = new Map<string, Event>();
  readonly #frames = new FrameBatcher(() => {
    this.#send();
  });

  constructor(target: EventTarget) {
    this.#target = target;
  }

  /**
   * Sends the event with the next frame.
   *
   * @param kind - what it replaces if it is still waiting. Default: its type
   */
  post(event: Event, kind: string = event.type): void {
    this.#waiting.delete(kind);
    this.#waiting.set(kind, event);
    this.#frames.request();
  }

  /** Forgets what is waiting: the element has left the page. */
  clear(): void {
    this.#waiting.clear();
    this.#frames.cancel();
  }

  #send(): void {
    const due = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const event of due) this.#target.dispatchEvent(event);
  }
}
