/** Choosing a run, and telling its worker how fast to write and when to end. */
import { actOnRun, startRun, type DemoConfig, type DemoRun } from './api.js';
import { build, button } from './build.js';

/** What the controls tell the page. */
export interface RunControlsOptions {
  readonly config: DemoConfig;
  readonly onChosen: (runId: string) => void;
  readonly onError: (error: unknown) => void;
  /** Called after each action, because the list of runs may have changed. */
  readonly refresh: () => Promise<void>;
}

const MAX_RATE = 2000;
/** Steps of the slider; its scale is logarithmic, so that 1 and 2,000 rows/s are both within reach. */
const SLIDER_STEPS = 100;
const START_RATE = 10;
const BURSTS = [100, 2000, 20_000];

const rateAt = (step: number): number => Math.round(MAX_RATE ** (step / SLIDER_STEPS));
const stepOf = (rate: number): number =>
  Math.round((Math.log(Math.max(1, rate)) / Math.log(MAX_RATE)) * SLIDER_STEPS);
const plural = (count: number): string => `${count.toLocaleString('en')} rows`;

export class RunControls {
  readonly #options: RunControlsOptions;
  readonly #picker = build('select', { id: 'run-picker' });
  readonly #slider = build('input', {
    id: 'rate',
    type: 'range',
    min: '0',
    max: String(SLIDER_STEPS),
    value: String(stepOf(START_RATE)),
  });
  readonly #rateText = build('output', { className: 'number' });
  readonly #onlyWhileRunning: HTMLButtonElement[];
  #runs: readonly DemoRun[] = [];
  #runId = '';

  constructor(container: HTMLElement, options: RunControlsOptions) {
    this.#options = options;
    const { onError } = options;
    const act = (label: string, action: () => Promise<unknown>): HTMLButtonElement =>
      button(label, () => action().then(options.refresh), onError);
    const finish = (label: string, status: string): HTMLButtonElement =>
      act(label, () => actOnRun(this.#runId, 'finish', { status }));
    const bursts = BURSTS.map((rows) =>
      act(`+ ${plural(rows)}`, () => actOnRun(this.#runId, 'burst', { rows })),
    );
    const ends = [
      finish('Succeed', 'succeeded'),
      finish('Fail', 'failed'),
      finish('Cancel', 'canceled'),
    ];
    this.#onlyWhileRunning = [...bursts, ...ends];
    const create = act('New run', () => this.#startRun());

    this.#picker.addEventListener('change', () => this.choose(this.#picker.value));
    this.#slider.addEventListener('input', () => this.#showRate());
    this.#slider.addEventListener('change', () => void this.#setRate());
    container.append(
      build('h2', {}, 'Run'),
      build('div', { className: 'row' }, label('Run', 'run-picker'), this.#picker, create),
      build('div', { className: 'row' }, label('Rate', 'rate'), this.#slider, this.#rateText),
      build('div', { className: 'row' }, label('Burst'), ...bursts),
      build('div', { className: 'row' }, label('End it'), ...ends),
    );
    this.#showRate();
  }

  /** Shows the runs as they are now, and chooses the newest if none is chosen. */
  update(runs: readonly DemoRun[]): void {
    this.#runs = runs;
    const known = new Map([...this.#picker.options].map((option) => [option.value, option]));
    for (const [index, run] of runs.entries()) {
      const option = known.get(run.id) ?? build('option', { value: run.id });
      option.textContent = `${run.workflow} · ${run.id.slice(0, 8)} · ${run.status} · ${plural(run.lastSeq)}`;
      if (this.#picker.options[index] !== option) {
        this.#picker.insertBefore(option, this.#picker.options[index] ?? null);
      }
    }
    // Chosen by address, and not one of the simulator's: it may be denied, which is worth seeing.
    if (this.#runId !== '' && this.#current === undefined && !known.has(this.#runId)) {
      this.#picker.append(build('option', { value: this.#runId }, `other run · ${this.#runId}`));
    }
    this.#picker.value = this.#runId;
    const isRunning = this.#current?.status === 'running';
    for (const element of this.#onlyWhileRunning) element.hidden = !isRunning;
    this.#slider.disabled = !isRunning;
    if (document.activeElement !== this.#slider) this.#showRunsRate();
  }

  choose(runId: string): void {
    if (runId === this.#runId) return;
    this.#runId = runId;
    this.#picker.value = runId;
    this.#showRunsRate();
    this.#options.onChosen(runId);
  }

  get #current(): DemoRun | undefined {
    return this.#runs.find((run) => run.id === this.#runId);
  }

  async #startRun(): Promise<void> {
    const [workflow] = this.#options.config.workflows;
    if (workflow === undefined) return;
    const run = await startRun(workflow.id, rateAt(this.#slider.valueAsNumber));
    await this.#options.refresh();
    this.choose(run.id);
  }

  async #setRate(): Promise<void> {
    try {
      await actOnRun(this.#runId, 'rate', { rate: rateAt(this.#slider.valueAsNumber) });
      await this.#options.refresh();
    } catch (error) {
      this.#options.onError(error);
    }
  }

  #showRunsRate(): void {
    const rate = this.#current?.rate ?? 0;
    if (rate > 0) this.#slider.value = String(stepOf(rate));
    this.#showRate();
  }

  #showRate(): void {
    const text = `${rateAt(this.#slider.valueAsNumber).toLocaleString('en')} rows/s`;
    this.#rateText.value = text;
    this.#slider.setAttribute('aria-valuetext', text);
  }
}

function label(text: string, htmlFor?: string): HTMLElement {
  return htmlFor === undefined
    ? build('span', { className: 'caption' }, text)
    : build('label', { className: 'caption', htmlFor }, text);
}
