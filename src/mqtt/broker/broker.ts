// An MQTT broker as a sans-I/O machine, 3.1.1 and 5.0 alike: input and `now` in, effects out. Looks at
// what comes and hands it on; each concern has a file of its own beside this one. What one session
// sends and receives is session/sender.ts's and session/receiver.ts's.
//
//   connection   input               next        effects
//   —            connection-opened   opened      —
//   opened       CONNECT             connected   start-session, CONNACK, re-send a kept session's
//   opened       CONNECT, refused    closing     CONNACK with a reason, close-connection
//   opened       any other packet    closing     close-connection
//   connected    PUBLISH, PUBREL     connected   acknowledgement; retain; one forward for each route
//   connected    SUBSCRIBE           connected   SUBACK, add-subscription, retained messages
//   connected    UNSUBSCRIBE         connected   UNSUBACK, remove-subscription
//   connected    PINGREQ             connected   PINGRESP
//   connected    DISCONNECT          closing     close-connection, without the will
//   connected    keep-alive          closing     DISCONNECT, close-connection: 1.5 × Keep Alive
//   connected    a fault             closing     DISCONNECT, close-connection
//   any          connection-closed   —           the will, now or later; the session ends or waits
// DISCONNECT with a reason is 5.0's: 3.1.1 closes without a word.

import { assertNever } from '../../base/assertNever.ts';
import type { SimTime } from '../../base/time.ts';
import type { ConnectionId, Effect, TimerKey } from '../effect.ts';
import { type PacketFault, REASON } from '../packets/fault.ts';
import type { ClientId, Packet, ProtocolVersion } from '../packets/packet.ts';
import { setResendAfter } from '../session/reconnect.ts';
import { fireResend, receivePuback, receivePubcomp, receivePubrec } from '../session/sender.ts';
import { SubscriptionTree } from '../topic/subscriptionTree.ts';
import { checkKeepAlive, closeConnection, disconnect, failConnection } from './close.ts';
import { connect, refuse } from './connect.ts';
import { countStored } from './held.ts';
import type { BrokerOptions } from './options.ts';
import { publish, release } from './publish.ts';
import { endSession, publishWill } from './sessions.ts';
import { armMessageExpiry } from './sessionTimers.ts';
import type { BrokerState, Connection, Session } from './state.ts';
import { subscribe, unsubscribe } from './subscriptions.ts';

export type BrokerInput =
  | { readonly kind: 'connection-opened'; readonly connection: ConnectionId }
  | { readonly kind: 'connection-closed'; readonly connection: ConnectionId }
  | {
      readonly kind: 'packet-received';
      readonly connection: ConnectionId;
      readonly packet: Packet;
    }
  /** A part of a packet has come: the client is not silent. */
  | { readonly kind: 'bytes-received'; readonly connection: ConnectionId }
  /** What came is no packet, or none that is allowed. The version is a faulty CONNECT's. */
  | {
      readonly kind: 'malformed-received';
      readonly connection: ConnectionId;
      readonly fault: PacketFault;
      readonly protocolVersion: ProtocolVersion | undefined;
    }
  | { readonly kind: 'timer-fired'; readonly key: TimerKey }
  | { readonly kind: 'set-resend-after'; readonly resendAfter: SimTime | undefined }
  /** The host gives up a connection, and asks for the reason to be told. */
  | {
      readonly kind: 'refuse-connection';
      readonly connection: ConnectionId;
      readonly fault: PacketFault;
    }
  /** An administrator ends the session of a client that has no connection. */
  | { readonly kind: 'end-session'; readonly clientId: ClientId }
  | { readonly kind: 'shut-down' };

export function createBroker(options: BrokerOptions): BrokerState {
  return {
    options,
    sessions: new Map(),
    connections: new Map(),
    tree: new SubscriptionTree(),
    groups: new Map(),
    routes: new Map(),
    retained: new Map(),
    retainedBytes: 0,
    storedBytes: 0,
    originated: 0,
    assignedIds: 0,
    resendAfter: options.resendAfter,
  };
}

/** @returns what the host is to do, in this order */
export function stepBroker(state: BrokerState, input: BrokerInput, now: SimTime): Effect[] {
  const effects: Effect[] = [];
  switch (input.kind) {
    case 'connection-opened':
      state.connections.set(input.connection, createConnection(now));
      break;
    case 'connection-closed':
      closeConnection(state, input.connection, now, effects);
      break;
    case 'packet-received':
      receivePacket(state, input.connection, input.packet, now, effects);
      break;
    case 'bytes-received': {
      const connection = state.connections.get(input.connection);
      if (connection !== undefined) connection.heardAt = now;
      break;
    }
    case 'malformed-received':
      receiveMalformed(state, input.connection, input.fault, input.protocolVersion, effects);
      break;
    case 'timer-fired':
      fireTimer(state, input.key, now, effects);
      break;
    case 'set-resend-after':
      state.resendAfter = input.resendAfter;
      for (const { sender } of state.sessions.values()) {
        setResendAfter(sender, input.resendAfter, now, effects);
      }
      break;
    case 'refuse-connection':
      failConnection(state, input.connection, input.fault, effects);
      break;
    case 'end-session': {
      const session = state.sessions.get(input.clientId);
      if (session?.connection === undefined && session !== undefined) {
        endSession(state, session, 'removed', now, effects);
      }
      break;
    }
    case 'shut-down':
      shutDown(state, now, effects);
      break;
    default:
      assertNever(input);
  }
  if (state.options.limits.bytesTotal < Infinity) countStored(state, effects);
  return effects;
}

function createConnection(now: SimTime): Connection {
  return {
    session: undefined,
    version: 4,
    will: undefined,
    silenceMax: 0 as SimTime,
    heardAt: now,
    aliases: new Map(),
    closing: false,
  };
}

function receivePacket(
  state: BrokerState,
  id: ConnectionId,
  packet: Packet,
  now: SimTime,
  effects: Effect[],
): void {
  const connection = state.connections.get(id);
  if (connection === undefined || connection.closing) return;
  connection.heardAt = now;
  const { session } = connection;
  if (session === undefined) {
    // v5 [MQTT-3.1.0-1], 3.1.1 [MQTT-3.1.0-1]: the first packet is CONNECT.
    if (packet.type === 'CONNECT') connect(state, id, connection, packet, now, effects);
    else failConnection(state, id, protocolError('first packet not CONNECT'), effects);
    return;
  }
  const fault = takePacket(state, id, connection, session, packet, now, effects);
  if (fault !== undefined) failConnection(state, id, fault, effects);
}

/** @returns what is wrong with its coming, if anything */
function takePacket(
  state: BrokerState,
  id: ConnectionId,
  connection: Connection,
  session: Session,
  packet: Packet,
  now: SimTime,
  effects: Effect[],
): PacketFault | undefined {
  switch (packet.type) {
    case 'PUBLISH':
      publish(state, id, connection, session, packet, now, effects);
      return undefined;
    case 'PUBREL':
      release(state, id, connection, session, packet, now, effects);
      return undefined;
    case 'PUBACK':
      return receivePuback(session.sender, packet, now, effects);
    case 'PUBREC':
      return receivePubrec(session.sender, packet, now, effects);
    case 'PUBCOMP':
      return receivePubcomp(session.sender, packet, now, effects);
    case 'SUBSCRIBE':
      subscribe(state, session, id, packet, now, effects);
      return undefined;
    case 'UNSUBSCRIBE':
      unsubscribe(state, session, id, packet, effects);
      return undefined;
    // v5 [MQTT-3.12.4-1], 3.1.1 [MQTT-3.12.4-1]
    case 'PINGREQ':
      effects.push({
        kind: 'send-packet',
        connection: id,
        packet: { type: 'PINGRESP' },
        because: 'pingresp',
      });
      return undefined;
    case 'DISCONNECT':
      disconnect(state, id, connection, session, packet, effects);
      return undefined;
    // v5 [MQTT-3.1.0-2], [MQTT-3.2.0-2], 3.1.1 [MQTT-3.1.0-2]: a second CONNECT is a fault and gets no
    // CONNACK, and so is what only a broker sends.
    case 'CONNECT':
    case 'CONNACK':
    case 'SUBACK':
    case 'UNSUBACK':
    case 'PINGRESP':
    // v5 [MQTT-4.12.0-7]: nor AUTH, after a CONNECT that names no Authentication Method.
    case 'AUTH':
      return protocolError(`${packet.type} is not for a broker at this point`);
    default:
      return assertNever(packet);
  }
}

function protocolError(says: string): PacketFault {
  return { reasonCode: REASON.protocolError, says };
}

/**
 * v5 [MQTT-3.1.4-1], 3.1.1 [MQTT-3.1.4-1]: a CONNECT whose fault is not in its form may get a CONNACK
 * that says so (v5 §4.13.1).
 */
function receiveMalformed(
  state: BrokerState,
  id: ConnectionId,
  fault: PacketFault,
  protocolVersion: ProtocolVersion | undefined,
  effects: Effect[],
): void {
  const connection = state.connections.get(id);
  if (connection === undefined || connection.closing) return;
  // v5 [MQTT-3.14.2-1]: DISCONNECT knows no 0x84, which a second CONNECT may be found to be.
  const isSecond = fault.reasonCode === REASON.unsupportedProtocolVersion;
  if (connection.session !== undefined) {
    failConnection(state, id, isSecond ? protocolError('a second CONNECT') : fault, effects);
    return;
  }
  if (fault.reasonCode === REASON.malformedPacket) {
    failConnection(state, id, fault, effects);
    return;
  }
  connection.version = protocolVersion ?? 4;
  refuse(id, connection, fault, effects);
}

/**
 * Everyone is told and disconnected, one after the other. Nobody has said DISCONNECT, so wills are
 * published, as far as there is somebody left, or a session that waits.
 */
function shutDown(state: BrokerState, now: SimTime, effects: Effect[]): void {
  const fault = { reasonCode: REASON.serverShuttingDown, says: 'the broker shuts down' };
  for (const id of [...state.connections.keys()]) {
    failConnection(state, id, fault, effects);
    closeConnection(state, id, now, effects);
  }
}

function fireTimer(state: BrokerState, key: TimerKey, now: SimTime, effects: Effect[]): void {
  const connection = state.connections.get(key.connection);
  const session = connection?.session ?? sessionOf(state, key.connection);
  if (session === undefined) return;
  switch (key.timer) {
    case 're-send':
      fireResend(session.sender, key.packetId, now, effects);
      break;
    case 'keep-alive':
      if (connection !== undefined) checkKeepAlive(state, key.connection, connection, now, effects);
      break;
    case 'session-expiry':
      endSession(state, session, 'expired', now, effects);
      break;
    case 'will-delay': {
      const { will } = session;
      session.will = undefined;
      if (will !== undefined) publishWill(state, session, will, now, effects);
      break;
    }
    case 'message-expiry':
      session.sender.waiting.dropExpired(now, effects);
      session.expiryTimerAt = Infinity;
      armMessageExpiry(session, effects);
      break;
    // A client's timers.
    case 'ping-timeout':
    case 'connect-timeout':
    case 'handler':
      break;
    default:
      assertNever(key.timer);
  }
}

/** The session whose last connection it was. */
function sessionOf({ sessions }: BrokerState, id: ConnectionId): Session | undefined {
  for (const session of sessions.values()) if (session.lastConnection === id) return session;
  return undefined;
}
