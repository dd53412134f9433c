/**
 * Who listens to which topic, and the one place through which every broadcast goes to its listeners. Encodes once for
 * each framing, however many listen. A quota on messages belongs into `admits`.
 */
import { encodeBroadcast, type Broadcast, type DatabaseMessage } from './broadcast.js';
import type { Framing } from './framing.js';

export interface Listener {
  /** With `realtime:`. */
  readonly topic: string;
  readonly framing: Framing;
  /** True for a message that this listener got by replay: it must not come twice. */
  hasReplayed(messageId: string): boolean;
  deliver(data: string | Buffer): void;
}

export interface HubStats {
  readonly fromDatabase: number;
  readonly fromClients: number;
  readonly delivered: number;
  readonly dropped: number;
}

/** Asked before a message goes out; false drops it without a word, as a quota does. */
export type Admission = (origin: 'database' | 'client') => boolean;

export class BroadcastHub {
  /** Fault: false loses what the database sends while channels stay joined and heartbeats green. */
  flowing = true;
  admits: Admission = () => true;

  readonly #maxBytes: number;
  readonly #listeners = new Map<string, Set<Listener>>();
  #stats = { fromDatabase: 0, fromClients: 0, delivered: 0, dropped: 0 };

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get stats(): HubStats {
    return { ...this.#stats };
  }

  add(listener: Listener, isPrivate: boolean): void {
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

  /** A message that was committed: public and private topics of one name never meet. */
  publishFromDatabase(message: DatabaseMessage): void {
    this.#stats.fromDatabase++;
    if (!this.flowing || message.body.length > this.#maxBytes || !this.admits('database')) {
      this.#stats.dropped++;
      return;
    }
    const { id: messageId, event, encoding, body } = message;
    const topic = `realtime:${message.topic}`;
    this.#send(topic, message.isPrivate, { kind: 'event', messageId, event, encoding, body });
  }

  /** A push from a client. Returns false when it is over the size limit, and was dropped. */
  publishFromClient(
    broadcast: Broadcast,
    from: { topic: string; isPrivate: boolean; except: Listener | null },
  ): boolean {
    this.#stats.fromClients++;
    const size =
      broadcast.kind === 'event' ? broadcast.body.length : Buffer.byteLength(broadcast.payloadJson);
    if (size > this.#maxBytes) {
      this.#stats.dropped++;
      return false;
    }
    if (this.admits('client')) this.#send(from.topic, from.isPrivate, broadcast, from.except);
    return true;
  }

  #send(
    topic: string,
    isPrivate: boolean,
    broadcast: Broadcast,
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
      this.#stats.delivered++;
      listener.deliver(data);
    }
  }
}

function keyOf(topic: string, isPrivate: boolean): string {
  return `${isPrivate ? 'private' : 'public'} ${topic}`;
}
