// A session's beginning and end, and the Will Message that its end may set free.

import type { SimTime } from '../../base/time.ts';
import type { ConnectionId, DiscardReason, Effect, SessionEnd } from '../effect.ts';
import { payloadLength, utf8Length } from '../packets/encodedLength.ts';
import type { ClientId, Message, Will } from '../packets/packet.ts';
import { createReceiver, discardReceiver } from '../session/receiver.ts';
import { discardUnacknowledged, discardWaiting } from '../session/reconnect.ts';
import { createSender } from '../session/sender.ts';
import { retain } from './retained.ts';
import { deliverToGroup, forward } from './routing.ts';
import { cancelSessionTimers } from './sessionTimers.ts';
import type { BrokerState, Session } from './state.ts';
import { unsubscribeAll } from './subscriptions.ts';

/** A session without anything in it; it is the broker's from now on. */
export function createSession(
  state: BrokerState,
  clientId: ClientId,
  connection: ConnectionId,
): Session {
  const { options, resendAfter } = state;
  const { qos2Forward, receiveMaximum, limits } = options;
  const queueBytesMax = limits.bytesPerSession;
  const session: Session = {
    clientId,
    sender: createSender(clientId, resendAfter, { ...options, queueBytesMax }),
    receiver: createReceiver(clientId, { qos2HandOver: qos2Forward, receiveMaximum }),
    subscriptions: new Map(),
    connection: undefined,
    lastConnection: connection,
    version: 5,
    expirySec: 0,
    will: undefined,
    expiryTimerAt: Infinity,
  };
  state.sessions.set(clientId, session);
  return session;
}

const DISCARD_REASON: Record<SessionEnd, DiscardReason> = {
  clean: 'stateLost',
  disconnected: 'stateLost',
  expired: 'expired',
  crashed: 'stateLost',
  removed: 'stateLost',
};

/**
 * Session State is gone: what it held is discarded, or goes to others who share its subscriptions.
 * 3.1.1 [MQTT-3.1.2-7]: what is retained stays.
 */
export function endSession(
  state: BrokerState,
  session: Session,
  reason: SessionEnd,
  now: SimTime,
  effects: Effect[],
): void {
  const { clientId, sender, receiver, will } = session;
  const why = DISCARD_REASON[reason];
  cancelSessionTimers(session, effects);
  const sent = discardUnacknowledged(sender, why, effects);
  const unsent = discardWaiting(sender, why, effects);
  discardReceiver(receiver, why, effects);
  unsubscribeAll(state, session);
  state.sessions.delete(clientId);
  effects.push({ kind: 'end-session', clientId, reason });
  // v5 [MQTT-4.8.2-5]: what was sent at QoS 2 goes to nobody else.
  const qos1 = sent.flatMap(({ delivery }) => (delivery.qos === 1 ? [delivery] : []));
  for (const delivery of [...qos1, ...unsent]) {
    if (delivery.shareName !== undefined) deliverToGroup(state, delivery, now, effects);
  }
  session.will = undefined;
  if (will !== undefined) publishWill(state, session, will, now, effects);
}

/** v5 [MQTT-3.1.2-8], 3.1.1 [MQTT-3.1.2-8]. */
export function publishWill(
  state: BrokerState,
  session: Session,
  { topic, payload, qos, retain: isRetained, expirySec, properties }: Will,
  now: SimTime,
  effects: Effect[],
): void {
  const { clientId } = session;
  const message: Message = {
    uid: `${clientId}/will/${++state.originated}`,
    topic,
    payload,
    qos,
    retain: isRetained,
    bytes: utf8Length(topic) + payloadLength(payload),
    ...(expirySec === undefined ? {} : { expirySec }),
    // v5 [MQTT-3.1.3-10]
    ...(properties === undefined ? {} : { properties }),
  };
  effects.push({ kind: 'originate-message', message, origin: 'will', clientId });
  // v5 [MQTT-3.1.2-14], [MQTT-3.1.2-15], 3.1.1 [MQTT-3.1.2-16], [MQTT-3.1.2-17]: as the will says.
  if (isRetained) retain(state, message, now, effects);
  const handOn = { message, copy: 1, attempt: 1, qos, dup: false, retain: isRetained };
  forward(state, clientId, handOn, now, effects);
}
