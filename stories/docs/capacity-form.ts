/** The capacity sheet as a form: fields in, what they need and which plans have it out. It reckons nothing by itself. */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { needOf, PLANS, shortagesOf, type Load, type Need } from './capacity.js';

interface Field {
  readonly name: keyof Load;
  readonly label: string;
  readonly value: number;
}

const FIELDS: readonly Field[] = [
  { name: 'runs', label: 'Runs written and watched at once', value: 5 },
  { name: 'rowsPerSecondOfARun', label: 'Rows a second, each run', value: 200 },
  { name: 'rowsPerStatement', label: 'Rows a statement', value: 100 },
  { name: 'viewersOfARun', label: 'Viewers of each run', value: 3 },
  { name: 'bytesPerRow', label: 'Bytes a row', value: 258 },
  { name: 'messagesPerSecondOfARun', label: 'log_messages_per_second()', value: 10 },
];

const round = (value: number, digits = 1): string =>
  value.toLocaleString('en', { maximumFractionDigits: value < 1 ? 3 : digits });
const bytes = (value: number): string =>
  value < 1e6 ? `${round(value / 1e3)} kB` : value < 1e9 ? `${round(value / 1e6)} MB` : `${round(value / 1e9)} GB`; // prettier-ignore

const ROWS: readonly (readonly [label: string, read: (need: Need) => string])[] = [
  ['Announcements a second, each run', (need) => round(need.announcementsOfARun, 2)],
  ['… of them without rows, which viewers read', (need) => `${round(100 * need.pointerShare)} %`],
  ['Longest wait for the next announcement', (need) => `${round(need.waitMs)} ms`],
  ['Messages a second, of the quota', (need) => round(need.messagesPerSecond)],
  ['Connections', (need) => round(need.connections)],
  ['Joins in the busiest second after a restart', (need) => round(need.joinsPerSecond)],
  ['Requests a second, for REST', (need) => round(need.requestsPerSecond, 2)],
  ['Cores of the database', (need) => round(need.databaseCores, 2)],
  ['Cores of Realtime', (need) => round(need.realtimeCores, 2)],
  ['Sent to viewers, a second', (need) => bytes(need.sentBytesPerSecond)],
  ['Stored, a day', (need) => bytes(need.storedBytesPerDay)],
];

/** `<capacity-form>`, for the page of the same name in Storybook. */
export class CapacityForm extends LitElement {
  static override readonly styles = css`
    :host {
      display: block;
      margin-block-end: 2rem;
      font:
        14px/1.5 system-ui,
        sans-serif;
    }
    form {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr));
      gap: 0.75rem;
    }
    label {
      display: grid;
      gap: 0.25rem;
    }
    input {
      font: inherit;
      padding: 0.25rem 0.5rem;
    }
    table {
      border-collapse: collapse;
      margin-block-start: 1rem;
      inline-size: 100%;
    }
    th,
    td {
      border-block-end: 1px solid #8886;
      font-weight: normal;
      padding: 0.25rem 0.5rem;
      text-align: start;
    }
    td {
      font-variant-numeric: tabular-nums;
    }
  `;

  readonly #texts = new Map<keyof Load, string>(
    FIELDS.map(({ name, value }) => [name, String(value)]),
  );

  protected override render(): TemplateResult {
    return html`
      <form @submit=${(event: Event): void => event.preventDefault()}>
        ${FIELDS.map(
          ({ name, label }) =>
            html`<label>
              ${label}
              <input
                inputmode="decimal"
                .value=${this.#texts.get(name) ?? ''}
                @input=${(event: Event): void => this.#handleInput(name, event)}
              />
            </label>`,
        )}
      </form>
      <div role="status">${this.#renderNeed()}</div>
    `;
  }

  #handleInput(name: keyof Load, event: Event): void {
    if (event.target instanceof HTMLInputElement) this.#texts.set(name, event.target.value);
    this.requestUpdate();
  }

  #renderNeed(): TemplateResult {
    try {
      const need = needOf(this.#load());
      return html`
        <table>
          ${ROWS.map(
            ([label, read]) =>
              html`<tr>
                <th scope="row">${label}</th>
                <td>${read(need)}</td>
              </tr>`,
          )}
          ${PLANS.map((plan) => {
            const short = shortagesOf(plan, need);
            return html`<tr>
              <th scope="row">${plan.name}</th>
              <td>${short.length === 0 ? 'enough' : `too few ${short.join(', ')}`}</td>
            </tr>`;
          })}
        </table>
      `;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return html`<p>${error.message}.</p>`;
    }
  }

  #load(): Load {
    const read = (name: keyof Load): number => {
      const text = this.#texts.get(name)?.trim() ?? '';
      return text === '' ? NaN : Number(text);
    };
    return {
      runs: read('runs'),
      rowsPerSecondOfARun: read('rowsPerSecondOfARun'),
      rowsPerStatement: read('rowsPerStatement'),
      viewersOfARun: read('viewersOfARun'),
      bytesPerRow: read('bytesPerRow'),
      messagesPerSecondOfARun: read('messagesPerSecondOfARun'),
    };
  }
}

if (customElements.get('capacity-form') === undefined) {
  customElements.define('capacity-form', CapacityForm);
}

/** The name of the tag, as what a page of documentation imports: an import for its effect alone would be left out. */
export const CAPACITY_FORM = 'capacity-form';
