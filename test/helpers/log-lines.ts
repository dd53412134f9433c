/** Log lines for search tests and benchmarks: seeded, varied, of the length that real ones have. */
import { between } from './random.js';

const VERBS =
  'started finished failed retried skipped queued fetched wrote parsed sent received'.split(' ');
const NOUNS =
  'webhook payload response connection transaction authentication certificate checkpoint partition subscriber ' +
  'timeout deadline signature credential heartbeat transformation database queue worker session cursor branch';
const THINGS = NOUNS.split(' ');
const HOSTS = ['api.example.com', 'hooks.example.org', 'db-1.internal', 'cache.internal'];
const PATHS = ['/v1/orders', '/v2/customers/search', '/hooks/stripe', '/health', '/error/page'];

const pick = <Item>(items: readonly Item[], random: () => number): Item =>
  items[between(random, 0, items.length - 1)] as Item;

const hex = (random: () => number, length: number): string =>
  Array.from({ length }, () => between(random, 0, 15).toString(16)).join('');

/** One line of about 120 characters. */
export function logLine(random: () => number): string {
  const words = Array.from({ length: between(random, 2, 6) }, () => pick(THINGS, random)).join(' ');
  const request = `${pick(['GET', 'POST', 'PUT'], random)} https://${pick(HOSTS, random)}${pick(PATHS, random)}`;
  return (
    `[${pick(THINGS, random)}-${between(random, 1, 9)}] ${pick(VERBS, random)} ${words} ${request} → ` +
    `${pick([200, 201, 404, 500, 503], random)} in ${between(random, 1, 900)} ms trace=${hex(random, 12)}`
  );
}

/** The word with some of its letters wrong, missing, doubled or swapped. */
export function misspelt(word: string, edits: number, random: () => number): string {
  let letters = word.split('');
  for (let edit = 0; edit < edits; edit += 1) {
    const at = between(random, 0, Math.max(0, letters.length - 1));
    const kind = between(random, 0, 3);
    if (kind === 0) letters[at] = pick('abcdefghijklmnopqrstuvwxyz'.split(''), random);
    else if (kind === 1) letters.splice(at, 1);
    else if (kind === 2) letters.splice(at, 0, letters[at] ?? 'x');
    else
      letters = [
        ...letters.slice(0, at),
        letters[at + 1] ?? '',
        letters[at] ?? '',
        ...letters.slice(at + 2),
      ];
  }
  return letters.join('');
}

/** The words that lines are made of. */
export const LINE_WORDS: readonly string[] = [...THINGS, ...VERBS];
