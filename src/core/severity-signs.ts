/**
 * What gives a severity away without naming it: exceptions and their traces, panics, HTTP statuses, exit codes,
 * counts of errors, and the few phrases that only failures are told with.
 */
import type { Severity } from './severity.js';

const FATAL =
  /\bpanic: |\bgoroutine \d+ \[|thread '[^']*' (?:\(\d+\) )?panicked|segmentation fault|\bcore dumped\b|kernel panic/i;

/** An exception's name where an exception is told: at the start, or before its message or its place. */
const EXCEPTION =
  /(?:^|[\s("'[])(?:[A-Za-z_]\w*(?:\.|::))*[A-Z]\w*(?:Error|Exception)(?:: (?!(?:null|none|nil|undefined|0)\b)| ?\(|\s*\n)|^(?:[a-z_]\w*\.)*[A-Z]\w*(?:Error|Exception)$/;
const TRACE =
  /^Traceback \(most recent|^Caused by: |^at [\w.`<>+$]+\.[\w.`<>+$]+\(.*\)(?: in .+:line \d+)?$|^at .*(?::\d+:\d+\)?|\(\w+\.(?:java|kt|scala|groovy):\d+\)|\((?:Native Method|Unknown Source)\))\s*$|^File "[^"]+", line \d+|^\.\.\. \d+ more$|^stack(?: ?trace)?:/;
const UNCAUGHT =
  /\bpanic serving\b|\bconnection refused\b|\b(?:uncaught|unhandled)\b.{0,24}\b(?:exception|rejection|error)|exception in thread|\bE(?:CONNREFUSED|CONNRESET|TIMEDOUT|NOENT|ACCES|ADDRINUSE|PIPE|HOSTUNREACH|AI_AGAIN|NOTFOUND|NOSPC|PERM)\b|\bOOMKilled\b|\bout of memory\b|\bCrashLoopBackOff\b/i;

/** `"GET / HTTP/1.1" 500 123`, `GET /x 500 12 ms`, `→ 503`, `HTTP 502`, `status=404`, `Completed 500 …`. */
const STATUS =
  /(?:HTTP\/[\d.]+"?\s+|\bHTTP[ :]+|\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \S+ (?:→ |-> |=> |- )?|(?:→|->|=>) |\bstatus(?: ?code)?(?:[=:]\s?| (?:of |was |is )?)|\bresponse(?: code)?:? |\b(?:Completed|responded(?: with)?|returned|answered(?: with)?|got(?: an?)?|received(?: an?)?) (?:HTTP )?)([1-5]\d\d)(?![\w.:/-]|,\d| ?(?:ms|s|rows|items|bytes|records|KB|MB|entries|messages)\b(?!=))/i;
const EXIT =
  /\bexit(?:ed|s)?(?: with)?(?:[ _]?(?:code|status))?[ =:]+\(?(-?\d+)\)?(?![\w.])|\bstatus=(\d+)\/|\bExited \((\d+)\)/i;

/** A count of errors or warnings: words and figures, either way round. */
const COUNT =
  /\b(\d[\d,]*) (?:\w+ )?(error|failure|warning)s?\b(?! (?:allowed|max|limit|per|budget|rate|code))|\b(error|failure|warning)s ?[:=] ?(\d+)\b|\b(\d+) (?:(?:tests?|checks?|steps?|jobs?) )?(failed)\b(?! \w)|\b(failed)[:=] ?(\d+)\b/gi;

/** A level word that begins nothing but is told as having happened. */
const HAPPENED =
  /\b(?:errors? (?:occurr?ed|while|during|when|in|reading|writing|connecting|sending|parsing|loading|processing|executing|calling|fetching|opening)|an? (?:\w+ )?error (?:has )?occurr?ed|(?:unexpected|internal server|fatal|unrecoverable|unknown) error)\b/i;
const FAILED =
  /^[✖✗✕❌]|^FAIL(?:ED)?\b|^make(?:\[\d+\])?: \*\*\* |^(?:failed to|failure\b|failed:)|\bfailed(?:$|[:;.](?:\s|$)|,| (?:to|with|after|because|due|on|at|in) )|\b(?:build|job|run|step|task|deploy(?:ment)?|migration|test|request|assertion) failed\b|: command not found\b|\bpermission denied\b/i;
const NOT_FAILED =
  /\b(?:if|when|unless|never|not|no|none|without|retry(?:ing)?|0|until|previously|on)\b[^.;]{0,24}\bfailed|\bno (?:\w+ )?(?:error|failure)|\bwithout (?:\w+ )?(?:error|failure)|\bfailed over\b/i;
const WARNED =
  /\bDeprecat(?:ed:|ionWarning)|\b(?:is|are|was|been) deprecated\b|^⚠|\b[A-Z]\w+Warning: /;

/** `err="…"` among such pairs, unless it says that there was none. */
const ERROR_PAIR =
  /(?:^|\s)err(?:or)?=(?!(?:<?nil>?|null|none|undefined|false|no|0|""|'')(?:[\s,;]|$))[^\s,;]/i;
/** Told as done: what follows is the name of what was done, as in the list of a test run. */
const DONE = /^[✓✔√]/;

/** Nothing of the above is in a text without these; checked first because most texts have none. */
const ANY_SIGN =
  /err|fail|excep|panic|fault|trace|warn|deprec|E[A-Z]{4}|exit|OOM|memory|Crash|denied|not found|^(?:at|File|Caused|\.\.\.) |[✖✗✕❌⚠]|refused|Error|goroutine|dump|stack|uncaught|unhandled/i;
const ANY_STATUS = /[\s=:(][1-5]\d\d(?!\d)/;

/** The severity that a text gives away, or `null`. */
export function severityFromSigns(text: string): Severity | null {
  if (DONE.test(text)) return null;
  const signs = ANY_SIGN.test(text);
  if (signs) {
    if (FATAL.test(text)) return 'fatal';
    if (EXCEPTION.test(text) || TRACE.test(text) || UNCAUGHT.test(text)) return 'error';
    const exit = EXIT.exec(text);
    if (exit && Number(exit[1] ?? exit[2] ?? exit[3]) !== 0) return 'error';
  }
  const status = ANY_STATUS.test(text) ? Number(STATUS.exec(text)?.[1] ?? 0) : 0;
  if (status >= 500) return 'error';
  if (status >= 400) return 'warn';
  if (!signs) return null;
  const counted = severityFromCounts(text);
  if (counted !== null) return counted === 'unknown' ? null : counted;
  if (HAPPENED.test(text) && !NOT_FAILED.test(text)) return 'error';
  if (ERROR_PAIR.test(text)) return 'error';
  if (FAILED.test(text) && !NOT_FAILED.test(text)) return 'error';
  return WARNED.test(text) ? 'warn' : null;
}

/** The gravest thing that there is more than none of; `unknown` when all counts are nought; `null` without any. */
function severityFromCounts(text: string): Severity | null {
  let severity: Severity | null = null;
  COUNT.lastIndex = 0;
  for (let match = COUNT.exec(text); match; match = COUNT.exec(text)) {
    const figure = match[1] ?? match[4] ?? match[5] ?? match[8] ?? '0';
    const what = match[2] ?? match[3] ?? 'error';
    if (Number(figure.replaceAll(',', '')) === 0) severity ??= 'unknown';
    else if (!/warning/i.test(what)) return 'error';
    else severity = 'warn';
  }
  return severity;
}
