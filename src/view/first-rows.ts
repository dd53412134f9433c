/**
 * What the first rows of a page would wait for, done while nothing has come yet: their elements, the formatters of the
 * language, the code for both, which the browser makes ready when it is used first, and the list's fonts, of which it
 * measures each letter when it first lays one out. It shows nothing, and leaves nothing behind in the document.
 */
import type { LogEntry } from '../core/log-entry.js';
import { SEVERITIES } from '../core/severity.js';
import type { RowContext } from './log-row.js';
import type { RowPainter } from './row-painter.js';
import { ageText } from './time-format.js';

/** The letters that rows mostly have: more cost time before there is anything to see, and are measured when they come. */
const LETTERS = String.fromCharCode(...Array.from({ length: 0x7f - 0x21 }, (_, at) => 0x21 + at));

/** As rows mostly are: with a time, a level and an address. */
const SAMPLE: LogEntry = {
  seq: 0,
  id: '',
  runId: '',
  level: 'info',
  message: `GET https://example.com ${LETTERS}`,
  nodeId: LETTERS,
  fields: null,
  createdAt: '2026-01-01T00:00:00Z',
  severity: 'info',
  guessed: false,
};

/**
 * Makes the elements of the first `count` places, and the words for the age of a row.
 *
 * @param viewport - where rows will stand; they are laid out once beside it, as they will be in it
 */
export function prepareRows(
  painter: RowPainter,
  context: RowContext,
  count: number,
  viewport: Element | null,
): void {
  // A page's own way of writing times is not to be asked about a row that does not exist.
  if (context.formatTime === undefined) {
    const rows = Array.from({ length: count }, (_, slot) => {
      const severity = SEVERITIES[slot % SEVERITIES.length] ?? SAMPLE.severity;
      const place = { index: 0, previous: undefined };
      return painter.paint({ ...SAMPLE, severity }, place, context, slot);
    });
    if (viewport !== null) layOut(rows, viewport);
  }
  ageText(0, Number.MAX_SAFE_INTEGER, context.locale);
}

/** Lays rows out where nobody sees it: they are gone again before the next frame. */
function layOut(rows: readonly unknown[], viewport: Element): void {
  const stage = document.createElement('div');
  stage.className = viewport.className;
  stage.setAttribute('part', viewport.getAttribute('part') ?? '');
  stage.setAttribute('aria-hidden', 'true');
  stage.style.setProperty('visibility', 'hidden');
  stage.append(...rows.filter((row) => row instanceof Element));
  viewport.after(stage);
  // Asking for a height is what makes the browser lay out.
  stage.getBoundingClientRect();
  stage.replaceChildren();
  stage.remove();
}
