/** A beat once a second while the host is in the page, for what changes by time alone. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Clock } from '../core/clock.js';
import { SYSTEM_CLOCK } from '../source/system-clock.js';

/** Between two beats, in milliseconds. Health is promised once a second at most. */
const BEAT_MS = 1_000;

/** Calls its listener on each beat. */
export class PulseController implements ReactiveController {
  readonly #onBeat: () => void;
  readonly #clock: Clock;
  #cancel: (() => void) | null = null;

  constructor(host: ReactiveControllerHost, onBeat: () => void, clock: Clock = SYSTEM_CLOCK) {
    this.#onBeat = onBeat;
    this.#clock = clock;
    host.addController(this);
  }

  hostConnected(): void {
    this.#cancel ??= this.#next();
  }

  hostDisconnected(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #next(): () => void {
    return this.#clock.after(BEAT_MS, () => {
      this.#cancel = this.#next();
      this.#onBeat();
    });
  }
}
