/** Rows that stories need and that no generator brings by chance. */
import type { NewLogRow } from '../src/element.js';
import { dated } from './story-source.js';

/** Each level by its name, then rows without one whose text gives it away, or does not. */
export const SEVERITY_ROWS: readonly NewLogRow[] = dated([
  { level: 'trace', message: 'enter step parse-order', nodeId: 'parse-order' },
  { level: 'debug', message: 'payload has 14 line items', nodeId: 'parse-order' },
  { level: 'info', message: 'order 48210 accepted', nodeId: 'parse-order' },
  { level: 'warn', message: 'stock service answered after 2.8 s', nodeId: 'reserve-stock' },
  { level: 'error', message: 'card was declined (insufficient_funds)', nodeId: 'charge' },
  { level: 'fatal', message: 'worker is out of memory and ends', nodeId: 'charge' },
  { message: 'ERROR: connection to 10.0.3.7:5432 refused' },
  { message: 'warning: certificate expires in 3 days' },
  { message: 'TypeError: Cannot read properties of undefined (reading "sku")' },
  { message: 'panic: runtime error: index out of range [3] with length 3' },
  { message: '{"level":"warn","msg":"retrying in 400 ms","attempt":2}' },
  { message: '0 errors, 0 warnings' },
  { message: 'plain text that a program printed' },
]);

const STACK_TRACE = [
  'UnhandledRejection: payment provider answered 502',
  '    at PaymentClient.request (/app/dist/payment-client.js:88:15)',
  '    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)',
  '    at async ChargeStep.run (/app/dist/steps/charge.js:41:20)',
  '    at async WorkflowRun.advance (/app/dist/workflow-run.js:203:9)',
  'Caused by: SocketError: other side closed',
  '    at TLSSocket.onSocketEnd (/app/node_modules/undici/lib/dispatcher/client-h1.js:790:26)',
].join('\n');

/** Long lines, lines of many lines, colours of terminals. */
export const LONG_ROWS: readonly NewLogRow[] = dated([
  { level: 'info', message: `GET https://api.example.com/v2/orders?ids=${'48210,'.repeat(90)}` },
  { level: 'error', message: STACK_TRACE, nodeId: 'charge' },
  {
    message: '\u001b[32m✓\u001b[0m 214 tests \u001b[1mpassed\u001b[0m, \u001b[31m2 failed\u001b[0m',
  },
  { message: '\u001b[43;30m WARN \u001b[0m \u001b[36mwebpack\u001b[0m: bundle is 4.1 MB' },
  { level: 'debug', message: 'x'.repeat(2000) },
  {
    level: 'info',
    message: 'response with fields',
    fields: { status: 200, ms: 41, body: { id: 48210, items: [1, 2, 3], note: 'a'.repeat(200) } },
  },
  { level: 'info', message: 'tab\tseparated\tvalues, trailing space ' },
  { level: 'info', message: '' },
]);

/** Text that would do harm if it were anything but text. */
export const HOSTILE_ROWS: readonly NewLogRow[] = dated([
  { level: 'error', message: '<img src=x onerror="document.title=\'owned\'">' },
  { level: 'info', message: '<script>document.title = "owned"</script>' },
  { level: 'info', message: 'see javascript:alert(1) or https://example.com/?q=<b>bold</b>' },
  { level: 'info', message: '"><style>*{display:none}</style>' },
  { level: 'warn', message: '\u202Egnp.exe\u202C (right-to-left override)' },
  {
    level: 'info',
    message: '\u001b]8;;javascript:alert(1)\u0007click\u001b]8;;\u0007 and \u001b[999X',
  },
  { level: 'info', message: 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞' },
  {
    level: 'info',
    message: '\u0000\u0007\u0008 control characters \u200B and a lone surrogate \uD800',
  },
  { level: 'info', message: '${7*7} {{7*7}} <%= 7*7 %> ${html`<b>x</b>`}' },
  { level: '<b>loud</b>', message: 'a level that is markup', nodeId: '"><img src=x>' },
  {
    level: 'info',
    message: 'fields',
    fields: { '<img src=x onerror=alert(1)>': '</pre><script>' },
  },
]);

/** Text with characters in it that cannot be seen, and what they are used for. */
export const HIDDEN_ROWS: readonly NewLogRow[] = dated([
  { level: 'info', message: 'plain text, as it reads' },
  {
    level: 'warn',
    message: 'upload \u202Efdp.exe\u202C accepted for customer acme\u200Bcorp',
    nodeId: 'scan-upload',
    fields: { file: 'invoice\u202Efdp.exe', customer: 'acme\u200Bcorp' },
  },
  { level: 'error', message: 'no user "admin\u2066\u2069" (did you mean "admin"?)' },
  { level: 'info', message: 'if (isAdmin\u202E \u2066) { // begin admins only\u2069 \u2066' },
  { level: 'debug', message: 'names keep what they need: 👨\u200D👩\u200D👧, می\u200Cخواهم' },
]);
