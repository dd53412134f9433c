/**
 * What the first rows of a page would wait for, done while nothing has come yet: their elements, the formatters of the
 * language, and the code for both, which the browser makes ready when it is used first. It shows nothing.
 */
import type { LogEntry } from '../core/log-entry.js';
import type { RowContext } from './log-row.js';
import type { RowPainter } from './row-painter.js';
import { ageText } from './time-format.js';

/** As rows mostly are: with a time, a level and an address. */
const SAMPLE: LogEntry = {
  seq: 0,
  id: '',
  runId: '',
  level: 'info',
  message: 'GET https://example.com',
  nodeId: 'node',
  fields: null,
  createdAt: '2026-01-01T00:00:00Z',
  severity: 'info',
  guessed: false,
};

/** Makes the elements of the first `count` places, and the words for the age of a row. */
export function prepareRows(painter: RowPainter, context: RowContext, count: number): void {
  // A page's own way of writing times is not to be asked about a row that does not exist.
  if (context.formatTime === undefined) {
    for (let slot = 0; slot < count; slot += 1) {
      painter.paint(SAMPLE, { index: 0, previous: undefined }, context, slot);
    }
  }
  ageText(0, Number.MAX_SAFE_INTEGER, context.locale);
}
