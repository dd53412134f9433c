/** The last lines of a benchmark: what was aimed at, what was reached. */

/** Prints one goal; `atMost` for times, `atLeast` for ratios. */
export function printGoal(
  name: string,
  figure: number,
  target: { readonly atMost?: number; readonly atLeast?: number; readonly unit: string },
): void {
  const met = figure <= (target.atMost ?? Infinity) && figure >= (target.atLeast ?? -Infinity);
  const bound = target.atMost === undefined ? `≥ ${target.atLeast ?? 0}` : `≤ ${target.atMost}`;
  const shown = figure >= 100 ? figure.toFixed(0) : figure.toFixed(2);
  console.log(`goal ${name}: ${shown} ${target.unit} (target ${bound}) ${met ? 'met' : 'missed'}`);
}

/** The value that half of the values are below. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that this share of the values is below. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
