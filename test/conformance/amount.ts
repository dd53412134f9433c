/** A flood of rows, summed up as the recordings did, for those that left the frames out. */
import type { WireFrame } from '../helpers/stack-wire.js';

/** How much came of so many rows, which are numbered from 0 by `seq`. */
export interface Amount {
  readonly rows: number;
  /** Frames that carried them. */
  readonly messages: number;
  /** Rows in those frames. */
  readonly received: number;
  readonly distinct: number;
  readonly lost: number;
  /** Rows behind one with a higher number. */
  readonly out_of_order: number;
}

export function amountOf(rows: number, frames: readonly WireFrame[]): Amount {
  const numbers = frames.flatMap(rowNumbers);
  const distinct = new Set(numbers).size;
  let highest = -1;
  let behind = 0;
  for (const number of numbers) {
    if (number < highest) behind++;
    highest = Math.max(highest, number);
  }
  return {
    rows,
    messages: frames.length,
    received: numbers.length,
    distinct,
    lost: rows - distinct,
    out_of_order: behind,
  };
}

/** Of a broadcast of one row or of many, or of a change. Any other frame is none of the flood's. */
function rowNumbers(frame: WireFrame): number[] {
  const text = JSON.stringify(frame);
  const isOfFlood = text.includes('"user_event":"line') || text.includes('"type":"INSERT"');
  if (!isOfFlood) throw new Error(`not a row: ${text.slice(0, 200)}`);
  return [...text.matchAll(/"seq":(\d+)/g)].map(([, number]) => Number(number));
}
