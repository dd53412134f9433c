/** Rows whose text, fields or times ask for more than a line of plain text. */
import type { NewLogRow } from '../src/element.js';
import { dated } from './story-source.js';

const ESC = '\u001b';

/** A stretch of each of the 256 colours from `from` on, as programs print them to show what a terminal can do. */
function palette(from: number, to: number, kind: 38 | 48): string {
  let text = '';
  for (let place = from; place <= to; place++) {
    text += `${ESC}[${kind};5;${place}m ${String(place).padStart(3)}`;
  }
  return `${text}${ESC}[0m`;
}

/** All hues, and lightness from black to white, in colours of the terminal's own. */
function rainbow(kind: 38 | 48, lightness: number): string {
  let text = '';
  for (let step = 0; step < 60; step++) {
    const part = (shift: number): number => {
      const wave = 0.5 + 0.5 * Math.cos(((step / 60 + shift) % 1) * 2 * Math.PI);
      return Math.round(255 * Math.min(1, wave * lightness * 2));
    };
    text += `${ESC}[${kind};2;${part(0)};${part(1 / 3)};${part(2 / 3)}m#`;
  }
  return `${text}${ESC}[0m`;
}

/** What terminals can do with text. */
export const TERMINAL_ROWS: readonly NewLogRow[] = dated([
  {
    message: `${ESC}[30mblack ${ESC}[31mred ${ESC}[32mgreen ${ESC}[33myellow ${ESC}[34mblue ${ESC}[35mmagenta ${ESC}[36mcyan ${ESC}[37mwhite${ESC}[0m`,
  },
  {
    message: `${ESC}[90mblack ${ESC}[91mred ${ESC}[92mgreen ${ESC}[93myellow ${ESC}[94mblue ${ESC}[95mmagenta ${ESC}[96mcyan ${ESC}[97mwhite${ESC}[0m bright`,
  },
  {
    message: `${ESC}[40m black ${ESC}[41m red ${ESC}[42m green ${ESC}[43m yellow ${ESC}[44m blue ${ESC}[45m magenta ${ESC}[46m cyan ${ESC}[47m white ${ESC}[0m`,
  },
  {
    message: `${ESC}[1mbold${ESC}[0m ${ESC}[2mdim${ESC}[0m ${ESC}[3mitalic${ESC}[0m ${ESC}[4munderline${ESC}[0m ${ESC}[9mstrike${ESC}[0m ${ESC}[7minverse${ESC}[0m ${ESC}[7;31minverse red${ESC}[0m`,
  },
  { message: palette(16, 51, 38) },
  { message: palette(196, 231, 48) },
  { message: palette(232, 255, 38) },
  { message: rainbow(38, 0.3) },
  { message: rainbow(38, 0.8) },
  { message: rainbow(48, 0.6) },
  {
    level: 'error',
    message: `on a tinted row ${ESC}[38;2;255;120;120mred${ESC}[0m ${rainbow(38, 0.5)}`,
  },
  {
    message: `a link of the terminal: ${ESC}]8;;https://example.com/runs/42${ESC}\\run 42${ESC}]8;;${ESC}\\, and one that is none: ${ESC}]8;;javascript:alert(1)${ESC}\\here${ESC}]8;;${ESC}\\`,
  },
]);

/** Lines that programs wrote over, in each of the ways that there are. */
export const PROGRESS_ROWS: readonly NewLogRow[] = dated([
  {
    message: Array.from({ length: 101 }, (_, at) => `download ${String(at).padStart(3)} %`).join(
      '\r',
    ),
  },
  {
    message: Array.from(
      { length: 21 },
      (_, at) =>
        `\r${ESC}[K[${ESC}[32m${'█'.repeat(at)}${ESC}[0m${'░'.repeat(20 - at)}] ${at * 5} %`,
    ).join(''),
  },
  { message: `| waiting\b\b\b\b\b\b\b\b\b/\b-\b\\\b${ESC}[32m✓${ESC}[0m` },
  { message: `layer a: 10 %\nlayer b: 10 %${ESC}[1A\rlayer a: done ${ESC}[1B\rlayer b: done ` },
  { message: '100 %\r 50 % (shorter than what it wrote over)' },
  { message: 'Windows line ends\r\nare no progress\r\n' },
]);

/** Values with fields, and messages that are JSON. */
export const JSON_ROWS: readonly NewLogRow[] = dated([
  {
    level: 'info',
    message: 'order accepted',
    nodeId: 'parse-order',
    fields: {
      status: 201,
      retried: false,
      customer: null,
      url: 'https://api.example.com/v2/orders/48210',
      order: {
        id: 48210,
        items: [
          { sku: 'MUG-01', count: 2 },
          { sku: 'TEE-XL', count: 1 },
        ],
        'shipping note': 'leave with the neighbour, second floor',
      },
      timings: Array.from({ length: 340 }, (_, at) => 12 + ((at * 7) % 31)),
    },
  },
  {
    message:
      '{"level":"warn","msg":"retrying","attempt":2,"cause":{"code":"ETIMEDOUT","host":"10.0.3.7"}}',
  },
  { level: 'info', message: 'not {"json": but text with a brace' },
]);

const STACK = [
  'PaymentError: provider answered 502',
  '    at PaymentClient.request (/app/dist/payment-client.js:88:15)',
  '    at async ChargeStep.run (/app/dist/steps/charge.js:41:20)',
  'Caused by: SocketError: other side closed',
  '    at TLSSocket.onSocketEnd (/app/node_modules/undici/lib/dispatcher/client-h1.js:790:26)',
].join('\n');

/** Rows with a pause between them, rows that came late, and a stack trace. */
export const TIMED_ROWS: readonly NewLogRow[] = [
  ...after(0, [
    'run started',
    'payload has 14 line items',
    'order 48210 accepted',
    'waiting for a person to approve',
  ]),
  ...after(252, ['approved by ann@example.com', 'charging card']),
  { level: 'error', message: STACK, nodeId: 'charge', createdAt: time(253.4) },
  { level: 'warn', message: 'from a worker that was held up', createdAt: time(249.3) },
  ...after(254, ['retrying in 400 ms', 'card charged']),
  ...after(8_100, ['parcel handed to the carrier', 'run finished']),
];

/** Each of the rows 137 ms after the one before. */
function after(seconds: number, messages: readonly string[]): NewLogRow[] {
  return messages.map((message, at) => ({
    level: 'info',
    message,
    createdAt: time(seconds + at * 0.137),
  }));
}

function time(seconds: number): string {
  return new Date(Date.parse('2026-03-02T09:14:07.120Z') + seconds * 1_000).toISOString();
}
