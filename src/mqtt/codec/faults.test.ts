import { describe } from 'vitest';
import {
  type FaultCase,
  ID,
  KEEP_ALIVE,
  MALFORMED,
  NONE,
  PROTOCOL_ERROR,
  packet,
  properties,
  refuses,
} from '../../testing/rawPackets.ts';

describe('of any version is refused in the fixed header', () => {
  for (const version of [4, 5] as const) {
    const types = [0x40, 0x50, 0x70, 0xe0, 0xc0, 0x62, 0x82, 0xa2];
    const flagged = types.flatMap((right) =>
      [1, 2, 4, 8, 15].map((flags): FaultCase => {
        const firstByte = (right & 0xf0) | (flags === (right & 15) ? 0 : flags);
        const says = `v5 [MQTT-2.1.3-1], 3.1.1 [MQTT-2.2.2-2] flags in ${firstByte.toString(16)}`;
        return [says, packet(firstByte, ID), MALFORMED];
      }),
    );
    refuses('client', version, [
      ['packet type 0', [0x00, 0], MALFORMED],
      ...flagged,
      ['v5 [MQTT-3.3.1-4], 3.1.1 [MQTT-3.3.1-4] QoS 3', packet(0x36, 't', ID, NONE), MALFORMED],
      ['v5 [MQTT-3.3.1-2], 3.1.1 [MQTT-3.3.1-2] DUP at QoS 0', packet(0x38, 't', NONE), MALFORMED],
      ['a Remaining Length of five bytes', [0x30, 0x80, 0x80, 0x80, 0x80, 1], MALFORMED],
      [
        'v5 [MQTT-1.5.5-1] a Remaining Length with a byte too many',
        [0x30, 0x84, 0, 0, 1, 0x74, 0],
        MALFORMED,
      ],
      ['a CONNACK', packet(0x20, 0, 0, NONE), PROTOCOL_ERROR],
      ['a SUBACK', packet(0x90, ID, NONE, 0), PROTOCOL_ERROR],
      ['an UNSUBACK', packet(0xb0, ID, NONE, 0), PROTOCOL_ERROR],
      ['a PINGRESP', [0xd0, 0], PROTOCOL_ERROR],
    ]);
    refuses('server', version, [
      ['a CONNECT', packet(0x10, 'MQTT', 5, 2, KEEP_ALIVE, NONE, 'c'), PROTOCOL_ERROR],
      ['a SUBSCRIBE', packet(0x82, ID, NONE, 'a', 0), PROTOCOL_ERROR],
      ['an UNSUBSCRIBE', packet(0xa2, ID, NONE, 'a'), PROTOCOL_ERROR],
      ['a PINGREQ', [0xc0, 0], PROTOCOL_ERROR],
    ]);
  }
  refuses('client', 4, [['a 3.1.1 AUTH', [0xf0, 0], MALFORMED]]);
  refuses('server', 4, [["a 3.1.1 server's DISCONNECT", [0xe0, 0], PROTOCOL_ERROR]]);
  refuses('new client', 4, [['an AUTH before CONNECT', [0xf0, 0], MALFORMED]]);
});

describe('a packet that ends something is refused with', () => {
  refuses('client', 4, [
    ['bytes in a 3.1.1 DISCONNECT', [0xe0, 1, 0], MALFORMED],
    ['bytes in a PINGREQ', [0xc0, 1, 0], MALFORMED],
  ]);
  refuses('client', 5, [
    ['v5 [MQTT-3.14.2-1] a Reason Code that DISCONNECT has not', [0xe0, 1, 1], PROTOCOL_ERROR],
    ['bytes after the end of DISCONNECT', packet(0xe0, 0, NONE, 0), MALFORMED],
    ['a property that DISCONNECT has not', packet(0xe0, 0, properties(0x21, 0, 1)), MALFORMED],
    [
      'v5 [MQTT-3.15.2-1] a Reason Code that AUTH has not',
      packet(0xf0, 1, properties(0x15, 'm')),
      PROTOCOL_ERROR,
    ],
    ['no Authentication Method in AUTH', packet(0xf0, 0x18, NONE), PROTOCOL_ERROR],
    [
      'two Authentication Methods in AUTH',
      packet(0xf0, 0x18, properties(0x15, 'm', 0x15, 'm')),
      PROTOCOL_ERROR,
    ],
  ]);
  refuses('server', 5, [
    [
      'v5 [MQTT-3.14.2-2] a Session Expiry Interval from a server',
      packet(0xe0, 0, properties(0x11, 0, 0, 0, 1)),
      PROTOCOL_ERROR,
    ],
  ]);
});
