/**
 * The reader's marks: put at the end of what is there, taken away, and gone to. It joins the list, which shows them,
 * to the cursor, to following and to what is spoken.
 */
import type { ReactiveControllerHost } from 'lit';
import type { AnnounceController } from './controllers/announce-controller.js';
import type { FollowController } from './controllers/follow-controller.js';
import type { ListController } from './controllers/list-controller.js';
import type { SelectionController } from './controllers/selection-controller.js';
import { isMark, type LogMark } from './core/log-entry.js';
import type { LogStreamStrings } from './view/strings.js';

/** What marks need of the element. */
export interface MarksHost extends ReactiveControllerHost {
  readonly texts: LogStreamStrings;
  formatNumber(value: number): string;
}

/** The controllers that do the work. */
export interface MarksTools {
  readonly list: ListController;
  readonly selection: SelectionController;
  readonly follow: FollowController;
  readonly announce: AnnounceController;
  /** The reader has put a mark or taken one away. */
  readonly onChange: (marks: readonly LogMark[]) => void;
}

/** The marks of one element. */
export class LogStreamMarks {
  readonly #host: MarksHost;
  readonly #tools: MarksTools;

  constructor(host: MarksHost, tools: MarksTools) {
    this.#host = host;
    this.#tools = tools;
  }

  /** Puts a mark behind the newest row that is there; `null` when there is no row. */
  put(): LogMark | null {
    const mark = this.#tools.list.mark(Date.now());
    if (mark !== null) this.#host.requestUpdate();
    return mark;
  }

  /** Takes a mark away; `false` when it is not there. */
  remove(mark: LogMark): boolean {
    const { selection, list } = this.#tools;
    if (!list.marks.remove(mark.seq)) return false;
    if (selection.activeSeq === mark.seq) selection.clear();
    this.#host.requestUpdate();
    return true;
  }

  /** The reader puts one, and hears of it. */
  readonly handlePut = (): void => {
    const mark = this.put();
    if (mark === null) return;
    const { texts } = this.#host;
    this.#tools.announce.say(texts.marked(this.#host.formatNumber(mark.number)));
    this.#tools.onChange(this.#tools.list.marks.all);
  };

  /** The reader takes one away: this one, or the one that is the current row. */
  readonly handleRemove = (seq = this.#tools.selection.activeSeq): void => {
    const { marks } = this.#tools.list;
    const mark = marks.all.find((candidate) => candidate.seq === seq);
    if (mark !== undefined && this.remove(mark)) this.#tools.onChange(marks.all);
  };

  /** Goes to the next mark, around the end; `false` when none is on show. */
  step(direction: 1 | -1): boolean {
    const { list, follow, selection } = this.#tools;
    if (list.marks.all.length === 0 || !list.rows.some(isMark)) return false;
    follow.yield();
    return selection.find(isMark, direction) !== null;
  }
}
