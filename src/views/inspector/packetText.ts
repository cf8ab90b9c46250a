// How the inspector calls packets, nodes and instants.

import type { NodeId, PacketLossCause, PacketRecord, PacketType } from '../../trace/event.ts';
import { ordinalWord } from '../../trace/words.ts';
/** What an acknowledgement answers; it has the attempt of that. */
export const ANSWERED: Partial<Record<PacketType, PacketType>> = {
  PUBACK: 'PUBLISH',
  PUBREC: 'PUBLISH',
  PUBCOMP: 'PUBREL',
  CONNACK: 'CONNECT',
  SUBACK: 'SUBSCRIBE',
  UNSUBACK: 'UNSUBSCRIBE',
  PINGRESP: 'PINGREQ',
};

/** `PUBLISH A, second attempt`, `PUBACK A, to the second PUBLISH`, `CONNECT, the second`. */
export function titleOf(packet: PacketRecord, letter: string): string {
  const { type, attempt, networkCopy, messageUid } = packet;
  const copy = networkCopy === undefined ? '' : ', the network’s copy';
  if (attempt === 1) return `${nameOfPacket(packet, letter)}${copy}`;
  const nth = ordinalWord(attempt);
  const answered = ANSWERED[type];
  if (messageUid === undefined) return `${type}, the ${nth}`;
  const which = answered === undefined ? `${nth} attempt` : `to the ${nth} ${answered}`;
  return `${nameOfPacket(packet, letter)}, ${which}${copy}`;
}

export function nameOfPacket({ type }: PacketRecord, letter: string): string {
  return letter === '' ? type : `${type} ${letter}`;
}

export function sayLost(cause: PacketLossCause | undefined): string {
  if (cause === 'connection') return 'cut off';
  return cause === 'killed' || cause === 'rule' ? 'killed' : 'lost';
}

export function nameOfNode(node: NodeId): string {
  return node === 'broker' ? 'Broker' : node;
}

export function formatBytes(bytes: number): string {
  return bytes === 1 ? '1 byte' : `${bytes} bytes`;
}
