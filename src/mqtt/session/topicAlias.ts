// Topic Aliases that the other side sets on a connection (v5 §3.3.2.3.4). Those that this side sets
// are outgoing.ts's.

import { utf8Length } from '../packets/encodedLength.ts';
import { type PacketFault, REASON } from '../packets/fault.ts';
import type { PublishPacket, TopicName } from '../packets/packet.ts';

/**
 * Takes a new alias into the connection's, or puts its Topic Name in. v5 [MQTT-3.3.2-10],
 * v5 [MQTT-3.3.2-12]: all from 1 to the maximum are taken; v5 [MQTT-3.3.2-8], v5 [MQTT-3.3.2-9],
 * v5 [MQTT-3.3.2-11]: no other is.
 * @param aliases this connection's so far
 * @param max Topic Alias Maximum that this side has told
 * @returns the packet with its Topic Name, or what is wrong
 */
export function resolveAlias(
  aliases: Map<number, TopicName>,
  max: number,
  packet: PublishPacket,
): PublishPacket | PacketFault {
  const { topicAlias, omitsTopic = false, message } = packet;
  if (topicAlias === undefined) return packet;
  if (topicAlias < 1 || topicAlias > max) {
    const says = `Topic Alias ${topicAlias}, and ${max} is the highest`;
    return { reasonCode: REASON.topicAliasInvalid, says };
  }
  if (!omitsTopic) {
    aliases.set(topicAlias, message.topic);
    return packet;
  }
  const topic = aliases.get(topicAlias);
  if (topic === undefined) {
    const says = `Topic Alias ${topicAlias} was not set on this connection`;
    return { reasonCode: REASON.protocolError, says };
  }
  // A packet that did not go as bytes has its Topic Name, and counts it already.
  const bytes = message.bytes - utf8Length(message.topic) + utf8Length(topic);
  return { ...packet, message: { ...message, topic, bytes } };
}

export function isFault(value: PublishPacket | PacketFault): value is PacketFault {
  return 'says' in value;
}
