/** What tests of forwarders stand on: a receiver that really listens, and a tag's health without a page. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HealthRecorder } from '../../../src/observe/health.js';
import type { LogStreamAlert } from '../../../src/observe/alert-watch.js';
import type { ForwardParts } from '../../../src/forward/forward-parts.js';
import { FakeClock } from '../../helpers/fake-clock.js';

export interface Received {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An HTTP server that keeps what it is sent, and answers as the test says. */
export class Receiver {
  readonly received: Received[] = [];
  /** Answers to come; 200 when there is none left. */
  readonly answers: Answer[] = [];
  /** Requests that get no answer at all. */
  deaf = 0;
  readonly #server: Server;
  readonly #waiting = new Set<() => void>();

  constructor() {
    this.#server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', (piece: string) => (body += piece));
      request.on('end', () => {
        const { method, url, headers } = request;
        this.received.push({ method, path: url, headers, body });
        for (const wake of this.#waiting) wake();
        if (this.deaf > 0) {
          this.deaf -= 1;
          return;
        }
        const { status, headers: more } = this.answers.shift() ?? { status: 200 };
        response.writeHead(status, { 'content-type': 'application/json', ...more });
        response.end('{}');
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Resolves when so many requests have come in all. */
  async count(wanted: number): Promise<void> {
    while (this.received.length < wanted) {
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.#waiting.delete(wake);
          resolve();
        };
        this.#waiting.add(wake);
      });
    }
  }

  /** What the bodies say. */
  get messages(): unknown[] {
    return this.received.map(({ body }) => JSON.parse(body) as unknown);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** What a hostile run has in it; none of it may be sent. */
export const SECRETS = [
  'eyJhbGciOi.secret.token',
  'charged card 4111 1111',
  'level:error password',
];

/** A tag without a page: its health is recorded by the real recorder, its events are sent by the test. */
export class FakeTag extends EventTarget {
  readonly runId: string | undefined = '5f0c2b9e-6d1a-4f6b-9a53-0c1d2e3f4a5b';
  readonly sessionToken = SECRETS[0];
  readonly rows = [{ message: SECRETS[1] }];
  readonly query = SECRETS[2];
  readonly #clock: FakeClock;
  recorder: HealthRecorder;

  constructor(clock: FakeClock) {
    super();
    this.#clock = clock;
    this.recorder = new HealthRecorder(clock.now());
  }

  health(): ReturnType<HealthRecorder['read']> {
    // What a later version may know besides is not to be sent by this one.
    const more = { lastMessage: SECRETS[1], token: SECRETS[0] };
    return { ...this.recorder.read(this.#clock.now(), 2), ...more };
  }

  alert(alert: LogStreamAlert): void {
    const event = new Event('log-stream-alert');
    Object.assign(event, { alert: { ...alert, message: SECRETS[1] } });
    this.dispatchEvent(event);
  }
}

/** Time and the page's end in the test's hand; the network is the real one. */
export class FakeParts implements ForwardParts {
  readonly clock = new FakeClock();
  readonly sent: RequestInit[] = [];
  /** Resolves when every answer has been read. */
  #open = new Set<Promise<unknown>>();
  leave: (isLast: boolean) => void = () => undefined;
  readonly random = (): number => 0.5;

  readonly fetch: typeof fetch = (input, init) => {
    if (init !== undefined) this.sent.push(init);
    const answer = fetch(input, init);
    const settled = answer.then(
      () => undefined,
      () => undefined,
    );
    this.#open.add(settled);
    void settled.then(() => this.#open.delete(settled));
    return answer;
  };

  onLeave(listener: (isLast: boolean) => void, signal: AbortSignal): void {
    this.leave = listener;
    signal.addEventListener('abort', () => (this.leave = () => undefined));
  }

  /** Every request has its answer, and what follows from it was done. */
  async answered(): Promise<void> {
    while (this.#open.size > 0) await Promise.all(this.#open);
    await this.clock.advance(0);
  }
}
