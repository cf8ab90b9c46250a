// How many bytes a packet takes on the wire, without making them. A test holds it equal to the
// codec's output.

import { assertNever } from '../../base/assertNever.ts';
import type { Packet, ProtocolVersion } from './packet.ts';

/** UTF-8 length of well-formed `text`, in bytes; a lone surrogate counts as U+FFFD, 3 bytes. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) {
      bytes += 1;
      continue;
    }
    bytes += 2;
    const pair = unit >= 0xd800 && unit < 0xdc00 && isLowSurrogate(text.charCodeAt(i + 1));
    // A pair is two units and four bytes: two for each unit, one of them counted already.
    if (pair) i++;
  }
  return bytes;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

/**
 * @returns the packet's whole length in bytes, fixed header included
 * Source: v5 §2.1.4 (Remaining Length) and the packet's own section in §3; 3.1.1 §2.2.3, §3.
 */
export function encodedLength(packet: Packet, version: ProtocolVersion): number {
  const remaining = remainingLength(packet, version);
  return 1 + variableByteLength(remaining) + remaining;
}

function remainingLength(packet: Packet, version: ProtocolVersion): number {
  // An empty property list is one byte, its length, in 5.0 and nothing in 3.1.1.
  const noProperties = version === 5 ? 1 : 0;
  switch (packet.type) {
    case 'PUBLISH':
      return 2 + packet.message.bytes + (packet.qos > 0 ? 2 : 0) + noProperties;
    case 'PUBACK':
    case 'PUBREC':
    case 'PUBREL':
    case 'PUBCOMP':
      // 5.0 leaves out Reason Code 0x00 when no property follows.
      return version === 5 && packet.reasonCode !== 0 ? 4 : 2;
    case 'CONNECT': {
      const expiry = version === 5 && packet.sessionExpirySec > 0 ? 5 : 0;
      return 10 + noProperties + expiry + 2 + utf8Length(packet.clientId);
    }
    case 'CONNACK':
      return 2 + noProperties;
    case 'SUBSCRIBE': {
      let filters = 0;
      for (const { filter } of packet.subscriptions) filters += 2 + utf8Length(filter) + 1;
      return 2 + noProperties + filters;
    }
    case 'SUBACK':
      return 2 + noProperties + packet.reasonCodes.length;
    case 'PINGREQ':
    case 'PINGRESP':
      return 0;
    case 'DISCONNECT':
      // 5.0 may leave out Reason Code 0x00; the codec writes it.
      return version === 5 ? 2 : 0;
    default:
      return assertNever(packet);
  }
}

function variableByteLength(value: number): number {
  if (value < 128) return 1;
  if (value < 16_384) return 2;
  return value < 2_097_152 ? 3 : 4;
}
