/**
 * What gives a severity away without naming it: exceptions and their traces, panics, and the phrases that only failures
 * are told with. Figures are read by `severity-counts.ts`.
 */
import { hasFailedExit, severityFromCounts, severityFromStatus } from './severity-counts.js';
import type { Severity } from './severity.js';

const FATAL =
  /\bpanic: |^panic\(|\bgoroutine \d+ \[|thread '[^']*' (?:\(\d+\) )?panicked|segmentation fault|\bcore dumped\b|kernel panic|\bfatal signal\b/i;

/** An exception's name where an exception is told: at the start, or before its message or its place. */
const EXCEPTION =
  /(?:^|[\s("'[])(?:(?:[A-Za-z_]\w*(?:\.|::))*[A-Z]\w*(?:Error|Exception)|(?:[A-Z]\w*::)+(?:Error|Exception))(?:: (?!(?:null|none|nil|undefined|0|false)[\s.,;)}\]]*$)| ?\((?!s\))| \[\w+\]: |\s*\n)|^(?:[a-z_]\w*\.)*[A-Z]\w*(?:Error|Exception)$|\([A-Z]\w*(?:::\w+)*(?:Error|Exception)\)\s*$|^(?:\[[\w-]+\] )?[A-Z]\w*(?:::[A-Z]\w*)+ \(.*\):?$/;
const TRACE =
  /^Traceback \(most recent|^Caused by: |^at [\w.`<>+$]+\.[\w.`<>+$]+\(.*\)(?: in .+:line \d+)?$|^at .*(?::\d+:\d+\)?|\(\w+\.(?:java|kt|scala|groovy):\d+\)|\((?:Native Method|Unknown Source)\))\s*$|^at async [\w.<>]+|^File "[^"]+", line \d+|^\.\.\. \d+ (?:more$|common frames)|^from \S+:\d+:in |^stack(?: ?trace)?:|^Call Trace:|\.go:\d+ \+0x[0-9a-f]+|^(?:During handling of the above|The above exception was)/;
const UNCAUGHT =
  /\bpanic serving\b|\bconnection refused\b|\b(?:uncaught|unhandled)\b.{0,24}\b(?:exception|rejection|error)|triggerUncaught|exception in thread|\bE(?:CONNREFUSED|CONNRESET|TIMEDOUT|NOENT|ACCES|ADDRINUSE|PIPE|HOSTUNREACH|AI_AGAIN|NOTFOUND|NOSPC|PERM)\b|\bOOMKilled\b|\bout of memory\b|\b(?:CrashLoop|ImagePull)BackOff\b|\bErrImagePull\b|\b\d+\/\d+\s+(?:Init:)?(?:\w*Error|Evicted)\s/i;
/** The kernel's ways of saying it. */
const KERNEL =
  /\bsegfault at\b|\bI\/O error\b|\berror \((?:device|code)\b|^BUG: |\bOops: |\bgeneral protection fault\b|\bsoft lockup\b|\bdumped core\b|\bblocked for more than \d+ seconds\b|\bHardware Error\b/;

/** A level word that begins nothing but is told as having happened. */
const HAPPENED =
  /\b(?:errors? (?:occurr?ed|response from|while|during|when|in|reading|writing|connecting|sending|parsing|loading|processing|executing|calling|fetching|opening)|an? (?:\w+ )?error (?:has )?occurr?ed|(?:unexpected|internal server|fatal|unrecoverable|unknown) error)\b/i;
const FAILED =
  /^[✖✗✕❌⛔🚨🛑💥]|^FAIL(?:ED)?\b|^not ok \d+|^# fail [1-9]|^make(?:\[\d+\])?: \*\*\* |^(?:failed to|failure\b|failed:)|\bfailed(?:$|[:;.](?:\s|$)|,| (?:to|with|after|because|due|on|at|in|for) )|\b(?:build|job|run|step|task|deploy(?:ment)?|migration|test|request|assertion) (?:failed|aborted|crashed|timed out)\b|\b(?:app|process|worker|server|container) crashed\b|\btimed out\b|\b(?:run|job|transaction|build|upload|import|export|query)\b.{0,24}\baborted\b|: command not found\b|\bpermission denied\b|\bundefined (?:symbols?|reference)\b|symbol\(s\) not found|^> Task \S+ FAILED$|^\S+\.go:\d+:\d+: /iu;
/** What somebody was not able to do, at the start of the text or of what a name or a colon begins. */
const UNABLE =
  /^(?:[\w./-]+(?:\[\d+\])?: |[A-Z]?[\w-]+ )?(?:(?:could|can|did|would) ?not|unable to|can't|couldn't|cannot) (?!only\b)(?!be (?:null|empty))\w/i;
/** The outcome of a run, a job, a service: told as a failure. */
const OUTCOME =
  /(?:^|[\s,{])(?:status|result|conclusion|outcome|finished|active|state|phase)(?:: ?|=)"?(?:failed|failure|errored|crashed|error)\b(?!-| ?[-=]>)/i;
const NOT_FAILED =
  /\b(?:if|when|unless|never|not|no|none|without|retry(?:ing)?|0|until|previously|on|in case of|ignor(?:ed|ing))\b[^.;:]{0,24}\b(?:failed|timed out|crashed)|\bno (?:\w+ )?(?:error|failure)|\bwithout (?:\w+ )?(?:error|failure)|\bfailed over\b|\bfailed[^:=]{0,40}[:=] ?(?:0|none|no|null|false)\b|\breset failed\b/i;
/** It went well in the end. */
const RECOVERED =
  /\b(?:succe\w+|recover\w*|reconnect\w*|restored|healthy|resolved|completed|passed|worked)\b.{0,40}\b(?:after|from|despite)\b|\bnow (?:passes|works|ok|healthy|succeeds)\b/i;
const WARNED =
  /\bDeprecat(?:ed:|ionWarning)|\b(?:is|are|was|been) deprecated\b|^⚠|^warnings\.warn\(|^Finished: UNSTABLE$|\bBREAK-IN ATTEMPT\b/;
/** Programs that name their warnings as others name their exceptions. */
const NAMED_WARNING = /\b[A-Z]\w+Warning: /;
/** Somebody at the door was refused: their mistake, as with a status of 401. */
const REFUSED =
  /\bfailed (?:password|publickey|keyboard-interactive|none) for\b|\bauthentication failures?\b/i;

/** `err="…"` among such pairs, unless it says that there was none. */
const ERROR_PAIR =
  /(?:^|\s)err(?:or)?=(?!(?:<?nil>?|null|none|undefined|false|no|0|""|'')?(?:[\s,;]|$))[^\s,;]/i;
/** Told as done: what follows is the name of what was done, as in the list of a test run. */
const DONE = /^(?:[✓✔√✅]|ok \d+\b|--- PASS|=== RUN|PASS\b|test .* \.\.\. ok$)/u;

/** Nothing of the above is in a text without these; checked first because most texts have none. */
const ANY_SIGN =
  /err|fail|excep|panic|fault|trace|warn|deprec|E[A-Z]{4}|exit|OOM|memory|Crash|denied|not |n't |unable|abort|timed|BreakOff|BackOff|Evicted|BREAK|BUG|lockup|blocked|symbol|\.go:|^(?:at|File|Caused|from|During|The|\.\.\.) |[✖✗✕❌⚠⛔🚨🛑💥]|refused|goroutine|dump|stack|uncaught|unhandled|UNSTABLE|::\w+ \(/iu;

/** The severity that a text gives away, or `null`. */
export function severityFromSigns(text: string): Severity | null {
  if (DONE.test(text)) return null;
  const signs = ANY_SIGN.test(text);
  if (signs) {
    if (FATAL.test(text)) return 'fatal';
    if (EXCEPTION.test(text) || TRACE.test(text) || UNCAUGHT.test(text)) return 'error';
    if (KERNEL.test(text) || hasFailedExit(text)) return 'error';
  }
  const status = severityFromStatus(text);
  if (status !== null || !signs) return status;
  if (NAMED_WARNING.test(text)) return 'warn';
  if (RECOVERED.test(text)) return null;
  const counted = severityFromCounts(text);
  if (counted !== null) return counted === 'unknown' ? null : counted;
  if (REFUSED.test(text)) return 'warn';
  const denied = NOT_FAILED.test(text);
  if (HAPPENED.test(text) && !denied) return 'error';
  if (ERROR_PAIR.test(text) || OUTCOME.test(text) || UNABLE.test(text)) return 'error';
  if (FAILED.test(text) && !denied) return 'error';
  return WARNED.test(text) ? 'warn' : null;
}
