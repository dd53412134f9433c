/** The world of the whole path: one project, its server and its table, and the elements of one page. */
import { SupabaseLogSource } from '../../../src/source/supabase-source.js';
import { FakeClock, settle } from '../../helpers/fake-clock.js';
import { seededRandom } from '../../helpers/random.js';
import { BrokenPromise } from '../broken-promise.js';
import { MessageFates } from '../message-fates.js';
import type { RestState } from '../rest-server.js';
import { RunTable } from '../run-table.js';
import { TokenOffice } from '../tokens.js';
import { MemoryRest } from './memory-rest.js';
import { socketClassFor } from './memory-socket.js';
import { PhoenixServer } from './phoenix-server.js';
import { useVirtualTime } from './virtual-globals.js';
import type { WireSchedule, WireStep } from './wire-schedule.js';
import { WireViewer } from './wire-viewer.js';

/** A page that nothing happens to: supabase-js knows of a page only by its globals. */
const NO_PAGE = { isHidden: false, isOffline: false, listen: () => () => undefined };

/** A world, from `begin` to `end`. */
export class WireWorld {
  readonly clock = new FakeClock();
  readonly tokens = new TokenOffice();
  readonly fates = new MessageFates();
  readonly rest: RestState;
  readonly table: RunTable;
  readonly server: PhoenixServer;
  readonly door: MemoryRest;
  readonly viewers: WireViewer[] = [];
  readonly #restoreTime: () => void;
  readonly #makeSource: (token: string) => SupabaseLogSource;
  broken: BrokenPromise | null = null;

  constructor({ seed, rows, cap, restMs, isBinary }: Omit<WireSchedule, 'steps' | 'viewers'>) {
    const random = seededRandom(seed);
    const { clock, tokens, fates } = this;
    this.#restoreTime = useVirtualTime(clock);
    this.rest = { how: 'fine', askMs: restMs, answerMs: restMs, cap };
    this.table = new RunTable(clock, (announcement) => this.server.announce(announcement));
    const { table } = this;
    this.server = new PhoenixServer({ clock, table, tokens, fates, isBinary });
    this.door = new MemoryRest({ state: this.rest, table, tokens, clock, random });
    if (rows > 0) this.table.write(rows);
    const project = {
      url: 'http://project.test',
      key: 'publishable',
      webSocket: socketClassFor(this.server),
      ...{ fetch: this.door.fetch as typeof fetch, clock, random, page: NO_PAGE },
    };
    this.#makeSource = (token) => new SupabaseLogSource({ ...project, token });
  }

  /** Opens the run in so many elements, which share one source and so one pool. */
  async open(count: number): Promise<void> {
    const token = this.tokens.issue('owner', this.clock.now(), 24 * 3_600_000);
    const source = this.#makeSource(token);
    const { table, clock } = this;
    const { misshapen } = this.fates;
    for (let viewer = 0; viewer < count; viewer += 1) {
      const parts = { table, clock, misshapen, token };
      this.viewers.push(new WireViewer(source, parts, (broken) => (this.broken ??= broken)));
    }
    await this.rests();
  }

  /** What follows at once, and a look at whether a promise was broken. */
  async rests(): Promise<void> {
    await settle();
    if (this.broken !== null) throw this.broken;
    const topics = this.server.channels.map(({ topic }) => topic).length;
    const { length: sockets } = this.server.sockets;
    if (topics > sockets) {
      throw new BrokenPromise('sockets', `${topics} channels on ${sockets} sockets`);
    }
  }

  async pass(durationMs: number): Promise<void> {
    await this.clock.advance(durationMs);
    await this.rests();
  }

  async happen(step: WireStep): Promise<void> {
    if (step.do === 'wait') await this.clock.advance(step.ms);
    else this.#do(step);
    await this.rests();
  }

  end(): void {
    this.#restoreTime();
  }

  #do(step: Exclude<WireStep, { do: 'wait' }>): void {
    const { server, table } = this;
    const viewer = 'viewer' in step ? this.viewers[step.viewer] : undefined;
    switch (step.do) {
      case 'write': {
        table.write(step.rows, 1, step.holdMs);
        return;
      }
      case 'delete': {
        table.delete(step.where, step.rows);
        return;
      }
      case 'messages': {
        this.fates.order(step.fate, step.next, step.ms, step.as);
        return;
      }
      case 'drop': {
        server.drop(step.code);
        return;
      }
      case 'kill': {
        server.kill();
        return;
      }
      case 'sockets':
        server.isOpen = step.open;
        if (!step.open) server.drop(1006);
        return;
      case 'accept-then-close':
        server.closesAccepted = step.code;
        return;
      case 'joins':
        for (let count = 0; count < step.next; count += 1) server.joinFaults.push(step.fault);
        return;
      case 'close-channels': {
        server.closeChannels(step.message);
        return;
      }
      case 'slot':
        server.isSlotAlive = step.alive;
        return;
      case 'token':
        return viewer?.setToken(this.#issue(step));
      case 'rest':
        this.rest.how = step.how;
        return;
      case 'reconnect':
        return viewer?.stream.reconnect();
    }
  }

  #issue({ kind, lastsMs }: Extract<WireStep, { do: 'token' }>): string {
    const nowMs = this.clock.now();
    if (kind === 'garbage') return this.tokens.issueGarbage();
    if (kind === 'expired') return this.tokens.issue('owner', nowMs, -60_000);
    if (kind === 'short') return this.tokens.issue('owner', nowMs, lastsMs);
    return this.tokens.issue(kind === 'portal' ? 'portal' : 'owner', nowMs, 25 * 3_600_000);
  }
}
