/**
 * One broadcast, whoever sent it, and how it looks in each framing. A push that came as text goes on as it came; one
 * that came in binary, or from the database, goes on as event and body.
 */
import {
  encodeBinaryDelivery,
  encodeFrame,
  type BinaryPush,
  type Framing,
  type ServerFrame,
} from './framing.js';

export type Broadcast =
  | { readonly kind: 'text-push'; readonly payloadJson: string }
  | ({ readonly kind: 'event'; readonly messageId: string | null } & BinaryPush);

/** A row of `realtime.messages` that is a broadcast. */
export interface DatabaseMessage {
  readonly id: string;
  /** Without the `realtime:` that clients put before it. */
  readonly topic: string;
  readonly event: string;
  readonly isPrivate: boolean;
  readonly encoding: 'json' | 'bytes';
  /** JSON as Postgres prints it, blanks included: never parsed, so that numbers beyond 2^53 pass unharmed. */
  readonly body: Buffer;
}

/** The broadcast on the wire; `null` when this framing cannot carry it (bytes under vsn 1, an overlong topic). */
export function encodeBroadcast(
  framing: Framing,
  topic: string,
  broadcast: Broadcast,
): string | Buffer | null {
  if (broadcast.kind === 'text-push') {
    return encodeFrame(framing, broadcastFrame(null, topic, broadcast.payloadJson));
  }
  const metadataJson = broadcast.messageId === null ? '' : metadata(broadcast.messageId);
  if (framing === 'json-arrays') return encodeBinaryDelivery(topic, broadcast, metadataJson);
  if (broadcast.encoding === 'bytes') return null;
  return encodeFrame(framing, broadcastFrame(null, topic, eventJson(broadcast, metadataJson)));
}

/** A stored message played back to one channel: JSON even under vsn 2, unless its body is bytes. */
export function encodeReplayed(
  framing: Framing,
  joinRef: string | null,
  topic: string,
  message: DatabaseMessage,
): string | Buffer | null {
  const metadataJson = `{"id":${JSON.stringify(message.id)},"replayed":true}`;
  if (message.encoding === 'bytes') {
    return framing === 'json-arrays' ? encodeBinaryDelivery(topic, message, metadataJson) : null;
  }
  return encodeFrame(framing, broadcastFrame(joinRef, topic, eventJson(message, metadataJson)));
}

function broadcastFrame(joinRef: string | null, topic: string, payloadJson: string): ServerFrame {
  return { joinRef, ref: null, topic, event: 'broadcast', payloadJson };
}

function eventJson(push: BinaryPush, metadataJson: string): string {
  const meta = metadataJson === '' ? '' : `"meta":${metadataJson},`;
  const event = JSON.stringify(push.event);
  return `{"event":${event},${meta}"payload":${push.body.toString('utf8')},"type":"broadcast"}`;
}

function metadata(messageId: string): string {
  return `{"id":${JSON.stringify(messageId)}}`;
}
