/**
 * The page of the chaos run: some tags, and a record of what they handed to it. It is the product's one-file bundle
 * with this file on top, so what runs here is what a host gets. It judges nothing: the reckoning is done outside.
 */
import '../../../src/cdn.js';
import type { LogStreamBatchEvent, MeshhookLogStreamElement } from '../../../src/element.js';

/** What a tag is shown. */
export interface PageOptions {
  readonly url: string;
  readonly key: string;
  readonly runIds: readonly string[];
  /** Where the page gets tokens from; `run=<index>` is appended. */
  readonly tokenUrl: string;
}

/** Rows that a tag handed on together: all from the first seq to the last, at a time in ms since 1970. */
export type Sighting = readonly [first: number, last: number, atMs: number];

/** A tag's word that it stands somewhere now, at a time in ms since 1970. */
export type Move = readonly [state: string, atMs: number];

/** From a tag's entry into the document until it was taken out; its rows start anew each time. */
export interface TagLife {
  readonly openedMs: number;
  closedMs: number | null;
  readonly sightings: Sighting[];
  /** Rows that came a second time in this life, and rows that came behind a later one. */
  doubled: number;
  outOfOrder: number;
}

/** What the test drives the page with. */
export interface ViewerPage {
  open(options: PageOptions): void;
  remove(tag: number): void;
  putBack(tag: number): void;
  /** To another place in the document, in one step. */
  move(tag: number): void;
  reconnect(tag: number): void;
  useToken(tag: number, token: string): void;
  hide(hidden: boolean): void;
  freeze(frozen: boolean): void;
  states(): string[];
  /** Every state that the tag has said it moved to, and when. */
  moves(tag: number): Move[];
  /** For each tag the last seq that it holds, or 0. */
  lastSeqs(): number[];
  /** Asks each tag for older rows; true once all of them hold their run's first row. */
  reachStart(): boolean;
  lives(tag: number): TagLife[];
  rows(tag: number): (readonly [seq: number, message: string])[];
}

/** Above what any run of this length writes, so that nothing is trimmed. */
const MAX_ROWS = 350_000;

interface Tag {
  readonly element: MeshhookLogStreamElement;
  readonly lives: TagLife[];
  readonly moves: Move[];
  seen: Set<number>;
  lastSeq: number;
}

const tags: Tag[] = [];
const places = [document.createElement('section'), document.createElement('section')];

function makeTag(options: PageOptions, runId: string, index: number): Tag {
  const element = document.createElement('meshhook-log-stream');
  const tokenUrl = `${options.tokenUrl}&run=${index}`;
  Object.assign(element, {
    runId,
    supabaseUrl: options.url,
    supabaseKey: options.key,
    maxRows: MAX_ROWS,
    tokenProvider: async () => {
      const answer = await fetch(tokenUrl, { cache: 'no-store' });
      if (!answer.ok) throw new Error('no token');
      return answer.text();
    },
  });
  const tag: Tag = { element, lives: [], moves: [], seen: new Set(), lastSeq: 0 };
  element.addEventListener('log-stream-batch', (event) => note(tag, event));
  element.addEventListener('log-stream-state', ({ state }) => tag.moves.push([state, Date.now()]));
  return tag;
}

function note(tag: Tag, { entries }: LogStreamBatchEvent): void {
  const life = tag.lives.at(-1);
  if (life === undefined) return;
  const atMs = Date.now();
  let first = NaN;
  let last = NaN;
  for (const { seq } of entries) {
    if (seq !== last + 1) {
      if (!Number.isNaN(first)) life.sightings.push([first, last, atMs]);
      first = seq;
    }
    last = seq;
    if (tag.seen.has(seq)) life.doubled += 1;
    else if (seq < tag.lastSeq) life.outOfOrder += 1;
    tag.seen.add(seq);
    tag.lastSeq = Math.max(tag.lastSeq, seq);
  }
  if (!Number.isNaN(first)) life.sightings.push([first, last, atMs]);
}

function show(tag: Tag, place = 0): void {
  tag.seen = new Set();
  tag.lastSeq = 0;
  tag.lives.push({
    openedMs: Date.now(),
    closedMs: null,
    sightings: [],
    doubled: 0,
    outOfOrder: 0,
  });
  places[place]?.append(tag.element);
}

function at(index: number): Tag {
  const tag = tags[index];
  if (tag === undefined) throw new RangeError(`There is no tag ${index}.`);
  return tag;
}

function pretend(state: 'hidden' | 'visible'): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => state === 'hidden' });
  document.dispatchEvent(new Event('visibilitychange'));
}

const page: ViewerPage = {
  open: (options) => {
    document.body.append(...places);
    for (const [index, runId] of options.runIds.entries()) {
      const tag = makeTag(options, runId, index);
      tags.push(tag);
      show(tag);
    }
  },
  remove: (index) => {
    const { element, lives } = at(index);
    const life = lives.at(-1);
    if (!element.isConnected || life === undefined) return;
    life.closedMs = Date.now();
    element.remove();
  },
  putBack: (index) => {
    if (!at(index).element.isConnected) show(at(index));
  },
  move: (index) => {
    const { element } = at(index);
    const other = places.find((place) => place !== element.parentElement);
    if (element.isConnected) other?.append(element);
  },
  reconnect: (index) => at(index).element.reconnect(),
  useToken: (index, token) => {
    at(index).element.sessionToken = token;
  },
  hide: (hidden) => pretend(hidden ? 'hidden' : 'visible'),
  freeze: (frozen) => void document.dispatchEvent(new Event(frozen ? 'freeze' : 'resume')),
  states: () => tags.map(({ element }) => element.state),
  lastSeqs: () => tags.map(({ element }) => element.entries().at(-1)?.seq ?? 0),
  reachStart: () => {
    const behind = tags.filter(({ element }) => (element.entries()[0]?.seq ?? 0) !== 1);
    for (const { element } of behind) element.loadOlder();
    return behind.length === 0;
  },
  moves: (index) => at(index).moves,
  lives: (index) => at(index).lives,
  rows: (index) =>
    at(index)
      .element.entries()
      .map(({ seq, message }) => [seq, message] as const),
};

Object.assign(window, { viewerPage: page });
