/**
 * What the figures of a text give away: HTTP statuses, exit codes, and counts of errors, failures and warnings. A
 * figure counts only where its neighbours say what it is a figure of.
 */
import type { Severity } from './severity.js';

/** `"GET / HTTP/1.1" 500 123`, `GET /x 500 12 ms`, `→ 503`, `HTTP 502`, `status=404`, `Completed 500 …`. */
const STATUS =
  /(?:HTTP\/[\d.]+"?\s+|\bHTTP[ :]+(?:status |error )?|\] "[^"]*" |\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \S+ (?:→ |-> |=> |- (?!\d+ - (?!\d+(?:\.\d+)? ?ms)))?|(?:→|->|=>) |\b(?:http_?)?status(?:_?code)?(?:[=:]\s?| (?:code )?(?:of |was |is )?)|\bstatuscode: |\bresponse(?: code)?:? |\b(?:Completed|responded(?: with)?|returned|answered(?: with)?|got(?: an?)?|received(?: an?)?) (?:HTTP )?(?:status )?)([1-5]\d\d)(?![\w.:/-]|,\d| ?(?:ms|s|rows|items|bytes|records|KB|MB|entries|messages|requests|results|rules|users|lines|files)\b(?!=))/i;
/** A cell of its own, in a line in cells that is about a request, or behind the times of a proxy; the fourth from the end of Internet Information Services. */
const STATUS_CELL =
  / (?:-?\d+\/){3,4}\+?-?\d+ ([1-5]\d\d) |\b(?:limit|limited|throttled|requests|upstream|server|gateway|client|too large|too long|not found|forbidden|unauthori[sz]ed|bad request|unavailable|timeout|error|conflict)\b[^()]{0,20} \(([45]\d\d)\)|\|\s*([1-5]\d\d)\s*\|(?=.*\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b)|\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \/.* ([1-5]\d\d) \d+ \d+ \d+$/;
const ANY_STATUS = /[\s=:(][1-5]\d\d(?!\d)/;

const ACCESS_STATUS = /[^\\]" ([1-5]\d\d) (?:\d+|-)(?:\s|$)/;

const EXIT =
  /\bexit(?:ed|s)?(?: with)?(?:[ _]?(?:code|status))?[ =:]+\(?(-?\d+)\)?(?![\w.])|\bstatus=(\d+)\/|\bExited \((\d+)\)/i;

/** A figure that is one: no part of a name, a version or a port. */
const FIGURE = String.raw`(?<![\w.:#-])(\d{1,3}(?:,\d{3})+|\d+)`;
/** Counts of errors, failures and warnings: words and figures, either way round. */
const COUNT = new RegExp(
  [
    String.raw`${FIGURE} (?:(?!of\b)\w+ )?(errors|failures|warnings)\b(?! (?:allowed|max|limit|per|budget|rate|code)|-)`,
    String.raw`(?<![\w.:#-])([01]) (?:\w+ )?(error|failure|warning)\b(?!-| \w+(?:ers?|ors?|s)\b)`,
    String.raw`^(?<![\w.:#-])(\d+) (error|failure|warning)\(s\)`,
    String.raw`\b(error|failure|warning)s ?[:=] ?(\d+)\b`,
    String.raw`(?<!\b(?:step|attempt|task|job|item|node|worker|test|shard|row|chunk|line|try|part|stage|batch) )${FIGURE}(?: ?\/ ?\d+| (?:out )?of \d+)? (?:\w+ )?(failed|failing)\b(?! \w|[:=])`,
    String.raw`\b(failed)[:=] ?(\d+)\b`,
  ].join('|'),
  'gi',
);
/** Errors that are told of as over. */
const COUNT_OVER =
  /\b(?:errors?|failures?|warnings?)\b(?: (?:were|was|have been|has been|are|is))? (?:fixed|resolved|cleared|ignored|suppressed|corrected|recovered|handled|skipped|silenced|auto-?fixed)\b|\b(?:fixed|resolved|cleared|ignored|suppressed|corrected|recovered from) \d+ /i;

/** The severity of the HTTP status that a text tells, or `null`. */
export function severityFromStatus(text: string): Severity | null {
  if (!ANY_STATUS.test(text)) return null;
  const cell = STATUS_CELL.exec(text);
  const status = Number(
    STATUS.exec(text)?.[1] ?? cell?.[1] ?? cell?.[2] ?? cell?.[3] ?? cell?.[4] ?? 0,
  );
  if (status >= 500) return 'error';
  return status >= 400 ? 'warn' : null;
}

/** The severity that an access line tells by its status, which follows what was asked for in quotes. */
export function severityFromAccess(text: string): Severity {
  const status = Number(ACCESS_STATUS.exec(text)?.[1] ?? 0);
  if (status >= 500) return 'error';
  return status >= 400 ? 'warn' : 'unknown';
}

/** True when the text tells of an exit code other than 0. */
export function hasFailedExit(text: string): boolean {
  const exit = EXIT.exec(text);
  return exit !== null && Number(exit[1] ?? exit[2] ?? exit[3]) !== 0;
}

/** The gravest thing that there is more than none of; `unknown` when all counts are nought; `null` without any. */
export function severityFromCounts(text: string): Severity | null {
  let severity: Severity | null = null;
  COUNT.lastIndex = 0;
  for (let match = COUNT.exec(text); match; match = COUNT.exec(text)) {
    const figure = match[1] ?? match[3] ?? match[5] ?? match[8] ?? match[9] ?? match[12] ?? '0';
    const what = match[2] ?? match[4] ?? match[6] ?? match[7] ?? 'error';
    if (Number(figure.replaceAll(',', '')) === 0) severity ??= 'unknown';
    else if (COUNT_OVER.test(text)) return 'unknown';
    else if (!/warning/i.test(what)) return 'error';
    else severity = 'warn';
  }
  return severity;
}
