// Which message a packet belongs to, for packets that come as bytes: there they carry no more than a
// Packet Identifier. Where the session has an exchange by that identifier, the packet is of that one.

import type { ConnectionId } from '../effect.ts';
import type { MessageUid, Packet } from '../packets/packet.ts';
import type { BrokerState, Session } from './state.ts';

export interface Identity {
  readonly messageUid: MessageUid;
  readonly copy: number;
  /** Of the PUBLISH or PUBREL that it answers; for a repeated PUBLISH or a PUBREL, of the first. */
  readonly attempt: number;
}

/** @returns undefined when no exchange of the session has the packet's identifier */
export function identifyPacket(
  { connections }: BrokerState,
  connection: ConnectionId,
  packet: Packet,
): Identity | undefined {
  const session = connections.get(connection)?.session;
  return session === undefined ? undefined : identify(session, packet);
}

function identify({ sender, receiver }: Session, packet: Packet): Identity | undefined {
  switch (packet.type) {
    case 'PUBACK':
    case 'PUBREC':
    case 'PUBCOMP': {
      const entry = sender.entries.get(packet.packetId);
      if (entry === undefined) return undefined;
      const { message, copy } = entry.delivery;
      const attempt = packet.type === 'PUBCOMP' ? entry.pubrelAttempt : entry.attempt;
      return { messageUid: message.uid, copy, attempt };
    }
    case 'PUBLISH':
    case 'PUBREL': {
      if (packet.type === 'PUBLISH' && packet.qos !== 2) return undefined;
      const entry = receiver.entries.get(packet.packetId);
      if (entry === undefined) return undefined;
      return { messageUid: entry.message.uid, copy: entry.copy, attempt: entry.attempt };
    }
    default:
      return undefined;
  }
}
