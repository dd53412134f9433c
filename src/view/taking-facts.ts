/** What the head of a file says of its rows: whose they are, what chose them, and what is not among them. */
import type { LogStreamStrings } from './strings.js';
import type { TakingFacts } from './taking.js';

/** More missing stretches than this are counted instead of listed; the file has each in its place anyway. */
const MAX_LISTED = 20;

/**
 * The lines of the head, name and value. Values may hold anything that a reader has typed.
 *
 * @param code - how a value is written that is to be taken literally. Default: as code in Markdown
 */
export function factLines(
  facts: TakingFacts,
  strings: LogStreamStrings,
  code: (text: string) => string = codeSpan,
): readonly (readonly [name: string, value: string])[] {
  const { taking } = strings;
  const names = taking.facts;
  const lines: (readonly [string, string])[] = [];
  if (facts.runId !== null) lines.push([names.run, code(facts.runId)]);
  const { firstSeq, lastSeq, startedAt, endedAt } = facts;
  lines.push([
    names.rows,
    firstSeq === null || lastSeq === null
      ? '0'
      : taking.rowsOfRun(String(facts.rows), String(firstSeq), String(lastSeq)),
  ]);
  if (startedAt !== null && endedAt !== null) {
    const zone = facts.zone === '' ? '' : ` (${facts.zone})`;
    lines.push([names.time, `${startedAt} – ${endedAt}${zone}`]);
  }
  if (facts.levels !== null) lines.push([names.levels, facts.levels.join(', ')]);
  const { only = [], hidden = [] } = facts.patterns ?? {};
  for (const each of only) lines.push([strings.patterns.open, `= ${code(oneLine(each))}`]);
  for (const each of hidden) lines.push([strings.patterns.open, `≠ ${code(oneLine(each))}`]);
  if (facts.query !== '') lines.push([names.search, code(oneLine(facts.query))]);
  if (facts.masked > 0) lines.push([names.masked, String(facts.masked)]);
  if (facts.removed > 0) lines.push([names.removed, String(facts.removed)]);
  if (facts.outages > 0) lines.push([names.outages, String(facts.outages)]);
  for (const { seq, to, why } of facts.missing.slice(0, MAX_LISTED)) {
    lines.push([names.missing, taking.missingRows(String(seq), String(to), why)]);
  }
  const unlisted = facts.missing.length - MAX_LISTED;
  if (unlisted > 0) lines.push([names.missing, `+ ${unlisted}`]);
  return lines;
}

/** A text as code in Markdown, whatever backticks are in it. */
function codeSpan(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${space}${text}${space}${fence}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
