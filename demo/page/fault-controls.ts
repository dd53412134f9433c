/** Buttons that break Realtime, and what is broken at the moment. */
import { breakRealtime, type DemoConfig, type DemoState } from './api.js';
import { build, button } from './build.js';

/** How long a fault lasts, in seconds: long enough to see every state that follows from it. */
const FAULT_SECONDS = 20;

const NOTHING = 'Nothing is broken.';
const WHAT = {
  down: 'Realtime refuses connections',
  silent: 'messages are lost in silence',
} as const;

export class FaultControls {
  readonly #canBreak: boolean;
  readonly #status = build('p', { className: 'note', role: 'status' });

  constructor(
    container: HTMLElement,
    config: DemoConfig,
    onError: (error: unknown) => void,
    refresh: () => Promise<void>,
  ) {
    this.#canBreak = config.canBreakRealtime;
    const act = (label: string, action: () => Promise<unknown>): HTMLButtonElement =>
      button(label, () => action().then(refresh), onError);
    const buttons = [
      act('Cut the sockets', () => breakRealtime('drop')),
      act(`Stop Realtime for ${FAULT_SECONDS} s`, () => breakRealtime('down', FAULT_SECONDS)),
      act(`Lose messages for ${FAULT_SECONDS} s`, () => breakRealtime('silent', FAULT_SECONDS)),
      act('Repair now', () => breakRealtime('clear')),
    ];
    container.append(
      build('h2', {}, 'Break things'),
      build('div', { className: 'row' }, ...buttons),
      this.#status,
    );
    this.#status.textContent = NOTHING;
    if (config.canBreakRealtime) return;
    for (const element of buttons) element.disabled = true;
    this.#status.textContent =
      'This is a real project, which cannot be broken from here. Unset SUPABASE_URL and start again to try these.';
  }

  update(faults: DemoState['faults']): void {
    if (faults.length === 0) {
      if (this.#canBreak) this.#status.textContent = NOTHING;
      return;
    }
    this.#status.textContent = faults
      .map(({ kind, endsAtMs }) => `${WHAT[kind]} for ${secondsUntil(endsAtMs)} s more`)
      .join('; ');
  }
}

const secondsUntil = (timeMs: number): number =>
  Math.max(0, Math.ceil((timeMs - Date.now()) / 1000));
