/** Figures of repeated measurements, printed as their median and their range. */
import { seededRandom, shuffled } from '../../helpers/random.js';
import { median, quantile } from '../goal.js';

/** Runs every variant once a round, so that what else the machine does falls on all of them. */
export async function inTurns<Name extends string>(
  rounds: number,
  variants: Readonly<Record<Name, () => Promise<number>>>,
  betweenRounds: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Record<Name, number[]>> {
  const names = Object.keys(variants) as Name[];
  const figures = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    Name,
    number[]
  >;
  const random = seededRandom(20_260_101);
  for (let round = 0; round < rounds; round += 1) {
    // In another order each time: what a variant leaves behind (dirty pages, work for autovacuum) falls on the next.
    for (const name of shuffled(names, random)) figures[name].push(await variants[name]());
    await betweenRounds();
  }
  return figures;
}

/** As in `12,400 (11,900 to 13,100)`. */
export function spread(values: readonly number[]): string {
  const shown = (value: number): string =>
    value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(2);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return `${shown(median(values))} (${shown(low)} to ${shown(high)})`;
}

/** Of two variants measured in turns: the median of the ratios round by round. */
export function ratio(values: readonly number[], base: readonly number[]): number {
  return median(values.map((value, round) => value / (base[round] ?? NaN)));
}

export function times(values: readonly number[]): string {
  return `p50 ${quantile(values, 0.5).toFixed(1)} ms, p95 ${quantile(values, 0.95).toFixed(1)} ms`;
}
