// The packet types that a rule can name.

import type { PacketType } from '../mqtt/packets/packet.ts';

export const PACKET_TYPES = [
  'CONNECT',
  'CONNACK',
  'SUBSCRIBE',
  'SUBACK',
  'PUBLISH',
  'PUBACK',
  'PUBREC',
  'PUBREL',
  'PUBCOMP',
  'PINGREQ',
  'PINGRESP',
  'DISCONNECT',
  'UNSUBSCRIBE',
  'UNSUBACK',
  'AUTH',
] as const satisfies readonly PacketType[];
