/**
 * The reckoning of the chaos run: from what was committed when, what each tag handed to its page when, and what was
 * broken when, to shares of time, latencies and costs. Pure; it starts nothing and asks no clock.
 *
 * A tag is available at a moment if every row that was committed {@link LIMIT_MS} before it, or earlier, has been
 * handed to the page by then. A tag that was put into its document has as long to show what there was already. Rows
 * older than the first one that it shows then are left to the reader's scrolling.
 */
import type { FaultRecord } from './fault.js';
import type { Move, TagLife } from './page/viewer-page.js';
import type { Commit } from './writers.js';

export const LIMIT_MS = 5_000;
/** How often a tag is looked at. */
export const SAMPLE_MS = 100;
/** A fault has to do with a row if it was there this long before its commit: messages and requests are on their way. */
const NEAR_MS = 2_000;

/** One viewer's tag of one run. */
export interface TagHistory {
  readonly viewer: number;
  readonly run: number;
  readonly lives: readonly TagLife[];
  readonly moves: readonly Move[];
  /** Of the run, in order. */
  readonly commits: readonly Commit[];
}

/** A moment at which a tag was behind. */
export interface Lapse {
  readonly viewer: number;
  readonly run: number;
  readonly atMs: number;
  /** When the oldest row that was missing had been committed. */
  readonly sinceMs: number;
  /** Whether faults had closed the live path and REST to this viewer at this moment. */
  readonly wasShut: boolean;
}

/** What was seen at all moments together. */
export interface Availability {
  readonly samples: number;
  /** Moments at which a tag was out of its document, which do not count. */
  readonly absent: number;
  /** Moments at which faults had closed both ways to the rows. */
  readonly shut: number;
  readonly lapses: readonly Lapse[];
}

/** How long a row was on its way. */
export interface Passage {
  readonly viewer: number;
  readonly run: number;
  readonly seq: number;
  readonly committedMs: number;
  readonly tookMs: number;
}

/** Looks at all tags, from one moment to another. */
export function measureAvailability(
  tags: readonly TagHistory[],
  faults: readonly FaultRecord[],
  fromMs: number,
  toMs: number,
): Availability {
  const lapses: Lapse[] = [];
  let samples = 0;
  let absent = 0;
  let shut = 0;
  for (const tag of tags) {
    const walk = new TagWalk(tag);
    for (let atMs = fromMs; atMs < toMs; atMs += SAMPLE_MS) {
      if (!walk.advance(atMs)) {
        absent += 1;
        continue;
      }
      samples += 1;
      const wasShut = isShut(faults, tag.viewer, atMs);
      if (wasShut) shut += 1;
      const { missingSinceMs: sinceMs } = walk;
      if (Math.max(sinceMs, walk.openedMs) <= atMs - LIMIT_MS)
        lapses.push({ viewer: tag.viewer, run: tag.run, atMs, sinceMs, wasShut });
    }
  }
  return { samples, absent, shut, lapses };
}

/** Follows one tag through time: which of the run's statements is the first that is not all on screen. */
class TagWalk {
  readonly #tag: TagHistory;
  #life = 0;
  #sighting = 0;
  #shownTo = 0;
  #commit = 0;

  constructor(tag: TagHistory) {
    this.#tag = tag;
  }

  /** Goes to a later moment; false if the tag is not in its document then. */
  advance(atMs: number): boolean {
    const { lives } = this.#tag;
    while ((lives[this.#life]?.closedMs ?? Infinity) <= atMs) {
      this.#life += 1;
      this.#sighting = 0;
      this.#shownTo = 0;
      this.#commit = 0;
    }
    const life = lives[this.#life];
    if (life === undefined || life.openedMs > atMs) return false;
    for (;;) {
      const sighting = life.sightings[this.#sighting];
      if (sighting === undefined || sighting[2] > atMs) break;
      const [first, last] = sighting;
      // A row that was left out keeps everything behind it from counting.
      if (this.#shownTo === 0 || first <= this.#shownTo + 1) {
        this.#shownTo = Math.max(this.#shownTo, last);
      }
      this.#sighting += 1;
    }
    return true;
  }

  /** When the tag was put into its document. */
  get openedMs(): number {
    return this.#tag.lives[this.#life]?.openedMs ?? Infinity;
  }

  /** When the oldest row that is not on screen was committed; Infinity if all are. */
  get missingSinceMs(): number {
    const { commits } = this.#tag;
    while ((commits[this.#commit]?.last ?? Infinity) <= this.#shownTo) this.#commit += 1;
    return commits[this.#commit]?.atMs ?? Infinity;
  }
}

/** Whether the live path and REST were both closed to a viewer. */
function isShut(faults: readonly FaultRecord[], viewer: number, atMs: number): boolean {
  let live = false;
  let rest = false;
  for (const { closes, viewer: whose, startMs, endMs } of faults) {
    if (atMs < startMs || atMs >= endMs || (whose !== null && whose !== viewer)) continue;
    live ||= closes === 'live' || closes === 'both';
    rest ||= closes === 'rest' || closes === 'both';
  }
  return live && rest;
}

/** Every row that a tag was there for, and how long it took to be handed on for the first time. */
export function measurePassages(tags: readonly TagHistory[]): Passage[] {
  const passages: Passage[] = [];
  for (const { viewer, run, lives, commits } of tags) {
    const wasThere = (atMs: number): boolean =>
      lives.some(({ openedMs, closedMs }) => openedMs <= atMs && atMs < (closedMs ?? Infinity));
    let shownTo = 0;
    let index = 0;
    for (const [first, last, atMs] of lives.flatMap(({ sightings }) => sightings)) {
      for (let seq = Math.max(first, shownTo + 1); seq <= last; seq += 1) {
        while ((commits[index]?.last ?? Infinity) < seq) index += 1;
        const commit = commits[index];
        if (commit === undefined || commit.first > seq || !wasThere(commit.atMs)) continue;
        // A message may arrive before the writer has heard of its own commit.
        const tookMs = Math.max(0, atMs - commit.atMs);
        passages.push({ viewer, run, seq, committedMs: commit.atMs, tookMs });
      }
      shownTo = Math.max(shownTo, last);
    }
  }
  return passages;
}

/** The faults that a row met between two moments. */
export function faultsDuring(
  faults: readonly FaultRecord[],
  viewer: number,
  fromMs: number,
  toMs: number,
): FaultRecord[] {
  return faults.filter(
    (fault) =>
      (fault.viewer === null || fault.viewer === viewer) &&
      fault.startMs <= toMs &&
      fault.endMs >= fromMs - NEAR_MS,
  );
}

/** What a kind of fault had to do with. */
export interface FaultCost {
  readonly kind: string;
  /** How often it struck. */
  readonly times: number;
  /** Tag-seconds behind in which it was among the faults that the oldest missing row met. */
  readonly involvedSeconds: number;
  /** Those in which it was the only kind. */
  readonly aloneSeconds: number;
}

/** For lapses that no fault was near. */
export const NO_FAULT = 'no fault near';

/** The costs of every kind that struck, the dearest first. */
export function measureCosts(
  lapses: readonly Lapse[],
  faults: readonly FaultRecord[],
): readonly FaultCost[] {
  const involved = new Map<string, number>();
  const alone = new Map<string, number>();
  const add = (costs: Map<string, number>, kind: string): void =>
    void costs.set(kind, (costs.get(kind) ?? 0) + SAMPLE_MS / 1000);
  for (const { viewer, sinceMs, atMs } of lapses) {
    const met = faultsDuring(faults, viewer, sinceMs, atMs).map(({ kind }) => kind);
    const kinds = met.length === 0 ? [NO_FAULT] : [...new Set(met)];
    for (const kind of kinds) add(involved, kind);
    if (kinds.length === 1) add(alone, kinds[0] ?? NO_FAULT);
  }
  const struck = new Set([...faults.map(({ kind }) => kind), ...involved.keys()]);
  return [...struck]
    .map((kind) => ({
      kind,
      times: faults.filter((fault) => fault.kind === kind).length,
      involvedSeconds: involved.get(kind) ?? 0,
      aloneSeconds: alone.get(kind) ?? 0,
    }))
    .sort((a, b) => b.involvedSeconds - a.involvedSeconds || b.times - a.times);
}
