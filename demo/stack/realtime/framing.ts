/**
 * Phoenix frames as bytes, both ways: `vsn=1.0.0` (JSON objects) and `vsn=2.0.0` (JSON arrays, and binary frames for
 * broadcasts). Knows nothing of channels, tokens or sockets.
 */
import { isObject, parseJson, type Json } from './json.js';

export type Framing = 'json-objects' | 'json-arrays';

/** A broadcast that a client pushes in binary: its body is passed on unread. */
export interface BinaryPush {
  readonly event: string;
  readonly encoding: 'json' | 'bytes';
  readonly body: Buffer;
}

export interface ClientFrame {
  readonly joinRef: string | null;
  readonly ref: string | null;
  readonly topic: string;
  readonly event: string;
  readonly payload: Json;
  /** Set for binary pushes only; `payload` is null then. */
  readonly binary: BinaryPush | null;
}

export interface ServerFrame {
  readonly joinRef: string | null;
  readonly ref: string | null;
  readonly topic: string;
  readonly event: string;
  /** Already JSON: database payloads pass through without being parsed. */
  readonly payloadJson: string;
}

const BINARY_PUSH = 3;
const BINARY_DELIVERY = 4;
// Lengths in a binary frame are single bytes.
const MAX_PART_BYTES = 255;

/** The framing that a socket asks for with `?vsn=`; `null` for one that no Realtime server speaks. */
export function framingOf(vsn: string | null): Framing | null {
  if (vsn === null || vsn === '1.0.0') return 'json-objects';
  return vsn === '2.0.0' ? 'json-arrays' : null;
}

export function encodeFrame(framing: Framing, frame: ServerFrame): string {
  const ref = JSON.stringify(frame.ref);
  const topic = JSON.stringify(frame.topic);
  const event = JSON.stringify(frame.event);
  return framing === 'json-objects'
    ? `{"ref":${ref},"event":${event},"payload":${frame.payloadJson},"topic":${topic}}`
    : `[${JSON.stringify(frame.joinRef)},${ref},${topic},${event},${frame.payloadJson}]`;
}

/** A frame from a client, or `null` when it is not one. */
export function decodeFrame(framing: Framing, data: Buffer, isBinary: boolean): ClientFrame | null {
  if (isBinary) return framing === 'json-arrays' ? decodeBinaryPush(data) : null;
  const value = parseJson(data.toString('utf8'));
  if (framing === 'json-arrays') {
    if (!Array.isArray(value)) return null;
    const [joinRef, ref, topic, event, payload] = value as readonly Json[];
    return clientFrame(joinRef, ref, topic, event, payload);
  }
  if (!isObject(value)) return null;
  return clientFrame(
    value['join_ref'],
    value['ref'],
    value['topic'],
    value['event'],
    value['payload'],
  );
}

function clientFrame(
  joinRef: Json | undefined,
  ref: Json | undefined,
  topic: Json | undefined,
  event: Json | undefined,
  payload: Json | undefined,
): ClientFrame | null {
  if (typeof topic !== 'string' || typeof event !== 'string') return null;
  return {
    joinRef: typeof joinRef === 'string' ? joinRef : null,
    ref: typeof ref === 'string' ? ref : null,
    topic,
    event,
    payload: payload ?? null,
    binary: null,
  };
}

function decodeBinaryPush(data: Buffer): ClientFrame | null {
  if (data[0] !== BINARY_PUSH || data.length < 7) return null;
  let offset = 7;
  const part = (sizeAt: number): string => {
    const start = offset;
    offset += data.readUInt8(sizeAt);
    return data.toString('utf8', start, offset);
  };
  const [joinRef, ref, topic, event] = [part(1), part(2), part(3), part(4)];
  part(5); // metadata: the real server does not pass it on either
  if (offset > data.length) return null;
  return {
    joinRef: joinRef || null,
    ref: ref || null,
    topic,
    event: 'broadcast',
    payload: null,
    binary: { event, encoding: data[6] === 0 ? 'bytes' : 'json', body: data.subarray(offset) },
  };
}

/** A broadcast as a binary delivery; `null` when a part is too long for the frame's one-byte lengths. */
export function encodeBinaryDelivery(
  topic: string,
  push: BinaryPush,
  metadataJson: string,
): Buffer | null {
  const parts = [topic, push.event, metadataJson].map((part) => Buffer.from(part, 'utf8'));
  if (parts.some((part) => part.length > MAX_PART_BYTES)) return null;
  const lengths = parts.map((part) => part.length);
  const head = Buffer.from([BINARY_DELIVERY, ...lengths, push.encoding === 'json' ? 1 : 0]);
  return Buffer.concat([head, ...parts, push.body]);
}
