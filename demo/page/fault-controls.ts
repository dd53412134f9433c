/** Buttons that break Realtime and REST, and what is broken at the moment. */
import { startFault, strike, type DemoConfig, type DemoState, type FaultKind } from './api.js';
import { build, button } from './build.js';

/** How long a fault lasts, in seconds: long enough to see every state that follows from it. */
const FAULT_SECONDS = 20;
/** A socket that says nothing is noticed by its heartbeat only, within half a minute. */
const FREEZE_SECONDS = 45;

const NOTHING = 'Nothing is broken.';
const LASTING: readonly (readonly [kind: FaultKind, label: string, seconds: number])[] = [
  ['down', 'Stop Realtime', FAULT_SECONDS],
  ['hang-up', 'Hang up at once', FAULT_SECONDS],
  ['frozen', 'Freeze the sockets', FREEZE_SECONDS],
  ['silent', 'Lose messages', FAULT_SECONDS],
  ['shuffled', 'Double and shuffle messages', FAULT_SECONDS],
  ['rest', 'Stop REST', FAULT_SECONDS],
];
const WHAT: Readonly<Record<FaultKind, string>> = {
  down: 'Realtime refuses connections',
  'hang-up': 'Realtime hangs up on whoever connects',
  frozen: 'the sockets are frozen',
  silent: 'messages are lost in silence',
  shuffled: 'messages come twice, and in the wrong order',
  rest: 'REST answers with 503',
};

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
      act('Cut the sockets', () => strike('drop')),
      act('Expire the tokens', () => strike('expire')),
      ...LASTING.map(([kind, label, seconds]) =>
        act(`${label} for ${seconds} s`, () => startFault(kind, seconds)),
      ),
      act('Repair now', () => strike('clear')),
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
