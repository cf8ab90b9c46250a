import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packetsFrom } from '../../testing/arbitraries.ts';
import { payloadLength, utf8Length } from '../packets/encodedLength.ts';
import type { Packet, Payload, ProtocolVersion, PublishPacket, Will } from '../packets/packet.ts';
import { encodePacket } from './encodePacket.ts';
import { PacketReader, type ReadResult } from './packetReader.ts';

type Sender = 'client' | 'server';

const CASES: readonly (readonly [Sender, ProtocolVersion])[] = [
  ['client', 4],
  ['client', 5],
  ['server', 4],
  ['server', 5],
];

/** A reader of the sender's stream, which has read its CONNECT already. */
function createReader(sender: Sender, version: ProtocolVersion): PacketReader {
  const maximumPacketSize = 1_000_000;
  if (sender === 'server') return new PacketReader({ maximumPacketSize, protocolVersion: version });
  const reader = new PacketReader({ maximumPacketSize });
  reader.read(encodePacket(connectOf(version), version));
  return reader;
}

function connectOf(protocolVersion: ProtocolVersion): Packet {
  const facts = { clientId: 'c', cleanStart: true, keepAliveSec: 0, sessionExpirySec: 0 };
  return { type: 'CONNECT', protocolVersion, ...facts };
}

function readInPieces(reader: PacketReader, bytes: Uint8Array, size: number): ReadResult[] {
  const results: ReadResult[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    results.push(...reader.read(bytes.subarray(at, at + size)));
  }
  return results;
}

/** The packet as its bytes tell of it: without our own names, and without what a version lacks. */
function asRead(packet: Packet, version: ProtocolVersion): Packet {
  switch (packet.type) {
    case 'PUBLISH':
      return publishAsRead(packet, version);
    case 'PUBACK':
    case 'PUBREC':
    case 'PUBREL':
    case 'PUBCOMP':
      return { ...packet, reasonCode: version === 5 ? packet.reasonCode : 0, messageUid: '' };
    case 'CONNECT': {
      const { will, ...rest } = packet;
      return will === undefined ? rest : { ...rest, will: willAsRead(will, version) };
    }
    case 'SUBSCRIBE': {
      const subscriptions = packet.subscriptions.map(({ filter, qos, ...options }) => ({
        filter,
        qos,
        ...(options.noLocal === true ? { noLocal: true } : {}),
        ...(options.retainAsPublished === true ? { retainAsPublished: true } : {}),
        ...((options.retainHandling ?? 0) > 0 ? { retainHandling: options.retainHandling } : {}),
      }));
      return { ...packet, subscriptions } as Packet;
    }
    case 'UNSUBACK':
      return version === 5 ? packet : { ...packet, reasonCodes: [] };
    case 'DISCONNECT':
      return version === 5 ? packet : { type: 'DISCONNECT', reasonCode: 0 };
    default:
      return packet;
  }
}

function publishAsRead(packet: PublishPacket, version: ProtocolVersion): Packet {
  const { message, omitsTopic, expirySec, ...rest } = packet;
  const isOmitted = omitsTopic === true;
  const topic = isOmitted ? '' : message.topic;
  const length = utf8Length(topic) + payloadLength(message.payload);
  const expiry = expirySec === undefined ? {} : { expirySec };
  const { properties } = message;
  return {
    ...rest,
    ...(isOmitted ? { omitsTopic } : {}),
    ...expiry,
    messageUid: '',
    message: {
      uid: '',
      topic,
      payload: asBytes(message.payload),
      qos: packet.qos,
      retain: packet.retain,
      bytes: length,
      ...expiry,
      ...(properties === undefined || version === 4 ? {} : { properties }),
    },
  };
}

function willAsRead({ expirySec, properties, ...will }: Will, version: ProtocolVersion): Will {
  const payload = asBytes(will.payload);
  if (version === 4) return { ...will, payload, delaySec: 0 };
  return {
    ...will,
    payload,
    ...(expirySec === undefined ? {} : { expirySec }),
    ...(properties === undefined ? {} : { properties }),
  };
}

function asBytes(payload: Payload): Uint8Array {
  return typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
}

/** A difference is shown by vitest, which is slow where there is none. */
function expectSame(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toStrictEqual(expected);
}

describe.each(CASES)("a %s's packets of version %i", (sender, version) => {
  test('are read as what was encoded, whatever follows them (property)', () => {
    const seen = new Set<string>();
    const streams = fc.array(packetsFrom(sender, version), { minLength: 1, maxLength: 4 });
    const property = fc.property(streams, (packets) => {
      const pieces = packets.map((packet) => encodePacket(packet, version));
      const results = createReader(sender, version).read(Buffer.concat(pieces));
      const expected = packets.map((packet, i) => {
        seen.add(packet.type);
        const bytes = pieces[i]?.length;
        // fast-check's records have no prototype; clones have.
        return { kind: 'packet', packet: structuredClone(asRead(packet, version)), bytes };
      });
      expectSame(results, expected);
    });
    fc.assert(property, { seed: 21, numRuns: 1500 });
    // The five of an exchange, four of this sender alone; DISCONNECT and AUTH.
    const others = version === 5 ? 2 : sender === 'client' ? 1 : 0;
    expect(seen.size).toBe(5 + 4 + others);
  });

  test('are read the same in pieces of every size (property)', () => {
    const small = packetsFrom(sender, version).filter(
      (packet) => encodePacket(packet, version).length < 120,
    );
    const property = fc.property(fc.tuple(small, small), (packets) => {
      const bytes = Buffer.concat(packets.map((packet) => encodePacket(packet, version)));
      const whole = createReader(sender, version).read(bytes);
      expect(whole.length).toBe(2);
      for (let size = 1; size < bytes.length; size++) {
        const results = readInPieces(createReader(sender, version), bytes, size);
        expectSame(results, whole);
      }
    });
    fc.assert(property, { seed: 22, numRuns: 60 });
  });
});

test('a packet of 1 MB is read byte by byte in linear time', () => {
  const payload = new Uint8Array(1_000_000 - 10).map((_, i) => i * 31);
  const message = {
    uid: '',
    topic: 't',
    payload,
    qos: 0,
    retain: false,
    bytes: payload.length + 1,
  };
  const traced = { messageUid: '', copy: 1, attempt: 1 };
  const fields = { packetId: 0, qos: 0, dup: false, retain: false } as const;
  const packet = { type: 'PUBLISH', ...fields, message, ...traced } as Packet;
  const bytes = encodePacket(packet, 5);
  const [result, ...others] = readInPieces(createReader('client', 5), bytes, 1);
  expect(others).toEqual([]);
  expect(result?.kind).toBe('packet');
  if (result?.kind !== 'packet' || result.packet.type !== 'PUBLISH') return;
  expect(Buffer.compare(result.packet.message.payload as Uint8Array, payload)).toBe(0);
});
