/** Where in an ordered list of rows a seq belongs. */

/** The place of the first row, from `low` on, whose seq is not below `seq`; the list's length when there is none. */
export function placeOfSeq(
  rows: readonly { readonly seq: number }[],
  seq: number,
  low = 0,
): number {
  let from = low;
  let to = rows.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((rows[middle]?.seq ?? Infinity) < seq) from = middle + 1;
    else to = middle;
  }
  return from;
}
