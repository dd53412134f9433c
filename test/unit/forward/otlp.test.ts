import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { ForwardError } from '../../../src/forward/forward-error.js';
import { forwardToOtlp, type OtlpOptions } from '../../../src/forward/otlp.js';
import type { OtlpRequest } from '../../../src/forward/otlp-metrics.js';
import { HealthRecorder } from '../../../src/observe/health.js';
import { METRICS } from '../../../src/observe/metrics.js';
import { FakeParts, FakeTag, Receiver, SECRETS } from './forward-stage.js';

let receiver: Receiver;
let url: string;
let parts: FakeParts;
let tag: FakeTag;
let errors: ForwardError[];
const ends: (() => void)[] = [];

beforeEach(async () => {
  receiver = new Receiver();
  url = `${await receiver.listen()}/v1/metrics`;
  parts = new FakeParts();
  tag = new FakeTag(parts.clock);
  tag.recorder.enterState('live', parts.clock.now());
  errors = [];
});

afterEach(async () => {
  for (const end of ends.splice(0)) end();
  await parts.answered();
  await receiver.close();
});

function forward(options: Partial<OtlpOptions> = {}): () => void {
  const end = forwardToOtlp(
    tag,
    { url, everyMs: 10_000, onError: (error) => errors.push(error), ...options },
    parts,
  );
  ends.push(end);
  return end;
}

/** Lets so many readings be sent and answered. */
async function readings(count: number): Promise<void> {
  for (let reading = 0; reading < count; reading += 1) {
    await parts.clock.advance(10_000);
    await parts.answered();
  }
}

const request = (index = -1): OtlpRequest => receiver.messages.at(index) as OtlpRequest;
const metrics = (index = -1): NonNullable<ReturnType<typeof metricsOf>> =>
  metricsOf(request(index));
function metricsOf(
  body: OtlpRequest,
): OtlpRequest['resourceMetrics'][0]['scopeMetrics'][0]['metrics'] {
  return body.resourceMetrics[0]?.scopeMetrics[0]?.metrics ?? [];
}
const points = (name: string, index = -1): unknown[] => {
  const metric = metrics(index).find((one) => one.name === `meshhook.log_stream.${name}`);
  return [...((metric?.sum ?? metric?.gauge)?.dataPoints ?? [])];
};
const nanos = (ms: number): string => `${ms}000000`;
const attribute = (key: string, stringValue: string): unknown => ({ key, value: { stringValue } });

describe('forwarding to a collector', () => {
  it('sends what the protocol calls metrics, and nothing that it does not know', async () => {
    const startMs = parts.clock.now();
    tag.recorder.count('received', 12_345);
    tag.recorder.rowsArrived(startMs);
    tag.recorder.rowPainted(new Date(startMs - 100).toISOString(), startMs);
    forward({
      headers: { authorization: 'Bearer of-the-collector' },
      resource: { 'service.name': 'portal', shard: 3, share: 0.5, beta: true },
    });
    await readings(1);
    const [post] = receiver.received;
    assert.equal(post?.method, 'POST');
    assert.equal(post.path, '/v1/metrics');
    assert.equal(post.headers['content-type'], 'application/json');
    assert.equal(post.headers.authorization, 'Bearer of-the-collector');
    assert.equal(parts.sent[0]?.keepalive, true);
    assert.equal(parts.sent[0].credentials, 'omit');
    assert.equal(parts.sent[0].referrerPolicy, 'no-referrer');

    const [resourceMetrics, ...others] = request().resourceMetrics;
    assert.equal(others.length, 0);
    const attributes = resourceMetrics?.resource.attributes ?? [];
    assert.deepEqual(
      attributes.filter(({ key }) => key !== 'service.instance.id'),
      [
        attribute('service.name', 'portal'),
        { key: 'shard', value: { intValue: '3' } },
        { key: 'share', value: { doubleValue: 0.5 } },
        { key: 'beta', value: { boolValue: true } },
      ],
    );
    assert.equal(attributes.length, 5);
    assert.equal(resourceMetrics?.scopeMetrics[0]?.scope.name, '@meshhook/log-stream');
    assert.deepEqual(points('rows_received'), [
      {
        attributes: [],
        startTimeUnixNano: nanos(startMs),
        timeUnixNano: nanos(startMs + 10_000),
        asInt: '12345',
      },
    ]);
    assert.deepEqual(points('state_time').at(-1), {
      attributes: [attribute('state', 'live')],
      startTimeUnixNano: nanos(startMs),
      timeUnixNano: nanos(startMs + 10_000),
      asDouble: 10,
    });
    assert.deepEqual(points('last_row_age'), [
      { attributes: [], timeUnixNano: nanos(startMs + 10_000), asDouble: 10 },
    ]);
    assert.deepEqual(points('lag_rows'), [
      { attributes: [], timeUnixNano: nanos(startMs + 10_000), asInt: '2' },
    ]);
    assert.equal(points('commit_to_paint').length, 2);
    for (const { name, unit, description, sum, gauge } of metrics()) {
      assert.match(name, /^meshhook\.log_stream\.[a-z_]+$/);
      assert.match(unit, /^(s|1|\{[a-z]+\})$/);
      assert.ok(description.length > 0);
      assert.ok((sum === undefined) !== (gauge === undefined), name);
      if (sum !== undefined)
        assert.deepEqual([sum.aggregationTemporality, sum.isMonotonic], [2, true]);
      for (const point of (sum ?? gauge)?.dataPoints ?? []) {
        assert.match(point.timeUnixNano, /^\d{19}$/);
        assert.equal(point.startTimeUnixNano !== undefined, sum !== undefined, name);
        assert.ok((typeof point.asInt === 'string') !== (typeof point.asDouble === 'number'), name);
      }
    }
    assert.equal(metrics().length, Object.keys(METRICS).length + 6);
    assert.deepEqual(errors, []);
  });

  it('counts on from the same start, and from another one for another run', async () => {
    const startMs = parts.clock.now();
    forward();
    tag.recorder.count('received', 5);
    await readings(1);
    tag.recorder.count('received', 2);
    await readings(1);
    tag.recorder = new HealthRecorder(parts.clock.now());
    tag.recorder.enterState('live', parts.clock.now());
    await readings(1);
    const told = [0, 1, 2].map(
      (index) => points('rows_received', index)[0] as { asInt: string; startTimeUnixNano: string },
    );
    assert.deepEqual(
      told.map(({ asInt }) => asInt),
      ['5', '7', '0'],
    );
    assert.deepEqual(
      told.map(({ startTimeUnixNano }) => startTimeUnixNano),
      [nanos(startMs), nanos(startMs), nanos(startMs + 20_000)],
    );
  });

  it('tells which alerts are on, and how many there were', async () => {
    forward();
    tag.alert({ name: 'lag', active: true, value: 6, threshold: 5 });
    await readings(1);
    const isOn = (index: number): unknown =>
      points('alert_active', index).find((point) => JSON.stringify(point).includes('"lag"'));
    assert.equal((isOn(0) as { asInt: string }).asInt, '1');
    tag.alert({ name: 'lag', active: false, value: 0, threshold: 5 });
    await readings(1);
    assert.equal((isOn(1) as { asInt: string }).asInt, '0');
    const raised = points('alerts').map((point) => (point as { asInt: string }).asInt);
    assert.deepEqual(raised, ['0', '1', '0', '0']);
  });

  it('sends no token, no text of the run, and the id of the run only where it is asked for', async () => {
    forward();
    tag.alert({ name: 'lag', active: true, value: 6, threshold: 5 });
    await readings(1);
    for (const secret of SECRETS)
      assert.doesNotMatch(receiver.received[0]?.body ?? '', new RegExp(secret.slice(0, 8)));
    assert.ok(!receiver.received[0]?.body.includes(tag.runId ?? '-'));
    forward({ includeRunId: true });
    await readings(1);
    const bodies = receiver.received.slice(1).map(({ body }) => body.includes(tag.runId ?? '-'));
    assert.deepEqual(bodies.sort(), [false, true]);
  });

  it('waits as long as it is asked to, sends what waited in order, and loses none', async () => {
    receiver.answers.push({ status: 429, headers: { 'retry-after': '35' } });
    forward();
    await readings(4);
    assert.equal(receiver.received.length, 1);
    await parts.clock.advance(5_000);
    await receiver.count(5);
    await parts.answered();
    const times = receiver.messages.map(
      (_, index) => (points('requests', index)[0] as { timeUnixNano: string }).timeUnixNano,
    );
    assert.equal(times[1], times[0], 'the same reading again');
    assert.deepEqual(times.slice(1), times.slice(1).toSorted());
    assert.equal(new Set(times).size, 4);
    assert.deepEqual(
      errors.map(({ code, status }) => [code, status]),
      [['busy', 429]],
    );
  });

  it('drops what is refused, and goes on', async () => {
    receiver.answers.push({ status: 400 });
    forward();
    await readings(2);
    assert.equal(receiver.received.length, 2);
    assert.notDeepEqual(receiver.messages[0], receiver.messages[1]);
    assert.deepEqual(
      errors.map(({ code }) => code),
      ['refused'],
    );
  });

  it('keeps twenty readings for a collector that is away, the newest', async () => {
    receiver.answers.push({ status: 503, headers: { 'retry-after': '225' } });
    forward();
    await readings(23);
    await parts.clock.advance(5_000);
    await receiver.count(21);
    assert.equal(errors.filter(({ code }) => code === 'overflow').length, 3);
  });

  it('gives up an answer that does not come, and asks again', async () => {
    receiver.deaf = 1;
    forward();
    await parts.clock.advance(10_000);
    await receiver.count(1);
    await parts.clock.advance(12_000);
    await receiver.count(2);
    await parts.answered();
    assert.deepEqual(
      errors.map(({ code }) => code),
      ['unreachable'],
    );
  });

  it('hands the newest reading to the browser when the page is left, and none after its end', async () => {
    receiver.answers.push({ status: 503, headers: { 'retry-after': '600' } });
    const end = forward();
    await readings(3);
    assert.equal(receiver.received.length, 1);
    tag.recorder.count('received', 77);
    parts.leave(true);
    await receiver.count(2);
    await parts.answered();
    assert.equal((points('rows_received')[0] as { asInt: string }).asInt, '77');
    end();
    end();
    await receiver.count(3);
    await parts.clock.advance(100_000);
    await parts.answered();
    assert.equal(receiver.received.length, 3);
  });

  it('says nothing of a tag that is none yet, and throws nothing whatever it is given', async () => {
    const codes = (): string[] => errors.splice(0).map(({ code }) => code);
    for (const wrong of ['javascript:alert(1)', 'nonsense', '', undefined]) {
      forwardToOtlp(tag, { url: wrong as string, onError: (error) => errors.push(error) }, parts)();
      assert.deepEqual(codes(), ['url-invalid']);
    }
    const plain = Object.assign(new EventTarget(), { runId: undefined });
    ends.push(forwardToOtlp(plain as unknown as FakeTag, { url, everyMs: 1_000 }, parts));
    forward({ resource: { big: 10n as unknown as number } });
    forward({
      onError: () => {
        throw new Error('the page’s mistake');
      },
      url: url.replace(/:\d+/, ':1'),
    });
    await parts.clock.advance(10_000);
    await parts.answered();
    assert.deepEqual(codes(), ['body-invalid']);
    assert.equal(receiver.received.length, 0);
  });
});
