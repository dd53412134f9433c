import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { forwardToConsole } from '../../../src/forward/console.js';
import type { ForwardError } from '../../../src/forward/forward-error.js';
import {
  forwardToWebhook,
  type WebhookMessage,
  type WebhookOptions,
} from '../../../src/forward/webhook.js';
import { retryAfterMs } from '../../../src/forward/delivery.js';
import { FakeParts, FakeTag, Receiver, SECRETS } from './forward-stage.js';

const LAG = { name: 'lag', active: true, value: 6, threshold: 5 } as const;

let receiver: Receiver;
let url: string;
let parts: FakeParts;
let tag: FakeTag;
let errors: ForwardError[];
let end = (): void => undefined;

beforeEach(async () => {
  receiver = new Receiver();
  url = await receiver.listen();
  parts = new FakeParts();
  tag = new FakeTag(parts.clock);
  tag.recorder.enterState('live', parts.clock.now());
  errors = [];
});

afterEach(async () => {
  end();
  await parts.answered();
  await receiver.close();
});

function forward(options: Partial<WebhookOptions> = {}): void {
  const onError = (error: ForwardError): number => errors.push(error);
  end = forwardToWebhook(tag, { url, onError, ...options }, parts);
}
const messages = (): WebhookMessage[] => receiver.messages as WebhookMessage[];

describe('forwarding to a webhook', () => {
  it('posts an alert when it is raised and when it is over', async () => {
    forward({ headers: { 'x-key': 'k' } });
    tag.alert(LAG);
    tag.alert({ ...LAG, active: false, value: 0 });
    await receiver.count(2);
    const [raised, over] = messages();
    assert.deepEqual(
      [raised?.type, raised?.number, raised?.at, raised?.alert, raised?.health?.state],
      ['log-stream-alert', 1, new Date(parts.clock.now()).toISOString(), LAG, 'live'],
    );
    assert.deepEqual([over?.number, over?.alert?.active], [2, false]);
    assert.equal(over?.instance, raised?.instance);
    assert.equal(receiver.received[0]?.headers['x-key'], 'k');
  });

  it('sends no token, no text of the run, and its id only where it is asked for', async () => {
    forward({ healthEveryMs: 5_000 });
    tag.alert(LAG);
    await parts.clock.advance(5_000);
    await receiver.count(2);
    end();
    forward({ includeRunId: true });
    tag.alert(LAG);
    await receiver.count(3);
    const bodies = receiver.received.map(({ body }) => body);
    for (const secret of SECRETS) assert.ok(!bodies.join().includes(secret), secret);
    assert.deepEqual(
      messages().map(({ runId }) => runId),
      [undefined, undefined, tag.runId],
    );
    assert.equal(messages()[1]?.type, 'log-stream-health');
  });

  it('sends again what failed, in order, and what it could not send before the page is left', async () => {
    receiver.answers.push({ status: 500 });
    forward();
    tag.alert(LAG);
    tag.alert({ ...LAG, active: false });
    await receiver.count(1);
    await parts.answered();
    await parts.clock.advance(1_500);
    await receiver.count(3);
    await parts.answered();
    assert.deepEqual(
      messages().map(({ number }) => number),
      [1, 1, 2],
    );
    receiver.answers.push({ status: 503, headers: { 'retry-after': '900' } });
    tag.alert(LAG);
    await receiver.count(4);
    await parts.answered();
    tag.alert({ ...LAG, active: false });
    parts.leave(true);
    await receiver.count(6);
    assert.deepEqual(
      messages()
        .slice(4)
        .map(({ number }) => number)
        .sort(),
      [3, 4],
    );
  });

  it('hears nothing of tags within the tag, and nothing after its end', async () => {
    forward();
    const inner = Object.assign(new Event('log-stream-alert'), { alert: LAG });
    Object.defineProperty(inner, 'target', { value: new FakeTag(parts.clock) });
    tag.dispatchEvent(inner);
    end();
    tag.alert(LAG);
    await parts.clock.advance(60_000);
    assert.equal(parts.sent.length, 0);
  });
});

describe('how long a receiver asks to wait', () => {
  it('is in seconds or a date, and nothing where it is neither', () => {
    const nowMs = Date.UTC(2026, 0, 1);
    assert.equal(retryAfterMs('7', nowMs), 7_000);
    assert.equal(retryAfterMs('Thu, 01 Jan 2026 00:01:00 GMT', nowMs), 60_000);
    assert.equal(retryAfterMs('Wed, 31 Dec 2025 00:01:00 GMT', nowMs), 0);
    for (const header of [null, '', 'soon', '-5']) assert.equal(retryAfterMs(header, nowMs), 0);
  });
});

describe('forwarding to the console', () => {
  it('writes alerts, states, the codes of errors and the health, and ends', async () => {
    const lines: unknown[][] = [];
    for (const level of ['warn', 'info', 'debug'] as const) {
      mock.method(console, level, (...words: unknown[]) => lines.push([level, ...words]));
    }
    try {
      const stop = forwardToConsole(tag, {}, parts);
      tag.alert(LAG);
      const error = { code: 'denied', remedy: 'Check.', message: SECRETS[1] };
      tag.dispatchEvent(Object.assign(new Event('log-stream-error'), { error }));
      const state = { previous: 'connecting', state: 'live' };
      tag.dispatchEvent(Object.assign(new Event('log-stream-state'), state));
      await parts.clock.advance(60_000);
      stop();
      tag.alert(LAG);
      await parts.clock.advance(60_000);
      const head = 'meshhook-log-stream:';
      assert.deepEqual(lines.slice(0, 3), [
        ['warn', head, 'alert', LAG],
        ['warn', head, 'denied', 'Check.'],
        ['info', head, 'connecting → live'],
      ]);
      assert.deepEqual(lines[3]?.slice(0, 3), ['debug', head, 'health']);
      assert.equal(lines.length, 4);
      for (const secret of SECRETS) assert.ok(!JSON.stringify(lines).includes(secret));
    } finally {
      mock.restoreAll();
    }
  });
});
