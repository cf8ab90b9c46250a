// A packet's bytes, made by mqtt-packet. The one file that knows that library: load it where bytes are
// first wanted. Sizes need no bytes: packets/encodedLength.ts.

import { type Packet as CodecPacket, generate } from 'mqtt-packet';
import { assertNever } from '../../base/assertNever.ts';
import type { Packet, ProtocolVersion } from '../packets/packet.ts';

/**
 * @returns the whole packet as it goes on the wire
 * @throws Error when the packet cannot be written, such as a SUBSCRIBE without a filter
 */
export function encodePacket(packet: Packet, version: ProtocolVersion): Uint8Array {
  return generate(toCodec(packet, version), { protocolVersion: version });
}

function toCodec(packet: Packet, version: ProtocolVersion): CodecPacket {
  switch (packet.type) {
    case 'PUBLISH': {
      const { packetId: messageId, qos, dup, retain, message } = packet;
      const { topic, payload } = message;
      return { cmd: 'publish', messageId, qos, dup, retain, topic, payload };
    }
    case 'PUBACK':
      return { cmd: 'puback', messageId: packet.packetId, reasonCode: packet.reasonCode };
    case 'PUBREC':
      return { cmd: 'pubrec', messageId: packet.packetId, reasonCode: packet.reasonCode };
    case 'PUBREL':
      return { cmd: 'pubrel', messageId: packet.packetId, reasonCode: packet.reasonCode };
    case 'PUBCOMP':
      return { cmd: 'pubcomp', messageId: packet.packetId, reasonCode: packet.reasonCode };
    case 'CONNECT': {
      const { clientId, clean, keepAliveSec: keepalive, sessionExpirySec } = packet;
      const connect = {
        cmd: 'connect',
        protocolVersion: version,
        clientId,
        clean,
        keepalive,
      } as const;
      if (version === 4 || sessionExpirySec === 0) return connect;
      return { ...connect, properties: { sessionExpiryInterval: sessionExpirySec } };
    }
    case 'CONNACK': {
      const { sessionPresent, reasonCode } = packet;
      // 3.1.1 calls it the return code.
      return { cmd: 'connack', sessionPresent, reasonCode, returnCode: reasonCode };
    }
    case 'SUBSCRIBE': {
      const subscriptions = packet.subscriptions.map(({ filter, qos }) => ({ topic: filter, qos }));
      return { cmd: 'subscribe', messageId: packet.packetId, subscriptions };
    }
    case 'SUBACK':
      return { cmd: 'suback', messageId: packet.packetId, granted: [...packet.reasonCodes] };
    case 'PINGREQ':
      return { cmd: 'pingreq' };
    case 'PINGRESP':
      return { cmd: 'pingresp' };
    case 'DISCONNECT':
      return { cmd: 'disconnect', reasonCode: packet.reasonCode };
    default:
      return assertNever(packet);
  }
}
