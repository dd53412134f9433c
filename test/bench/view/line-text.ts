/** A row as one line of a terminal, for viewers that take text: severity is a colour there. */
import type { BenchRow } from './bench-row.js';

const COLOURS: Readonly<Record<string, number>> = { error: 31, warn: 33, debug: 90, trace: 90 };

export function lineText({ level, message, nodeId, createdAt }: BenchRow): string {
  const colour = COLOURS[level] ?? 39;
  return `${createdAt} \u001b[${colour}m${level.toUpperCase().padEnd(5)}\u001b[0m ${nodeId} ${message}`;
}
