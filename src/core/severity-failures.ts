/**
 * Plain words for what broke, wherever they stand in a text: what the system calls its errors, what could not be done,
 * was refused, used up, invalid or gone. Supposed, denied and future failures are none. It knows no program by name.
 */
import type { Severity } from './severity.js';

/** Roots of all words below; checked first because most texts have none of them. */
const ANY_FAILURE =
  /can(?:not|'t| not)|could ?n|unable|fail|denied|refus|reject|exceed|deadline|exhaust|expired|invalid|malform|corrupt|unknown |unrecogni|unsupported|illegal|bad |missing|insufficient|not enough|in use|already exists|does ?n[o']t exist|no such|not (?:found|permitted|allowed|respond|reach|recogni|authori|a valid|avail|connect|resolv)|unavail|unreach|unrespons|unhealthy|unresolv|no (?:route|response|space|more|healthy|available)|crash|kill|abort|died|unexpected|violat|duplicate|mismatch|giving up|gave up|gone away|went (?:down|away)|is down|lost|hang|hung|stuck|terminat|stack smash|double free|verify|unauthori|forbidden|gateway|unavailable|server error|reset by|time-?out|temporar|vulnerab|degraded|discourag|outdated|obsolete|no longer|running (?:low|out)|nearly full|almost full|too (?:long|many|large|old|slow)|will be removed|fall(?:ing)? ?back|clock skew|throttl|resolve host|circular|handshake|match|revoked|is full|did ?n|threw|rolled back|circuit|fault|errors|n't know|not know|no (?:cred|api|token|pass|cert|perm|access|match)|required|mandatory| {2}error$|is locked|watchdog|as failure|signal|out of |backoff|back-off|sig(?:segv|abrt|bus|ill|fpe)|broken pipe|undefined|bus error|floating point|nodes are avail|due |timed out|evict|quarantin|conflict|abnormal|premature|no retries|tls alert|self[- ]signed| dead|errored|unprocess|: \/|insecure|not recomm|busy|read-only|a directory|file exists|not empty|input\/output|stale file|exec format|already b|truncated|missed|n[o']t (?:respond|exist|resolv|recogni|permit|authori|allow|been|a )/i;

/** The texts of the system's error numbers, with what stands before one. */
const SYSTEM =
  /(?:^|[:(] ?|\] )(?:no such (?:file or directory|process|device)|operation not permitted|permission denied|access (?:is )?denied|address already in use|cannot (?:allocate memory|assign requested address)|connection (?:refused|reset by peer|timed out|aborted)|no route to host|network is (?:unreachable|down)|host is (?:unreachable|down)|(?:device or resource|text file) busy|read-only file system|bad (?:file descriptor|address)|is a directory|not a directory|file exists|directory not empty|input\/output error|invalid (?:argument|cross-device link)|exec format error|argument list too long|no space left on device|disk quota exceeded|too many (?:open files|levels of symbolic links)|file (?:name )?too (?:long|large)|broken pipe|name or service not known|temporary failure in name resolution|resource temporarily unavailable|stale file handle|transport endpoint is not connected|bad gateway|service unavailable|gateway time-?out)\b/i;

/** What somebody was not able to do; what cannot be by design is told of as a property. */
const UNABLE =
  /\b(?:could ?n[o']t|can ?not|can't|unable to|fail(?:s|ed|ing) to|do(?:es)?(?:n't| not) know (?:how|what)(?: to)?|did(?:n't| not) (?:complete|finish|respond|start|return|become|succeed|arrive)) (?!only\b|(?:be )?(?:null|empty|undone|reverted|undo|negative|changed|happen|yet)\b|wait\b)\w/i;

/** In capitals, or in the last cell of a line in cells: the outcome of what stands before it. */
const STATED =
  /\b(?:FAILED|FAILURE|ABORTED|CRASHED|DENIED|REJECTED|UNREACHABLE)\b(?!["'`_/=-]|: ?0\b|\w)|\s{2}(?:Error|Failed)$/;

/** What was done to a request, a process or a limit, told as having happened. */
const BEFELL = new RegExp(
  [
    String.raw`\b(?:access|permission|request|connection|login|query|operation|authorization|command|call|update|privilege|mount|\w+ing) (?:(?:was|is|has been|to .{1,40}) )?denied\b|\bdenied (?:the request|to \w|by (?:policy|rule|server))|\bdenied$`,
    String.raw`\b(?:actively |was |been |connection |handshake |login |server |peer )refused\b|\brefused (?:to|by|the) \w|\brefused$`,
    String.raw`\b(?:was|were|been|is) (?:rejected|killed|aborted|evicted|quarantined)\b|\brejected (?:by|with|because|due|from|as)\b|\brejected$`,
    String.raw`\b(?:limit|quota|deadline|budget|memory|maximum|retries|attempts|timeout|depth|size|capacity|time|period|duration)\b[\w ]{0,16} (?:exceeded|exhausted)\b|\bexceeded (?:the |its |their |max\w* |allowed |allocated |configured |cpu |memory |\d)|\b(?:out of|ran out of|no more) (?:memory|disk|space|range|bounds|inodes|file descriptors|connections|retries|swap)\b|\b(?:pool|retries|attempts|resources?|connections|memory|space|credits?) (?:is |are |was |were )?exhausted\b`,
    String.raw`\b(?:certificate|cert|license|licence|password|credentials?|token|jwt|lease|api key) (?:has |is |have )?expired\b`,
    String.raw`\b(?:insufficient|not enough) \w|\bno (?:credentials?|api key|token|password|certificate|permissions?|access|matching \w+) (?:configured|found|provided|available|supplied|for|to)\b|\b(?:required|mandatory)\b[^.;]{1,40}\b(?:(?:is|was|are|were) not|missing|absent)\b|\bno (?:healthy|available) (?:\w+ ){0,2}(?:upstreams?|hosts?|nodes?|backends?|servers?|workers?|endpoints?|targets?|brokers?|connections?|devices?|space)\b|\b0\/\d+ nodes are available\b`,
    String.raw`\b(?:crashed|died|hung|crashing)(?:$|[:;.!,]| (?:with|after|while|during|on|at|in|unexpectedly)\b)|\b(?:to|is|has|state) (?:crashed|failed|dead|FAILED|errored)(?:$|[:;.!,)])|\bunexpectedly (?:closed|exited|terminated|quit|stopped|died|failed)|\b(?:closed|exited|terminated|quit|stopped|died|disconnected|ended|dropped|restarted) (?:unexpectedly|abnormally|prematurely)\b|\bunexpected (?:\w+ ){0,2}(?:error|failure|exception|response|status|eof|end|token|input|indent|character|exit|shutdown|reply|value|type|argument|keyword|identifier|condition|packet|message|close|disconnect)\b`,
    String.raw`\bkilled by\b|\b(?:terminated|killed|exited|crashed|caught|died)\b[\w ]{0,12}\b(?:by|on|with|from|due to)? ?signal:? (?!15\b|SIGTERM|2\b|SIGINT|0\b)\w|\bsignal: (?:killed|aborted|segmentation)|\bSIG(?:SEGV|ABRT|BUS|ILL|FPE|KILL)\b|^(?:Killed|Aborted|Bus error|Illegal instruction|Floating point exception)\b`,
    String.raw`\b(?:is|are|was|became|currently|temporarily|service|server|host|node|broker|leader|database|backend|upstream|network|destination|peer|gateway|port) (?:currently |temporarily |now |still )?(?:unavailable|unreachable|unresponsive|not (?:responding|reachable|available|connected))\b|\b(?:does|did|has|is) ?n[o']t (?:respond|exist|resolve|recogni[sz]ed|permitted|authori[sz]ed|allowed to|been found|a (?:valid|git|directory|file))\b|\b(?:not|no longer) responding\b|\bno response (?:from|within|after)\b|\bhas gone away\b|\bwent (?:down|away)\b|\bis DOWN\b|\bis down\b|\blost (?:contact|communication|quorum|leadership|the connection|heartbeat)\b|\bheartbeats? (?:lost|missed|timed? ?out|timeout|failed)\b`,
    String.raw`\bgiving up\b|\baborted(?:[:;.!,]|$)|\bdo(?:es)?(?:n't| not) match\b|\b(?:key|token|certificate|credentials?|access|licen[sc]e) (?:has been |was |is )?revoked\b|\b(?:disk|volume|log|database|queue|table|filesystem|partition|buffer|pool|mailbox)\b.{0,24} is full\b|(?:^|: )time-?out: (?!\d|none)\w|\bthrew(?::| an?\b)|\brolled back(?::| due| because)|\bcircuit(?: breaker)?(?: \S+)? (?:is )?(?:opened|open)\b|\b(?:fail|failure|fault) (?:event )?detected\b|\bdue to (?:\w+ ){0,2}errors?\b|\bwith (?:errors|failures?)\b|\bgave up\b|\bmax(?:imum)? (?:retries|attempts|number of retries) (?:exceeded|reached|exhausted)|\bno (?:more )?retries left\b`,
    String.raw`\bviolat(?:es|ed)\b|\b(?:constraint|access|integrity|key|policy|segmentation|protocol|sharing|assertion|security policy) violation\b|\bduplicate (?:key|entry|column|definition|identifier|symbol)\b|\balready (?:exists|in use|bound|being used)\b(?!,? (?:skip|ignor|re-?us|noth|continu))`,
    String.raw`\b\w+ (?:mismatch|mismatched|conflict detected)\b(?! (?:check|policy|handling))|\b(?:data|file|index|page|block|database|log|record|memory|heap|disk|cache|table) corruption\b|\bcorrupt(?:ed)? (?:data|file|index|page|block|record|entry|header|archive|packet|message|database|segment)\b|\b(?:is|was|are|were|appears|be) (?:malformed|corrupt|corrupted|invalid|truncated|undefined)\b(?! only)|\bmalformed\b`,
    String.raw`\b(?:invalid|unknown|unrecogni[sz]ed|illegal|unsupported|bad|missing|unresolved|undefined) (?:or (?:missing|unknown|unsupported|expired) )?(?:\w+[ -])?(?:option|argument|command|flag|char(?:acter)?|identifier|instruction|operand|value|format|syntax|token|type|parameter|request|signature|credentials?|password|host(?! key)|key|api key|method|directive|config(?:uration)?|variable|column|table|header|url|uri|path|reference|symbol|module|field|property|authority|import|response|certificate|input|json|xml|yaml|utf-8|literal|opcode|magic number|checksum|length|state|session|cookie|switch value|dependency|dependencies|file|database|role|topic|partition|attribute|element|separator|operation|address|port|name|version|id|date|time zone|interval|encoding|message|payload|data|body|schema|event|escape|label|index|alias|function|class)s?\b`,
    String.raw`\b(?:certificate|signature|hash|checksum|token|peer|host key) (?:\w+ )?verif(?:y|ication) failed\b|\bhandshake (?:failure|error)\b|\bverify error\b|\bTLS alert\b|\bself[- ]signed certificate in\b`,
    String.raw`\bstack smashing detected\b|\bdouble free\b|\bcircular (?:dependency|import|reference|structure)|\b(?:database|table|file|account|resource|state) is locked\b|\bwatchdog (?:timeout|timed out)|\bmarked \w+ as (?:failed|failure)\b|\bterminate called\b|\bcould not be (?:found|resolved|located|opened|loaded|read|parsed)\b|\bresolve host\b|\bdeadline exceeded\b|\btime-?out (?:occurred|error|waiting|when|during|after|expired|was reached)\b|\b(?:read|write|connect|connection|request|query|lock|gateway|response|idle|socket|session|statement|i\/o) time-?out$|\bi\/o timeout\b`,
    String.raw`\b(?:commit|transaction|operation|command|build|job|task|query|upload|download|installation|compilation|migration|import|export|sync|backup|restore|transfer|update|upgrade|startup|shutdown|initiali[sz]ation|authentication|login|connection|handshake|match|revoked|is full|did ?n|lookup|validation|verification|allocation|scrape|render|parsing|call|write|read|probe|check) (?:has |was |is )?(?:failed|aborted|cancel+ed due)(?![\w-]| (?:over|jobs|tasks|count|login|items))\b`,
    String.raw`\bcommand not found\b|\bnot found in (?:\$?PATH|scope|module|image|any|the)\b|\b(?:module|package|host|command|file|class|image|method|key|table|column|domain|user|resource|object|function|symbol|secret|bucket|topic|volume|network|container|repository|branch|program|device|service) (?:['"‵\x60][^'"\x60]{1,60}['"\x60] |[\w./:-]{1,60} )?(?:was |is |could )?not found\b|\bnot found$`,
  ].join('|'),
  'i',
);

/** A limit neared, a way that will be closed, a help that was needed: told as a warning by those who tell it. */
const WARNED =
  /\b(?:is|are|now|running|was) degraded\b|\bperformance degraded\b|\b(?:is|are) discouraged\b|\b(?:is|are) (?:outdated|obsolete|insecure)\b|\bout of date\b(?=.*\b(?:please|upgrade|update|run)\b)|\b(?:is )?no longer (?:supported|maintained|recommended)\b|\brunning (?:low|out)\b|\b(?:nearly|almost) (?:full|exhausted|out of)\b|\bwill be removed (?:in|from)\b|\bfall(?:ing)? ?back to\b|\bclock skew\b|\bthrottling\b|\b(?:is|became|marked|now|as) unhealthy\b|\bnot recommended\b|\btook too long\b|\b[1-9]\d* (?:(?:low|moderate|high|critical)(?: severity)? )?vulnerabilit/i;

/** An audit that tells of somebody who was refused: as with a status of 403. */
const AUDIT = /\bavc: +denied\b|\bapparmor="DENIED"/;

/** The words of a status of 4xx before what was asked for, as frameworks write them. */
const CLIENT_FAULT =
  /^(?:not found|forbidden|unauthori[sz]ed|bad request|method not allowed|too many requests|conflict|gone|unprocessable entity|payload too large)(?: \([^)]*\))?: \//i;

/** Before a failure: it is supposed, denied, tested for, over or yet to come. */
const SUPPOSED =
  /(?:\b(?:if|when|whenever|unless|whether|case|should|would|may|might|will|never|not|no|non|without|until|avoid\w*|prevent\w*|ignor\w+|zero|0|simulat\w+|expect\w*|handl\w+|fixe[sd]|previously|recover\w* from|clear\w*|remov\w+|delet\w+|clean\w*|purg\w+|reap\w*)\b[^.;:,()|]{0,32}|\b(?:for|of|on|any|each|count|report|alert|notif\w+|track\w*|detect\w*|retry|check|because|since|as))\s*$|["'`/_#-]$/i;
/** Behind it: it was a name, a figure of nought, a question, or somebody saw to it. */
const DISPOSED =
  /^(?:["'\x60][\w ]* (?:passed|started|completed|created|handled|ok)\b|(?: (?!(?:by|from|in|on|at|due|with|for|after|because|to)\b)\w+)?(?:[:=] ?(?:0|none|no|false|null)\b| (?:handler|policy|threshold|rate|ratio|count|counter|queue|alert|alarm|metrics?|page|template|test|tests|check|checks|branch|mode|strategy|hook|callback|listener|is (?:mapped|handled|ignored|disabled|normal|expected|fine|ok)|are (?:handled|ignored|expected)|as expected)\b)|[^.;]{0,40}\?$|[-_/]\w)/i;

/** Behind it: nobody let it stop them. */
const PASSED_OVER =
  /[,;.:(-] ?(?:ignoring|ignored|skipping|skipped|using (?:the |a )?(?:default|fallback)|falling back|continuing|proceeding)\b/i;

/** Characters before a failure that can make it a supposed one. */
const BEFORE_CHARS = 48;

/** The severity that the plain words of a text tell, or `null`. */
export function severityFromFailures(text: string): Severity | null {
  return ANY_FAILURE.test(text) ? severityFromAllFailures(text) : null;
}

/** The same without looking at the roots first: slower, and what a test holds the other against. */
export function severityFromAllFailures(text: string): Severity | null {
  if (CLIENT_FAULT.test(text) || AUDIT.test(text)) return 'warn';
  const warned = WARNED.test(text);
  for (const pattern of [SYSTEM, UNABLE, BEFELL, STATED]) {
    const match = pattern.exec(text);
    if (!match) continue;
    const before = text.slice(Math.max(0, match.index - BEFORE_CHARS), match.index);
    if (pattern !== SYSTEM && SUPPOSED.test(before)) continue;
    const after = text.slice(match.index + match[0].length);
    if (DISPOSED.test(after)) continue;
    return warned || PASSED_OVER.test(after) ? 'warn' : 'error';
  }
  return warned ? 'warn' : null;
}
