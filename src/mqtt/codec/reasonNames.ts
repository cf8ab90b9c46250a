// What Reason Codes (v5 §2.4) and 3.1.1's return codes (tables 3.1 and 3.9.3) are called.

import type { PacketType, ProtocolVersion } from '../packets/packet.ts';

const NAMES: Readonly<Record<number, string>> = {
  0: 'Success',
  4: 'Disconnect with Will Message',
  16: 'No matching subscribers',
  17: 'No subscription existed',
  24: 'Continue authentication',
  25: 'Re-authenticate',
  128: 'Unspecified error',
  129: 'Malformed Packet',
  130: 'Protocol Error',
  131: 'Implementation specific error',
  132: 'Unsupported Protocol Version',
  133: 'Client Identifier not valid',
  134: 'Bad User Name or Password',
  135: 'Not authorized',
  136: 'Server unavailable',
  137: 'Server busy',
  138: 'Banned',
  139: 'Server shutting down',
  140: 'Bad authentication method',
  141: 'Keep Alive timeout',
  142: 'Session taken over',
  143: 'Topic Filter invalid',
  144: 'Topic Name invalid',
  145: 'Packet Identifier in use',
  146: 'Packet Identifier not found',
  147: 'Receive Maximum exceeded',
  148: 'Topic Alias invalid',
  149: 'Packet too large',
  150: 'Message rate too high',
  151: 'Quota exceeded',
  152: 'Administrative action',
  153: 'Payload format invalid',
  154: 'Retain not supported',
  155: 'QoS not supported',
  156: 'Use another server',
  157: 'Server moved',
  158: 'Shared Subscriptions not supported',
  159: 'Connection rate exceeded',
  160: 'Maximum connect time',
  161: 'Subscription Identifiers not supported',
  162: 'Wildcard Subscriptions not supported',
};

const RETURN_CODES = [
  'Connection Accepted',
  'unacceptable protocol version',
  'identifier rejected',
  'Server unavailable',
  'bad user name or password',
  'not authorized',
];

/** `0x92, Packet Identifier not found` */
export function sayReason(code: number, type: PacketType, version: ProtocolVersion): string {
  return `0x${code.toString(16).padStart(2, '0')}, ${nameOf(code, type, version)}`;
}

function nameOf(code: number, type: PacketType, version: ProtocolVersion): string {
  if (type === 'SUBACK' && code <= 2) return `Granted QoS ${code}`;
  if (type === 'SUBACK' && version === 4) return 'Failure';
  if (type === 'CONNACK' && version === 4) return RETURN_CODES[code] ?? 'reserved';
  if (type === 'DISCONNECT' && code === 0) return 'Normal disconnection';
  return NAMES[code] ?? 'reserved';
}
