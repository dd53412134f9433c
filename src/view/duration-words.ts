/** Lengths of time in the words of a locale, as in `4 min 12 sec`: the two largest units, since a third says nothing. */

/** Units from the largest on, in milliseconds. */
const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

type Unit = (typeof UNITS)[number][0];

/** More locales than one page has, times four units. */
const CACHE_LIMIT = 64;
const formats = new Map<string, Intl.NumberFormat>();

/** A length of time; below ten seconds with a tenth. */
export function durationWords(ms: number, locale: string | undefined): string {
  if (ms < 9_950) return format('second', locale).format(Math.round(ms / 100) / 10);
  let rest = Math.round(ms / 1_000) * 1_000;
  const words: string[] = [];
  for (const [unit, unitMs] of UNITS) {
    const count = Math.floor(rest / unitMs);
    rest -= count * unitMs;
    if (count > 0) words.push(format(unit, locale).format(count));
    // Of days and seconds only the days are told.
    if (words.length === 2 || (words.length === 1 && count === 0)) break;
  }
  return words.join(' ');
}

function format(unit: Unit, locale: string | undefined): Intl.NumberFormat {
  const key = `${locale ?? ''} ${unit}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  if (formats.size >= CACHE_LIMIT) formats.delete(formats.keys().next().value ?? '');
  const made = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' });
  formats.set(key, made);
  return made;
}
