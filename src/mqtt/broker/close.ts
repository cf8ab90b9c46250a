// A connection's end: with a reason or without one, and what it leaves behind.

import { addTime, type SimTime } from '../../base/time.ts';
import type { ConnectionId, Effect, TimerKey } from '../effect.ts';
import { type PacketFault, REASON } from '../packets/fault.ts';
import { type DisconnectPacket, NEVER_EXPIRES_SEC, type Packet } from '../packets/packet.ts';
import type { RuleId } from '../rules.ts';
import { takes } from '../session/outgoing.ts';
import { suspendSender } from '../session/reconnect.ts';
import { endSession, publishWill } from './sessions.ts';
import { armSessionExpiry, armWillDelay } from './sessionTimers.ts';
import type { BrokerState, Connection, Session } from './state.ts';

/**
 * v5 [MQTT-4.13.1-1], [MQTT-4.13.2-1], 3.1.1 [MQTT-4.8.0-1]: closes the connection; 5.0 says why before
 * it does, which is the last that it says (v5 [MQTT-3.14.4-1], [MQTT-3.14.4-2]). A
 * connection that has not got so far as CONNACK is closed without a word (v5 [MQTT-3.14.0-1]).
 */
export function failConnection(
  state: BrokerState,
  id: ConnectionId,
  { reasonCode, says }: PacketFault,
  effects: Effect[],
): void {
  const connection = state.connections.get(id);
  if (connection === undefined || connection.closing) return;
  connection.closing = true;
  if (connection.version === 5 && connection.session !== undefined) {
    effects.push({
      kind: 'send-packet',
      connection: id,
      packet: { type: 'DISCONNECT', reasonCode },
      because: 'disconnect-reason',
    });
  }
  effects.push({ kind: 'close-connection', connection: id, reason: says });
}

/**
 * v5 [MQTT-3.1.2-24]: an answer larger than the client takes is not sent; without it the client cannot
 * go on, so that its connection ends.
 */
export function sendAnswer(
  state: BrokerState,
  { sender }: Session,
  id: ConnectionId,
  packet: Packet,
  because: RuleId,
  effects: Effect[],
): void {
  if (takes(sender.limits, packet)) {
    effects.push({ kind: 'send-packet', connection: id, packet, because });
    return;
  }
  const says = `${packet.type} would be larger than the client's Maximum Packet Size`;
  failConnection(state, id, { reasonCode: REASON.packetTooLarge, says }, effects);
}

/** The connection is gone, however that came. */
export function closeConnection(
  state: BrokerState,
  id: ConnectionId,
  now: SimTime,
  effects: Effect[],
): void {
  const connection = state.connections.get(id);
  state.connections.delete(id);
  const session = connection?.session;
  if (connection === undefined || session === undefined || session.connection !== id) return;
  session.connection = undefined;
  // v5 [MQTT-4.8.2-4]: what is under way waits for this client to come back.
  suspendSender(session.sender, effects);
  effects.push({ kind: 'cancel-timer', key: keepAliveKey(id) });
  releaseWill(state, session, connection, now, effects);
  // v5 [MQTT-3.1.2-23], [MQTT-4.1.0-1], 3.1.1 [MQTT-4.1.0-1], [MQTT-4.1.0-2]: not before.
  if (session.expirySec === 0) endSession(state, session, 'disconnected', now, effects);
  else armSessionExpiry(session, now, effects);
}

/**
 * v5 [MQTT-3.1.2-8], [MQTT-3.1.3-9]: at once, or after its delay, unless the session ends before or
 * goes on. v5 [MQTT-3.1.2-10], 3.1.1 [MQTT-3.1.2-10], [MQTT-3.1.2-12]: once, and only if there is one.
 */
function releaseWill(
  state: BrokerState,
  session: Session,
  { will }: Connection,
  now: SimTime,
  effects: Effect[],
): void {
  if (will === undefined) return;
  if (will.delaySec === 0) {
    publishWill(state, session, will, now, effects);
    return;
  }
  session.will = will;
  const { expirySec } = session;
  if (will.delaySec < expirySec || expirySec === NEVER_EXPIRES_SEC) {
    armWillDelay(session, will.delaySec, now, effects);
  }
}

/** v5 [MQTT-3.14.4-3], 3.1.1 [MQTT-3.14.4-3]: a normal DISCONNECT takes the will back. */
export function disconnect(
  state: BrokerState,
  id: ConnectionId,
  connection: Connection,
  session: Session,
  { reasonCode, sessionExpirySec }: DisconnectPacket,
  effects: Effect[],
): void {
  if (sessionExpirySec !== undefined) {
    // v5 §3.14.2.2.2: a session that was to end with its connection cannot be kept after all.
    if (session.expirySec === 0 && sessionExpirySec > 0) {
      const says = 'DISCONNECT raises a Session Expiry Interval of 0';
      failConnection(state, id, { reasonCode: REASON.protocolError, says }, effects);
      return;
    }
    session.expirySec = sessionExpirySec;
  }
  if (reasonCode === REASON.success) connection.will = undefined;
  connection.closing = true;
  effects.push({ kind: 'close-connection', connection: id, reason: 'client disconnected' });
}

function keepAliveKey(connection: ConnectionId): TimerKey {
  return { connection, timer: 'keep-alive', packetId: 0 };
}

export function armKeepAlive(
  id: ConnectionId,
  { silenceMax }: Connection,
  from: SimTime,
  effects: Effect[],
): void {
  const at = addTime(from, silenceMax);
  effects.push({ kind: 'set-timer', key: keepAliveKey(id), at, messageUid: undefined });
}

/** v5 [MQTT-3.1.2-22], 3.1.1 [MQTT-3.1.2-24]: nothing heard for 1.5 × Keep Alive ends it. */
export function checkKeepAlive(
  state: BrokerState,
  id: ConnectionId,
  connection: Connection,
  now: SimTime,
  effects: Effect[],
): void {
  const { silenceMax, heardAt } = connection;
  if (addTime(heardAt, silenceMax) > now) {
    armKeepAlive(id, connection, heardAt, effects);
    return;
  }
  const says = 'nothing heard for 1.5 × Keep Alive';
  failConnection(state, id, { reasonCode: REASON.keepAliveTimeout, says }, effects);
}
