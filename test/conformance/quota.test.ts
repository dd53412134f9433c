/**
 * The quota on events does to a flood what the real server's did: the same floods, on a clock that is moved by hand,
 * against what was counted there (recordings 14a, 14d, 14e, 23f; with the default of 100 events a second).
 */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Broadcast } from '../../demo/stack/realtime/broadcast.js';
import { BroadcastHub, type Listener } from '../../demo/stack/realtime/broadcast-hub.js';
import { Faults } from '../../demo/stack/realtime/faults.js';
import { RateQuota } from '../../demo/stack/realtime/rate-quota.js';

const TOPIC = 'run:1';
const PUSH: Broadcast = { kind: 'text-push', payloadJson: '{}' };
/** Timers drift, and bursts are uneven: what was counted may be off by this share. */
const TOLERANCE = 0.01;

class Project {
  nowS = 0;
  readonly #hub: BroadcastHub;

  constructor(eventsPerSecond: number) {
    const quota = new RateQuota(eventsPerSecond, () => this.nowS * 1_000);
    this.#hub = new BroadcastHub({ maxBytes: 1_000, quota, faults: new Faults() });
  }

  /** A channel, open from now on. What it hears are the numbers of the messages, and `over` when it is closed. */
  join(): { heard: (number | 'over')[]; leave: () => void } {
    const heard: (number | 'over')[] = [];
    const listener: Listener = {
      topic: `realtime:${TOPIC}`,
      framing: 'json-objects',
      isReady: true,
      hasReplayed: () => false,
      deliver: (data) => heard.push(numberIn(data)),
      overrun: () => {
        heard.push('over');
        this.#hub.remove(listener, true);
      },
    };
    this.#hub.add(listener, true);
    return { heard, leave: () => this.#hub.remove(listener, true) };
  }

  send(number: number): void {
    const body = Buffer.from(String(number));
    const message = { id: String(number), event: 'line', encoding: 'json', body } as const;
    this.#hub.publishFromDatabase({ ...message, topic: TOPIC, isPrivate: true });
  }

  /** True as long as the client that pushes is told that all is well. */
  push(): boolean {
    const from = { topic: `realtime:${TOPIC}`, isPrivate: true, except: null };
    return this.#hub.publishFromClient(PUSH, from);
  }

  /** Calls `send` so often a second, numbering from 0, until that many were sent. */
  flood(perSecond: number, count: number, send: (number: number) => unknown): void {
    const startS = this.nowS;
    for (let number = 0; number < count; number++) {
      this.nowS = startS + number / perSecond;
      send(number);
    }
  }
}

function assertNearly(actual: number, recorded: number): void {
  const far = Math.abs(actual - recorded) / recorded;
  assert.ok(far <= TOLERANCE, `${actual} here, ${recorded} there`);
}

describe('a flood', () => {
  let project: Project;

  beforeEach(() => {
    project = new Project(100);
  });

  it('from the database is cut off after 5 s and forgiven after 40 s, with the channel open (14a)', () => {
    const { heard } = project.join();
    project.nowS = 0.31;
    project.flood(400, 5_600, (number) => project.send(number));
    assertNearly(heard.length, 1_880);
    assertNearly(Number(heard.at(-1)), 1_879);
    const before = heard.length;
    for (const [atS, hears] of [
      [23.1, 0],
      [29.0, 0],
      [34.9, 0],
      [40.85, 1],
    ] as const) {
      project.nowS = atS;
      project.send(-1);
      assert.equal(heard.length - before, hears, `at ${atS} s`);
    }
    assert.ok(!heard.includes('over'));
  });

  it('counts a message once, and once more for each channel that it goes to (14e)', () => {
    const first = project.join();
    project.nowS = 0.5;
    project.flood(80, 1_920, (number) => project.send(number));
    assertNearly(first.heard.length, 1_519);
    assert.equal(first.heard.at(-1), 1_919);
    first.leave();
    // 27 s later, in the same window.
    project.nowS = 27.5;
    const three = [project.join(), project.join(), project.join()];
    project.flood(45, 1_080, (number) => project.send(number));
    for (const { heard } of three) {
      assertNearly(heard.length, 675);
      assertNearly(Number(heard.at(-1)), 1_010);
    }
  });

  it('of client broadcasts closes the channel that receives it, again after a rejoin, and pushing goes on (14c, 14d)', () => {
    const receiver = project.join();
    project.nowS = 0.015;
    project.flood(3_525 / 12, 3_525, () => assert.ok(project.push()));
    assertNearly(receiver.heard.length, 1_471);
    assert.equal(receiver.heard.at(-1), 'over');
    project.nowS = 13.55;
    const again = project.join();
    project.nowS = 14.05;
    project.push();
    assert.deepEqual(again.heard, [0, 'over']);
  });

  it('of 10,000 messages at once passes whole (23f)', () => {
    const { heard } = project.join();
    project.nowS = 0.5;
    project.flood(19_000, 10_000, (number) => project.send(number));
    assert.equal(heard.length, 10_000);
  });

  it('is forgotten after five quiet minutes', () => {
    const { heard } = project.join();
    project.flood(1_000, 60_000, (number) => project.send(number));
    project.nowS += 301;
    heard.length = 0;
    project.send(1);
    assert.deepEqual(heard, [1]);
  });
});

/** The number in the payload of a vsn 1 frame, or 0 for a push. */
function numberIn(data: string | Buffer): number {
  return Number(/"payload":(-?\d+)/.exec(data.toString())?.[1] ?? 0);
}
