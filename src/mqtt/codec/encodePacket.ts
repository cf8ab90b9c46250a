// A packet's bytes: of what sockets carry most by encodeExchange.ts, of the rest by mqtt-packet. Load it
// where bytes are first wanted. Sizes need no bytes: packets/encodedLength.ts.

import type { Packet as LibraryPacket } from 'mqtt-packet';
import { assertNever } from '../../base/assertNever.ts';
import type {
  ConnackPacket,
  ConnectPacket,
  ExchangePacket,
  Packet,
  ProtocolVersion,
  SubscribePacket,
} from '../packets/packet.ts';
import { encodeConnect } from './encodeConnect.ts';
import { encodeAck, encodePublish } from './encodeExchange.ts';
import { writeByLibrary } from './libraryWriter.ts';
import { definedOf } from './optionalFields.ts';

const EMPTY_FIRST_BYTE = { DISCONNECT: 0xe0, AUTH: 0xf0 } as const;

/**
 * @returns the whole packet as it goes on the wire
 * @throws Error when the packet cannot be written, such as a SUBSCRIBE without a filter
 */
export function encodePacket(packet: Packet, version: ProtocolVersion): Uint8Array {
  switch (packet.type) {
    case 'PUBLISH':
      return encodePublish(packet, version);
    case 'PUBACK':
    case 'PUBREC':
    case 'PUBREL':
    case 'PUBCOMP':
      return encodeAck(packet, version);
    case 'CONNECT':
      return encodeConnect(packet, version);
    // v5 §3.14.2.1, §3.15.2.1: Reason Code 0x00 without properties can be left out, the library writes it.
    case 'DISCONNECT':
    case 'AUTH':
      if (version === 5 && isEmpty(packet)) return Uint8Array.of(EMPTY_FIRST_BYTE[packet.type], 0);
      return writeByLibrary(libraryPacket(packet), version);
    default:
      return writeByLibrary(libraryPacket(packet), version);
  }
}

function isEmpty(packet: Extract<Packet, { type: 'DISCONNECT' | 'AUTH' }>): boolean {
  if (packet.reasonCode !== 0) return false;
  return packet.type === 'AUTH' || packet.sessionExpirySec === undefined;
}

type RarePacket = Exclude<Packet, ExchangePacket | ConnectPacket>;

/** The packet in the library's words, which knows what each version sends of it. */
function libraryPacket(packet: RarePacket): LibraryPacket {
  switch (packet.type) {
    case 'CONNACK':
      return libraryConnack(packet);
    case 'SUBSCRIBE':
      return librarySubscribe(packet);
    case 'SUBACK':
      return { cmd: 'suback', messageId: packet.packetId, granted: [...packet.reasonCodes] };
    case 'UNSUBSCRIBE': {
      const { packetId, filters } = packet;
      return { cmd: 'unsubscribe', messageId: packetId, unsubscriptions: [...filters] };
    }
    case 'UNSUBACK':
      return { cmd: 'unsuback', messageId: packet.packetId, granted: [...packet.reasonCodes] };
    case 'PINGREQ':
      return { cmd: 'pingreq' };
    case 'PINGRESP':
      return { cmd: 'pingresp' };
    case 'DISCONNECT': {
      const { reasonCode, sessionExpirySec: sessionExpiryInterval } = packet;
      return { cmd: 'disconnect', reasonCode, properties: definedOf({ sessionExpiryInterval }) };
    }
    case 'AUTH': {
      // v5 §3.15.2.2.2 asks for a method; the packet does not keep one.
      const properties = { authenticationMethod: '' };
      return { cmd: 'auth', reasonCode: packet.reasonCode, properties };
    }
    default:
      return assertNever(packet);
  }
}

function libraryConnack(packet: ConnackPacket): LibraryPacket {
  const { sessionPresent, reasonCode } = packet;
  const { receiveMaximum, maximumPacketSize, topicAliasMaximum } = packet;
  const properties = definedOf({
    sessionExpiryInterval: packet.sessionExpirySec,
    receiveMaximum,
    maximumQoS: packet.maximumQos,
    maximumPacketSize,
    assignedClientIdentifier: packet.assignedClientId,
    topicAliasMaximum,
    serverKeepAlive: packet.serverKeepAliveSec,
  });
  // 3.1.1 calls it the return code.
  return { cmd: 'connack', sessionPresent, reasonCode, returnCode: reasonCode, properties };
}

function librarySubscribe({ packetId, subscriptions, subscriptionId }: SubscribePacket) {
  return {
    cmd: 'subscribe',
    messageId: packetId,
    subscriptions: subscriptions.map((subscription) => ({
      topic: subscription.filter,
      qos: subscription.qos,
      nl: subscription.noLocal ?? false,
      rap: subscription.retainAsPublished ?? false,
      rh: subscription.retainHandling ?? 0,
    })),
    properties: definedOf({ subscriptionIdentifier: subscriptionId }),
  } as const satisfies LibraryPacket;
}
