/**
 * Times of rows, to the microsecond. A `Date` knows milliseconds only, and of two rows of one millisecond it could not
 * say which is the later. Whatever goes back to the database stays the text that it gave.
 */

const TIME =
  /^(\d{4,6}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d(?::?\d\d)?(?::\d\d)?)?$/;

/** Microseconds since 1970, exact until the year 2255; a time without a zone is taken for UTC. `null`: not a time. */
export function microsOf(text: string): number | null {
  const [, day, time, fraction = '', zone = 'Z'] = TIME.exec(text) ?? [];
  if (day === undefined || time === undefined) return null;
  const wholeMs = Date.parse(`${day}T${time}${fullZone(zone)}`);
  const micros = wholeMs * 1_000 + Number(fraction.padEnd(6, '0').slice(0, 6));
  return Number.isSafeInteger(micros) ? micros : null;
}

/** A time as a database reads it, no later than `micros`. */
export function timeOf(micros: number): string {
  return new Date(Math.floor(micros / 1_000)).toISOString();
}

/** `+00` and `+0530` as `Date` wants them. */
function fullZone(zone: string): string {
  if (zone === 'Z') return zone;
  const digits = zone.slice(1).replaceAll(':', '');
  return `${zone.slice(0, 1)}${digits.slice(0, 2)}:${digits.slice(2, 4) || '00'}`;
}
