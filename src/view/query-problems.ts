/** What was not understood of the query, below the search field: where it is, what is wrong, and what was done instead. */
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { QueryDiagnostic, QueryDiagnosticCode } from '../core/query.js';
import type { LogStreamStrings } from './strings.js';

/** Characters of the query that are shown before and behind the part that a problem is about. */
const AROUND_CHARS = 16;
/** Characters of that part. */
const PART_CHARS = 48;
/** More problems than this help nobody at once. */
const MAX_PROBLEMS = 3;

/** Codes of conditions that have a value which is not understood. */
const CONDITIONS: readonly QueryDiagnosticCode[] = ['level-unknown', 'time-unknown'];

/** The problems. They wait for a pause in typing, by their style: most are gone with the next key. */
export function queryProblems(
  text: string,
  problems: readonly QueryDiagnostic[],
  strings: LogStreamStrings,
): unknown {
  if (problems.length === 0) return nothing;
  return keyed(
    text,
    html`<ul class="query-problems" id="query-problems">
      ${problems.slice(0, MAX_PROBLEMS).map((problem) => problemItem(text, problem, strings))}
    </ul>`,
  );
}

function problemItem(
  text: string,
  { start, end, code, message }: QueryDiagnostic,
  { query }: LogStreamStrings,
): TemplateResult {
  const part = text.slice(start, Math.min(end, start + PART_CHARS));
  const isCut = end - start > PART_CHARS;
  // Of `level:sever`, `sever` is what is no level.
  const named = CONDITIONS.includes(code) ? part.replace(/^[^:<>=]*[:<>=]+/, '') : part;
  const from = Math.max(0, start - AROUND_CHARS);
  const to = Math.min(text.length, end + AROUND_CHARS);
  return html`<li data-code=${code}>
    <code dir="ltr" aria-hidden="true"
      >${from > 0 ? '…' : ''}${text.slice(from, start)}<em>${part}${isCut ? '…' : ''}</em>${isCut ? '' : text.slice(end, to)}${to < text.length ? '…' : ''}</code
    >
    <span dir="auto"
      >${query.problem(code, named, String(start), message)}
      <span class="visually-hidden">${query.problemIn(part)}</span
      ><small dir="ltr">${code}</small></span
    >
  </li>`;
}
