/**
 * The words in which failures and warnings are told when nothing names them: what was lost, refused, aborted, missing.
 * A phrase that is denied, supposed, or over in the meantime tells of none.
 */
import type { Severity } from './severity.js';

/** A level word that begins nothing but is told as having happened. */
const HAPPENED =
  /(?<!\b(?:subject|title|name|label|topic): )\b(?:errors? (?:occurr?ed|response from|while|during|when|in|reading|writing|connecting|sending|parsing|loading|processing|executing|calling|fetching|opening)|an? (?:\w+ )?error (?:has )?occurr?ed|(?:unexpected|internal server|fatal|unrecoverable|unknown|validation|syntax|parse|network|connection|database|runtime|authentication|authorization) error)\b(?! (?:is|are|was|were) (?:mapped|ignored|handled|caught|expected|retried))/i;
const SIGN = /^(?:[✖✗✕❌⛔🚨🛑💥]|! \[(?:\w+ )?rejected\]|CONFLICT \(|ERR_[A-Z_]{4,})/u;
const TEST =
  /^FAIL(?:ED)?\b|^not ok \d+|^# fail [1-9]|^make(?:\[\d+\])?: \*\*\* |^> Task \S+ FAILED$|^\S+\.go:\d+:\d+: |^\w+ aborted!|^\S+ FAILED(?: +\[ *\d+%\])?$|^E {2,}\S|^● .+ › /;
const FAILED =
  /(?:^|[:\]] )failed to\b|^(?:failure\b(?! \w+ (?:is|are|set|was|were|reached 0))|failed:)|(?<![./])\bfailed(?:\s*$|[:;.!](?:\s|$)|,| [([]| (?:to|with|after|because|due|on|at|in|for) )|\b(?:build|job|run|step|task|deploy(?:ment)?|migration|test|request|assertion) (?:failed|aborted|crashed|timed out)\b|\bentered failed state\b|\b(?:app|process|worker|server|container|service|program) (?:has )?crashed\b|\btimed out\b|\btimeout (?:of \S+ )?(?:exceeded|expired|reached|while|waiting)\b|\b\w+ (?:was )?aborted(?:$|[:;.!,]| (?:at|after|due|because|by|on|with)\b)|\b(?:request|message|payload|commit|push|connection|delivery) (?:was )?rejected\b|\baborting\b/i;
/** What became of connections, files and memory; nobody tells of these otherwise. */
const BROKEN =
  /\b(?:connection|session|link|socket|stream)\b[\w ]{0,12} (?:lost|dropped|broken|refused|aborted|reset by peer)\b|\blost connection\b|\bbroken pipe\b|\bdeadlock detected\b|\bno such (?:file|host|table|column|container|device)\b|\bno space left\b|\b(?:disk|volume) (?:is )?full\b|\btoo many open files\b|\bstack overflow\b|\b(?:is|are) corrupt(?:ed)?\b|\bchecksum mismatch\b|\bunexpected (?:end of|token|EOF|character)\b|\bis not (?:a function|defined)\b|\bpermission denied\b|\baccess denied\b|: (?:command )?not found$|\bundefined (?:symbols?|reference)\b|symbol\(s\) not found|\brepeated too quickly\b|\bnon-zero (?:exit|code|status)\b|\bnot found: (?!\/)|\bexpected\b.{1,60}\b(?:(?:but )?(?:got|received)|but (?:found|saw|was))\b|\b(?:killed by the OOM|oom-kill:|invoked oom-killer)|\bdid not complete successfully\b|\bexited unexpectedly\b|\bterminated (?:unexpectedly|abnormally|with (?:an )?error)\b|\bunreachable$/i;
/** What somebody was not able to do, at the start of the text or of what a name or a colon begins. */
const UNABLE =
  /(?:^|[:\]] |^ERR_\w+ +|^[\w-]+ )(?:(?:could|can) ?not|did not (?:complete|finish|respond|start|match)|unable to|can't|couldn't|cannot) (?!only\b)(?!be (?:null|empty))\w/i;
/** The outcome of a run, a job, a service: told as a failure. */
const OUTCOME =
  /(?:^|[\s,{])(?:status|result|conclusion|outcome|finished|active|state|phase)(?:: ?|=)"?(?:failed|failure|errored|crashed|error)\b(?!-| ?[-=]>)/i;
/** It did not happen, or has been dealt with. */
const DENIED =
  /\b(?:if|when|unless|never|not|no|none|without|retry(?:ing)?|0|until|previously|on|in case of|ignor(?:ed|ing))\b[^.;:]{0,24}\b(?:failed|timed out|crashed|lost|aborted|denied)|\bno (?:\w+ )?(?:error|failure|deadlock)|\bwithout (?:\w+ )?(?:error|failure)|\bfailed over\b|\bfailed[^:=]{0,40}[:=] ?(?:0|none|no|null|false)\s*(?:[,;.)]|$)|\breset failed\b/i;
/** It went well in the end. */
const RECOVERED =
  /\b(?:succe\w+|recover\w*|reconnect\w*|restored|healthy|resolved|completed|passed|worked)\b.{0,40}\b(?:after|from|despite)\b|\bnow (?:passes|works|ok|healthy|succeeds)\b/i;
const WARNED =
  /\bDEPRECATED\b|\bDeprecat(?:ed:|ion(?:Warning| notice))|\b(?:is|are|was|been) deprecated\b|^⚠|^warnings\.warn\(|^Finished: UNSTABLE$|\bBREAK-IN ATTEMPT\b|\brate[ -]limit(?:ed| (?:reached|exceeded|hit))\b|\bthrottled\b|\b(?:slow|long-running) (?:query|request|step|response|transaction)\b(?! log)/i;
/** Programs that name their warnings as others name their exceptions. */
const NAMED_WARNING = /\b[A-Z]\w+Warning: /;
/** Somebody at the door was refused: their mistake, as with a status of 401. */
const REFUSED =
  /\bfailed (?:password|publickey|keyboard-interactive|none) for\b|\bauthentication failures?\b|\btoo many authentication failures\b/i;

/** Programs that name their warnings do so at any place, and whatever else the line tells. */
export function namesWarning(text: string): boolean {
  return NAMED_WARNING.test(text);
}

/** True when whatever was wrong is told of as over. */
export function tellsRecovery(text: string): boolean {
  return RECOVERED.test(text);
}

/** The severity that the phrases of a text tell, or `null`. */
export function severityFromPhrases(text: string): Severity | null {
  if (REFUSED.test(text)) return 'warn';
  if (OUTCOME.test(text) || SIGN.test(text) || TEST.test(text) || UNABLE.test(text)) return 'error';
  if ((HAPPENED.test(text) || FAILED.test(text) || BROKEN.test(text)) && !DENIED.test(text)) {
    return WARNED.test(text) ? 'warn' : 'error';
  }
  return WARNED.test(text) ? 'warn' : null;
}
