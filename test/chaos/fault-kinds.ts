/**
 * Everything that can go wrong between a commit and a screen, as kinds of fault to draw from: the socket, the channel,
 * the database's messages, REST, the viewer's network, the page, the token. Lengths are those of blips and restarts;
 * a few last as long as it takes to find a dead connection. What closes both Realtime and REST by itself lasts less
 * than the five seconds that a row may take: longer ones would measure the fault. Two that overlap may still do so.
 */
import type { SeededRandom } from '../../demo/simulator/seeded-random.js';
import type { ChaosRig, Viewer } from './chaos-rig.js';
import type { DrawFault, DrawnFault } from './fault.js';

const nothing = (): void => undefined;

/** What most faults are, to be overwritten. */
const PLAIN = {
  lastsMs: 0,
  closes: 'none',
  viewer: null,
  onSwitch: null,
  end: nothing,
} as const satisfies Partial<DrawnFault>;

const CLOSE_CODES = [1000, 1001, 1011, 1012, 4000] as const;
const REFUSALS = ['permission', 'token-expired', 'rate-limit', 'database'] as const;
const CLOSE_CAUSES = ['token-expired', 'permission', 'rate-limit', 'replication'] as const;
const BUSY = [429, 500, 502, 503, 504] as const;

const BOTH_CLOSED_MS = [500, 3_500] as const;

const seconds = (random: SeededRandom, from: number, to: number): number =>
  random.int(from * 1000, to * 1000);

/** The kinds, by name. Every one is drawn equally often. */
export const FAULT_KINDS = {
  // — the socket —
  'sockets cut': ({ stack }, random) => {
    const code = random.chance(0.5) ? undefined : random.pick(CLOSE_CODES);
    return {
      ...PLAIN,
      detail: `code ${code ?? 1006}`,
      begin: () => stack.realtime.dropSockets(code),
    };
  },
  'server restart': ({ stack }, random) => ({
    ...PLAIN,
    detail: 'handshakes refused meanwhile',
    lastsMs: seconds(random, 1, 6),
    closes: 'live',
    onSwitch: 'accepting',
    begin: () => {
      stack.realtime.pause();
      stack.realtime.dropSockets(1012);
    },
    end: () => stack.realtime.resume(),
  }),
  'accepted, then closed': ({ stack }, random) => {
    const code = random.pick(CLOSE_CODES);
    return {
      ...PLAIN,
      detail: `code ${code}`,
      lastsMs: seconds(random, 1, 5),
      closes: 'live',
      onSwitch: 'accept-then-close',
      begin: () => {
        stack.realtime.acceptThenClose(code);
        stack.realtime.dropSockets(code);
      },
      end: () => stack.realtime.acceptThenClose(null),
    };
  },
  'sockets half-open': ({ stack }, random) => ({
    ...PLAIN,
    detail: 'nothing is read or sent',
    lastsMs: random.chance(0.3) ? seconds(random, 15, 28) : seconds(random, 1, 8),
    closes: 'live',
    onSwitch: 'freeze',
    begin: () => stack.realtime.freezeSockets(true),
    end: () => stack.realtime.freezeSockets(false),
  }),

  // — the channel —
  'channels closed': ({ stack, runIds }, random) => {
    const cause = random.pick(CLOSE_CAUSES);
    const isOne = random.chance(0.5);
    const topic = `run-logs:${random.pick(runIds)}`;
    return {
      ...PLAIN,
      detail: `${cause}, ${isOne ? 'of one run' : 'all'}`,
      begin: () => stack.realtime.closeChannels(cause, isOne ? topic : undefined),
    };
  },
  'joins refused': ({ stack }, random) => {
    const cause = random.pick(REFUSALS);
    return {
      ...PLAIN,
      detail: cause,
      lastsMs: seconds(random, 2, 6),
      closes: 'live',
      onSwitch: 'refuse-joins',
      begin: () => {
        stack.realtime.refuseJoins(cause);
        stack.realtime.dropSockets();
      },
      end: () => stack.realtime.refuseJoins(null),
    };
  },
  'joins unanswered': ({ stack }, random) => ({
    ...PLAIN,
    detail: 'after a cut',
    lastsMs: seconds(random, 2, 6),
    closes: 'live',
    onSwitch: 'ignore-joins',
    begin: () => {
      stack.realtime.ignoreJoins(true);
      stack.realtime.dropSockets();
    },
    end: () => stack.realtime.ignoreJoins(false),
  }),
  'joined, but not ready': ({ stack }, random) => {
    const coldMs = seconds(random, 1, 3);
    return {
      ...PLAIN,
      detail: `cold for ${coldMs} ms after a cut`,
      lastsMs: seconds(random, 2, 5),
      onSwitch: 'readiness',
      begin: () => {
        stack.realtime.delayReadiness(coldMs);
        stack.realtime.dropSockets();
      },
      end: () => stack.realtime.delayReadiness(0),
    };
  },

  // — the database's messages —
  'messages disturbed': ({ stack }, random) => {
    const share = random.pick([0.1, 0.3, 0.6]);
    const options = random.pick([
      { loseShare: share },
      { duplicateShare: share },
      { reorderShare: share },
      { delayMs: random.int(200, 1500) },
      { loseShare: share / 2, duplicateShare: share, reorderShare: share, delayMs: 100 },
    ]);
    return {
      ...PLAIN,
      detail: JSON.stringify(options).replaceAll('"', ''),
      lastsMs: seconds(random, 2, 8),
      onSwitch: 'disturb',
      begin: () => stack.realtime.disturbBroadcasts({ ...options, seed: random.int(1, 1e9) }),
      end: () => stack.realtime.disturbBroadcasts(null),
    };
  },
  'messages lost in silence': ({ stack }, random) => ({
    ...PLAIN,
    detail: 'all of them',
    lastsMs: seconds(random, 1, 8),
    closes: 'live',
    onSwitch: 'flow',
    begin: () => stack.realtime.setBroadcastsFlowing(false),
    end: () => stack.realtime.setBroadcastsFlowing(true),
  }),
  'database lost by Realtime': ({ stack }, random) => {
    const lastsMs = seconds(random, 1, 8);
    return {
      ...PLAIN,
      detail: 'its server knows, nobody is told',
      lastsMs,
      closes: 'live',
      onSwitch: 'database',
      begin: () => stack.realtime.loseDatabase(lastsMs),
      end: () => stack.realtime.loseDatabase(0),
    };
  },

  // — REST —
  'REST fails': ({ stack }, random) => {
    const failure = random.pick([random.pick(BUSY), 401, 'html', 'reset', 'hang'] as const);
    const share = random.pick([1, 0.5]);
    return {
      ...PLAIN,
      detail: `${failure}, ${share * 100} % of requests`,
      lastsMs: seconds(random, 1, 6),
      closes: share === 1 ? 'rest' : 'none',
      onSwitch: 'fail-rest',
      begin: () => stack.http.failRest(failure, share),
      end: () => stack.http.failRest(null),
    };
  },
  'REST slow': ({ stack }, random) => {
    const delayMs = random.int(200, 2500);
    return {
      ...PLAIN,
      detail: `by ${delayMs} ms`,
      lastsMs: seconds(random, 2, 6),
      onSwitch: 'delay-rest',
      begin: () => stack.http.delayRest(delayMs),
      end: () => stack.http.delayRest(0),
    };
  },
  'REST capped': ({ stack }, random) => {
    const rows = random.int(50, 400);
    return {
      ...PLAIN,
      detail: `${rows} rows an answer`,
      lastsMs: seconds(random, 3, 10),
      onSwitch: 'cap-rest',
      begin: () => stack.http.capRows(rows),
      end: () => stack.http.capRows(null),
    };
  },

  // — the viewer's network —
  'network away': (rig, random) =>
    ofOneViewer(rig, random, 'network', ({ cable, context }) => ({
      detail: 'and the page is told',
      lastsMs: random.int(...BOTH_CLOSED_MS),
      closes: 'both',
      begin: async () => {
        cable.unplug();
        await context.setOffline(true);
      },
      end: async () => {
        cable.plug();
        await context.setOffline(false);
      },
    })),
  'network silent': (rig, random) =>
    ofOneViewer(rig, random, 'silence', ({ cable }) => ({
      detail: 'nothing passes, nothing is closed',
      lastsMs: random.int(...BOTH_CLOSED_MS),
      closes: 'both',
      begin: () => cable.setSilent(true),
      end: () => cable.setSilent(false),
    })),

  // — the page —
  'page hidden': (rig, random) =>
    ofOneViewer(rig, random, 'visibility', (viewer) => ({
      detail: 'and shown again',
      lastsMs: seconds(random, 1, 10),
      begin: () => viewer.call('hide', true),
      end: () => viewer.call('hide', false),
    })),
  'page frozen': (rig, random) =>
    ofOneViewer(rig, random, 'life', (viewer) => ({
      detail: 'and thawed',
      lastsMs: random.int(...BOTH_CLOSED_MS),
      closes: 'both',
      begin: () => viewer.call('freeze', true),
      end: () => viewer.call('freeze', false),
    })),
  'tag moved': (rig, random) =>
    ofOneViewer(rig, random, null, (viewer) => {
      const tag = random.int(0, rig.runIds.length - 1);
      return { detail: `run ${tag}`, begin: () => viewer.call('move', tag) };
    }),
  'tag removed': (rig, random) => {
    const tag = random.int(0, rig.runIds.length - 1);
    return ofOneViewer(rig, random, `tag ${tag}`, (viewer) => ({
      detail: `run ${tag}, and put back`,
      lastsMs: random.int(100, 3000),
      begin: () => viewer.call('remove', tag),
      end: () => viewer.call('putBack', tag),
    }));
  },
  'reconnect()': (rig, random) =>
    ofOneViewer(rig, random, null, (viewer) => {
      const tag = random.int(0, rig.runIds.length - 1);
      return { detail: `run ${tag}`, begin: () => viewer.call('reconnect', tag) };
    }),

  // — the token —
  'token ends early': (rig, random) =>
    ofOneViewer(rig, random, null, (viewer) => {
      const tag = random.int(0, rig.runIds.length - 1);
      const lifeSeconds = random.int(-1, 3);
      return {
        detail: `run ${tag}, in ${lifeSeconds} s`,
        begin: async () => viewer.call('useToken', tag, await viewer.mintToken(tag, lifeSeconds)),
      };
    }),
} as const satisfies Record<string, DrawFault>;

/** A kind of fault. */
export type FaultName = keyof typeof FAULT_KINDS;

export const FAULT_NAMES = Object.keys(FAULT_KINDS) as FaultName[];

function ofOneViewer(
  { viewers }: ChaosRig,
  random: SeededRandom,
  onSwitch: string | null,
  draw: (viewer: Viewer) => Partial<DrawnFault> & Pick<DrawnFault, 'detail' | 'begin'>,
): DrawnFault {
  const index = random.int(0, viewers.length - 1);
  const viewer = viewers[index];
  if (viewer === undefined) throw new RangeError('There is no viewer.');
  const drawn = draw(viewer);
  return {
    ...PLAIN,
    ...drawn,
    detail: `${viewer.name}: ${drawn.detail}`,
    viewer: index,
    onSwitch: onSwitch === null ? null : `${onSwitch} of ${viewer.name}`,
  };
}
