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

const TOPIC_NAME = REASON.topicNameInvalid;

describe('a PUBLISH is refused with', () => {
  const publish = (list: readonly number[], topic: Part = 't') => packet(0x30, topic, list, 0x78);
  const both: readonly FaultCase[] = [
    ['nothing in it', [0x30, 0], MALFORMED],
    ['a Topic Name past its end', packet(0x30, [0, 9, 0x74]), MALFORMED],
    [
      'v5 [MQTT-3.3.2-2], 3.1.1 [MQTT-3.3.2-2] # in its Topic Name',
      publish(NONE, 'a/#'),
      TOPIC_NAME,
    ],
    [
      'v5 [MQTT-4.7.0-1], 3.1.1 [MQTT-4.7.1-1] + in its Topic Name',
      publish(NONE, '+/a'),
      TOPIC_NAME,
    ],
    ['v5 [MQTT-1.5.4-2], 3.1.1 [MQTT-1.5.3-2] U+0000', publish(NONE, 'a\0'), MALFORMED],
    ['no Packet Identifier at QoS 1', packet(0x32, 't'), MALFORMED],
    [
      'v5 [MQTT-2.2.1-3], 3.1.1 [MQTT-2.3.1-1] Packet Identifier 0',
      packet(0x32, 't', 0, 0, NONE),
      PROTOCOL_ERROR,
    ],
  ];
  const illFormed: readonly (readonly [what: string, bytes: readonly number[]])[] = [
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['the last surrogate', [0xed, 0xbf, 0xbf]],
    ['a surrogate pair', [0xed, 0xa0, 0xbd, 0xed, 0xb9, 0x82]],
    ['an overlong /', [0xc0, 0xaf]],
    ['an overlong U+0000', [0xc0, 0x80]],
    ['an overlong form of three bytes', [0xe0, 0x80, 0xaf]],
    ['an overlong form of four bytes', [0xf0, 0x80, 0x80, 0xaf]],
    ['a cut sequence', [0xe2, 0x82]],
    ['a continuation alone', [0x80]],
    ['a byte that is none of it', [0xff]],
    ['a code point above U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
  ];
  const inTopic = illFormed.map(([what, bytes]): FaultCase => {
    const says = `v5 [MQTT-1.5.4-1], 3.1.1 [MQTT-1.5.3-1] ${what} in its Topic Name`;
    return [says, packet(0x30, [0, bytes.length + 1], 0x61, bytes, NONE), MALFORMED];
  });
  for (const version of [4, 5] as const) refuses('client', version, [...both, ...inTopic]);
  refuses('client', 4, [
    ['3.1.1 [MQTT-4.7.3-1] an empty Topic Name in 3.1.1', packet(0x30, '', 0x78), TOPIC_NAME],
  ]);
  refuses('client', 5, [
    ['neither a Topic Name nor a Topic Alias', publish(NONE, ''), PROTOCOL_ERROR],
    ['v5 [MQTT-3.3.2-8] Topic Alias 0', publish(properties(0x23, 0, 0)), REASON.topicAliasInvalid],
    ['Topic Alias twice', publish(properties(0x23, 0, 1, 0x23, 0, 1)), PROTOCOL_ERROR],
    ['Payload Format Indicator 2', publish(properties(0x01, 2)), PROTOCOL_ERROR],
    [
      'Message Expiry Interval twice',
      publish(properties(2, 0, 0, 0, 1, 2, 0, 0, 0, 1)),
      PROTOCOL_ERROR,
    ],
    ['Content Type twice', publish(properties(3, 'a', 3, 'a')), PROTOCOL_ERROR],
    ['U+0000 in its Content Type', publish(properties(3, '\0')), MALFORMED],
    [
      'v5 [MQTT-3.3.2-14] a wildcard in its Response Topic',
      publish(properties(8, 'a/#')),
      TOPIC_NAME,
    ],
    ['v5 [MQTT-4.7.3-1] an empty Response Topic', publish(properties(8, '')), TOPIC_NAME],
    ['Correlation Data twice', publish(properties(9, 'a', 9, 'a')), PROTOCOL_ERROR],
    [
      'v5 [MQTT-1.5.7-1] ill-formed UTF-8 in a User Property',
      publish(properties(0x26, 'a', [0, 1, 0xff])),
      MALFORMED,
    ],
    ['U+0000 in the name of a User Property', publish(properties(0x26, '\0', 'b')), MALFORMED],
    ['a User Property without a value', publish(properties(0x26, 'a')), MALFORMED],
    [
      'v5 [MQTT-3.3.4-6] a Subscription Identifier from a client',
      publish(properties(0x0b, 1)),
      PROTOCOL_ERROR,
    ],
    ['a property of CONNECT', publish(properties(0x11, 0, 0, 0, 1)), MALFORMED],
  ]);
  refuses('server', 5, [
    ['Subscription Identifier 0', publish(properties(0x0b, 0)), PROTOCOL_ERROR],
    [
      'v5 [MQTT-1.5.5-1] a Subscription Identifier with a byte too many',
      publish(properties(0x0b, 0x81, 0)),
      MALFORMED,
    ],
    [
      'v5 [MQTT-2.2.1-4] Packet Identifier 0 from a server',
      packet(0x32, 't', 0, 0, NONE),
      PROTOCOL_ERROR,
    ],
  ]);
});

describe('an acknowledgement is refused with', () => {
  const acks = [0x40, 0x50, 0x62, 0x70];
  const cases = (make: (firstByte: number) => FaultCase): readonly FaultCase[] => acks.map(make);
  const named = (firstByte: number): string => `(${firstByte.toString(16)})`;
  for (const version of [4, 5] as const) {
    refuses('client', version, [
      ...cases((first) => [`nothing in it ${named(first)}`, [first, 0], MALFORMED]),
      ...cases((first) => [`half an identifier ${named(first)}`, [first, 1, 0], MALFORMED]),
      ...cases((first) => [
        `Packet Identifier 0 ${named(first)}`,
        packet(first, 0, 0),
        PROTOCOL_ERROR,
      ]),
    ]);
  }
  refuses('client', 4, [
    ...cases((first) => [
      `a Reason Code in 3.1.1 ${named(first)}`,
      packet(first, ID, 0),
      MALFORMED,
    ]),
  ]);
  refuses('client', 5, [
    ['v5 [MQTT-3.4.2-1] a Reason Code that PUBACK has not', packet(0x40, ID, 0x92), PROTOCOL_ERROR],
    ['v5 [MQTT-3.5.2-1] a Reason Code that PUBREC has not', packet(0x50, ID, 1), PROTOCOL_ERROR],
    ['v5 [MQTT-3.6.2-1] a Reason Code that PUBREL has not', packet(0x62, ID, 0x80), PROTOCOL_ERROR],
    [
      'v5 [MQTT-3.7.2-1] a Reason Code that PUBCOMP has not',
      packet(0x70, ID, 0x10),
      PROTOCOL_ERROR,
    ],
    ...cases((first) => [
      `bytes after its end ${named(first)}`,
      packet(first, ID, 0, NONE, 0),
      MALFORMED,
    ]),
    ...cases((first) => [
      `a property of PUBLISH ${named(first)}`,
      packet(first, ID, 0, properties(1, 0)),
      MALFORMED,
    ]),
    ...cases((first) => [
      `Reason String twice ${named(first)}`,
      packet(first, ID, 0, properties(0x1f, 'a', 0x1f, 'a')),
      PROTOCOL_ERROR,
    ]),
    ...cases((first) => [
      `U+0000 in a property that nobody keeps ${named(first)}`,
      packet(first, ID, 0, properties(0x1f, '\0')),
      MALFORMED,
    ]),
  ]);
});
