// PUBLISH and PUBREL from a client: the Topic Alias, the bounds, the acknowledgement, and what is
// retained and forwarded.

import type { SimTime } from '../../base/time.ts';
import type { ConnectionId, Effect } from '../effect.ts';
import { heldLength } from '../packets/encodedLength.ts';
import { type PacketFault, REASON } from '../packets/fault.ts';
import type { PublishPacket, PubrelPacket } from '../packets/packet.ts';
import { faultOf, type HandOn, receivePublish, receivePubrel } from '../session/receiver.ts';
import { isFault, resolveAlias } from '../session/topicAlias.ts';
import { failConnection } from './close.ts';
import { canRetain, retain } from './retained.ts';
import { forward, hasSubscription } from './routing.ts';
import type { BrokerState, Connection, Session } from './state.ts';

export function publish(
  state: BrokerState,
  id: ConnectionId,
  connection: Connection,
  session: Session,
  given: PublishPacket,
  now: SimTime,
  effects: Effect[],
): void {
  const { version } = connection;
  const packet = resolveAlias(connection.aliases, state.options.topicAliasMaximum, given);
  if (isFault(packet)) {
    failConnection(state, id, packet, effects);
    return;
  }
  const inlet = { connection: id, version };
  const fault = faultOf(session.receiver, packet, inlet);
  if (fault !== undefined) {
    failConnection(state, id, fault, effects);
    return;
  }
  const refusal = refusalOf(state, session, packet, now);
  // 3.1.1 [MQTT-3.3.5-2], [MQTT-4.8.0-2]: nothing but the end of the connection can say no.
  if (refusal !== undefined && (version === 4 || packet.qos === 0)) {
    failConnection(state, id, refusal, effects);
    return;
  }
  const isMissed =
    version === 5 && forwardsNow(state, packet) && !hasSubscription(state, packet.message.topic);
  const reasonCode = refusal?.reasonCode ?? (isMissed ? REASON.noMatchingSubscribers : 0);
  const isAckLast = state.options.acknowledge === 'last';
  const answers = isAckLast ? [] : effects;
  const handOn = receivePublish(session.receiver, packet, inlet, reasonCode, now, answers);
  if (handOn !== undefined) handOut(state, session, handOn, now, effects);
  if (isAckLast) effects.push(...answers);
}

/** Whether the PUBLISH is answered when its message is forwarded, so that Reason Code 0x10 is true. */
function forwardsNow({ options }: BrokerState, { qos }: PublishPacket): boolean {
  return qos === 1 || (qos === 2 && options.qos2Forward === 'publish');
}

export function release(
  state: BrokerState,
  id: ConnectionId,
  { version }: Connection,
  session: Session,
  packet: PubrelPacket,
  now: SimTime,
  effects: Effect[],
): void {
  const isAckLast = state.options.acknowledge === 'last';
  const answers = isAckLast ? [] : effects;
  const handOn = receivePubrel(session.receiver, packet, { connection: id, version }, answers);
  if (handOn !== undefined) handOut(state, session, handOn, now, effects);
  if (isAckLast) effects.push(...answers);
}

function handOut(
  state: BrokerState,
  session: Session,
  handOn: HandOn,
  now: SimTime,
  effects: Effect[],
): void {
  const { message, receivedAt } = handOn;
  // v5 [MQTT-3.3.1-8], 3.1.1 [MQTT-3.3.1-12]
  if (message.retain) retain(state, message, receivedAt ?? now, effects);
  forward(state, session.clientId, handOn, now, effects);
}

/** Why a message is refused that would take more room than there is; a repeated one never is. */
function refusalOf(
  state: BrokerState,
  { receiver, version }: Session,
  { message, qos, packetId }: PublishPacket,
  now: SimTime,
): PacketFault | undefined {
  if (qos === 2 && receiver.entries.has(packetId)) return undefined;
  const { bytesPerSession, heldPerSession, bytesTotal } = state.options.limits;
  if (qos > 0 && state.storedBytes + heldLength(message) > bytesTotal) {
    const says = `more than ${bytesTotal} bytes are stored for all sessions`;
    return { reasonCode: REASON.quotaExceeded, says };
  }
  const isFull = receiver.entries.size >= heldPerSession;
  if (qos === 2 && (isFull || receiver.bytes + heldLength(message) > bytesPerSession)) {
    return { reasonCode: REASON.quotaExceeded, says: 'too many QoS 2 messages are held' };
  }
  // Where nothing can say so, it is passed on and not kept.
  const canSay = version === 5 && qos > 0;
  if (message.retain && canSay && !canRetain(state, message, now)) {
    return { reasonCode: REASON.quotaExceeded, says: 'there is no room for a retained message' };
  }
  return undefined;
}
