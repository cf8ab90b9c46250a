// Packets written byte by byte, to say what the codec's writer never would, and what a reader says of
// them.
import { expect, test } from 'vitest';
import { PacketReader } from '../mqtt/codec/packetReader.ts';
import { REASON } from '../mqtt/packets/fault.ts';
import type { ProtocolVersion } from '../mqtt/packets/packet.ts';

export const { malformedPacket: MALFORMED, protocolError: PROTOCOL_ERROR } = REASON;

/** A byte, bytes, or text, which stands for a UTF-8 Encoded String. */
export type Part = number | readonly number[] | string;

function bytesOf(parts: readonly Part[]): readonly number[] {
  return parts.flatMap((part) => {
    if (typeof part !== 'string') return part;
    const text = [...new TextEncoder().encode(part)];
    return [text.length >> 8, text.length & 0xff, ...text];
  });
}

/** A packet of fewer than 128 bytes after its fixed header. */
export function packet(firstByte: number, ...parts: readonly Part[]): readonly number[] {
  const fields = bytesOf(parts);
  return [firstByte, fields.length, ...fields];
}

/** A property list of fewer than 128 bytes. */
export function properties(...parts: readonly Part[]): readonly number[] {
  const list = bytesOf(parts);
  return [list.length, ...list];
}

export const NONE = properties();
/** A Packet Identifier. */
export const ID = [0, 7];
export const KEEP_ALIVE = [0, 10];
const OPENING = {
  4: packet(0x10, 'MQTT', 4, 2, KEEP_ALIVE, 'c'),
  5: packet(0x10, 'MQTT', 5, 2, KEEP_ALIVE, NONE, 'c'),
};

/** Whose stream is read: a client's that has sent its CONNECT or nothing yet, or a server's. */
export type Origin = 'client' | 'new client' | 'server';

export function createReader(from: Origin, version: ProtocolVersion): PacketReader {
  const maximumPacketSize = 1000;
  if (from === 'server') return new PacketReader({ maximumPacketSize, protocolVersion: version });
  const reader = new PacketReader({ maximumPacketSize });
  if (from === 'client') reader.read(Uint8Array.from(OPENING[version]));
  return reader;
}

/** Bytes of which nothing but a fault is to be read. */
export type FaultCase = readonly [says: string, bytes: readonly number[], reasonCode: number];

/** A test for each case. */
export function refuses(from: Origin, version: ProtocolVersion, cases: readonly FaultCase[]): void {
  test.each(cases)('%s', (_, bytes, reasonCode) => {
    const results = createReader(from, version).read(Uint8Array.from(bytes));
    const fault = { reasonCode, says: expect.stringMatching(/^\S.{10,80}[^.]$/) };
    expect(results).toMatchObject([{ kind: 'fault', fault }]);
    expect(results.length).toBe(1);
  });
}
