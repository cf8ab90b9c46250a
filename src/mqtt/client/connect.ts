// A client's CONNECT, and what CONNACK makes of it: a session that goes on or begins, and the limits
// that the broker sets.

import { addTime, type SimTime } from '../../base/time.ts';
import type { ConnectionId, Effect } from '../effect.ts';
import type { ConnackPacket } from '../packets/packet.ts';
import { limitsOf } from '../session/outgoing.ts';
import { discardReceiver } from '../session/receiver.ts';
import { discardUnacknowledged, resumeSender } from '../session/reconnect.ts';
import { armKeepAlive } from './keepAlive.ts';
import { askAgain } from './requests.ts';
import type { ClientState } from './state.ts';

export function sendConnect(
  state: ClientState,
  connection: ConnectionId,
  now: SimTime,
  effects: Effect[],
): void {
  const { clientId, options } = state;
  const { protocolVersion, keepAliveSec, will } = options;
  const isV5 = protocolVersion === 5;
  // 3.1.1 [MQTT-3.1.3-7]: without a name of its own it can go on with nothing.
  const cleanStart = options.cleanStart || state.startsAnew || (!isV5 && clientId === '');
  if (cleanStart) state.hasSession = false;
  state.phase = { kind: 'connecting', connection };
  state.ready = false;
  state.aliases.clear();
  state.lastSentAt = now;
  effects.push({
    kind: 'send-packet',
    connection,
    packet: {
      type: 'CONNECT',
      protocolVersion,
      clientId,
      cleanStart,
      keepAliveSec,
      sessionExpirySec: isV5 ? options.sessionExpirySec : 0,
      ...(will === undefined ? {} : { will: isV5 ? will : { ...will, delaySec: 0 } }),
      ...(isV5 ? ownLimitsOf(state) : {}),
    },
    because: 'connect',
  });
  effects.push({
    kind: 'set-timer',
    key: { connection, timer: 'connect-timeout', packetId: 0 },
    at: addTime(now, options.connectTimeout),
    messageUid: undefined,
  });
}

/** What it takes, where that is less than what the broker assumes. */
function ownLimitsOf({ options }: ClientState) {
  const { receiveMaximum, topicAliasMaximum, maximumPacketSize } = options;
  return {
    ...(receiveMaximum < 65_535 ? { receiveMaximum } : {}),
    ...(topicAliasMaximum > 0 ? { topicAliasMaximum } : {}),
    ...(maximumPacketSize < Infinity ? { maximumPacketSize } : {}),
  };
}

export function receiveConnack(
  state: ClientState,
  connection: ConnectionId,
  packet: ConnackPacket,
  now: SimTime,
  effects: Effect[],
): void {
  if (packet.reasonCode !== 0) {
    effects.push({ kind: 'close-connection', connection, reason: 'connection refused' });
    return;
  }
  const { options, sender } = state;
  // v5 [MQTT-3.2.2-4]: its own CONNACK may have been lost. The next connection asks for a new session.
  if (options.protocolVersion === 5 && packet.sessionPresent && !state.hasSession) {
    state.startsAnew = true;
    const reason = 'the broker goes on with a session that the client has not';
    effects.push({ kind: 'close-connection', connection, reason });
    return;
  }
  const { serverKeepAliveSec } = packet;
  state.phase = { kind: 'connected', connection };
  state.hasSession = true;
  state.startsAnew = false;
  state.clientId = packet.assignedClientId ?? state.clientId;
  // v5 [MQTT-3.1.2-21], v5 [MQTT-3.2.2-21]
  state.keepAliveSec = serverKeepAliveSec ?? options.keepAliveSec;
  if (!packet.sessionPresent) loseSession(state, effects);
  const limits = limitsOf(options.protocolVersion, packet);
  resumeSender(sender, connection, limits, now, effects);
  if (state.keepAliveSec > 0) armKeepAlive(state, connection, now, effects);
  askAgain(state, connection, effects);
}

/**
 * v5 [MQTT-3.2.2-5]: the broker kept nothing, so the client discards its half; what it never sent
 * stays, and what it is subscribed to it has to ask for again.
 */
function loseSession(state: ClientState, effects: Effect[]): void {
  const { sender, receiver, options } = state;
  discardReceiver(receiver, 'stateLost', effects);
  if (options.sessionLost === 'discard') discardUnacknowledged(sender, 'stateLost', effects);
  for (const filter of state.wanted.keys()) state.unconfirmed.add(filter);
  state.unwanted.clear();
}
