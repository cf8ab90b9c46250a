// The packet types that a rule can name, and those of acknowledgements.

import type { AckType, PacketType } from '../mqtt/packets/packet.ts';

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

/** Those of a message's exchange behind its PUBLISH: what a client can be told to withhold. */
export const ACK_TYPES = [
  'PUBACK',
  'PUBREC',
  'PUBREL',
  'PUBCOMP',
] as const satisfies readonly AckType[];
