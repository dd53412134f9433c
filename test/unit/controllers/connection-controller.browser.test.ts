import { expect, waitUntil } from '@open-wc/testing';
import type { ReactiveController } from 'lit';
import {
  ConnectionController,
  type ConnectionSettings,
} from '../../../src/controllers/connection-controller.js';
import { StreamController } from '../../../src/controllers/stream-controller.js';
import type { LogSink, LogSource, LogStream } from '../../../src/source/log-source.js';

const RUN_ID = '5f0c2b9e-0000-4000-8000-000000000001';
const token = (claims: object): string =>
  `e30.${btoa(JSON.stringify(claims)).replace(/=/g, '')}.c2ln`;
const ANN = token({ sub: 'ann' });
const ANN_LATER = token({ sub: 'ann', exp: 2_000_000_000 });
const BOB = token({ sub: 'bob' });

/** A host without a page around it. */
class Host {
  isConnected = true;
  readonly updateComplete = Promise.resolve(true);
  readonly controllers: ReactiveController[] = [];

  addController(controller: ReactiveController): void {
    this.controllers.push(controller);
  }
  removeController(): void {
    throw new Error('nothing is ever removed');
  }
  requestUpdate(): void {
    return;
  }
  disconnect(): void {
    this.isConnected = false;
    for (const controller of this.controllers) controller.hostDisconnected?.();
  }
  connect(): void {
    this.isConnected = true;
    for (const controller of this.controllers) controller.hostConnected?.();
  }
}

/** A source that remembers what was asked of it. */
class RecordingSource implements LogSource {
  readonly calls: string[] = [];
  sink: LogSink | null = null;

  open(runId: string, sink: LogSink): LogStream {
    this.calls.push(`open ${runId}`);
    this.sink = sink;
    return {
      loadOlder: () => Promise.resolve(),
      setToken: (next) => this.calls.push(next === ANN_LATER ? 'token ann-later' : 'token other'),
      reconnect: () => this.calls.push('reconnect'),
      close: () => this.calls.push('close'),
    };
  }
}

describe('connection controller', () => {
  let host: Host;
  let source: RecordingSource;
  let stream: StreamController;
  let connection: ConnectionController;
  let errors: string[];
  let settings: ConnectionSettings;

  beforeEach(() => {
    host = new Host();
    source = new RecordingSource();
    errors = [];
    stream = new StreamController(host, {
      onBatch: () => undefined,
      onRun: () => undefined,
      onChange: () => undefined,
      onTail: () => undefined,
      onState: () => undefined,
      onError: (error) => errors.push(`${error.code} ${error.message}`),
      onTokenNeeded: () => undefined,
    });
    connection = new ConnectionController(host, stream);
    settings = {
      runId: RUN_ID,
      sessionToken: ANN,
      url: 'https://xyz.supabase.co',
      key: 'sb_publishable_x',
      transport: 'auto',
      table: 'logs',
      columns: undefined,
      maxRows: 100,
      source,
      tokenProvider: undefined,
    };
  });

  const set = (over: Partial<ConnectionSettings>): void => {
    settings = { ...settings, ...over };
    connection.update(settings);
  };

  it('opens once, however often it is told the same', () => {
    set({});
    set({});
    expect(source.calls).to.deep.equal([`open ${RUN_ID}`]);
  });

  it('hands on a new token of the same viewer without opening again', () => {
    set({});
    set({ sessionToken: ANN_LATER });
    expect(source.calls).to.deep.equal([`open ${RUN_ID}`, 'token ann-later']);
  });

  it('opens again for another viewer, so that nobody sees rows of the one before', () => {
    set({});
    set({ sessionToken: BOB });
    expect(source.calls).to.deep.equal([`open ${RUN_ID}`, 'close', `open ${RUN_ID}`]);
  });

  it('opens again for another run', () => {
    set({});
    set({ runId: RUN_ID.replace('1', '2') });
    expect(source.calls.length).to.equal(3);
  });

  it('opens again for other column names, not for the same ones said again', () => {
    set({ columns: { seq: null } });
    set({ columns: { seq: null } });
    expect(source.calls.length).to.equal(1);
    set({ columns: { seq: null, message: 'line' } });
    expect(source.calls.length).to.equal(3);
    set({ columns: undefined });
    expect(source.calls.length).to.equal(5);
  });

  it('does not take a move in the document for a death', async () => {
    set({});
    host.disconnect();
    host.connect();
    await Promise.resolve();
    expect(source.calls).to.deep.equal([`open ${RUN_ID}`]);
  });

  it('closes when the host stays away, and opens when it is back', async () => {
    set({});
    host.disconnect();
    await Promise.resolve();
    expect(source.calls.at(-1)).to.equal('close');
    host.connect();
    expect(source.calls.at(-1)).to.equal(`open ${RUN_ID}`);
  });

  it('drops what an earlier stream still has to say', () => {
    set({});
    const { sink } = source;
    set({ runId: RUN_ID.replace('1', '2') });
    sink?.transition('open');
    sink?.transition('give-up');
    expect(stream.state).to.equal('idle');
  });

  for (const [name, over, code] of [
    ['a run id that is no uuid', { runId: 'run-1' }, 'run-id-invalid'],
    ['no project', { url: undefined }, 'backend-missing'],
    ['no key', { key: '' }, 'backend-missing'],
    ['a project URL that is none', { url: 'xyz' }, 'backend-url-invalid'],
    ['a project URL of another scheme', { url: 'ftp://xyz' }, 'backend-url-invalid'],
  ] as const) {
    it(`fails with ${name}, and recovers when it is set right`, () => {
      set({ ...over, source: undefined });
      expect(stream.state).to.equal('failed');
      expect(errors[0]).to.match(new RegExp(`^${code} `));
      set({ runId: RUN_ID, source });
      expect(source.calls).to.deep.equal([`open ${RUN_ID}`]);
    });
  }

  it('is idle without a run, and says nothing of it', () => {
    set({ runId: undefined, source: undefined });
    expect(stream.state).to.equal('idle');
    expect(errors).to.deep.equal([]);
  });

  it('refuses a token that is no JWT, and does not quote it', () => {
    set({});
    set({ sessionToken: 'secret' });
    expect(errors[0]).to.match(/^token-malformed /);
    expect(errors[0]).not.to.contain('secret');
    expect(source.calls.length).to.equal(1);
  });

  it('asks the provider, once at a time', async () => {
    let asked = 0;
    set({
      tokenProvider: () => {
        asked += 1;
        return Promise.resolve(ANN_LATER);
      },
    });
    await Promise.all([connection.askForToken(), connection.askForToken()]);
    expect(asked).to.equal(1);
    expect(source.calls.at(-1)).to.equal('token ann-later');
  });

  it('asks a provider that comes after a token was needed, and only then', async () => {
    let asked = 0;
    const provider = (): Promise<string> => {
      asked += 1;
      return Promise.resolve(ANN_LATER);
    };
    set({});
    set({ tokenProvider: () => provider() });
    expect(asked).to.equal(0);
    set({ tokenProvider: undefined });
    source.sink?.transition('open');
    source.sink?.transition('token-refused');
    expect(stream.state).to.equal('auth-required');
    set({ tokenProvider: () => provider() });
    // A page may write another function with each of its renderings.
    set({ tokenProvider: () => provider() });
    expect(asked).to.equal(1);
    await waitUntil(() => source.calls.at(-1) === 'token ann-later');
  });

  it('gives a provider time whose token is refused as soon as it is given', async () => {
    let asked = 0;
    set({
      tokenProvider: () => {
        asked += 1;
        return Promise.resolve(asked === 1 ? ANN_LATER : ANN);
      },
    });
    await connection.askForToken('refused');
    await connection.askForToken('refused');
    expect(asked).to.equal(1);
    expect(errors).to.deep.equal([]);
  });

  for (const [name, provider] of [
    ['throws', () => Promise.reject(new TypeError('secret'))],
    ['gives no JWT', () => Promise.resolve('secret')],
    ['gives nothing', () => Promise.resolve(undefined as unknown as string)],
  ] as const) {
    it(`reports a provider that ${name}, and does not quote it`, async () => {
      set({ tokenProvider: provider });
      await connection.askForToken();
      expect(errors[0]).to.match(/^token-provider-failed /);
      expect(errors[0]).not.to.contain('secret');
    });
  }

  it('reports a provider that gives the refused token again', async () => {
    set({ tokenProvider: () => Promise.resolve(ANN) });
    source.sink?.transition('open');
    source.sink?.transition('token-refused');
    await connection.askForToken();
    expect(errors[0]).to.contain('the same token');
  });
});
