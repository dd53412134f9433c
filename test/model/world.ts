/** Everything that a schedule happens to: the run, the servers before it, the viewers, and the time they share. */
import { entry } from '../helpers/entries.js';
import { FakeClock } from '../helpers/fake-clock.js';
import { seededRandom } from '../helpers/random.js';
import type { BrokenPromise } from './broken-promise.js';
import type { LiveState } from './live-line.js';
import type { RestState } from './rest-server.js';
import { RunTable } from './run-table.js';
import type { Schedule, Step, TokenKind } from './schedule.js';
import { TokenOffice, type Session } from './tokens.js';
import { Viewer } from './viewer.js';

/** A stranger's token, and a run that is hidden, are not taken back within a request's time. */
export const DWELL_MS = 25_000;

/** A short-lived token's life where a schedule does not say. */
const SHORT_MS = 40_000;

/** A world. */
export class World {
  readonly clock = new FakeClock();
  readonly table: RunTable;
  readonly tokens = new TokenOffice();
  readonly rest: RestState;
  readonly live: LiveState;
  readonly viewers: Viewer[] = [];
  readonly #schedule: Schedule;
  readonly #random: () => number;
  /** The first promise that was broken. */
  broken: BrokenPromise | null = null;
  /** When visibility may change again. */
  #dwellUntilMs = 0;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
    this.#random = seededRandom(schedule.seed);
    const { askMs, answerMs, cap, messageMs } = schedule;
    this.rest = { how: 'fine', askMs, answerMs, cap };
    this.live = { isOpen: true, isSlotAlive: true, messageMs };
    this.table = new RunTable(this.clock, (announcement) => {
      if (!this.live.isSlotAlive) return;
      for (const viewer of this.viewers) viewer.line?.hear(announcement);
    });
    if (schedule.rows > 0) this.table.write(schedule.rows);
    this.open(schedule.hasToken ? 'fresh' : null);
  }

  complain(broken: BrokenPromise): void {
    this.broken ??= broken;
  }

  open(kind: TokenKind | null): void {
    const { clock, table, tokens, rest, live } = this;
    const { maxRows, polls } = this.#schedule;
    const token = kind === null ? null : this.issue(kind);
    const complain = (broken: BrokenPromise): void => this.complain(broken);
    const ports = { clock, table, tokens, rest, live, maxRows, polls, complain };
    this.viewers.push(new Viewer({ ...ports, random: this.#random }, token));
  }

  issue(kind: TokenKind, lastsMs = SHORT_MS): string {
    const nowMs = this.clock.now();
    if (kind === 'garbage') return this.tokens.issueGarbage();
    if (kind === 'expired') return this.tokens.issue('owner', nowMs, -60_000);
    if (kind === 'short') return this.tokens.issue('owner', nowMs, lastsMs);
    const session: Session = kind === 'fresh' ? 'owner' : kind;
    return this.tokens.issue(session, nowMs);
  }

  /** Lets something happen. Time passes in `wait` only. */
  async happen(step: Step): Promise<void> {
    if (step.do === 'wait') await this.clock.advance(step.ms);
    else if ('viewer' in step) this.#happenTo(step);
    else this.#happenToAll(step);
  }

  #happenToAll(step: Exclude<Step, { viewer: number } | { do: 'wait' }>): void {
    const { table, rest, live } = this;
    switch (step.do) {
      case 'write':
        table.write(step.rows, step.statements, step.holdMs, step.rollback);
        return;
      case 'status':
        table.setStatus(step.status, step.holdMs);
        return;
      case 'delete':
        table.delete(step.where, step.rows);
        return;
      case 'hide':
      case 'unhide':
        if (!this.#mayChangeSight()) return;
        table.isHidden = step.do === 'hide';
        for (const viewer of this.viewers) viewer.line?.judge();
        return;
      case 'slot':
        live.isSlotAlive = step.alive;
        return;
      case 'sockets':
        live.isOpen = step.open;
        if (!step.open) for (const viewer of this.viewers) viewer.line?.drop(1_000, 'blocked');
        return;
      case 'rest':
        rest.how = step.how;
        return;
      case 'rest-pace':
        rest.askMs = step.askMs;
        rest.answerMs = step.answerMs;
        return;
      case 'cap':
        rest.cap = step.rows;
    }
  }

  #happenTo(step: Extract<Step, { viewer: number }>): void {
    if (step.do === 'open') {
      if (this.viewers[step.viewer] === undefined) this.open('fresh');
      return;
    }
    const viewer = this.viewers[step.viewer];
    if (viewer === undefined || viewer.isClosed) return;
    const { line } = viewer;
    switch (step.do) {
      case 'messages':
        viewer.orders.fates.order(step.fate, step.next, step.ms ?? 0, step.as ?? 'no-object');
        return;
      case 'say': {
        const about = this.table.lastSeq > 0 ? [entry(this.table.lastSeq)] : [];
        line?.say(viewer.orders.fates.garble(step.what, about));
        return;
      }
      case 'drop':
        line?.drop(step.backMs);
        return;
      case 'half-open':
        line?.halfOpen();
        return;
      case 'joins':
        for (let count = 0; count < step.next; count += 1) {
          viewer.orders.joins.push({ answer: step.answer, ms: step.ms ?? 0 });
        }
        return;
      case 'close-channel':
        if (line?.isJoined === true) line.refuse(step.why, 'model');
        return;
      case 'ghost':
        this.#haunt(viewer, step.says);
        return;
      case 'frame':
        viewer.frame();
        return;
      case 'close':
        viewer.close();
        return;
      default:
        this.#happenToHost(viewer, step);
    }
  }

  #happenToHost(
    viewer: Viewer,
    step: Extract<Step, { do: 'token' | 'revoke' | 'page' | 'sleep' | 'reconnect' | 'older' }>,
  ): void {
    const { machine } = viewer;
    switch (step.do) {
      case 'token':
        if (this.#isStranger(viewer) !== (step.kind === 'stranger') && !this.#mayChangeSight())
          return;
        viewer.setToken(this.issue(step.kind, step.lastsMs));
        return;
      case 'revoke':
        if (viewer.token === null) return;
        this.tokens.revoke(viewer.token);
        viewer.line?.judge();
        return;
      case 'page':
        machine.happen(step.event);
        return;
      case 'sleep':
        machine.sleep();
        // Whatever the machine was connected to is gone when it wakes; it does not know.
        viewer.line?.halfOpen();
        this.clock.after(step.ms, () => machine.wake());
        return;
      case 'reconnect':
        viewer.ask((delivery) => delivery.reconnect());
        return;
      case 'older':
        viewer.ask((delivery) => void delivery.loadOlder(step.rows));
    }
  }

  #haunt(viewer: Viewer, says: Extract<Step, { do: 'ghost' }>['says']): void {
    const ghost = viewer.lines.findLast((line) => line.isClosed);
    if (ghost === undefined) return;
    const { listener } = ghost;
    viewer.machine.run(() => {
      if (says === 'joined') listener.onJoined();
      else if (says === 'lost') listener.onLost('ghost');
      else if (says === 'rows') listener.onUnreadable('ghost');
      else listener.onRefused(says, 'ghost');
    });
  }

  #isStranger(viewer: Viewer): boolean {
    return viewer.token !== null && !this.tokens.maySee(viewer.token);
  }

  #mayChangeSight(): boolean {
    const nowMs = this.clock.now();
    if (nowMs < this.#dwellUntilMs) return false;
    this.#dwellUntilMs = nowMs + DWELL_MS;
    return true;
  }
}
