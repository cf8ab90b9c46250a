// CONNECT: who may connect, whose session is taken over, resumed or begun, and the CONNACK.

import { fromSec, type SimTime } from '../../base/time.ts';
import type { ConnectionId, Effect } from '../effect.ts';
import { type PacketFault, REASON } from '../packets/fault.ts';
import {
  type ClientId,
  type ConnackPacket,
  type ConnectPacket,
  NEVER_EXPIRES_SEC,
} from '../packets/packet.ts';
import { limitsOf } from '../session/outgoing.ts';
import { resumeSender } from '../session/reconnect.ts';
import { armKeepAlive, closeConnection, failConnection } from './close.ts';
import type { BrokerOptions } from './options.ts';
import { createSession, endSession } from './sessions.ts';
import { armMessageExpiry, cancelSessionTimers } from './sessionTimers.ts';
import type { BrokerState, Connection, Session } from './state.ts';

/** The return codes of 3.1.1 (§3.2.2.3) for what 5.0 has Reason Codes for. */
const RETURN_CODES: Readonly<Record<number, number>> = {
  [REASON.unsupportedProtocolVersion]: 1,
  [REASON.clientIdNotValid]: 2,
  [REASON.quotaExceeded]: 3,
};

/**
 * v5 [MQTT-3.1.4-4], 3.1.1 [MQTT-3.1.4-3]: Clean Start is carried out before CONNACK says so, which
 * goes before anything else (v5 [MQTT-3.2.0-1], 3.1.1 [MQTT-3.2.0-1]).
 */
export function connect(
  state: BrokerState,
  id: ConnectionId,
  connection: Connection,
  packet: ConnectPacket,
  now: SimTime,
  effects: Effect[],
): void {
  const { protocolVersion: version, cleanStart, will } = packet;
  connection.version = version;
  const objection = objectionTo(state, packet);
  if (objection !== undefined) {
    refuse(id, connection, objection, effects);
    return;
  }
  const clientId = packet.clientId === '' ? assignId(state) : packet.clientId;
  const old = takeOver(state, clientId, now, effects);
  // v5 [MQTT-3.1.2-4], 3.1.1 [MQTT-3.1.2-6]
  if (old !== undefined && cleanStart) endSession(state, old, 'clean', now, effects);
  // v5 [MQTT-3.1.2-5], [MQTT-3.1.2-6], 3.1.1 [MQTT-3.1.2-4]: the session goes on, or one begins.
  const kept = cleanStart ? undefined : old;
  const session = kept ?? createSession(state, clientId, id);
  // Under the old connection's name, which is the session's until here.
  cancelSessionTimers(session, effects);
  session.connection = id;
  session.lastConnection = id;
  session.version = version;
  session.expirySec = expiryOf(packet);
  session.will = undefined;
  connection.session = session;
  // v5 [MQTT-3.1.2-7]
  connection.will = will;
  connection.silenceMax = fromSec(keepAliveOf(state.options, packet) * 1.5);
  effects.push({ kind: 'start-session', clientId, resumed: kept !== undefined });
  effects.push({
    kind: 'send-packet',
    connection: id,
    packet: answer(state.options, packet, clientId, kept !== undefined),
    because: 'connack',
  });
  resumeSender(session.sender, id, limitsOf(packet.protocolVersion, packet), now, effects);
  armMessageExpiry(session, effects);
  if (connection.silenceMax > 0) armKeepAlive(id, connection, now, effects);
}

/**
 * Why a well-formed CONNECT is refused. v5 [MQTT-3.1.3-5], 3.1.1 [MQTT-3.1.3-5]: not for the looks of
 * its Client Identifier.
 */
function objectionTo(
  { sessions, options }: BrokerState,
  { protocolVersion, clientId, cleanStart, authenticationMethod }: ConnectPacket,
): PacketFault | undefined {
  // v5 [MQTT-4.12.0-1]
  if (authenticationMethod !== undefined) {
    const says = `authentication method ${authenticationMethod} is not supported`;
    return { reasonCode: REASON.badAuthenticationMethod, says };
  }
  // 3.1.1 [MQTT-3.1.3-8], [MQTT-3.1.3-9]: without a Client Identifier nothing can be kept.
  if (protocolVersion === 4 && clientId === '' && !cleanStart) {
    const says = 'an empty Client Identifier needs Clean Session';
    return { reasonCode: REASON.clientIdNotValid, says };
  }
  if (sessions.size >= options.limits.sessions && !sessions.has(clientId)) {
    return { reasonCode: REASON.quotaExceeded, says: 'the broker has too many sessions' };
  }
  return undefined;
}

/**
 * v5 [MQTT-3.1.4-2], [MQTT-3.2.2-7], 3.1.1 [MQTT-3.2.2-5]: CONNACK that says no, then close; nothing of
 * the connection is kept.
 */
export function refuse(
  id: ConnectionId,
  connection: Connection,
  { reasonCode, says }: PacketFault,
  effects: Effect[],
): void {
  const isV5 = connection.version === 5;
  const code = isV5 ? reasonCode : (RETURN_CODES[reasonCode] ?? 0);
  // 3.1.1 [MQTT-3.2.2-6]: without a return code for it, there is no CONNACK.
  if (code !== 0) {
    effects.push({
      kind: 'send-packet',
      connection: id,
      // v5 [MQTT-3.2.2-6], 3.1.1 [MQTT-3.2.2-4]
      packet: { type: 'CONNACK', sessionPresent: false, reasonCode: code },
      because: 'connack-refused',
    });
  }
  // v5 [MQTT-3.1.4-6], 3.1.1 [MQTT-3.1.4-5]: what still comes is not looked at.
  connection.closing = true;
  effects.push({ kind: 'close-connection', connection: id, reason: says });
}

/** v5 [MQTT-3.1.3-6], [MQTT-3.2.2-16], 3.1.1 [MQTT-3.1.3-6]: one that nobody has. */
function assignId(state: BrokerState): ClientId {
  let id: ClientId;
  do id = `assigned-${++state.assignedIds}`;
  while (state.sessions.has(id));
  return id;
}

/**
 * v5 [MQTT-3.1.4-3], 3.1.1 [MQTT-3.1.4-2]: the client that has the session is disconnected.
 * @returns the session, if one is left
 */
function takeOver(
  state: BrokerState,
  clientId: ClientId,
  now: SimTime,
  effects: Effect[],
): Session | undefined {
  const old = state.sessions.get(clientId);
  if (old?.connection === undefined) return old;
  const id = old.connection;
  const fault = { reasonCode: REASON.sessionTakenOver, says: 'session taken over' };
  failConnection(state, id, fault, effects);
  closeConnection(state, id, now, effects);
  return state.sessions.get(clientId);
}

/** 3.1.1 [MQTT-3.1.2-4], [MQTT-3.1.2-6]: the session ends with its connection, or is kept for ever. */
function expiryOf({ protocolVersion, cleanStart, sessionExpirySec }: ConnectPacket): number {
  if (protocolVersion === 5) return sessionExpirySec;
  return cleanStart ? 0 : NEVER_EXPIRES_SEC;
}

/** v5 [MQTT-3.1.2-21], [MQTT-3.2.2-22]: the broker's Keep Alive, where it sets one, or the client's. */
function keepAliveOf({ serverKeepAliveSec }: BrokerOptions, packet: ConnectPacket): number {
  return packet.protocolVersion === 5
    ? (serverKeepAliveSec ?? packet.keepAliveSec)
    : packet.keepAliveSec;
}

/**
 * v5 [MQTT-3.1.4-5], [MQTT-3.2.2-2], [MQTT-3.2.2-3], 3.1.1 [MQTT-3.1.4-4], [MQTT-3.2.2-1],
 * [MQTT-3.2.2-2], [MQTT-3.2.2-3]: yes, and whether there was a session.
 */
function answer(
  { receiveMaximum, topicAliasMaximum, maximumPacketSize, serverKeepAliveSec }: BrokerOptions,
  { protocolVersion, clientId: askedId }: ConnectPacket,
  clientId: ClientId,
  sessionPresent: boolean,
): ConnackPacket {
  const plain: ConnackPacket = { type: 'CONNACK', sessionPresent, reasonCode: 0 };
  if (protocolVersion === 4) return plain;
  return {
    ...plain,
    ...(receiveMaximum < 65_535 ? { receiveMaximum } : {}),
    ...(topicAliasMaximum > 0 ? { topicAliasMaximum } : {}),
    ...(maximumPacketSize < Infinity ? { maximumPacketSize } : {}),
    ...(serverKeepAliveSec === undefined ? {} : { serverKeepAliveSec }),
    // v5 [MQTT-3.1.3-7]
    ...(askedId === '' ? { assignedClientId: clientId } : {}),
  };
}
