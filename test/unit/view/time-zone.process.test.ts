/** Times around a change of the clocks: the zone of a process is read once, hence one of its own. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { timeText, zoneSpan } from '../../../src/view/time-format.js';

process.env['TZ'] = 'Europe/Berlin';

it('names both zones where the clocks were changed in between', () => {
  const at = (time: string): number => Date.parse(time);
  const clock = (time: string): string =>
    timeText(time, { format: 'local', locale: 'en', startMs: null, previousMs: null }).main;
  // At 03:00 the clocks go back to 02:00.
  assert.equal(clock('2026-10-25T00:59:59Z'), '02:59:59');
  assert.equal(clock('2026-10-25T01:00:00Z'), '02:00:00');
  assert.equal(
    zoneSpan('local', at('2026-10-25T00:59:59Z'), at('2026-10-25T01:00:00Z')),
    'UTC+02:00 → UTC+01:00',
  );
  assert.equal(
    zoneSpan('local', at('2026-07-01T00:00:00Z'), at('2026-07-01T01:00:00Z')),
    'UTC+02:00',
  );
  assert.equal(zoneSpan('utc', 0, at('2026-07-01T00:00:00Z')), 'UTC');
});
