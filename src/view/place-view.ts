/**
 * What tells readers where in the run they are: the line above the first row, and in the footer which rows are held,
 * what goes on meanwhile at the end, and what could not be read.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { LogStreamError } from '../core/errors.js';
import { lastSeqOf, type LogRow } from '../core/log-entry.js';
import type { ViewCommand } from './commands.js';
import type { LogStreamStrings } from './strings.js';

/** Height of the line above the first row, in pixels: one line of small text. The styles go by it too. */
export const LEAD_PX = 26;

/** What is known of the reader's place. */
export interface PlaceFacts {
  readonly rows: readonly LogRow[];
  readonly isAway: boolean;
  readonly canGoAnywhere: boolean;
  readonly reachedStart: boolean;
  readonly isLoadingOlder: boolean;
  readonly isFull: boolean;
  readonly tail: { readonly lastSeq: number | null };
  readonly run: { readonly lastSeq: number } | null;
  readonly place: {
    readonly missed: { readonly rows: number; readonly errors: number };
    readonly reachesTail: boolean;
    readonly failure: {
      readonly error: LogStreamError;
      readonly what: 'older' | 'newer' | 'jump';
    } | null;
    isLoading(what: 'older' | 'newer' | 'jump'): boolean;
  };
}

/** What the footer says of it. */
export interface PlaceModel {
  /** Which rows are held; `null` at the newest ones. */
  readonly held: string | null;
  /** What came in meanwhile. */
  readonly live: string | null;
  readonly newer: 'none' | 'load' | 'loading';
  readonly isGoing: boolean;
  readonly failure: { readonly what: string; readonly why: string } | null;
}

/** The text above the first row; `null` without rows. */
export function leadText(facts: PlaceFacts, strings: LogStreamStrings): string | null {
  if (facts.rows.length === 0) return null;
  if (facts.reachedStart) return strings.startOfRun;
  if (facts.isLoadingOlder) return strings.loadingOlder;
  if (facts.isFull) return strings.bufferFull;
  return facts.place.failure?.what === 'older' ? strings.olderFailed : strings.olderAbove;
}

/** What the footer is to say. */
export function placeModel(
  { rows, isAway, canGoAnywhere, run, tail, place }: PlaceFacts,
  strings: LogStreamStrings,
  formatNumber: (value: number) => string,
): PlaceModel {
  const [first, last] = [rows[0], rows.at(-1)];
  const total = Math.max(run?.lastSeq ?? 0, tail.lastSeq ?? 0);
  const { missed, failure } = place;
  const hasMore = isAway && canGoAnywhere && !place.reachesTail;
  return {
    held:
      !isAway || first === undefined || last === undefined
        ? null
        : strings.rowsHeld(
            formatNumber(Math.ceil(first.seq)),
            formatNumber(lastSeqOf(last)),
            total === 0 ? null : formatNumber(total),
          ),
    live:
      isAway && missed.rows > 0
        ? strings.liveContinues(
            formatNumber(missed.rows),
            missed.errors === 0 ? null : formatNumber(missed.errors),
          )
        : null,
    newer: !hasMore ? 'none' : place.isLoading('newer') ? 'loading' : 'load',
    isGoing: place.isLoading('jump'),
    failure:
      failure === null
        ? null
        : {
            what: {
              older: strings.olderFailed,
              newer: strings.newerFailed,
              jump: strings.jumpFailed,
            }[failure.what],
            why: `${failure.error.message} ${failure.error.remedy}`,
          },
  };
}

/** In the footer. */
export function placeBar(
  model: PlaceModel,
  strings: LogStreamStrings,
  onCommand: (command: ViewCommand) => void,
): TemplateResult {
  const button = (command: ViewCommand, label: string): TemplateResult =>
    html`<button
      type="button"
      class=${`place-${command}`}
      @click=${() => {
        onCommand(command);
      }}
    >
      ${label}
    </button>`;
  return html`${
    model.held === null
      ? nothing
      : html`<span class="place" dir="auto">${model.held}</span
          >${button('to-end', strings.backToLive)}`
  }
  ${model.live === null ? nothing : html`<span class="age" dir="auto">${model.live}</span>`}
  ${model.newer === 'load' ? button('load-newer', strings.loadNewer) : nothing}
  ${model.newer === 'loading' ? html`<span>${strings.loadingNewer}</span>` : nothing}
  ${model.isGoing ? html`<span>${strings.goingThere}</span>` : nothing}
  ${
    model.failure === null
      ? nothing
      : html`<span class="problem" dir="auto" title=${model.failure.why}
            >${model.failure.what}: ${model.failure.why}</span
          >${button('retry-place', strings.reconnect)}`
  }`;
}
