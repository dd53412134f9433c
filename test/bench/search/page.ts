/** The page of the search's benchmark: the widget as it is published, and somebody who types into its search. */
import type { MeshhookLogStreamElement, MemoryLogSource as Source } from '../../../src/element.js';
import { logLine } from '../../helpers/log-lines.js';
import { seededRandom } from '../../helpers/random.js';

/** The file that is published, beside the page. */
const BUNDLE = '/meshhook-log-stream.js';
const SEED = 20_260_101;
/** How long a hit is waited for, in ms: longer than any search takes. */
const PATIENCE_MS = 20_000;
/** Rows that arrive come so often, in ms. */
const ARRIVAL_MS = 10;

/** What became of one key. */
export interface KeyFigures {
  /** What stood in the box after it. */
  readonly typed: string;
  /** From the key to the end of the first frame that marks what was typed, in ms. */
  readonly paintMs: number;
  /** From the key to the end of the search, in ms. */
  readonly allMs: number;
}

export interface InPageSearch {
  /** Mounts the widget and hands it rows. */
  fill(count: number): Promise<void>;
  /** Types a word letter by letter, each when the search for the one before is over; then clears the box. */
  type(word: string): Promise<KeyFigures[]>;
  /** From now on so many rows arrive in a second; 0 for none. */
  arrive(rowsPerSecond: number): void;
}

const random = seededRandom(SEED);
let element: MeshhookLogStreamElement;
let source: Source;
let arriving: ReturnType<typeof setInterval> | undefined;
let isPending = false;

function rowsOf(count: number): { level: string; message: string; nodeId: string }[] {
  return Array.from({ length: count }, () => ({
    level: 'info',
    message: logLine(random),
    nodeId: 'a',
  }));
}

const bench: InPageSearch = {
  fill: async (count) => {
    const { MemoryLogSource } = (await import(/* @vite-ignore */ BUNDLE)) as {
      MemoryLogSource: typeof Source;
    };
    element = document.createElement('meshhook-log-stream');
    source = new MemoryLogSource();
    Object.assign(element, { source, runId: 'bench', maxRows: 200_000 });
    element.style.blockSize = '100%';
    element.addEventListener('log-stream-search', ({ pending }) => {
      isPending = pending;
    });
    document.body.append(element);
    await frameWhere(() => element.state === 'live');
    source.append(rowsOf(count));
    await frameWhere(() => element.entries().length === count);
  },
  type: async (word) => {
    const keys: KeyFigures[] = [];
    for (let end = 1; end <= word.length; end += 1) keys.push(await pressKey(word.slice(0, end)));
    enter('');
    await frameWhere(() => marks().length === 0 && !isPending);
    return keys;
  },
  arrive: (rowsPerSecond) => {
    clearInterval(arriving);
    if (rowsPerSecond === 0) return;
    let dueAt = performance.now();
    arriving = setInterval(() => {
      const count = Math.floor(((performance.now() - dueAt) * rowsPerSecond) / 1_000);
      dueAt += (count * 1_000) / rowsPerSecond;
      if (count > 0) source.append(rowsOf(count));
    }, ARRIVAL_MS);
  },
};

async function pressKey(typed: string): Promise<KeyFigures> {
  const startMs = performance.now();
  isPending = true;
  enter(typed);
  const paintMs = (await frameWhere(() => marks().includes(typed))) - startMs;
  const allMs = (await frameWhere(() => !isPending)) - startMs;
  return { typed, paintMs, allMs };
}

function enter(text: string): void {
  const input = element.shadowRoot?.querySelector<HTMLInputElement>('input[type=search]');
  if (!input) throw new Error('There is no box to type into.');
  input.value = text;
  input.dispatchEvent(
    new InputEvent('input', { bubbles: true, composed: true, data: text.slice(-1) }),
  );
}

function marks(): string[] {
  const found = element.shadowRoot?.querySelectorAll('mark') ?? [];
  return Array.from(found, (mark) => mark.textContent.toLowerCase());
}

/** When the first frame was drawn in which that was so: a message is handled after the frame that posts it. */
async function frameWhere(isSo: () => boolean): Promise<number> {
  const patienceMs = performance.now() + PATIENCE_MS;
  while (performance.now() < patienceMs) {
    const wasSo = await new Promise<boolean>((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          resolve(isSo());
        };
        port2.postMessage(null);
      });
    });
    if (wasSo) return performance.now();
  }
  throw new Error('That never was so.');
}

Object.assign(window, { bench });
