/**
 * Steps from one row that matters to the next: errors, warnings, matches. Each says where among its kind the reader is
 * now, and when it went around an end, since a list that is not all in sight says neither by itself.
 */
import type { AnnounceController } from './controllers/announce-controller.js';
import type { FollowController } from './controllers/follow-controller.js';
import type { ListController } from './controllers/list-controller.js';
import type { SelectionController } from './controllers/selection-controller.js';
import { isEntry, type LogRow } from './core/log-entry.js';
import { placeOfSeq } from './core/place-of-seq.js';
import type { Severity } from './core/severity.js';
import type { LogStreamStrings, StepKind } from './view/strings.js';

/** What steps are told in. */
export interface StepsHost {
  readonly texts: LogStreamStrings;
  formatNumber(value: number): string;
}

/** The controllers that do the work. */
export interface StepsTools {
  readonly list: ListController;
  readonly follow: FollowController;
  readonly selection: SelectionController;
  readonly announce: AnnounceController;
  /** Shows a text for a moment, and says it. */
  readonly notify: (text: string) => void;
}

/** Forwards or backwards. */
export type Direction = 1 | -1;

const SEVERITIES: Readonly<Record<'error' | 'warning', readonly Severity[]>> = {
  error: ['error', 'fatal'],
  warning: ['warn'],
};

/** The steps of one element. */
export class LogStreamSteps {
  readonly #host: StepsHost;
  readonly #tools: StepsTools;

  constructor(host: StepsHost, tools: StepsTools) {
    this.#host = host;
    this.#tools = tools;
  }

  /** Goes to the next row of that severity, around the end; `false` when there is none. */
  severity(kind: 'error' | 'warning', direction: Direction): boolean {
    const severities = SEVERITIES[kind];
    const passes = (row: LogRow): boolean => isEntry(row) && severities.includes(row.severity);
    return this.#step(kind, passes, direction) !== null;
  }

  /** Goes to the next match of the search, around the end; `null` when there is none. */
  hit(direction: Direction): LogRow | null {
    const hits = new Set(this.#tools.list.matches.map((row) => row.seq));
    return this.#step('match', (row) => hits.has(row.seq), direction);
  }

  #step(kind: StepKind, passes: (row: LogRow) => boolean, direction: Direction): LogRow | null {
    const { list, follow, selection, announce, notify } = this.#tools;
    const { texts } = this.#host;
    const { rows } = list;
    const before = selection.activeSeq;
    if (!rows.some(passes)) {
      notify(texts.stepNone[kind]);
      return null;
    }
    follow.yield();
    // A match may be folded away; of errors that are, the fold is one.
    const row = selection.find(passes, direction, kind === 'match' ? rows : list.lines);
    if (row === null) return null;
    const around = wentAround(before, row.seq, direction);
    const number = (value: number): string => this.#host.formatNumber(value);
    const place = countOf(rows, passes, placeOfSeq(rows, row.seq) + 1);
    const text = texts.steps[kind](number(place), number(countOf(rows, passes, rows.length)));
    if (around !== null) notify(texts.steppedAround(text, around));
    // The search field shows the place of a match already.
    else if (kind === 'match') announce.say(text);
    else notify(text);
    return row;
  }
}

/** Past which end the step went to come to the row; `null` when it went straight. */
function wentAround(from: number | null, to: number, direction: Direction): 'start' | 'end' | null {
  if (from === null) return null;
  if (direction === 1) return to <= from ? 'start' : null;
  return to >= from ? 'end' : null;
}

function countOf(rows: readonly LogRow[], passes: (row: LogRow) => boolean, end: number): number {
  let count = 0;
  for (let index = 0; index < end; index++) {
    const row = rows[index];
    if (row !== undefined && passes(row)) count++;
  }
  return count;
}
