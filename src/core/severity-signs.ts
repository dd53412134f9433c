/**
 * What gives a severity away without naming it: exceptions and their traces, panics, and what machines say when they
 * break. Figures are read by `severity-counts.ts`, prose by `severity-phrases.ts`.
 */
import { hasFailedExit, severityFromCounts, severityFromStatus } from './severity-counts.js';
import { severityFromFailures } from './severity-failures.js';
import { severityOfReport } from './severity-reports.js';
import { namesWarning, severityFromPhrases, tellsRecovery } from './severity-phrases.js';
import type { Severity } from './severity.js';

const FATAL =
  /\bpanic: |^panic\(|\bgoroutine \d+ [^[\n]{0,60}\[[a-z]|thread '[^']*' (?:\(\d+\) )?panicked|segmentation fault|\bcore dumped\b|kernel panic|\bfatal signal\b/i;

/** An exception's name where an exception is told: at the start, or before its message or its place. */
const EXCEPTION =
  /(?:^|[\s("'[])(?:(?:[A-Za-z_]\w*(?:\.|::))*[A-Z]\w*(?:Error|Exception|Rejection|Failure|Fault|Exit|Iteration)|(?:[A-Z]\w*::)+(?:Error|Exception))(?:: (?!(?:null|none|nil|undefined|0|false)[\s.,;)}\]]*$)| ?\((?!s\))| \[\w+\]: |\s*\n)|^(?:[a-z_]\w*\.)*[A-Z]\w*(?:Error|Exception)$|\([A-Z]\w*(?:::\w+)*(?:Error|Exception)\)\s*$|^(?:\[[\w-]+\] )?[A-Z]\w*(?:::[A-Z]\w*)+ \(.*\):?$|^(?:[a-z_]\w*\.)*(?:exceptions?|errors?|exc)\.(?:[a-z_]\w*\.)*[A-Z]\w+: |^\[[A-Z]\w*(?:Error|Exception)\]$|^KeyboardInterrupt\b/;
const TRACE =
  /^Traceback \(most recent|^Caused by: |^at [\w.`<>+$]+\.[\w.`<>+$]+\(.*\)(?: in .+:line \d+)?$|^at .*(?::\d+:\d+\)?|\(\w+\.(?:java|kt|scala|groovy):\d+\)|\((?:Native Method|Unknown Source)\))(?: ~?\[[^\]]*\])?\s*$|^at async [\w.<>]+|^File "[^"]+", line \d+|^\.\.\. \d+ (?:more$|common frames)|^(?:from )?\S+:\d+:in [`'‘]|^created by \S+ in goroutine |^stack(?: ?trace)?:|^Call Trace:|\.go:\d+ \+0x[0-9a-f]+|^(?:During handling of the above|The above exception was)/;
const UNCAUGHT =
  /\bpanic serving\b|\bconnection refused\b|\b(?:uncaught|unhandled)\b.{0,24}\b(?:exception|rejection|error)|triggerUncaught|exception in thread|\bE(?:CONNREFUSED|CONNRESET|TIMEDOUT|NOENT|ACCES|ADDRINUSE|PIPE|HOSTUNREACH|AI_AGAIN|NOTFOUND|NOSPC|PERM)\b|\bOOMKilled\b|\bout of memory\b|\b(?:CrashLoop|ImagePull)BackOff\b|\bErrImagePull\b|\b\d+\/\d+\s+(?:Init:)?(?:\w*Error|Evicted)\s/i;
/** The kernel's ways of saying it. */
const KERNEL =
  /\bsegfault at\b|\bI\/O error\b|\berror \((?:device|code)\b|^BUG: |\bOops: |\bgeneral protection fault\b|\bsoft lockup\b|\bdumped core\b|\bblocked for more than \d+ seconds\b|\bHardware Error\b|\bfailed command: /;

/** `err="…"` among such pairs, unless it says that there was none. */
const ERROR_PAIR =
  /(?:^|\s)err(?:or)?=(?!(?:<?nil>?|null|none|undefined|false|no|0|""|'')?(?:[\s,;]|$))[^\s,;]/i;
/** Told as done: what follows is the name of what was done, as in the list of a test run. */
const DONE = /^(?:[✓✔√✅]|ok \d+\b|(?:--- )?(?:PASS|SKIP): |=== RUN|PASS\b|test .* \.\.\. ok$)/u;

/** No sign and no phrase is in a text without these; checked first because most texts have none. */
const ANY_SIGN =
  /err|fail|excep|panic|fault|trace|warn|deprec|E[A-Z]{4}|exit|OOM|memory|crash|denied|not |n't |unable|abort|timed|timeout|limit|throttl|slow|long-running|lost|broken|reset|dropped|deadlock|no such|space left|full|too |overflow|corrupt|mismatch|terminated|unreach|BackOff|Evicted|BREAK|BUG|lockup|blocked|symbol|undefined|unexpected|:in |created by|rejected|expected|killer|oom-kill|CONFLICT|KeyboardI|Exit:|Iteration|\.go:|^(?:at|File|Caused|from|During|The|\.\.\.) |[✖✗✕❌⚠⛔🚨🛑💥]|refused|goroutine|dump|stack|uncaught|unhandled|UNSTABLE|::\w+ \(|●|^E {2}/iu;

/** The name of something, or what somebody wrote: not a request, a path, or the value of a pair. */
const QUOTED = /(?<![:=] ?)"[^"/=:]{1,60}"(?=[ .,]|$)/g;

/** The severity that a text gives away, or `null`. What it only quotes has not happened. */
export function severityFromSigns(text: string): Severity | null {
  const severity = severityOfWhole(text);
  if (severity === null || !text.includes('"')) return severity;
  const unquoted = text.replace(QUOTED, '"…"');
  return unquoted === text ? severity : severityOfWhole(unquoted);
}

function severityOfWhole(text: string): Severity | null {
  if (DONE.test(text)) return null;
  const report = severityOfReport(text);
  if (report !== null) return report;
  const signs = ANY_SIGN.test(text);
  if (signs) {
    if (FATAL.test(text)) return 'fatal';
    if (EXCEPTION.test(text) || TRACE.test(text) || UNCAUGHT.test(text)) return 'error';
    if (KERNEL.test(text) || hasFailedExit(text)) return 'error';
  }
  const status = severityFromStatus(text);
  if (status !== null) return status;
  const told = signs ? toldInWords(text) : null;
  if (told !== null) return told === 'unknown' ? null : told;
  const failure = severityFromFailures(text);
  return failure !== null && tellsRecovery(text) ? null : failure;
}

/** `unknown` when the text says that nothing is wrong, or no longer; `null` when it says nothing. */
function toldInWords(text: string): Severity | null {
  if (namesWarning(text)) return 'warn';
  if (tellsRecovery(text)) return 'unknown';
  const counted = severityFromCounts(text);
  if (counted !== null) return counted;
  return ERROR_PAIR.test(text) ? 'error' : severityFromPhrases(text);
}
