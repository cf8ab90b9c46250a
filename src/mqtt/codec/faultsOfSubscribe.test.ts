import { describe } from 'vitest';
import {
  type FaultCase,
  ID,
  MALFORMED,
  NONE,
  type Part,
  PROTOCOL_ERROR,
  packet,
  properties,
  refuses,
} from '../../testing/rawPackets.ts';
import { REASON } from '../packets/fault.ts';

const TOPIC_FILTER = REASON.topicFilterInvalid;

describe('a SUBSCRIBE is refused with', () => {
  const subscribe = (filter: Part, options = 0) => packet(0x82, ID, NONE, filter, options);
  const subscribe4 = (filter: Part, options = 0) => packet(0x82, ID, filter, options);
  refuses('client', 4, [
    ['3.1.1 [MQTT-3.8.3-3] no filter in 3.1.1', packet(0x82, ID), PROTOCOL_ERROR],
    ['Packet Identifier 0 in 3.1.1', packet(0x82, 0, 0, 'a', 0), PROTOCOL_ERROR],
    ['no options in 3.1.1', packet(0x82, ID, 'a'), MALFORMED],
    ['3.1.1 [MQTT-3.8.3-4] a reserved bit in 3.1.1', subscribe4('a', 4), MALFORMED],
    ['3.1.1 [MQTT-3.8.3-4] QoS 3 in 3.1.1', subscribe4('a', 3), MALFORMED],
    ['3.1.1 [MQTT-4.7.1-2] # inside a filter in 3.1.1', subscribe4('a/#/b'), TOPIC_FILTER],
    ['3.1.1 [MQTT-4.7.1-3] + beside other characters in 3.1.1', subscribe4('a+'), TOPIC_FILTER],
    ['3.1.1 [MQTT-4.7.3-1] an empty filter in 3.1.1', subscribe4(''), TOPIC_FILTER],
  ]);
  refuses('client', 5, [
    ['v5 [MQTT-3.8.3-2] no filter', packet(0x82, ID, NONE), PROTOCOL_ERROR],
    ['Packet Identifier 0', packet(0x82, 0, 0, NONE, 'a', 0), PROTOCOL_ERROR],
    ['no options', packet(0x82, ID, NONE, 'a'), MALFORMED],
    ['v5 [MQTT-3.8.3-5] a reserved bit', subscribe('a', 0x40), MALFORMED],
    ['v5 [MQTT-3.8.3-5] the other reserved bit', subscribe('a', 0x80), MALFORMED],
    ['QoS 3', subscribe('a', 3), PROTOCOL_ERROR],
    ['Retain Handling 3', subscribe('a', 0x30), PROTOCOL_ERROR],
    [
      'v5 [MQTT-3.8.3-4] No Local on a shared subscription',
      subscribe('$share/g/a', 4),
      PROTOCOL_ERROR,
    ],
    ['v5 [MQTT-4.7.1-1] # inside a filter', subscribe('a/#/b'), TOPIC_FILTER],
    ['v5 [MQTT-4.7.1-1] # beside other characters', subscribe('a#'), TOPIC_FILTER],
    ['v5 [MQTT-4.7.1-2] + beside other characters', subscribe('a/+b'), TOPIC_FILTER],
    ['v5 [MQTT-4.7.3-1] an empty filter', subscribe(''), TOPIC_FILTER],
    ['v5 [MQTT-4.8.2-1] an empty ShareName', subscribe('$share//a'), TOPIC_FILTER],
    ['v5 [MQTT-4.8.2-2] a ShareName that is a wildcard', subscribe('$share/+/a'), TOPIC_FILTER],
    ['v5 [MQTT-4.8.2-2] no filter after a ShareName', subscribe('$share/g/'), TOPIC_FILTER],
    ['v5 [MQTT-4.8.2-2] nothing after a ShareName', subscribe('$share/g'), TOPIC_FILTER],
    ['U+0000 in a filter', subscribe('a\0'), MALFORMED],
    ['Subscription Identifier 0', packet(0x82, ID, properties(0x0b, 0), 'a', 0), PROTOCOL_ERROR],
    [
      'Subscription Identifier twice',
      packet(0x82, ID, properties(0x0b, 1, 0x0b, 2), 'a', 0),
      PROTOCOL_ERROR,
    ],
    ['Reason String', packet(0x82, ID, properties(0x1f, 'a'), 'a', 0), MALFORMED],
    ['a fault in its second filter', packet(0x82, ID, NONE, 'a', 0, 'b#', 0), TOPIC_FILTER],
  ]);
});

describe('an UNSUBSCRIBE is refused with', () => {
  refuses('client', 4, [
    ['3.1.1 [MQTT-3.10.3-2] no filter in 3.1.1', packet(0xa2, ID), PROTOCOL_ERROR],
    ['Packet Identifier 0 in 3.1.1', packet(0xa2, 0, 0, 'a'), PROTOCOL_ERROR],
  ]);
  refuses('client', 5, [
    ['v5 [MQTT-3.10.3-2] no filter', packet(0xa2, ID, NONE), PROTOCOL_ERROR],
    ['an ill-formed filter', packet(0xa2, ID, NONE, 'a#'), TOPIC_FILTER],
    ['an empty filter', packet(0xa2, ID, NONE, ''), TOPIC_FILTER],
    ['Subscription Identifier', packet(0xa2, ID, properties(0x0b, 1), 'a'), MALFORMED],
    ['a filter past its end', packet(0xa2, ID, NONE, [0, 5, 0x61]), MALFORMED],
  ]);
});

describe('an answer of a server is refused with', () => {
  refuses('server', 4, [
    ['a byte too many (CONNACK in 3.1.1)', packet(0x20, 0, 0, 0), MALFORMED],
    ['3.1.1 §3.2.2.3 a return code that is none', packet(0x20, 0, 6), PROTOCOL_ERROR],
    [
      '3.1.1 [MQTT-3.2.2-4] Session Present and a refusal in 3.1.1',
      packet(0x20, 1, 5),
      PROTOCOL_ERROR,
    ],
    ['3.1.1 [MQTT-3.9.3-2] a return code that SUBACK has not', packet(0x90, ID, 3), PROTOCOL_ERROR],
    ['no return code (SUBACK in 3.1.1)', packet(0x90, ID), MALFORMED],
    ['a return code (UNSUBACK in 3.1.1)', packet(0xb0, ID, 0), MALFORMED],
  ]);
  const connack = (...parts: readonly Part[]) => packet(0x20, 0, 0, properties(...parts));
  refuses('server', 5, [
    ['v5 [MQTT-3.2.2-1] a reserved flag', packet(0x20, 2, 0, NONE), MALFORMED],
    [
      'v5 [MQTT-3.2.2-6] Session Present and a refusal',
      packet(0x20, 1, 0x87, NONE),
      PROTOCOL_ERROR,
    ],
    [
      'v5 [MQTT-3.2.2-8] a Reason Code that CONNACK has not',
      packet(0x20, 0, 5, NONE),
      PROTOCOL_ERROR,
    ],
    ['no Property Length (CONNACK)', packet(0x20, 0, 0), MALFORMED],
    ['Maximum QoS 2', connack(0x24, 2), PROTOCOL_ERROR],
    ['Receive Maximum 0', connack(0x21, 0, 0), PROTOCOL_ERROR],
    ['Maximum Packet Size 0', connack(0x27, 0, 0, 0, 0), PROTOCOL_ERROR],
    ...[0x25, 0x28, 0x29, 0x2a].map(
      (id): FaultCase => [`2 for property ${id}`, connack(id, 2), PROTOCOL_ERROR],
    ),
    ['Server Keep Alive twice', connack(0x13, 0, 1, 0x13, 0, 1), PROTOCOL_ERROR],
    ['a property of CONNECT', connack(0x17, 0), MALFORMED],
    [
      'v5 [MQTT-3.9.3-2] a Reason Code that SUBACK has not',
      packet(0x90, ID, NONE, 3),
      PROTOCOL_ERROR,
    ],
    ['no Reason Code (SUBACK)', packet(0x90, ID, NONE), MALFORMED],
    [
      'v5 [MQTT-3.11.3-2] a Reason Code that UNSUBACK has not',
      packet(0xb0, ID, NONE, 1),
      PROTOCOL_ERROR,
    ],
    ['no Reason Code (UNSUBACK)', packet(0xb0, ID, NONE), MALFORMED],
    ['Packet Identifier 0 (SUBACK)', packet(0x90, 0, 0, NONE, 0), PROTOCOL_ERROR],
    ['Packet Identifier 0 (UNSUBACK)', packet(0xb0, 0, 0, NONE, 0), PROTOCOL_ERROR],
    ['bytes in a PINGRESP', [0xd0, 1, 0], MALFORMED],
  ]);
});
