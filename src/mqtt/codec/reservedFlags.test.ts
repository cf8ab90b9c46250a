import { describe, expect, test } from 'vitest';
import { ackOf, connectOf, publishOf, subscribeOf } from '../../testing/messages.ts';
import {
  createReader,
  ID,
  MALFORMED,
  NONE,
  type Origin,
  type Part,
  packet,
} from '../../testing/rawPackets.ts';
import type { Packet } from '../packets/packet.ts';
import { encodePacket } from './encodePacket.ts';

const VERSIONS = [4, 5] as const;

type Row = readonly [says: string, firstByte: number, in4: Fields, in5: Fields];
type Fields = readonly Part[] | undefined;

const ACK = [ID, NONE, 0];
const FROM_CLIENT: readonly Row[] = [
  ['3.1.1 [MQTT-2.2.2-1], v5 [MQTT-2.1.3-1] the flags of PUBACK are 0', 0x40, [ID], [ID]],
  ['3.1.1 [MQTT-2.2.2-1], v5 [MQTT-2.1.3-1] the flags of PINGREQ are 0', 0xc0, [], []],
  ['3.1.1 [MQTT-3.6.1-1], v5 [MQTT-3.6.1-1] the flags of PUBREL are 2', 0x62, [ID], [ID]],
  [
    '3.1.1 [MQTT-3.8.1-1], v5 [MQTT-3.8.1-1] the flags of SUBSCRIBE are 2',
    0x82,
    [ID, 'a', 0],
    [ID, NONE, 'a', 0],
  ],
  [
    '3.1.1 [MQTT-3.10.1-1], v5 [MQTT-3.10.1-1] the flags of UNSUBSCRIBE are 2',
    0xa2,
    [ID, 'a'],
    [ID, NONE, 'a'],
  ],
  ['3.1.1 [MQTT-3.14.1-1], v5 [MQTT-3.14.1-1] the flags of DISCONNECT are 0', 0xe0, [], []],
  ['v5 [MQTT-3.15.1-1] the flags of AUTH are 0', 0xf0, undefined, []],
];
const FROM_SERVER: readonly Row[] = [
  [
    '3.1.1 [MQTT-2.2.2-1], v5 [MQTT-2.1.3-1] the flags of CONNACK are 0',
    0x20,
    [0, 0],
    [0, 0, NONE],
  ],
  ['3.1.1 [MQTT-2.2.2-1], v5 [MQTT-2.1.3-1] the flags of SUBACK are 0', 0x90, [ID, 0], ACK],
  ['3.1.1 [MQTT-2.2.2-1], v5 [MQTT-2.1.3-1] the flags of UNSUBACK are 0', 0xb0, [ID], ACK],
];

describe.each(VERSIONS)('the fixed header in version %i', (version) => {
  const holds = (from: Origin, rows: readonly Row[]) => {
    const there = rows.flatMap(([says, firstByte, in4, in5]) => {
      const fields = version === 4 ? in4 : in5;
      return fields === undefined ? [] : [[says, firstByte, fields] as const];
    });
    test.each(there)('%s, or the packet is malformed', (_, firstByte, fields) => {
      const reasons = Array.from({ length: 16 }, (__, flags) => {
        const bytes = packet((firstByte & 0xf0) | flags, ...fields);
        const [result] = createReader(from, version).read(Uint8Array.from(bytes));
        return result?.kind === 'fault' ? result.fault.reasonCode : undefined;
      });
      const right = firstByte & 15;
      expect(reasons).toEqual(
        reasons.map((__, flags) => (flags === right ? undefined : MALFORMED)),
      );
    });
  };
  holds('client', FROM_CLIENT);
  holds('server', FROM_SERVER);

  test('3.1.1 [MQTT-2.2.2-1], v5 [MQTT-2.1.3-1] is written with the flags that the table lists', () => {
    const packets: readonly (readonly [packet: Packet, firstByte: number])[] = [
      [connectOf('c', { protocolVersion: version }), 0x10],
      [{ type: 'CONNACK', sessionPresent: false, reasonCode: 0 }, 0x20],
      [publishOf('m', 1, 7), 0x32],
      [ackOf('PUBACK', 7), 0x40],
      [ackOf('PUBREC', 7), 0x50],
      [ackOf('PUBREL', 7), 0x62],
      [ackOf('PUBCOMP', 7), 0x70],
      [subscribeOf('a'), 0x82],
      [{ type: 'SUBACK', packetId: 7, reasonCodes: [0] }, 0x90],
      [{ type: 'UNSUBSCRIBE', packetId: 7, filters: ['a'] }, 0xa2],
      [{ type: 'UNSUBACK', packetId: 7, reasonCodes: [0] }, 0xb0],
      [{ type: 'PINGREQ' }, 0xc0],
      [{ type: 'PINGRESP' }, 0xd0],
      [{ type: 'DISCONNECT', reasonCode: 0 }, 0xe0],
    ];
    const written = packets.map(([one]) => encodePacket(one, version)[0]);
    expect(written).toEqual(packets.map(([, firstByte]) => firstByte));
  });
});

describe('what a packet does not have', () => {
  test('v5 [MQTT-2.2.1-2], 3.1.1 [MQTT-2.3.1-5] at QoS 0 no Packet Identifier is written or read', () => {
    const bytes = encodePacket(publishOf('m', 0, 0), 4);
    expect([...bytes]).toEqual(packet(0x30, 't', [0x6d]));
    expect([...encodePacket(publishOf('m', 0, 0), 5)]).toEqual(packet(0x30, 't', NONE, [0x6d]));
    const [result] = createReader('client', 4).read(bytes);
    const read = { type: 'PUBLISH', packetId: 0, message: { payload: Uint8Array.of(0x6d) } };
    expect(result).toMatchObject({ packet: read });
  });

  test('v5 [MQTT-2.2.2-1] without properties a Property Length of 0 is written', () => {
    const subscribe = subscribeOf('a', { packetId: 7, qos: 1 });
    expect([...encodePacket(subscribe, 5)]).toEqual(packet(0x82, ID, [0], 'a', 1));
    const suback = { type: 'SUBACK', packetId: 7, reasonCodes: [1] } as const;
    expect([...encodePacket(suback, 5)]).toEqual(packet(0x90, ID, [0], 1));
    const connack = { type: 'CONNACK', sessionPresent: true, reasonCode: 0 } as const;
    expect([...encodePacket(connack, 5)]).toEqual(packet(0x20, 1, 0, [0]));
    const refusal = ackOf('PUBACK', 7, { reasonCode: 0x97 });
    expect([...encodePacket(refusal, 5)]).toEqual(packet(0x40, ID, 0x97, [0]));
  });
});
