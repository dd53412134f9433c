/** What is broken from the demo page is repaired by itself, by hand, and never twice. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { UnavailableError, type StackFaults } from '../../../demo/server/backend.js';
import { FAULT_KINDS, FaultSwitch } from '../../../demo/server/fault-switch.js';

const NOW_MS = Date.UTC(2026, 0, 1);

describe('the fault switch of the demo', () => {
  let ordered: string[];
  let faults: FaultSwitch;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: NOW_MS });
    ordered = [];
    const note =
      (name: string) =>
      (...values: unknown[]): void => {
        ordered.push([name, ...values.map((value) => JSON.stringify(value))].join(' '));
      };
    const stack: StackFaults = {
      realtime: {
        dropSockets: note('drop'),
        closeChannels: note('close'),
        pause: note('pause'),
        resume: note('resume'),
        acceptThenClose: note('acceptThenClose'),
        freezeSockets: note('freeze'),
        setBroadcastsFlowing: note('flowing'),
        disturbBroadcasts: note('disturb'),
      },
      rest: { failRest: note('failRest') },
    };
    faults = new FaultSwitch(stack);
  });

  afterEach(() => {
    mock.timers.reset();
  });

  const LASTING = {
    down: ['pause,drop', 'resume'],
    'hang-up': ['acceptThenClose 1011,drop', 'acceptThenClose null'],
    frozen: ['freeze true', 'freeze false'],
    silent: ['flowing false', 'flowing true'],
    shuffled: ['disturb {"duplicateShare":0.3,"reorderShare":0.3}', 'disturb null'],
    rest: ['failRest 503', 'failRest null'],
  } as const;
  for (const kind of FAULT_KINDS) {
    const [broken, repaired] = LASTING[kind];

    it(`breaks for a while: ${kind}`, () => {
      faults.start(kind, 20);
      assert.equal(ordered.join(), broken);
      assert.deepEqual(faults.active(), [{ kind, endsAtMs: NOW_MS + 20_000 }]);
      mock.timers.tick(19_999);
      assert.equal(ordered.join(), broken);
      mock.timers.tick(1);
      assert.equal(ordered.join(), `${broken},${repaired}`);
      assert.deepEqual(faults.active(), []);
    });
  }

  it('begins the time anew when asked again', () => {
    faults.start('silent', 20);
    mock.timers.tick(15_000);
    faults.start('silent', 20);
    mock.timers.tick(15_000);
    assert.equal(ordered.at(-1), 'flowing false');
    mock.timers.tick(5_000);
    assert.equal(ordered.at(-1), 'flowing true');
  });

  it('repairs all at once, and not again later', () => {
    faults.start('silent', 20);
    faults.start('rest', 20);
    faults.clear();
    assert.deepEqual(ordered.slice(2), ['flowing true', 'failRest null']);
    mock.timers.tick(30_000);
    assert.equal(ordered.length, 4);
  });

  it('strikes', () => {
    faults.dropSockets();
    faults.expireTokens();
    assert.deepEqual(ordered, ['drop', 'close "token-expired"']);
    assert.deepEqual(faults.active(), []);
  });

  it('leaves a real project alone', () => {
    const none = new FaultSwitch(null);
    assert.throws(() => none.start('down', 20), UnavailableError);
    assert.throws(() => none.dropSockets(), UnavailableError);
  });
});
