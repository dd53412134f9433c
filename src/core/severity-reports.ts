/**
 * The rest of a report whose first line named the failure: frames, what was thrown where, what was found at the place.
 * Languages differ in how a frame is written; each form stands at the start of its line.
 */
import type { Severity } from './severity.js';

/** What the first character of every form below can be. */
const FIRST = /^[#\-(+=*0-9A-Z[cgmnrtw]/;

const FRAME = new RegExp(
  [
    // PHP, gdb, sanitizers
    String.raw`^#\d+ (?:.*\(\d+\): |\{main\}|\[internal function\]|0x[0-9a-f]+ in |.* at \S+:\d+$)`,
    String.raw`^thrown in .+ on line \d+`,
    // .NET, PowerShell
    String.raw`^--- End of (?:inner |managed )?(?:exception )?stack trace`,
    String.raw`^\+ (?:CategoryInfo|FullyQualifiedErrorId) +:`,
    String.raw`^At \S.*:\d+ char:\d+`,
    // Elixir and Erlang
    String.raw`^\(\w+ \d[\w.-]*\) \S+:\d+: `,
    String.raw`^\*\* (?:\(\w|Reason for termination|\{?exit\b)`,
    String.raw`^\*\*\* \(\w+Error\)`,
    // Rust, Go, Node, Python, C++
    String.raw`^called .(?:Result|Option)::\w+\(\). on an? `,
    String.raw`^\d+: +(?:0x[0-9a-f]+ - )?(?:rust_begin_unwind|core::panicking|std::panicking|<?\w+(?:::\w+)+.*::h[0-9a-f]{16}$)`,
    String.raw`^main\.main\(\)$|^\[signal SIG`,
    String.raw`^node:[\w/]+:\d+$`,
    String.raw`^throw (?:new \w+|err)\b|^raise \w+(?:\(|$)`,
    String.raw`^terminate called|^what\(\): +\S`,
  ].join('|'),
);
/** Reports with a title of their own, and messages with a number that begins with who tells it. */
const TITLED =
  /^=+ ?(?:(CRASH|ERROR|SUPERVISOR) REPORT|(WARNING) REPORT)|^\*+ ?What went wrong|^\((?:(error)|(warning))\) |^Msg \d+, Level (?:1[1-9]|2\d), |^(?:ORA|TNS|PLS|RMAN|SP2)-\d{4,5}: |^[A-Z]{3,5}\d{4,5}(?:([EAS])|(W)): /;

/** The severity of a line that goes on with a report of a failure, or that begins one by its number; else `null`. */
export function severityOfReport(text: string): Severity | null {
  if (!FIRST.test(text)) return null;
  const titled = TITLED.exec(text);
  if (titled) return (titled[2] ?? titled[4] ?? titled[6]) ? 'warn' : 'error';
  return FRAME.test(text) ? 'error' : null;
}
