/** What can go wrong while forwarding. Forwarding never throws into the page: this is what it says instead. */

const CATALOGUE = {
  'url-invalid': {
    what: 'The address to forward to is not an http(s) URL; nothing is forwarded.',
    remedy: 'Set url, as in https://collector.example.com/v1/metrics.',
  },
  'body-invalid': {
    what: 'What was to be sent could not be written as JSON, and was dropped.',
    remedy: 'Give resource plain strings, numbers and booleans.',
  },
  unreachable: {
    what: 'The receiver did not answer; it is tried again, at growing intervals.',
    remedy: 'Let connect-src of the CSP and CORS of the receiver admit this page.',
  },
  busy: {
    what: 'The receiver asked for patience or failed; it is tried again.',
    remedy: 'Forward less often, or give the receiver more room.',
  },
  refused: {
    what: 'The receiver refused what was sent, and it was dropped.',
    remedy: 'Check the url and the headers.',
  },
  overflow: {
    what: 'Too much waited to be sent, and the oldest was dropped.',
    remedy: 'See why the receiver does not take it.',
  },
} as const;

/** Stable names of what can go wrong. */
export type ForwardErrorCode = keyof typeof CATALOGUE;

/** An error of a forwarder. It carries no address, no header and nothing of what was sent. */
export class ForwardError extends Error {
  override readonly name = 'ForwardError';
  readonly code: ForwardErrorCode;
  /** What to do about it. */
  readonly remedy: string;
  /** The status of the answer, where there was one. */
  readonly status: number | undefined;

  constructor(code: ForwardErrorCode, status?: number) {
    const { what, remedy } = CATALOGUE[code];
    super(status === undefined ? what : `${what} (${status})`);
    this.code = code;
    this.remedy = remedy;
    this.status = status;
  }
}

/** Takes errors. One that throws is not heard of again: this is somebody else's page. */
export function guardedReport(
  onError: ((error: ForwardError) => void) | undefined,
): (error: ForwardError) => void {
  const told = new Set<ForwardErrorCode>();
  return (error) => {
    try {
      if (onError !== undefined) onError(error);
      else if (!told.has(error.code)) {
        told.add(error.code);
        // Nobody asked to hear of it, and a forwarder that fails in silence would be found out only when it is needed.
        // eslint-disable-next-line no-console
        console.warn(`meshhook-log-stream, forwarding: ${error.message} ${error.remedy}`);
      }
    } catch {
      // The page's own mistake; there is nobody to tell.
    }
  };
}
