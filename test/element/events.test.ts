import { expect } from '@open-wc/testing';
import type {
  LogStreamAlertEvent,
  LogStreamErrorEvent,
  LogStreamHealthEvent,
  LogStreamSeverityEvent,
  LogStreamStateEvent,
  LogStreamTokenNeededEvent,
} from '../../src/element.js';
import { LogStreamError } from '../../src/element.js';
import { entry, find, HandSource, mount, record, settled, until } from './stage.js';

describe('events', () => {
  it('bubble, stop at the shadow root of the page’s component, and cannot be written to', async () => {
    const source = new HandSource();
    const element = await mount({ source });
    const seen = record<LogStreamStateEvent>(element.parentElement!, 'log-stream-state');
    source.live();
    await until(() => seen.length > 0);
    const event = seen.at(-1)!;
    expect(event.composed).to.equal(false);
    expect(event.bubbles).to.equal(true);
    expect(event.state).to.equal('live');
    expect(event.target).to.equal(element);
  });

  it('tell of the way through the states', async () => {
    const source = new HandSource();
    const element = await mount({ source });
    const seen = record<LogStreamStateEvent>(element, 'log-stream-state');
    for (const event of ['open', 'subscribed', 'caught-up', 'connection-lost'] as const) {
      source.sink.transition(event, 'because');
      await settled(element);
    }
    expect(seen.map(({ previous, state }) => `${previous} → ${state}`)).to.deep.equal([
      'idle → connecting',
      'connecting → catching-up',
      'catching-up → live',
      'live → connecting',
    ]);
    expect(seen.at(-1)?.reason).to.equal('because');
  });

  it('tell of each different error, also when two come at once', async () => {
    const source = new HandSource();
    const element = await mount({ source });
    const seen = record<LogStreamErrorEvent>(element, 'log-stream-error');
    source.sink.error(new LogStreamError('live-unreachable'));
    source.sink.error(new LogStreamError('row-malformed'));
    source.sink.error(new LogStreamError('row-malformed'));
    await settled(element);
    expect(seen.map(({ error }) => error.code)).to.deep.equal([
      'live-unreachable',
      'row-malformed',
    ]);
    expect(seen[0]?.error.remedy).to.match(/CSP/);
  });

  it('tell of more warnings and errors, with the counts for a badge', async () => {
    const source = new HandSource();
    const element = await mount({ source });
    const seen = record<LogStreamSeverityEvent>(element, 'log-stream-severity');
    source.live([entry(1), entry(2, { severity: 'warn' })]);
    await settled(element);
    source.sink.append([entry(3, { severity: 'info' })], 'live');
    await settled(element);
    source.sink.append([entry(4, { severity: 'error' }), entry(5, { severity: 'warn' })], 'live');
    await settled(element);
    expect(seen.map(({ severity }) => severity)).to.deep.equal(['warn', 'error']);
    expect(seen[1]?.counts).to.include({ warn: 2, error: 1 });
  });

  it('tell when a token is needed, and never carry one', async () => {
    const source = new HandSource();
    const element = await mount({ source, sessionToken: 'aaa.bbb.ccc' });
    const seen = record<LogStreamTokenNeededEvent>(element, 'log-stream-token-needed');
    source.sink.tokenNeeded('expired', 1_700_000_000_000);
    await settled(element);
    expect(seen[0]?.reason).to.equal('expired');
    expect(seen[0]?.expiresAt).to.equal(1_700_000_000_000);
    expect(JSON.stringify(Object.entries(seen[0] ?? {}))).not.to.include('bbb');
  });

  it('are not sent in answer to what the host itself sets', async () => {
    const source = new HandSource();
    const element = await mount({ source });
    source.live([entry(1)]);
    await settled(element);
    const seen = ['filter', 'follow', 'state', 'select'].map((name) =>
      record(element, `log-stream-${name}`),
    );
    Object.assign(element, { levels: ['error'], follow: false, paused: true, wrap: true });
    await settled(element);
    expect(seen.flat().map(({ type }) => type)).to.deep.equal([]);
  });

  it('are sent when the reader pauses', async () => {
    const source = new HandSource();
    const element = await mount({ source });
    source.live([entry(1)]);
    await settled(element);
    const seen = record<LogStreamStateEvent>(element, 'log-stream-state');
    find(element, '[data-command=pause]').click();
    await settled(element);
    expect(seen.map(({ previous, state }) => `${previous} → ${state}`)).to.deep.equal([
      'live → paused',
    ]);
  });

  it('raise an alert when rows turn out to be gone', async () => {
    const source = new HandSource();
    const element = await mount({ source });
    const seen = record<LogStreamAlertEvent>(element, 'log-stream-alert');
    source.live();
    source.sink.append([entry(1), { kind: 'gap', seq: 2, to: 4 }, entry(5)], 'repair');
    source.sink.probe.count('missing', 3);
    await until(() => seen.length > 0);
    expect(seen[0]?.alert).to.deep.equal({ name: 'gap', active: true, value: 3, threshold: 1 });
  });

  it('tell of the widget’s health once a second', async () => {
    const source = new HandSource();
    const element = await mount({ source });
    const seen = record<LogStreamHealthEvent>(element, 'log-stream-health');
    source.live([entry(1)]);
    await until(() => seen.length > 0);
    expect(seen[0]?.health.state).to.equal('live');
    expect(element.health().counts.shown).to.equal(1);
  });
});
