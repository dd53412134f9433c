/** The world that the simulated workflows move in: their steps, the services they call, and what goes wrong there. */

/** A workflow as the demo seeds it: a slug, and the steps of its runs in order. */
export interface SimulatedWorkflow {
  readonly slug: string;
  readonly name: string;
  readonly steps: readonly string[];
}

export const WORKFLOWS = [
  {
    slug: 'order-fulfilment',
    name: 'Order fulfilment',
    steps: [
      'webhook',
      'verify-signature',
      'load-customer',
      'charge-card',
      'reserve-stock',
      'notify',
    ],
  },
  {
    slug: 'invoice-sync',
    name: 'Invoice sync',
    steps: ['schedule', 'fetch-invoices', 'transform', 'upsert-ledger', 'reconcile'],
  },
  {
    slug: 'lead-enrichment',
    name: 'Lead enrichment',
    steps: ['webhook', 'dedupe', 'lookup-company', 'score', 'push-to-crm'],
  },
] as const satisfies readonly SimulatedWorkflow[];

/** Reserved names (RFC 2606), so that nobody's real service is ever named. */
export const ENDPOINTS = [
  { method: 'POST', url: 'https://api.payments.example/v1/charges' },
  { method: 'GET', url: 'https://api.crm.example/v3/companies/7741?expand=owner,deals' },
  { method: 'PUT', url: 'https://ledger.example/api/entries' },
  { method: 'GET', url: 'https://stock.example/sku/AX-204/levels' },
  { method: 'POST', url: 'https://hooks.chat.example/services/T02/B19' },
  { method: 'PATCH', url: 'https://api.shipping.example/2026-04/labels' },
] as const;

export const FAILURES = [
  { status: 429, text: 'Too Many Requests', retryable: true },
  { status: 500, text: 'Internal Server Error', retryable: true },
  { status: 502, text: 'Bad Gateway', retryable: true },
  { status: 503, text: 'Service Unavailable', retryable: true },
  { status: 402, text: 'Payment Required', retryable: false },
  { status: 422, text: 'Unprocessable Content', retryable: false },
] as const;

export const ERRORS = [
  ['TypeError', "Cannot read properties of undefined (reading 'customer_id')"],
  ['PaymentDeclinedError', 'card_declined: insufficient_funds'],
  ['SyntaxError', 'Unexpected token \'<\', "<!doctype "... is not valid JSON'],
  ['TimeoutError', 'The operation was aborted due to timeout'],
  ['AssertionError', 'expected 3 ledger lines, got 2'],
] as const;

/** Text that breaks viewers: other scripts, right to left, joined emoji, combining marks, markup. */
export const NAMES = [
  'Jürgen Groß',
  '田中 太郎',
  'فاطمة الزهراء',
  'Łucja Żółć',
  'Nguyễn Thị Hồng',
  '👩🏽‍🚀 Zoë',
  'ไพลิน ใจดี',
  '<b onclick="alert(1)">Mallory</b>',
] as const;
