import { describe, expect, test } from 'vitest';
import {
  createReader,
  ID,
  KEEP_ALIVE,
  NONE,
  packet,
  properties,
} from '../../testing/rawPackets.ts';
import { REASON } from '../packets/fault.ts';
import type { Packet, ProtocolVersion } from '../packets/packet.ts';
import { PacketReader, type ReadResult } from './packetReader.ts';

const TRACED = { messageUid: '', copy: 1, attempt: 1 };
const CONNECT_5 = packet(0x10, 'MQTT', 5, 2, KEEP_ALIVE, NONE, 'c');

function read(
  from: 'client' | 'new client' | 'server',
  version: ProtocolVersion,
  ...bytes: readonly (readonly number[])[]
): readonly ReadResult[] {
  return createReader(from, version).read(Uint8Array.from(bytes.flat()));
}

/** The packets of bytes without a fault. */
function packetsOf(...args: Parameters<typeof read>): readonly Packet[] {
  return read(...args).map((result) => {
    if (result.kind === 'packet') return result.packet;
    throw new Error(result.fault.says);
  });
}

describe('the version', () => {
  test('is learned from CONNECT', () => {
    const puback = packet(0x40, ID, 0x10);
    expect(packetsOf('new client', 5, CONNECT_5, puback)).toMatchObject([
      { type: 'CONNECT', protocolVersion: 5 },
      { type: 'PUBACK', reasonCode: 0x10 },
    ]);
    const connect = packet(0x10, 'MQTT', 4, 2, KEEP_ALIVE, 'c');
    const [, fault] = read('new client', 5, connect, puback);
    expect(fault).toMatchObject({ kind: 'fault', protocolVersion: 4 });
  });

  test('is 3.1.1 for what comes before CONNECT, and unknown to a fault', () => {
    const publish = packet(0x30, 't', 0);
    expect(packetsOf('new client', 5, publish)).toMatchObject([
      { message: { payload: Uint8Array.of(0) } },
    ]);
    const [fault] = read('new client', 5, packet(0x40, ID, 0));
    expect(fault).toMatchObject({ kind: 'fault', protocolVersion: undefined });
  });

  test('is not changed by a second CONNECT', () => {
    const second = packet(0x10, 'MQTT', 4, 2, KEEP_ALIVE, 'c');
    const packets = packetsOf('client', 5, second, packet(0x40, ID, 0x10));
    expect(packets).toMatchObject([{ protocolVersion: 4 }, { reasonCode: 0x10 }]);
  });

  test.each([
    ['that a faulty CONNECT names', packet(0x10, 'MQTT', 5, 3, KEEP_ALIVE, NONE, 'c'), 5],
    ['that a faulty CONNECT of 3.1.1 names', packet(0x10, 'MQTT', 4, 3, KEEP_ALIVE, 'c'), 4],
    ['that a cut CONNECT names', packet(0x10, 'MQTT', 5), 5],
    ['unknown if a CONNECT ends before', packet(0x10, 'MQTT'), undefined],
    ['unknown if it is neither', packet(0x10, 'MQTT', 6, 2, KEEP_ALIVE, NONE, 'c'), undefined],
    ['unknown if the protocol is another', packet(0x10, 'MQTX', 5, 2, KEEP_ALIVE), undefined],
  ])('of a fault is the one %s', (_, bytes, protocolVersion) => {
    const [result] = read('new client', 5, bytes);
    expect(result).toMatchObject({ kind: 'fault' });
    expect(result).toHaveProperty('protocolVersion', protocolVersion);
  });

  test('of a fault is the one in force, whatever a second CONNECT names', () => {
    const second = packet(0x10, 'MQTT', 4, 3, KEEP_ALIVE, 'c');
    expect(read('client', 5, second)).toMatchObject([{ kind: 'fault', protocolVersion: 5 }]);
    expect(read('server', 4, [0])).toMatchObject([{ kind: 'fault', protocolVersion: 4 }]);
  });
});

describe('a fault', () => {
  test('comes after the packets before it, and ends the reading', () => {
    const reader = createReader('client', 5);
    const bytes = [0xc0, 0, 0xc0, 1, 0, 0xc0, 0];
    const kinds = reader.read(Uint8Array.from(bytes)).map(({ kind }) => kind);
    expect(kinds).toEqual(['packet', 'fault']);
    expect(reader.read(Uint8Array.of(0xc0, 0))).toEqual([]);
  });

  test('of a first byte does not wait for a second', () => {
    expect(read('client', 5, [0x36])).toMatchObject([{ kind: 'fault' }]);
  });
});

describe('a packet that is too large', () => {
  const tooLarge = { kind: 'fault', fault: { reasonCode: REASON.packetTooLarge } };

  test('v5 [MQTT-3.2.2-15] is refused once its fixed header is there, whole or in pieces', () => {
    const reader = new PacketReader({ maximumPacketSize: 200, protocolVersion: 5 });
    expect(reader.read(Uint8Array.of(0x30, 0xc6))).toEqual([]);
    expect(reader.read(Uint8Array.of(0x01))).toMatchObject([tooLarge]);
    const other = new PacketReader({ maximumPacketSize: 200, protocolVersion: 5 });
    expect(other.read(Uint8Array.of(0x30, 0xc6, 0x01, 0, 1))).toMatchObject([tooLarge]);
  });

  test('has one byte more than one that is not', () => {
    const reader = new PacketReader({ maximumPacketSize: 200, protocolVersion: 5 });
    const bytes = Uint8Array.of(0x30, 0xc5, 0x01, 0, 1, 0x74, 0, ...new Uint8Array(193));
    expect(reader.read(bytes)).toMatchObject([{ kind: 'packet', bytes: 200 }]);
  });

  test('costs nothing as long as its bytes do not come, if it may be large', () => {
    const readers = Array.from({ length: 50 }, () => {
      return new PacketReader({ maximumPacketSize: 268_435_460, protocolVersion: 5 });
    });
    const before = process.memoryUsage().arrayBuffers;
    for (const reader of readers) reader.read(Uint8Array.of(0x30, 0xff, 0xff, 0xff, 0x7f, 0, 1));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000);
    expect(readers[0]?.read(Uint8Array.of(0x74))).toEqual([]);
  });
});

describe('what is read', () => {
  test('stays as it is when the bytes that it came in are used again', () => {
    const list = properties(9, 'data');
    const bytes = Uint8Array.from(packet(0x30, 't', list, [1, 2, 3]));
    const [first] = createReader('client', 5).read(bytes);
    const pieces = createReader('client', 5);
    const halves = Uint8Array.from(bytes);
    const [second] = [...pieces.read(halves.subarray(0, 9)), ...pieces.read(halves.subarray(9))];
    bytes.fill(0xff);
    halves.fill(0xff);
    const properties5 = { correlationData: Uint8Array.from(Buffer.from('data')) };
    const message = { payload: Uint8Array.of(1, 2, 3), properties: properties5 };
    expect([first, second]).toMatchObject([{ packet: { message } }, { packet: { message } }]);
  });

  test('keeps no memory that it does not need, whether it came whole or in pieces', () => {
    const list = properties(3, 'x'.repeat(60));
    const bytes = Uint8Array.from(packet(0x30, 't', list, [1, 2, 3]));
    const pieces = createReader('client', 5);
    const results = [
      ...createReader('client', 5).read(bytes),
      ...pieces.read(bytes.subarray(0, 9)),
      ...pieces.read(bytes.subarray(9)),
    ];
    const sizes = results.map((result) => {
      const read = result.kind === 'packet' ? result.packet : undefined;
      if (read?.type !== 'PUBLISH' || typeof read.message.payload === 'string') return 0;
      return read.message.payload.buffer.byteLength;
    });
    expect(sizes).toEqual([3, 3]);
  });

  test("is plain bytes, whatever Node's sockets bring", () => {
    const bytes = Buffer.from(packet(0x30, 't', NONE, [1, 2, 3]));
    const [result] = createReader('client', 5).read(bytes);
    bytes.fill(0);
    const message = { payload: Uint8Array.of(1, 2, 3) };
    expect(result).toMatchObject({ packet: { message } });
  });

  test('v5 [MQTT-1.5.4-3], 3.1.1 [MQTT-1.5.3-3] has U+FEFF wherever it stands', () => {
    expect(packetsOf('client', 5, packet(0x30, '\ufeffa\ufeff', NONE))).toMatchObject([
      { message: { topic: '\ufeffa\ufeff', bytes: 7 } },
    ]);
    expect(packetsOf('client', 4, packet(0x30, '\ufeff'))).toMatchObject([
      { message: { topic: '\ufeff', bytes: 3 } },
    ]);
  });

  test('may hold what the specification only advises against', () => {
    const topic = '\u0001\u007f\u009f\uffff\u{1fffe}';
    expect(packetsOf('client', 5, packet(0x30, topic, NONE))).toMatchObject([
      { message: { topic } },
    ]);
    const illFormed = packet(0x30, 't', properties(1, 1), [0xff]);
    const message = { payload: Uint8Array.of(0xff), properties: { payloadFormat: 1 } };
    expect(packetsOf('client', 5, illFormed)).toMatchObject([{ message }]);
  });

  test('of a PUBLISH has its expiry for the packet and for the message', () => {
    const list = properties(2, 0xff, 0xff, 0xff, 0xff, 0x23, 0, 9);
    expect(packetsOf('client', 5, packet(0x3b, '', 0, 7, list, 0x78))).toStrictEqual([
      {
        type: 'PUBLISH',
        packetId: 7,
        qos: 1,
        dup: true,
        retain: true,
        message: {
          uid: '',
          topic: '',
          payload: Uint8Array.of(0x78),
          qos: 1,
          retain: true,
          bytes: 1,
          expirySec: 0xffff_ffff,
        },
        ...TRACED,
        topicAlias: 9,
        omitsTopic: true,
        expirySec: 0xffff_ffff,
      },
    ]);
  });

  test.each([
    ['of two bytes', packet(0x40, ID), 0],
    ['of three', packet(0x40, ID, 0x10), 0x10],
    ['of four', packet(0x40, ID, 0x10, NONE), 0x10],
    [
      'with properties',
      packet(0x40, ID, 0, properties(0x1f, 'why', 0x26, 'a', 'b', 0x26, 'a', 'c')),
      0,
    ],
  ])('of a 5.0 acknowledgement is the same %s', (_, bytes, reasonCode) => {
    const puback = { type: 'PUBACK', packetId: 7, reasonCode, ...TRACED };
    expect(packetsOf('client', 5, bytes)).toStrictEqual([puback]);
  });

  test.each([
    ['of no bytes', [0xe0, 0], 0],
    ['of one', [0xe0, 1, 4], 4],
    ['of two', [0xe0, 2, 4, 0], 4],
    ['with properties', packet(0xe0, 0, properties(0x1c, 'elsewhere', 0x1f, 'why')), 0],
  ])('of a 5.0 DISCONNECT is the same %s', (_, bytes, reasonCode) => {
    expect(packetsOf('server', 5, bytes)).toStrictEqual([{ type: 'DISCONNECT', reasonCode }]);
  });

  test('leaves out properties that nothing here looks at', () => {
    const connack = properties(
      ...[0x25, 1, 0x28, 1, 0x29, 0, 0x2a, 1, 0x1a, 'info', 0x1c, 'other', 0x15, 'm', 0x16, 'd'],
      ...[0x24, 1],
    );
    expect(packetsOf('server', 5, packet(0x20, 1, 0, connack))).toStrictEqual([
      { type: 'CONNACK', sessionPresent: true, reasonCode: 0, maximumQos: 1 },
    ]);
    const list = properties(0x17, 1, 0x19, 0, 0x15, 'm', 0x16, 'd', 0x26, 'a', 'b');
    const connect = packet(0x10, 'MQTT', 5, 0, KEEP_ALIVE, list, 'c');
    expect(packetsOf('new client', 5, connect)).toStrictEqual([
      {
        type: 'CONNECT',
        protocolVersion: 5,
        clientId: 'c',
        cleanStart: false,
        keepAliveSec: 10,
        sessionExpirySec: 0,
        authenticationMethod: 'm',
      },
    ]);
  });

  test('of a CONNECT may be what the server has to decide on', () => {
    const empty = packet(0x10, 'MQTT', 4, 0, KEEP_ALIVE, '');
    expect(packetsOf('new client', 4, empty)).toMatchObject([{ clientId: '', cleanStart: false }]);
    const nameless = packet(0x10, 'MQTT', 5, 0x42, KEEP_ALIVE, NONE, 'c', 'secret');
    const password = Uint8Array.from(Buffer.from('secret'));
    const [connect] = packetsOf('new client', 5, nameless);
    expect(connect).toMatchObject({ password });
    expect(connect).not.toHaveProperty('username');
  });

  test('of a 3.1.1 filter may begin with $share like any other', () => {
    const subscriptions = ['$share//a', '$share/+/#', '$share/g', '$share/g/a'].map((filter) => {
      return { filter, qos: 1 } as const;
    });
    const parts = subscriptions.flatMap(({ filter }) => [filter, 1]);
    const subscribe = { type: 'SUBSCRIBE', packetId: 7, subscriptions };
    expect(packetsOf('client', 4, packet(0x82, ID, ...parts))).toStrictEqual([subscribe]);
  });

  test('of a server may have many Subscription Identifiers', () => {
    const list = properties(0x0b, 1, 0x0b, [0xff, 0xff, 0xff, 0x7f], 0x0b, 1);
    expect(packetsOf('server', 5, packet(0x30, 't', list))).toMatchObject([
      { subscriptionIds: [1, 268_435_455, 1] },
    ]);
  });
});
