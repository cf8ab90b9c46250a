// Making byte strings: memory, text, and putting pieces together.

import { payloadLength, utf8Length } from '../packets/encodedLength.ts';
import type { Payload } from '../packets/packet.ts';

const FIELD_MAX = 0xffff;
const encoder = new TextEncoder();

const isNode = typeof Buffer !== 'undefined';

/** Node's Buffers share memory, which is much faster than an ArrayBuffer for each. */
export const allocate: (bytes: number) => Uint8Array = isNode
  ? Buffer.allocUnsafe
  : (bytes) => new Uint8Array(bytes);

/** UTF-8 length of text, in bytes. */
export const textLength: (text: string) => number = isNode ? Buffer.byteLength : utf8Length;

export function writeTwoBytes(value: number, into: Uint8Array, at: number): number {
  into[at] = value >> 8;
  into[at + 1] = value;
  return at + 2;
}

export function writeFourBytes(value: number, into: Uint8Array, at: number): number {
  return writeTwoBytes(value, into, writeTwoBytes(value >>> 16, into, at));
}

/** Text as UTF-8. @returns where the next byte goes */
export function writeBytes(content: Payload, into: Uint8Array, at: number): number {
  if (typeof content !== 'string') {
    into.set(content, at);
    return at + content.length;
  }
  // Most text is short and ASCII: not worth calling out of the engine.
  for (let i = 0; i < content.length; i++) {
    const unit = content.charCodeAt(i);
    if (unit >= 0x80) {
      return at + i + encoder.encodeInto(content.slice(i), into.subarray(at + i)).written;
    }
    into[at + i] = unit;
  }
  return at + content.length;
}

/**
 * Writes a UTF-8 Encoded String or Binary Data, its length before it: v5 [MQTT-4.7.3-3],
 * 3.1.1 [MQTT-4.7.3-3]. @returns where the next byte goes
 * @throws Error when two bytes cannot hold its length
 */
export function writeField(content: Payload, into: Uint8Array, at: number): number {
  const end = writeBytes(content, into, at + 2);
  const length = end - at - 2;
  if (length > FIELD_MAX) throw new Error(`A field has ${length} bytes, at most ${FIELD_MAX}`);
  writeTwoBytes(length, into, at);
  return end;
}

export function concatBytes(pieces: readonly Payload[]): Uint8Array {
  let length = 0;
  for (const piece of pieces) length += payloadLength(piece);
  const whole = allocate(length);
  let at = 0;
  for (const piece of pieces) at = writeBytes(piece, whole, at);
  return whole;
}
