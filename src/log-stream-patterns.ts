/**
 * The patterns of the rows, joined to the element: what the panel and the chips show, and what is done when a pattern
 * is chosen. What is shown changes a few times a second at most, and nothing changes place under the reader's hand.
 */
import { nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { AnnounceController } from './controllers/announce-controller.js';
import type { ListController } from './controllers/list-controller.js';
import { isEntry, type LogEntry } from './core/log-entry.js';
import { withoutPattern, withPattern, type PatternFilter } from './core/pattern-filter.js';
import { patternPieces, patternText } from './core/pattern-marks.js';
import type { PatternCount } from './core/pattern-tally.js';
import { placeOfSeq } from './core/place-of-seq.js';
import type { Severity } from './core/severity.js';
import { briefText } from './core/hidden-characters.js';
import type { CheckedSettings } from './log-stream-properties.js';
import type { ReaderSetting } from './log-stream-reader.js';
import {
  patternChips,
  patternPanel,
  type PatternChip,
  type PatternItem,
} from './view/pattern-panel.js';
import type { PatternGroup } from './view/pattern-strings.js';
import type { LogStreamStrings } from './view/strings.js';
import { spanText } from './view/time-format.js';

/** Patterns that are listed: more are not read. */
const LISTED = 10;
/** From one look at the counts to the next, in milliseconds: numbers that change faster cannot be read. */
const REFRESH_MS = 250;
/** Characters of a sample, and of a pattern on a chip. */
const SAMPLE_CHARS = 400;
const CHIP_CHARS = 80;

const SEVERITIES: Readonly<Record<PatternGroup, ReadonlySet<Severity> | null>> = {
  all: null,
  error: new Set<Severity>(['error', 'fatal']),
  warn: new Set<Severity>(['warn']),
  rest: new Set<Severity>(['info', 'debug', 'trace', 'unknown']),
};

/** What it needs of the element. */
export interface PatternsHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly texts: LogStreamStrings;
  readonly patterns: boolean;
  formatNumber(value: number): string;
  changeSetting(change: ReaderSetting): void;
}

/** What it acts on. */
export interface PatternsTools {
  readonly list: ListController;
  readonly announce: AnnounceController;
  settings(): CheckedSettings;
  goTo(seq: number): Promise<boolean>;
  focusList(): void;
}

/** The panel and the chips of one element. */
export class LogStreamPatterns {
  readonly #host: PatternsHost;
  readonly #tools: PatternsTools;
  #group: PatternGroup = 'all';
  #shown: readonly PatternCount[] = [];
  #items: readonly PatternItem[] = [];
  #wasComplete = false;
  #shownRows = 0;
  #isRefreshing = false;
  #shownAtMs = -Infinity;

  constructor(host: PatternsHost, tools: PatternsTools) {
    this.#host = host;
    this.#tools = tools;
  }

  /** For the view: above the rows. */
  panel(): TemplateResult | typeof nothing {
    if (!this.#host.patterns) {
      this.#shown = [];
      this.#shownAtMs = -Infinity;
      return nothing;
    }
    const { texts } = this.#host;
    const { tally } = this.#tools.list.patterns;
    const number = (value: number): string => this.#host.formatNumber(value);
    this.#refresh();
    return patternPanel(
      {
        strings: texts,
        group: this.#group,
        items: this.#items,
        summary: texts.patterns.summary(number(tally.patterns), number(tally.counted)),
        counting: tally.isComplete ? null : texts.patterns.counting(this.#share(tally.progress)),
        others: tally.others === 0 ? null : texts.patterns.others(number(tally.others)),
      },
      {
        onGroup: (group) => {
          this.#group = group;
          this.#shownAtMs = -Infinity;
          this.#shown = [];
          this.#host.requestUpdate();
        },
        onGo: (seq) => void this.#go(seq),
        onFilter: (how, key) => {
          this.#filter(withPattern(this.#tools.list.patterns.filter, how, key));
        },
        onRemove: (key) => {
          this.#filter(withoutPattern(this.#tools.list.patterns.filter, key));
        },
        onClose: () => {
          this.#host.changeSetting({ name: 'patterns' });
          this.#tools.focusList();
        },
      },
    );
  }

  /** For the view: what is filtered by pattern. */
  chips(): TemplateResult | typeof nothing {
    return patternChips(this.#chips(), this.#host.texts, {
      onRemove: (key) => {
        this.#filter(withoutPattern(this.#tools.list.patterns.filter, key));
        // The button is gone with its chip.
        this.#tools.focusList();
      },
    });
  }

  #filter(filter: PatternFilter): void {
    const before = this.#chips();
    this.#tools.list.patterns.setFilter(filter);
    this.#shownAtMs = -Infinity;
    const added = this.#chips().find(({ key }) => before.every((chip) => chip.key !== key));
    if (added !== undefined) this.#tools.announce.say(added.text);
  }

  async #go(seq: number): Promise<void> {
    if (await this.#tools.goTo(seq)) this.#tools.focusList();
  }

  #chips(): readonly PatternChip[] {
    const { filter, tally } = this.#tools.list.patterns;
    const { patterns } = this.#host.texts;
    const name = (key: string): string => briefText(patternText(bare(key)), CHIP_CHARS);
    return [
      ...filter.only.map((key) => ({ key, text: patterns.onlyChip(name(key)), isHidden: false })),
      ...filter.hidden.map((key) => {
        const rows = this.#host.formatNumber(tally.countOf(key));
        return { key, text: patterns.hiddenChip(name(key), rows), isHidden: true };
      }),
    ];
  }

  #refresh(): void {
    const nowMs = performance.now();
    const { tally } = this.#tools.list.patterns;
    const { isComplete, counted } = tally;
    const isDue = nowMs - this.#shownAtMs >= REFRESH_MS || this.#items.length === 0;
    if (!isDue && isComplete === this.#wasComplete) {
      if (counted !== this.#shownRows) this.#refreshLater();
      return;
    }
    this.#shownRows = counted;
    this.#shownAtMs = nowMs;
    this.#wasComplete = isComplete;
    const top = tally.top(LISTED, SEVERITIES[this.#group]);
    const panel = this.#host.renderRoot.querySelector('.patterns-list');
    const isInUse = panel?.matches(':hover, :focus-within') === true;
    this.#shown = isInUse ? inPlace(this.#shown, top) : top;
    this.#items = this.#shown.map((each) => this.#item(each));
  }

  /** What came last is to be seen also where nothing follows it. */
  #refreshLater(): void {
    if (this.#isRefreshing) return;
    this.#isRefreshing = true;
    setTimeout(() => {
      this.#isRefreshing = false;
      this.#host.requestUpdate();
    }, REFRESH_MS);
  }

  #item({ key, severity, count, firstSeq, lastSeq }: PatternCount): PatternItem {
    const { list } = this.#tools;
    const { filter, tally } = list.patterns;
    const [first, last] = [this.#entryAt(firstSeq), this.#entryAt(lastSeq)];
    const share = count / Math.max(1, tally.counted);
    return {
      key,
      severity,
      pieces: patternPieces(bare(key)).map(({ text, isMark }) => ({
        text: isMark ? text : visible(text),
        isMark,
      })),
      count: this.#host.formatNumber(count),
      share,
      shareText: this.#share(share),
      span: first === undefined || last === undefined ? '' : this.#span(first, last),
      sample: briefText(last?.message ?? '', SAMPLE_CHARS),
      sampleSeq: lastSeq,
      isOnly: filter.only.includes(key),
      isHidden: filter.hidden.includes(key),
    };
  }

  #entryAt(seq: number): LogEntry | undefined {
    const rows = this.#tools.list.all;
    const row = rows[placeOfSeq(rows, seq)];
    return row !== undefined && isEntry(row) ? row : undefined;
  }

  #span(first: LogEntry, last: LogEntry): string {
    const { 'time-format': format, locale } = this.#tools.settings();
    const [startMs, endMs] = [Date.parse(first.createdAt), Date.parse(last.createdAt)];
    if (Number.isNaN(startMs + endMs)) return '';
    const [start, end] = spanText(startMs, endMs, { format, locale });
    return end === null || start === end ? start : `${start} – ${end}`;
  }

  #share(share: number): string {
    const { locale } = this.#tools.settings();
    const digits = share < 0.1 ? 1 : 0;
    return share.toLocaleString(locale, { style: 'percent', maximumFractionDigits: digits });
  }
}

/** Nothing in it that cannot be seen; the spaces at its ends stay. */
function visible(text: string): string {
  return briefText(text, text.length);
}

/** A key without the severity that it begins with. */
function bare(key: string): string {
  return key.slice(key.indexOf(' ') + 1);
}

/** The same patterns in the same places with their present counts; those that are new come last. */
function inPlace(
  shown: readonly PatternCount[],
  top: readonly PatternCount[],
): readonly PatternCount[] {
  const now = new Map(top.map((each) => [each.key, each]));
  const kept = shown.map((each) => now.get(each.key) ?? each);
  const fresh = top.filter(({ key }) => shown.every((each) => each.key !== key));
  return [...kept, ...fresh].slice(0, LISTED);
}
