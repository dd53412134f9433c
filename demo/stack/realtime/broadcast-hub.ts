/**
 * Who listens to which topic, and the one place through which every broadcast goes to its listeners. Encodes once for
 * each framing, however many listen. Here the quota on events is counted, and here messages get lost.
 */
import { encodeBroadcast, type Broadcast, type DatabaseMessage } from './broadcast.js';
import type { Faults } from './faults.js';
import type { Framing } from './framing.js';
import type { RateQuota } from './rate-quota.js';

export interface Listener {
  /** With `realtime:`. */
  readonly topic: string;
  readonly framing: Framing;
  /** True for a message that this listener got by replay: it must not come twice. */
  hasReplayed(messageId: string): boolean;
  /** False while nothing of the database reaches this listener yet. */
  readonly isReady: boolean;
  deliver(data: string | Buffer): void;
  /** Told after a delivery that went over the quota: the real server closes such a channel. */
  overrun(): void;
}

export interface HubStats {
  readonly fromDatabase: number;
  readonly fromClients: number;
  readonly delivered: number;
  /** Messages that went to nobody. */
  readonly dropped: number;
  /** Deliveries that a disturbance lost on their way. */
  readonly lost: number;
}

export class BroadcastHub {
  readonly #maxBytes: number;
  readonly #faults: Faults;
  readonly #quota: RateQuota;
  readonly #listeners = new Map<string, Set<Listener>>();
  #stats = { fromDatabase: 0, fromClients: 0, delivered: 0, dropped: 0, lost: 0 };

  constructor(options: { maxBytes: number; quota: RateQuota; faults: Faults }) {
    this.#maxBytes = options.maxBytes;
    this.#quota = options.quota;
    this.#faults = options.faults;
  }

  get stats(): HubStats {
    return { ...this.#stats };
  }

  add(listener: Listener, isPrivate: boolean): void {
    this.#quota.begin();
    const key = keyOf(listener.topic, isPrivate);
    const listeners = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, listeners.add(listener));
  }

  remove(listener: Listener, isPrivate: boolean): void {
    const key = keyOf(listener.topic, isPrivate);
    const listeners = this.#listeners.get(key);
    listeners?.delete(listener);
    if (listeners?.size === 0) this.#listeners.delete(key);
  }

  /**
   * A message that was committed: public and private topics of one name never meet. Over the quota it is dropped
   * without a word to anyone, and not even counted.
   */
  publishFromDatabase(message: DatabaseMessage): void {
    this.#stats.fromDatabase++;
    const passes = this.#faults.hearsDatabase && message.body.length <= this.#maxBytes;
    if (!passes || this.#quota.isOver) {
      this.#stats.dropped++;
      return;
    }
    this.#quota.add();
    const { id, event, encoding, body } = message;
    const broadcast = { kind: 'event', messageId: id, event, encoding, body } as const;
    this.#send(`realtime:${message.topic}`, message.isPrivate, broadcast, (listener, data) => {
      if (!listener.isReady || !this.#faults.carry(listener, data)) this.#stats.lost++;
      else this.#stats.delivered++;
    });
  }

  /** A push from a client. Returns false when it is over the size limit, and was dropped. */
  publishFromClient(
    broadcast: Broadcast,
    from: { topic: string; isPrivate: boolean; except: Listener | null },
  ): boolean {
    this.#stats.fromClients++;
    this.#quota.add();
    const size =
      broadcast.kind === 'event' ? broadcast.body.length : Buffer.byteLength(broadcast.payloadJson);
    if (size > this.#maxBytes) {
      this.#stats.dropped++;
      return false;
    }
    const deliver = (listener: Listener, data: string | Buffer): void => {
      listener.deliver(data);
      this.#stats.delivered++;
    };
    this.#send(from.topic, from.isPrivate, broadcast, deliver, from.except);
    return true;
  }

  #send(
    topic: string,
    isPrivate: boolean,
    broadcast: Broadcast,
    deliver: (listener: Listener, data: string | Buffer) => void,
    except: Listener | null = null,
  ): void {
    const messageId = broadcast.kind === 'event' ? broadcast.messageId : null;
    const encoded = new Map<Framing, string | Buffer | null>();
    for (const listener of this.#listeners.get(keyOf(topic, isPrivate)) ?? []) {
      if (listener === except) continue;
      if (messageId !== null && listener.hasReplayed(messageId)) continue;
      let data = encoded.get(listener.framing);
      if (data === undefined) {
        data = encodeBroadcast(listener.framing, topic, broadcast);
        encoded.set(listener.framing, data);
      }
      if (data === null) continue;
      deliver(listener, data);
      this.#quota.add();
      if (this.#quota.isOver) listener.overrun();
    }
  }
}

function keyOf(topic: string, isPrivate: boolean): string {
  return `${isPrivate ? 'private' : 'public'} ${topic}`;
}
