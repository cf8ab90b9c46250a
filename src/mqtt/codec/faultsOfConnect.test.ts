import { describe } from 'vitest';
import {
  KEEP_ALIVE,
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

function connect(flags: number, list: readonly number[], ...payload: readonly Part[]) {
  return packet(0x10, 'MQTT', 5, flags, KEEP_ALIVE, list, ...payload);
}

describe('a CONNECT is refused with', () => {
  const { unsupportedProtocolVersion: UNSUPPORTED } = REASON;
  const will = [NONE, 't', 'x'];
  refuses('new client', 5, [
    [
      'v5 [MQTT-3.1.2-1], 3.1.1 [MQTT-3.1.2-1] the name of another protocol',
      packet(0x10, 'MQTT ', 5, 2, KEEP_ALIVE, NONE, 'c'),
      MALFORMED,
    ],
    ['the name of 3.1', packet(0x10, 'MQIsdp', 3, 2, KEEP_ALIVE, 'c'), UNSUPPORTED],
    [
      'v5 [MQTT-3.1.2-2], 3.1.1 [MQTT-3.1.2-2] level 6',
      packet(0x10, 'MQTT', 6, 2, KEEP_ALIVE, NONE, 'c'),
      UNSUPPORTED,
    ],
    ['a bridge of level 4', packet(0x10, 'MQTT', 0x84, 2, KEEP_ALIVE, 'c'), UNSUPPORTED],
    ['nothing in it', [0x10, 0], MALFORMED],
    ['no level', packet(0x10, 'MQTT'), MALFORMED],
    ['no Client Identifier', connect(2, NONE), MALFORMED],
    ['v5 [MQTT-3.1.2-3] the reserved flag', connect(3, NONE, 'c'), MALFORMED],
    [
      '3.1.1 [MQTT-3.1.2-3] the reserved flag in 3.1.1',
      packet(0x10, 'MQTT', 4, 3, KEEP_ALIVE, 'c'),
      MALFORMED,
    ],
    ['v5 [MQTT-3.1.2-12] Will QoS 3', connect(0x1e, NONE, 'c', ...will), MALFORMED],
    [
      '3.1.1 [MQTT-3.1.2-14] Will QoS 3 in 3.1.1',
      packet(0x10, 'MQTT', 4, 0x1e, KEEP_ALIVE, 'c', 't', 'x'),
      MALFORMED,
    ],
    ['v5 [MQTT-3.1.2-11] Will QoS without a will', connect(0x0a, NONE, 'c'), MALFORMED],
    ['v5 [MQTT-3.1.2-13] Will Retain without a will', connect(0x22, NONE, 'c'), MALFORMED],
    [
      '3.1.1 [MQTT-3.1.2-13] Will QoS without a will in 3.1.1',
      packet(0x10, 'MQTT', 4, 0x0a, KEEP_ALIVE, 'c'),
      MALFORMED,
    ],
    [
      '3.1.1 [MQTT-3.1.2-15] Will Retain without a will in 3.1.1',
      packet(0x10, 'MQTT', 4, 0x22, KEEP_ALIVE, 'c'),
      MALFORMED,
    ],
    [
      '3.1.1 [MQTT-3.1.2-22] a Password without a User Name in 3.1.1',
      packet(0x10, 'MQTT', 4, 0x42, KEEP_ALIVE, 'c', 'secret'),
      MALFORMED,
    ],
    ['a will of which nothing comes', connect(6, NONE, 'c'), MALFORMED],
    ['a User Name that is not there', connect(0x82, NONE, 'c'), MALFORMED],
    ['a Password that runs past the end', connect(0xc2, NONE, 'c', 'u', [0, 2, 1]), MALFORMED],
    ['bytes after its end', connect(2, NONE, 'c', 'u'), MALFORMED],
    ['an empty Will Topic', connect(6, NONE, 'c', NONE, '', 'x'), TOPIC_NAME],
    ['a wildcard in its Will Topic', connect(6, NONE, 'c', NONE, 'a/+', 'x'), TOPIC_NAME],
    ['U+0000 in its Client Identifier', connect(2, NONE, '\0'), MALFORMED],
    ['U+0000 in its User Name', connect(0x82, NONE, 'c', 'u\0'), MALFORMED],
    [
      'ill-formed UTF-8 in its Will Topic',
      connect(6, NONE, 'c', NONE, [0, 1, 0xc3], 'x'),
      MALFORMED,
    ],
    ['Receive Maximum 0', connect(2, properties(0x21, 0, 0), 'c'), PROTOCOL_ERROR],
    ['Maximum Packet Size 0', connect(2, properties(0x27, 0, 0, 0, 0), 'c'), PROTOCOL_ERROR],
    ['Request Problem Information 2', connect(2, properties(0x17, 2), 'c'), PROTOCOL_ERROR],
    ['Request Response Information 2', connect(2, properties(0x19, 2), 'c'), PROTOCOL_ERROR],
    [
      'Session Expiry Interval twice',
      connect(2, properties(0x11, 0, 0, 0, 0, 0x11, 0, 0, 0, 0), 'c'),
      PROTOCOL_ERROR,
    ],
    [
      'Authentication Data without a Method',
      connect(2, properties(0x16, 'data'), 'c'),
      PROTOCOL_ERROR,
    ],
    ['a property of PUBLISH', connect(2, properties(0x01, 0), 'c'), MALFORMED],
    ['a property of its will', connect(2, properties(0x18, 0, 0, 0, 0), 'c'), MALFORMED],
    [
      "a property of its own in its will's",
      connect(6, NONE, 'c', properties(0x21, 0, 1), 't', 'x'),
      MALFORMED,
    ],
    [
      'Will Delay Interval twice',
      connect(6, NONE, 'c', properties(0x18, 0, 0, 0, 0, 0x18, 0, 0, 0, 0), 't', 'x'),
      PROTOCOL_ERROR,
    ],
    ['a property that does not exist', connect(2, properties(0x7f, 0), 'c'), MALFORMED],
    ['a property identifier of two bytes', connect(2, properties(0xa1, 0, 0, 1), 'c'), MALFORMED],
    ['a Property Length past its end', connect(2, [0x7f], 'c'), MALFORMED],
    ['a Property Length that cuts a property', connect(2, [2, 0x21, 0, 1], 'c'), MALFORMED],
    [
      'v5 [MQTT-1.5.5-1] a Property Length with a byte too many',
      connect(2, [0x80, 0], 'c'),
      MALFORMED,
    ],
    ['a Property Length of five bytes', connect(2, [0x80, 0x80, 0x80, 0x80, 1], 'c'), MALFORMED],
  ]);
});
